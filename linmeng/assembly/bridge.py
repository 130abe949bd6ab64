"""The assembly's door to the core: from frozen rows to the count file (VOTE.json) and its result.

The count file holds masks instead of units and persons, so it may be published: a stranger's
`python -m linmeng_core tally` gives the very result that is kept here. Times of casting are replaced
by the order within a unit, which is all that the count needs and nothing that tells who came when.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from linmeng.assembly.models import CastBallot, Question, RollEntry, Vote
from linmeng.common.clock import SHANGHAI
from linmeng_core.chain import canonical
from linmeng_core.errors import BadInput
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.law.clocks import earliest_opening
from linmeng_core.law.load import pack_by_id, pack_in_force
from linmeng_core.law.packs import Pack
from linmeng_core.measures import area_m2, parse_area
from linmeng_core.tally.owners_vote import count

__all__ = ["CountedQuestion", "Law", "PackChanged", "canonical", "law_of_vote", "law_on", "sha256"]


class PackChanged(Exception):
    """The law pack that was frozen with the vote is not the one this copy of the program holds."""


@dataclass(frozen=True)
class Law:
    """What the pack in force says about one class of matter, as plain values."""

    pack_id: str
    pack_version: str
    pack_sha256: str
    matter: str
    matter_title: str
    matter_title_en: str
    article: str
    article_en: str
    text: str
    approval: str
    quorum: str
    quorum_article: str
    notice_days: int
    notice_article: str
    earliest_opening: date
    web_ballot: str
    web_ballot_article: str


@dataclass(frozen=True)
class CountedQuestion:
    """One question counted: the canonical input's hash, the canonical result, whether it passed."""

    input_sha256: str
    result: str
    result_sha256: str
    passed: bool


def sha256(text: str) -> str:
    """Hex SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _law(pack: Pack, matter_class: str, notice_day: date) -> Law:
    matter = pack.matters[matter_class]
    return Law(
        pack_id=pack.id,
        pack_version=pack.version,
        pack_sha256=pack.sha256,
        matter=matter.key,
        matter_title=matter.title,
        matter_title_en=matter.title_en,
        article=matter.source.article,
        article_en=matter.source.article_en,
        text=matter.source.text,
        approval=str(matter.threshold),
        quorum=str(pack.quorum.threshold),
        quorum_article=pack.quorum.source.article,
        notice_days=pack.notice.days,
        notice_article=pack.notice.source.article,
        earliest_opening=earliest_opening(notice_day, pack.notice),
        web_ballot=pack.web_ballot.value,
        web_ballot_article=pack.web_ballot.source.article,
    )


def law_on(place: str, matter_class: str, day: date) -> Law | None:
    """The law for a vote announced on a day; None where no pack is in force (a problem before notice)."""
    try:
        return _law(pack_in_force(place, day), matter_class, day)
    except BadInput:
        return None


def _frozen_pack(vote: Vote) -> Pack:
    try:
        pack = pack_by_id(vote.pack_id, vote.pack_version, day=vote.noticed_on)
    except BadInput as fault:
        raise PackChanged(vote.pack_id) from fault
    if pack.sha256 != vote.pack_sha256:
        raise PackChanged(vote.pack_id)
    return pack


def law_of_vote(vote: Vote) -> Law:
    """The law frozen with an announced vote; raises PackChanged."""
    if vote.noticed_on is None:
        raise PackChanged(vote.pack_id)
    return _law(_frozen_pack(vote), vote.matter_class, vote.noticed_on)


def written_area(area_dm2: int) -> str:
    """8000 → "80.00" (m²), as papers and facts carry it."""
    return area_m2(area_dm2)


def area_dm2(written: str) -> int:
    """ "80.00" (m²) → 8000, to draw the bars of a kept result."""
    return parse_area(written)


def _roll_line(entry: RollEntry) -> dict[str, Any]:
    masks = dict(zip(entry.owners, entry.owner_masks, strict=True))
    return {
        "unit": entry.mask,
        "area_m2": area_m2(entry.area_dm2),
        "owners": list(entry.owner_masks),
        "status": entry.status,
        "representative": masks[entry.representative] if entry.representative else None,
    }


def roll_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll as the count file shows it: whoever has the file can compute it again."""
    return sha256(canonical([_roll_line(entry) for entry in sorted(entries, key=lambda e: e.mask)]))


def owners_fingerprint(entries: Iterable[RollEntry]) -> str:
    """Of the roll with its real units and owners: kept in the record, binds masks to what they stand for."""
    known = [
        [e.unit_code, e.mask, e.owners, e.owner_masks] for e in sorted(entries, key=lambda e: e.unit_code)
    ]
    return sha256(canonical(known))


def vote_file(
    vote: Vote,
    question: Question,
    entries: Iterable[RollEntry],
    delivered: Collection[int],
    ballots: Iterable[CastBallot],
) -> dict[str, Any]:
    """The VOTE.json of one question (docs/formats/tally.md), masked, in the order of the masks.

    `delivered`: ids of the entries with a delivery; `ballots` with their receipts, oldest first.
    """
    by_id = {entry.id: entry for entry in entries}
    assert vote.noticed_on is not None and vote.ends_at is not None  # noqa: S101  frozen at notice
    return {
        "place": vote.compound.place,
        "date": vote.noticed_on.isoformat(),
        "matter": vote.matter_class,
        "policy": {"silence": vote.silence, "unclear": vote.unclear, "repeat": vote.repeat},
        "roll": sorted(
            (_roll_line(e) | {"delivered": e.id in delivered} for e in by_id.values()),
            key=lambda line: line["unit"],
        ),
        "ballots": _ballot_lines(vote, question, by_id, ballots),
        "closes_at": vote.ends_at.astimezone(SHANGHAI).isoformat(),
    }


def _ballot_lines(
    vote: Vote, question: Question, by_id: dict[int, RollEntry], ballots: Iterable[CastBallot]
) -> list[dict[str, Any]]:
    lines: dict[int, list[dict[str, Any]]] = {}
    assert vote.opens_at is not None  # noqa: S101  frozen at notice
    for ballot in ballots:
        if ballot.question_id != question.id:
            continue
        receipt = ballot.receipt
        entry, earlier = by_id[receipt.entry_id], lines.setdefault(receipt.entry_id, [])
        at = vote.opens_at.astimezone(SHANGHAI) + timedelta(seconds=len(earlier))
        line = {"unit": entry.mask, "choice": ballot.choice, "channel": receipt.channel, "at": at.isoformat()}
        earlier.append(line | {"by": entry.owner_masks[entry.owners.index(receipt.by)]})
    return [line for place in sorted(lines, key=lambda key: by_id[key].mask) for line in lines[place]]


def count_file(vote: Vote, content: dict[str, Any]) -> CountedQuestion:
    """Count one VOTE.json under the pack frozen with the vote; raises PackChanged."""
    result = result_as_json(count(read_vote(content).vote, _frozen_pack(vote)), "zh")
    text = canonical(result)
    return CountedQuestion(
        input_sha256=sha256(canonical(content)),
        result=text,
        result_sha256=sha256(text),
        passed=result["passed"],
    )


def lines_in(vote: Vote, content: dict[str, Any], language: str) -> list[str]:
    """The explanation of a counted file once more, in another language."""
    told: list[str] = result_as_json(count(read_vote(content).vote, _frozen_pack(vote)), language)["lines"]
    return told
