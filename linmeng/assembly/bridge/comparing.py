"""Two counts of the same vote, ballot by ballot."""

from collections.abc import Mapping
from dataclasses import dataclass

from linmeng.assembly.bridge.count_file import Box
from linmeng_core.conduct.ballots import differences

LENGTH = 6


@dataclass(frozen=True)
class Changed:
    """One ballot: the number of its paper (or its receipt), what it was read as before and after.

    An empty choice: that count did not have it.
    """

    ballot: str
    before: str
    after: str


def changes(
    first: Box, second: Box, question_id: int, paper_numbers: Mapping[int, int]
) -> tuple[Changed, ...]:
    """What the second count reads differently from the first, papers in the order of their numbers."""
    found = differences(
        first=_said(first, question_id, paper_numbers), second=_said(second, question_id, paper_numbers)
    )
    return tuple(Changed(one.ballot.lstrip("0"), one.first, one.second) for one in found)


def _said(box: Box, question_id: int, paper_numbers: Mapping[int, int]) -> dict[str, str]:
    said = {}
    for ballot in box.ballots:
        if ballot.question_id == question_id:
            paper = ballot.receipt.paper_id
            name = ballot.receipt.code if paper is None else f"{paper_numbers[paper]:0{LENGTH}d}"
            said[name] = box.choice(ballot)
    return said
