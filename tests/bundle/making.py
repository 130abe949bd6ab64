"""Bundles from random votes: the masks a product would draw, and a key that is nobody's secret."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from linmeng_core.bundle.commitments import (
    receipt_sha256,
    roll_fingerprint,
    supplement_fingerprint,
    unit_commitment,
)
from linmeng_core.bundle.contents import (
    About,
    BallotLine,
    BundleContents,
    Candidate,
    Chosen,
    DaySealed,
    EarlierCount,
    ElectionQuestion,
    Entitled,
    MatterQuestion,
    RollLine,
    Supplement,
)
from linmeng_core.bundle.writing import write_bundle
from linmeng_core.law.load import files_in_force
from linmeng_core.measures import parse_area
from linmeng_core.tally.votes import Policy
from tests.core.random_elections import random_election
from tests.core.random_votes import MATTERS, random_vote

PLACES = ("cn", "cn-shanghai", "cn-beijing", "cn-hangzhou")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def public(key: Ed25519PrivateKey = KEY) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sealed(contents: BundleContents, key: Ed25519PrivateKey = KEY) -> bytes:
    """A true bundle."""
    return write_bundle(contents, key.sign, public(key))


def masked(vote: Mapping[str, Any], seed: int = 0) -> BundleContents:
    """The contents of a bundle from a VOTE.json or an ELECTION.json with one question."""
    chance = random.Random(seed)
    units, people = _unit_masks(vote, chance), _person_masks(vote, chance)
    roll = tuple(
        sorted([_roll_line(entry, units, people) for entry in vote["roll"]], key=lambda line: line.unit)
    )
    return BundleContents(
        about=About(
            vote="9001",
            title="更换三号楼电梯",
            alliance="dongzhen",
            compound="梧桐苑",
            scope="3 号楼全体业主",
            place=vote["place"],
            day=date.fromisoformat(vote["date"]),
            closes_at=vote["closes_at"],
        ),
        policy=Policy(**vote["policy"]),
        questions=(_question(vote),),
        roll=roll,
        ballots=_ballots(vote, units, people),
        laws={
            f"laws/{file.path}": file.content
            for file in files_in_force(vote["place"], date.fromisoformat(vote["date"]))
        },
        fingerprint=roll_fingerprint(roll),
        day_seal=DaySealed(date(2026, 8, 1), 4711, "ab" * 32),
    )


def random_contents(seed: int) -> BundleContents:
    """A random vote or election, sometimes with several questions, a supplement, an earlier count."""
    chance = random.Random(f"contents {seed}")
    vote = random_vote(seed) if seed % 2 else random_election(seed)
    contents = masked(vote | {"place": chance.choice(PLACES)}, seed)
    if chance.random() < 0.4:
        contents = _with_matter(contents, chance)
    if chance.random() < 0.3:
        contents = _with_election(contents, chance)
    if chance.random() < 0.4:
        contents = _with_supplement(contents, chance)
    if chance.random() < 0.3:
        earlier = EarlierCount(1, "cd" * 32, "第 17 号票第二次录入后改正")
        contents = replace(contents, version=2, history=(earlier,))
    return contents


def _unit_masks(vote: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    codes = [entry["unit"] for entry in vote["roll"]]
    masks = {code: f"u{n:04d}" for n, code in enumerate(chance.sample(codes, len(codes)), 1)}
    strange = sorted({ballot["unit"] for ballot in vote["ballots"]} - set(codes))
    return masks | {code: f"z{n:04d}" for n, code in enumerate(strange, 1)}


def _person_masks(vote: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    owners = sorted({owner for entry in vote["roll"] for owner in entry["owners"]})
    named = {entry.get("representative") for entry in vote["roll"]}
    for ballot in vote["ballots"]:
        named |= {ballot["by"], ballot.get("proxy_for")}
    others = sorted(named - set(owners) - {None})
    masks = {owner: f"o{n}" for n, owner in enumerate(chance.sample(owners, len(owners)), 1)}
    return masks | {person: f"x{n}" for n, person in enumerate(others, 1)}


def _roll_line(entry: Mapping[str, Any], units: dict[str, str], people: dict[str, str]) -> RollLine:
    spokesman = entry.get("representative")
    return RollLine(
        unit=units[entry["unit"]],
        area_dm2=parse_area(entry["area_m2"]),
        entitled=Entitled(
            tuple(people[owner] for owner in entry["owners"]),
            entry["status"],
            people[spokesman] if spokesman else None,
        ),
        delivered=entry["delivered"],
        commitment=unit_commitment("9001", entry["unit"], salt_of(entry["unit"])),
    )


def salt_of(unit_code: str) -> str:
    return f"{unit_code:0>32}".replace("-", "f")


def _question(vote: Mapping[str, Any]) -> MatterQuestion | ElectionQuestion:
    if "candidates" not in vote:
        return MatterQuestion("q1", "是否同意更换电梯？", vote["matter"])
    return ElectionQuestion(
        id="q1",
        text="选举业主委员会委员",
        matter=vote["matter"],
        seats=vote["seats"],
        minimum=vote["minimum"],
        candidates=tuple(Candidate(key, f"候选人{key}") for key in vote["candidates"]),
        lot=None if vote["lot"] is None else tuple(vote["lot"]),
    )


def _ballots(
    vote: Mapping[str, Any], units: dict[str, str], people: dict[str, str]
) -> tuple[BallotLine, ...]:
    closes_at = vote["closes_at"] and datetime.fromisoformat(vote["closes_at"])
    filed = [(datetime.fromisoformat(ballot["at"]), n, ballot) for n, ballot in enumerate(vote["ballots"])]
    ranks: dict[str, int] = {}
    ballots = []
    for at, n, ballot in sorted(filed, key=lambda entry: entry[:2]):
        unit = units[ballot["unit"]]
        ranks[unit] = ranks.get(unit, 0) + 1
        paper = ballot["channel"] == "paper"
        principal = ballot.get("proxy_for")
        ballots.append(
            BallotLine(
                unit=unit,
                rank=ranks[unit],
                late=bool(closes_at and at >= closes_at),
                by=people[ballot["by"]],
                channel=ballot["channel"],
                answers={"q1": _answer(ballot)},
                proxy_for=people[principal] if principal else None,
                readings=2 if paper else 0,
                receipt_sha256=receipt_sha256("9001", f"R{n:05d}", salt_of(ballot["unit"])),
                scan_sha256="ef" * 32 if paper else "",
                frozen=ballot.get("frozen", False),
            )
        )
    return tuple(sorted(ballots, key=lambda ballot: (ballot.unit, ballot.rank)))


def _answer(ballot: Mapping[str, Any]) -> str | Chosen:
    if "choices" not in ballot:
        return str(ballot["choice"])
    return Chosen(tuple(ballot["choices"]), ballot.get("against_all", False), ballot.get("unclear", False))


def _with_matter(contents: BundleContents, chance: random.Random) -> BundleContents:
    question = MatterQuestion("q2", "是否同意动用维修资金？", chance.choice(MATTERS))
    answers = [chance.choice(("yes", "yes", "no", "abstain", "unclear")) for _ in contents.ballots]
    return _asked(contents, question, answers)


def _with_election(contents: BundleContents, chance: random.Random) -> BundleContents:
    keys = ("c1", "c2", "c3", "c4")
    question = ElectionQuestion(
        "q3", "选举楼组代表", "elect_committee", 2, 1, tuple(Candidate(key, key.upper()) for key in keys)
    )
    answers = [Chosen(tuple(chance.sample(keys, chance.randint(0, 3)))) for _ in contents.ballots]
    return _asked(contents, question, answers)


def _asked(contents: BundleContents, question: Any, answers: list[Any]) -> BundleContents:
    ballots = tuple(
        replace(ballot, answers={**ballot.answers, question.id: answer})
        for ballot, answer in zip(contents.ballots, answers, strict=True)
    )
    return replace(contents, questions=(*contents.questions, question), ballots=ballots)


def _with_supplement(contents: BundleContents, chance: random.Random) -> BundleContents:
    """One or two units had other owners at notice."""
    changed = chance.sample(range(len(contents.roll)), min(len(contents.roll), chance.randint(1, 2)))
    before = {n: Supplement(date(2026, 7, 20), "", Entitled(("o900001",))) for n in changed}
    roll = tuple(replace(line, supplement=before.get(n)) for n, line in enumerate(contents.roll))
    roll = tuple(
        replace(line, supplement=replace(line.supplement, fingerprint=supplement_fingerprint(line)))
        if line.supplement
        else line
        for line in roll
    )
    return replace(contents, roll=roll, fingerprint=roll_fingerprint(roll))
