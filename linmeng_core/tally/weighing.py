"""Measures against the shares of the law: what votes and elections weigh alike."""

from linmeng_core.measures import Measure, Threshold
from linmeng_core.tally.cells import Heads
from linmeng_core.tally.results import Approval, Quorum
from linmeng_core.tally.sorting import Mark, SortedBallots


def disputed_measure(heads: Heads, ballots: SortedBallots[Mark]) -> Measure:
    """Area of the disputed units, and the heads among them none of whose units was cast."""
    if not ballots.disputed:
        return Measure()
    cast = {heads.head_of[place] for place, choice in enumerate(ballots.choices) if choice is not None}
    waiting = {heads.head_of[place] for place in ballots.disputed} - cast
    return Measure(sum(heads.areas[place] for place in ballots.disputed), len(waiting))


def with_disputed(ballots: SortedBallots[Mark], taken_as: Mark) -> list[Mark | None]:
    """The marks by place in the roll, every disputed unit taken so."""
    choices = list(ballots.choices)
    for place in ballots.disputed:
        choices[place] = taken_as
    return choices


def quorum_met(participating: Measure, total: Measure, asked: Threshold) -> Quorum:
    """Of all, in both measures."""
    area = asked.met(participating.area_dm2, total.area_dm2)
    heads = asked.met(participating.heads, total.heads)
    return Quorum(area, heads, area and heads)


def approval_met(support: Measure, participating: Measure, asked: Threshold) -> Approval:
    """Of the participants, in both measures; without any participant nothing is approved (step (8))."""
    if not participating.heads:
        return Approval(area=False, heads=False)
    return Approval(
        area=asked.met(support.area_dm2, participating.area_dm2),
        heads=asked.met(support.heads, participating.heads),
    )
