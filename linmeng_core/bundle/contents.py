"""What a bundle tells of a vote, as plain values. Units and persons stand in it as masks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from linmeng_core.tally.votes import Policy

FORMAT = "linmeng-bundle/1"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands for the committee: a key of this vote, and the name as posted."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class MatterQuestion:
    """A question answered by yes, no or abstain; `matter` is its class of 民法典 278(1)."""

    id: str
    text: str
    matter: str


@dataclass(frozen=True, slots=True)
class ElectionQuestion:
    """A choice of persons (or of offers, with one seat). `lot` is the published order in which equals
    follow one another, None where none was drawn.
    """

    id: str
    text: str
    matter: str
    seats: int
    minimum: int
    candidates: tuple[Candidate, ...]
    lot: tuple[str, ...] | None = None


Question = MatterQuestion | ElectionQuestion


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a ballot says in an election."""

    candidates: tuple[str, ...] = ()
    against_all: bool = False
    unclear: bool = False


Answer = str | Chosen
"""`yes`, `no`, `abstain`, `unclear` for a matter; the chosen candidates for an election."""


@dataclass(frozen=True, slots=True)
class Entitled:
    """Who speaks for a unit: what the roll says of its owners on one day."""

    owners: tuple[str, ...]
    status: str = "sold"
    representative: str | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """A change registered after notice: when, the fingerprint published then, and how it stood at notice."""

    day: date
    fingerprint: str
    at_notice: Entitled


@dataclass(frozen=True, slots=True)
class RollLine:
    """One unit. `commitment` binds the mask to the real unit; only who holds the salt can open it."""

    unit: str
    area_dm2: int
    entitled: Entitled
    delivered: bool
    commitment: str
    supplement: Supplement | None = None


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One ballot as filed. `rank` (from 1) is its place in time among the ballots of its unit: the count
    needs no more, and the hour would tell who came when. `readings`: how many people read the paper.
    `frozen`: its owner says it is not theirs, undecided at the count.
    """

    unit: str
    rank: int
    late: bool
    by: str
    channel: str
    answers: Mapping[str, Answer]
    proxy_for: str | None = None
    readings: int = 0
    receipt_sha256: str = ""
    scan_sha256: str = ""
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class EarlierCount:
    """A count that was replaced: its version, the hash of its result file, why it was counted again."""

    version: int
    result_sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class DaySealed:
    """The day's seal of the record that stands behind the vote."""

    day: date
    length: int
    last_hash: str


@dataclass(frozen=True, slots=True)
class About:
    """Which vote it is. `day` is the day of notice; `closes_at` the instant as announced, or None."""

    vote: str
    title: str
    alliance: str
    compound: str
    scope: str
    place: str
    day: date
    closes_at: str | None


@dataclass(frozen=True, slots=True)
class BundleContents:
    """All that goes into a bundle. `laws` holds the law files in force by path; `fingerprint` is that of
    the roll as published at notice; `results` (by question) are those published, None to count them now.
    """

    about: About
    policy: Policy
    questions: tuple[Question, ...]
    roll: tuple[RollLine, ...]
    ballots: tuple[BallotLine, ...]
    laws: Mapping[str, bytes]
    fingerprint: str
    version: int = 1
    history: tuple[EarlierCount, ...] = ()
    day_seal: DaySealed | None = None
    results: Mapping[str, Mapping[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The law as the manifest states it: the place's own pack, and per question the share as written, its
    article, and the pack in which it stands: a place inherits what it does not state itself.
    """

    pack: str
    version: str
    sha256: str
    quorum: str
    approvals: Mapping[str, str]
    articles: Mapping[str, str]
    packs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read: the contents with the published results, the rule as stated, the key of the seal."""

    contents: BundleContents
    rule: Rule
    public_key: str
