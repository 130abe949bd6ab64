"""Around the ballots of one vote: what is frozen at notice, whose ballot counts, what a recount changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from linmeng_core.chain import canonical

AT_CASTING, AT_NOTICE = "casting", "notice"


def policy_fingerprint(policies: Mapping[str, str]) -> str:
    """The hex SHA-256 of the policies in their canonical text: published with the notice."""
    return hashlib.sha256(canonical(dict(policies)).encode()).hexdigest()


def changed_policies(*, frozen: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The policies that differ from those frozen at notice, by name. Any change is refused: it would need a
    new notice.
    """
    names = sorted(frozen.keys() | now.keys())
    return tuple(name for name in names if frozen.get(name) != now.get(name))


@dataclass(frozen=True)
class Entitled:
    """Whose ballot counts for a unit sold while the vote runs, and whether somebody else's is refused."""

    owner: str
    refused: str


def entitled_owner(
    *, former: str, buyer: str, noticed: date, registered: date, cast_on: date | None, owner_at: str
) -> Entitled:
    """`cast_on`: the day on which the former owner cast, None if silent. Ownership passes on registration
    (民法典 209, 214): registered by the day of notice, the buyer is the owner in any case. Later, under
    `notice` the former owner alone votes; under `casting` whoever owned the unit when its first ballot came:
    the former owner who cast before the registration, else the buyer.
    """
    if registered <= noticed:
        return Entitled(buyer, former)
    voted = cast_on is not None and cast_on < registered
    if owner_at == AT_NOTICE or voted:
        return Entitled(former, buyer)
    return Entitled(buyer, former)


@dataclass(frozen=True)
class Difference:
    """One ballot that two counts read differently; an empty choice: that count did not have it."""

    ballot: str
    first: str
    second: str


def differences(*, first: Mapping[str, str], second: Mapping[str, str]) -> tuple[Difference, ...]:
    """Ballot by ballot (number → choice), by number: what a recount changed. The old count stays as it was."""
    numbers = sorted(first.keys() | second.keys())
    pairs = ((number, first.get(number, ""), second.get(number, "")) for number in numbers)
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
