"""What a count needs: the frozen roll, the ballots as they came in, and the policies of this vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.errors import BadInput, quoted

SOLD = "sold"
STATUSES = (SOLD, "unsold", "undelivered")
CHOICES = ("yes", "no", "abstain", "unclear")
SILENCE = ("off", "follow_majority")
UNCLEAR = ("abstain", "invalid")
REPEAT = ("first", "last", "paper", "refuse")
PAPER = "paper"
"""The one channel with a meaning of its own (policy `repeat` = paper); others are only names."""


@dataclass(frozen=True, slots=True)
class RollUnit:
    """One unit of the roll. `owners` are person keys; for `unsold` and `undelivered` units they name
    the developer. `delivered`: the ballot provably reached the unit (nothing to do with `status`).
    """

    unit: str
    area_dm2: int
    owners: tuple[str, ...]
    status: str = SOLD
    delivered: bool = False
    representative: str | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot as received. With `proxy_for` it was cast by `by` and counts as that principal's.
    `frozen`: its owner says it is not theirs, and nobody has decided yet.
    """

    unit: str
    choice: str
    channel: str
    at: datetime
    by: str
    proxy_for: str | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What the rules of procedure say, frozen at notice; the defaults are those of the national pack."""

    silence: str = "off"
    unclear: str = "abstain"
    repeat: str = "first"


@dataclass(frozen=True, slots=True)
class OwnersVote:
    """One question put to the owners. Ballots stand in the order in which they were filed."""

    matter: str
    roll: Sequence[RollUnit]
    ballots: Sequence[Ballot]
    policy: Policy
    closes_at: datetime | None = None


def check(vote: OwnersVote) -> None:
    """Raise BadInput at the first thing in the vote that cannot be counted, naming its field."""
    check_frame(vote.roll, vote.policy, vote.closes_at)
    for place, ballot in enumerate(vote.ballots):
        if ballot.choice not in CHOICES:
            raise _not_one_of(ballot.choice, CHOICES, "ballots", place, "choice")
        if ballot.at.tzinfo is None:
            raise BadInput("no_offset", "ballots", place, "at", given=ballot.at.isoformat())


def check_frame(roll: Sequence[RollUnit], policy: Policy, closes_at: datetime | None) -> None:
    """What every count stands in: the roll, the policies and the closing time."""
    check_roll(roll)
    _one_of("policy", "silence", policy.silence, SILENCE)
    _one_of("policy", "unclear", policy.unclear, UNCLEAR)
    _one_of("policy", "repeat", policy.repeat, REPEAT)
    if closes_at is not None and closes_at.tzinfo is None:
        raise BadInput("no_offset", "closes_at", given=closes_at.isoformat())


def check_roll(roll: Sequence[RollUnit]) -> None:
    """A roll has units; each unit a code of its own, an area above zero and distinct owners."""
    if not roll:
        raise BadInput("empty_roll", "roll")
    seen: set[str] = set()
    for place, entry in enumerate(roll):
        if entry.unit in seen:
            raise BadInput("duplicate_unit", "roll", place, "unit", given=quoted(entry.unit))
        seen.add(entry.unit)
        if entry.area_dm2 <= 0:
            raise BadInput("no_area", "roll", place, "area_m2", unit=quoted(entry.unit))
        if entry.status not in STATUSES:
            raise _not_one_of(entry.status, STATUSES, "roll", place, "status")
        if len(entry.owners) != 1:
            _check_owners(entry, place)


def _check_owners(entry: RollUnit, place: int) -> None:
    if not entry.owners:
        raise BadInput("no_owners", "roll", place, "owners", unit=quoted(entry.unit))
    for number, owner in enumerate(entry.owners):
        if owner in entry.owners[:number]:
            raise BadInput("owner_twice", "roll", place, "owners", number, given=quoted(owner))


def _one_of(group: str, field: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise _not_one_of(given, allowed, group, field)


def _not_one_of(given: str, allowed: tuple[str, ...], *field: str | int) -> BadInput:
    return BadInput("not_one_of", *field, given=quoted(given), allowed=", ".join(allowed))
