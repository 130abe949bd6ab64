"""The directory of alliances: where each has its pages. A row is written at founding and never changed, so each
process reads it once; whoever changes one by hand starts the server anew.
"""

from django.db import connection

from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import required_alliance_id

_by_slug: dict[str, Alliance] = {}
_slugs: dict[int, str] = {}


def alliance_at(slug: str) -> Alliance | None:
    """The alliance whose pages are at /a/<slug>/."""
    known = _by_slug.get(slug)
    return known or _kept(Alliance.objects.filter(slug=slug).first())


def slug_in_force() -> str:
    """The slug of the alliance in force, for paths."""
    alliance_id = required_alliance_id()
    known = _slugs.get(alliance_id)
    if known is not None:
        return known
    found = Alliance.objects.get(id=alliance_id)
    _kept(found)
    return found.slug


def _kept(found: Alliance | None) -> Alliance | None:
    """Only what is surely there: a row just written may still be taken back with its act."""
    if found is not None and not connection.in_atomic_block:
        _by_slug[found.slug], _slugs[found.id] = found, found.slug
    return found


def forget() -> None:
    """Read the directory anew: this process goes on with another database."""
    _by_slug.clear()
    _slugs.clear()
