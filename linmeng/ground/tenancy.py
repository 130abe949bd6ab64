"""Which alliance the running code works for.

Everything that touches a tenant table runs inside `with in_alliance(a):`; the rare city-wide work
(migrations, log-in by phone, commands over all alliances) says so with `with citywide():`.
The value lives in a context variable: threads and tasks start without any and must name theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_alliance_id: ContextVar[int | None] = ContextVar("alliance_id", default=None)
_citywide: ContextVar[bool] = ContextVar("citywide", default=False)


class OutsideAlliance(RuntimeError):
    """A statement would have reached a tenant table without, or beyond, its alliance: a fault of ours."""


@contextmanager
def in_alliance(alliance_id: int) -> Iterator[None]:
    """Work for one alliance; nested use returns to the outer alliance afterwards."""
    token = _alliance_id.set(alliance_id)
    wide = _citywide.set(False)
    try:
        yield
    finally:
        _citywide.reset(wide)
        _alliance_id.reset(token)


@contextmanager
def citywide() -> Iterator[None]:
    """Work over all alliances, on purpose and in few places."""
    token = _alliance_id.set(None)
    wide = _citywide.set(True)
    try:
        yield
    finally:
        _citywide.reset(wide)
        _alliance_id.reset(token)


def current_alliance_id() -> int | None:
    """The alliance in force, or None."""
    return _alliance_id.get()


def is_citywide() -> bool:
    """Whether city-wide work was asked for."""
    return _citywide.get()


def required_alliance_id() -> int:
    """The alliance in force; without one this is a fault of ours."""
    alliance_id = _alliance_id.get()
    if alliance_id is None:
        raise OutsideAlliance("no alliance is in force: wrap the work in `with in_alliance(...)`")
    return alliance_id
