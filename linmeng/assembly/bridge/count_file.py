"""From frozen rows to the count file (VOTE.json) and its result.

The count file holds masks instead of units and persons, so it may be published: a stranger's
`python -m linmeng_core tally` gives the very result that is kept here. Times of casting are replaced
by the order within a unit, which is all that the count needs and nothing that tells who came when.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from linmeng.assembly.bridge.law import frozen_pack
from linmeng.assembly.bridge.roll import roll_line, sha256
from linmeng.assembly.models import CastBallot, Question, Receipt, RollEntry, RollSupplement, Vote
from linmeng.common.clock import SHANGHAI
from linmeng_core.chain import canonical
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.tally.owners_vote import count


@dataclass(frozen=True)
class Box:
    """Everything that a count of one vote reads, whatever its questions."""

    entries: tuple[RollEntry, ...]
    ballots: tuple[CastBallot, ...]
    """With their receipts and mandates, oldest first; those of void receipts are not among them."""
    delivered: frozenset[int] = frozenset()
    """Ids of the entries whose ballot provably reached them."""
    supplements: Mapping[int, RollSupplement] = field(default_factory=dict)
    """By entry: who owns the home now, where that counts."""
    changes: Mapping[int, tuple[RollSupplement, ...]] = field(default_factory=dict)
    """By entry: everybody who bought the home since notice, whether that counts or not."""
    frozen: frozenset[int] = frozenset()
    """Ids of receipts of which somebody says "that was not me", not yet decided."""
    re_read: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """By receipt and question: what two people read at a recount instead of what was entered."""

    def entitled(self, entry_id: int, entry: RollEntry) -> RollEntry | RollSupplement:
        """Whose names stand for this unit in the count."""
        return self.supplements.get(entry_id, entry)

    def choice(self, ballot: CastBallot) -> str:
        """What this ballot says, as last read."""
        return self.re_read.get((ballot.receipt_id, ballot.question_id), ballot.choice)


@dataclass(frozen=True)
class CountedQuestion:
    """One question counted: the canonical input's hash, the canonical result, whether it passed."""

    input_sha256: str
    result: str
    result_sha256: str
    passed: bool


def vote_file(vote: Vote, question: Question, box: Box) -> dict[str, Any]:
    """The VOTE.json of one question (docs/formats/tally.md), masked, in the order of the masks."""
    return count_head(vote) | {"roll": roll_lines(box), "ballots": _ballot_lines(vote, question, box)}


def count_head(vote: Vote) -> dict[str, Any]:
    """Which law counts it and how: the fields that a count file of either kind begins with."""
    assert vote.noticed_on is not None and vote.ends_at is not None  # noqa: S101  frozen at notice
    return {
        "place": vote.compound.place,
        "date": vote.noticed_on.isoformat(),
        "matter": vote.matter_class,
        "policy": {"silence": vote.silence, "unclear": vote.unclear, "repeat": vote.repeat},
        "closes_at": vote.ends_at.astimezone(SHANGHAI).isoformat(),
    }


def roll_lines(box: Box) -> list[dict[str, Any]]:
    """Every unit with its owners and whether its ballot was delivered, in the order of the masks."""
    lines = (
        roll_line(e, box.supplements.get(e.id)) | {"delivered": e.id in box.delivered} for e in box.entries
    )
    return sorted(lines, key=lambda line: line["unit"])


def _ballot_lines(vote: Vote, question: Question, box: Box) -> list[dict[str, Any]]:
    return [
        acts | {"choice": box.choice(ballot)}
        for ballot, acts in acts_of_casting(vote, box)
        if ballot.question_id == question.id
    ]


def acts_of_casting(vote: Vote, box: Box) -> list[tuple[CastBallot, dict[str, Any]]]:
    """Each cast ballot with its masked unit, channel, caster and place in time, units in order of masks."""
    assert vote.opens_at is not None  # noqa: S101  frozen at notice
    opens = vote.opens_at.astimezone(SHANGHAI)
    by_id, agents = {entry.id: entry for entry in box.entries}, _agent_masks(box)
    ranks: dict[int, list[int]] = {}
    found = []
    for ballot in box.ballots:
        receipt = ballot.receipt
        entry, earlier = by_id[receipt.entry_id], ranks.setdefault(receipt.entry_id, [])
        if receipt.id not in earlier:
            earlier.append(receipt.id)
        at = opens + timedelta(seconds=earlier.index(receipt.id))
        line = {"unit": entry.mask, "channel": receipt.channel, "at": at.isoformat()}
        found.append((ballot, line | _caster(receipt, box, entry, agents)))
    return sorted(found, key=lambda pair: (pair[1]["unit"], pair[1]["at"]))


def _agent_masks(box: Box) -> dict[int, str]:
    """x1, x2, … for those who cast under a mandate, in the order of the mandates."""
    proxies = sorted({b.receipt.proxy_id for b in box.ballots if b.receipt.proxy_id is not None})
    return {proxy_id: f"x{number}" for number, proxy_id in enumerate(proxies, start=1)}


def _caster(receipt: Receipt, box: Box, entry: RollEntry, agents: Mapping[int, str]) -> dict[str, Any]:
    mask = mask_of_owner(receipt.by, box.entitled(entry.id, entry), entry, *box.changes.get(entry.id, ()))
    frozen = {"frozen": True} if receipt.id in box.frozen else {}
    if receipt.proxy_id is None:
        return {"by": mask} | frozen
    return {"by": agents[receipt.proxy_id], "proxy_for": mask} | frozen


def mask_of_owner(person: str, *rolls: RollEntry | RollSupplement) -> str:
    """What stands for an owner in the count file, also for one who owned the home only at notice or meanwhile:
    such a ballot is kept, and the count refuses it.
    """
    for roll in rolls:
        if person in roll.owners:
            return str(roll.owner_masks[roll.owners.index(person)])
    raise ValueError(f"receipt of {person} for a home that never was theirs")


def count_file(vote: Vote, content: dict[str, Any]) -> CountedQuestion:
    """Count one VOTE.json under the pack frozen with the vote; raises PackChanged."""
    result = result_as_json(count(read_vote(content).vote, frozen_pack(vote)), "zh")
    text = canonical(result)
    return CountedQuestion(
        input_sha256=sha256(canonical(content)),
        result=text,
        result_sha256=sha256(text),
        passed=result["passed"],
    )


def lines_in(vote: Vote, content: dict[str, Any], language: str) -> list[str]:
    """The explanation of a counted file once more, in another language."""
    told: list[str] = result_as_json(count(read_vote(content).vote, frozen_pack(vote)), language)["lines"]
    return told
