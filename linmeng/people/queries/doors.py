"""Finding a door by how people write it."""

import re
import unicodedata

from linmeng.alliance.models import Entrance, Unit

_PARTS = re.compile(r"[0-9A-Za-z]+")
MOST_SIGNS = 40


def door_words(words: str) -> str:
    """「３号楼 101室」 as 3-101: what two ways of writing the same door have in common."""
    plain = unicodedata.normalize("NFKC", words)[:MOST_SIGNS].upper()
    return "-".join(_PARTS.findall(plain))


def unit_at(compound_id: int, words: str) -> Unit | None:
    """The one door that these words name (「3号楼101」, 「3-2-101」, 「3幢2单元101室」), or None."""
    plain = door_words(words)
    units = Unit.objects.filter(compound_id=compound_id, valid_to__isnull=True)
    by_code = units.filter(code__iexact=plain).first() if plain else None
    if by_code is not None:
        return by_code
    parts = plain.split("-")
    if len(parts) < 2:
        return None
    found = units.filter(room__iexact=parts[-1], building__code__iexact=parts[0])
    if len(parts) > 2:
        found = found.filter(entrance__code__iexact=parts[1])
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None


def unit_in_entrance(compound_id: int, entrance_id: int, room: str) -> Unit | None:
    """The door of a room behind an entrance chosen from the list."""
    plain = door_words(room).removesuffix("室")
    return Unit.objects.filter(
        compound_id=compound_id, entrance_id=entrance_id, room__iexact=plain, valid_to__isnull=True
    ).first()


def entrances_of(compound_id: int) -> list[Entrance]:
    """All entrances in walking order, for a list to choose from."""
    entrances = Entrance.objects.filter(building__compound_id=compound_id).select_related("building")
    return list(entrances.order_by("building__walk_order", "building__code", "walk_order", "code"))
