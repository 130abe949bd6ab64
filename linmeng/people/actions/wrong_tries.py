"""Counting wrong tries in the database, where every process sees them.

A log-in has five a day, a network address twenty. A door's ten only keep further wrong requests away from
the desk's list: they never close the door to who has the right phone, the right code or stands at the desk.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from linmeng.people.actions.letter_codes import LetterKeys
from linmeng.people.models import WrongTry

A_DAY = timedelta(days=1)
MOST = {WrongTry.Scope.USER: 5, WrongTry.Scope.ADDRESS: 20, WrongTry.Scope.UNIT: 10}


@dataclass(frozen=True)
class Marks:
    """What one try is counted under: keyed hashes that cannot be read back."""

    user: str
    address: str
    unit: str

    def of(self, scope: WrongTry.Scope) -> str:
        """The mark of one scope."""
        return {"user": self.user, "address": self.address, "unit": self.unit}[scope.value]


def network_of(address: str) -> str:
    """An IPv6 home has a whole /64 of addresses: it counts as one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def marks_of(keys: LetterKeys, *, user_id: int, address: str, door: str) -> Marks:
    """The marks of a try; `door` as it was asked for, so that doors that do not exist are counted, too."""
    words = (f"user:{user_id}", f"address:{network_of(address)}", f"unit:{door}")
    return Marks(*(hmac.new(keys.count, word.encode(), "sha256").hexdigest() for word in words))


def closed_until(marks: Marks, at: datetime) -> datetime | None:
    """When this log-in or address may try again; None when it may now."""
    ends = [_closed_until(scope, marks, at) for scope in (WrongTry.Scope.USER, WrongTry.Scope.ADDRESS)]
    return max((end for end in ends if end is not None), default=None)


def _closed_until(scope: WrongTry.Scope, marks: Marks, at: datetime) -> datetime | None:
    lately = _lately(scope, marks, at).order_by("-tried_at").values_list("tried_at", flat=True)
    tries = list(lately[: MOST[scope]])
    return tries[-1] + A_DAY if len(tries) == MOST[scope] else None


def door_is_full(marks: Marks, at: datetime) -> bool:
    """Whether so many wrong requests came for this door that the desk is spared the next."""
    return _lately(WrongTry.Scope.UNIT, marks, at).count() >= MOST[WrongTry.Scope.UNIT]


def _lately(scope: WrongTry.Scope, marks: Marks, at: datetime):  # type: ignore[no-untyped-def]
    return WrongTry.objects.filter(scope=scope, key=marks.of(scope), tried_at__gt=at - A_DAY)


def note_wrong(marks: Marks, at: datetime) -> None:
    """One wrong try more, under all three marks; those of the day before are forgotten."""
    WrongTry.objects.filter(tried_at__lte=at - A_DAY).delete()
    WrongTry.objects.bulk_create(
        WrongTry(scope=scope, key=marks.of(scope), tried_at=at) for scope in WrongTry.Scope
    )
