"""manifest.json: what the vote was, the law as stated, and what the other files must be."""

from dataclasses import dataclass
from typing import Any

from linmeng_core.bundle.contents import (
    FORMAT,
    About,
    Candidate,
    EarlierCount,
    ElectionQuestion,
    MatterQuestion,
    Question,
    Rule,
)
from linmeng_core.bundle.documents import MANIFEST
from linmeng_core.bundle.reading.strict_json import (
    HASH,
    as_matching,
    as_number,
    as_one_of,
    canonical_value,
    distinct,
)
from linmeng_core.errors import BadInput, quoted
from linmeng_core.formats.fields import (
    as_day,
    as_instant,
    as_list,
    as_object,
    as_text,
    as_text_or_null,
    shape,
)
from linmeng_core.tally.votes import Policy

THE_MANIFEST = shape(
    "format", "vote", "title", "alliance", "compound", "scope", "place", "date", "closes_at", "policy",
    "questions", "rule", "roll", "ballots", "count", "files",
)  # fmt: skip
POLICY = shape("silence", "unclear", "repeat")
MATTER = ("id", "text", "matter", "kind", "approval", "article", "pack")
A_MATTER = shape(*MATTER)
AN_ELECTION = shape(*MATTER, "seats", "minimum", "candidates", "lot")
CANDIDATE = shape("key", "name")
RULE = shape("pack", "version", "sha256", "quorum")
THE_ROLL, THE_BALLOTS, COUNT = (
    shape("units", "fingerprint"), shape("count", "head"), shape("version", "history"),
)  # fmt: skip
EARLIER = shape("version", "result_sha256", "reason")
FILE = shape("name", "size", "sha256")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the manifest says of another file."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """manifest.json."""

    about: About
    policy: Policy
    questions: tuple[Question, ...]
    rule: Rule
    units: int
    fingerprint: str
    ballots: int
    head: str
    version: int
    history: tuple[EarlierCount, ...]
    files: tuple[Listed, ...]


def read_manifest(text: bytes) -> Manifest:
    """manifest.json as values."""
    try:
        return _manifest(as_object(canonical_value(text), THE_MANIFEST))
    except BadInput as fault:
        raise fault.at(file=MANIFEST, line=1) from fault


def _manifest(told: dict[str, Any]) -> Manifest:
    as_one_of(told["format"], (FORMAT,), "format")
    policy = as_object(told["policy"], POLICY, "policy")
    roll, ballots = (
        as_object(told["roll"], THE_ROLL, "roll"),
        as_object(told["ballots"], THE_BALLOTS, "ballots"),
    )
    count = as_object(told["count"], COUNT, "count")
    questions = tuple(
        _question(entry, place) for place, entry in enumerate(as_list(told["questions"], "questions"))
    )
    distinct([question.id for question in questions], "questions")
    if not questions:
        raise BadInput("not_a_list", "questions", given="[]")
    return Manifest(
        about=_about(told),
        policy=Policy(**{key: as_text(value, "policy", key) for key, value in policy.items()}),
        questions=questions,
        rule=_rule(told),
        units=as_number(roll["units"], "roll"),
        fingerprint=as_matching(roll["fingerprint"], HASH, "roll"),
        ballots=as_number(ballots["count"], "ballots"),
        head=as_matching(ballots["head"], HASH, "ballots"),
        version=as_number(count["version"], "count"),
        history=_history(count),
        files=tuple(_listed(entry) for entry in as_list(told["files"], "files")),
    )


def _about(told: dict[str, Any]) -> About:
    closes_at = as_text_or_null(told["closes_at"], "closes_at")
    if closes_at is not None:
        as_instant(closes_at, "closes_at")
    texts = {
        key: as_text(told[key], key) for key in ("vote", "title", "alliance", "compound", "scope", "place")
    }
    return About(**texts, day=as_day(told["date"], "date"), closes_at=closes_at)


def _question(entry: object, place: int) -> Question:
    path = ("questions", place)
    election = isinstance(entry, dict) and entry.get("kind") == "election"
    told = as_object(entry, AN_ELECTION if election else A_MATTER, *path)
    as_one_of(told["kind"], ("election", "matter"), *path)
    texts = {key: as_text(told[key], *path, key) for key in ("id", "text", "matter")}
    if not election:
        return MatterQuestion(**texts)
    people = [
        as_object(person, CANDIDATE, *path, "candidates") for person in as_list(told["candidates"], *path)
    ]
    lot = told["lot"]
    return ElectionQuestion(
        **texts,
        seats=as_number(told["seats"], *path, "seats"),
        minimum=as_number(told["minimum"], *path, "minimum"),
        candidates=tuple(Candidate(as_text(p["key"], *path), as_text(p["name"], *path)) for p in people),
        lot=None if lot is None else tuple(as_text(key, *path, "lot") for key in as_list(lot, *path, "lot")),
    )


def _rule(told: dict[str, Any]) -> Rule:
    rule = as_object(told["rule"], RULE, "rule")
    questions = told["questions"]
    return Rule(
        pack=as_text(rule["pack"], "rule"),
        version=as_text(rule["version"], "rule"),
        sha256=as_matching(rule["sha256"], HASH, "rule"),
        quorum=as_text(rule["quorum"], "rule"),
        approvals={entry["id"]: as_text(entry["approval"], "questions") for entry in questions},
        articles={entry["id"]: as_text(entry["article"], "questions") for entry in questions},
        packs={entry["id"]: as_text(entry["pack"], "questions") for entry in questions},
    )


def _history(count: dict[str, Any]) -> tuple[EarlierCount, ...]:
    """Versions 1, 2, … up to the one before this."""
    history = []
    for place, entry in enumerate(as_list(count["history"], "count")):
        told = as_object(entry, EARLIER, "count", place)
        history.append(
            EarlierCount(
                as_number(told["version"], "count"),
                as_matching(told["result_sha256"], HASH, "count"),
                as_text(told["reason"], "count"),
            )
        )
    before = [earlier.version for earlier in history]
    if before != list(range(1, len(before) + 1)) or len(before) + 1 != count["version"]:
        raise BadInput("not_a_list", "count", given=quoted(count["version"]))
    return tuple(history)


def _listed(entry: object) -> Listed:
    told = as_object(entry, FILE, "files")
    return Listed(
        as_text(told["name"], "files"),
        as_number(told["size"], "files"),
        as_matching(told["sha256"], HASH, "files"),
    )
