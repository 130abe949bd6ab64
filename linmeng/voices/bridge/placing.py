"""Which compound and building a ticket's address means: by names and lanes, or nobody guesses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LANE = re.compile(r"([\u4e00-\u9fff]+?(?:大道|路|街|道))(\d+)弄")
_DISTRICT = re.compile(r"^.*(?:省|市|区|县|镇|街道)")


@dataclass(frozen=True)
class KnownCompound:
    """A compound as addresses name it; buildings are (id, code, name)."""

    id: int
    code: str
    name: str
    address: str
    buildings: tuple[tuple[int, str, str], ...] = ()


def placed_in(text: str, compounds: Sequence[KnownCompound]) -> KnownCompound | None:
    """The one compound that the words name; None when they name none, or several."""
    plain = "".join(text.split())
    lanes = _lanes(plain)
    named = [compound for compound in compounds if compound.name and compound.name in plain]
    # 梧桐苑二期 names 梧桐苑 too: the longer name is meant
    named = [
        one for one in named if not any(one.name != other.name and one.name in other.name for other in named)
    ]
    by_lane = [compound for compound in compounds if lanes & _lanes("".join(compound.address.split()))]
    for found in (named, by_lane):
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _lanes(text: str) -> set[str]:
    return {f"{_DISTRICT.sub('', road)}{lane}弄" for road, lane in _LANE.findall(text)}


def building_in(text: str, compound: KnownCompound) -> int | None:
    """The one building that the words name (3号楼, 3幢, 3栋 or 3号); None when it is not clear."""
    plain = "".join(text.split())
    found = {
        building_id
        for building_id, code, name in compound.buildings
        if _says(plain, name) or any(_says(plain, f"{code}{word}") for word in ("号", "幢", "栋", "号楼"))
    }
    return found.pop() if len(found) == 1 else None


def _says(text: str, name: str) -> bool:
    """Whether a name stands there and not as the end of a larger number: 3号 is not in 13号."""
    return bool(name) and re.search(rf"(?<!\d){re.escape(name)}", text) is not None
