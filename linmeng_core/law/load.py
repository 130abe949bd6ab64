"""Finding the law: the one place of the core that opens the files of `linmeng_laws`."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.cases import Case, read_cases
from linmeng_core.law.packs import Pack, read_pack
from linmeng_core.law.purposes import Register, read_register
from linmeng_core.law.strict_toml import Table, line_of, parse

TWIN = ".cases.toml"
HOUSE = "house"
"""The folder in which the house binds itself: no place, and no law."""


@dataclass(frozen=True)
class Place:
    """A place that has laws of its own or follows those of `inherits`."""

    key: str
    title: str
    title_en: str
    inherits: str | None


def pack_in_force(place: str, day: date, *, subject: str = "owners_vote") -> Pack:
    """The pack that rules `subject` at `place` on `day`: the place's own, else the one it inherits.

    Raises BadInput for a place not in `places.toml` and for a day on which no pack is in force.
    """
    for key in _with_inherited(place):
        for pack in all_packs():
            if pack.place == key and pack.subject == subject and pack.in_force(day):
                return pack
    raise BadInput("no_law_in_force", "date", place=place, day=day.isoformat())


def pack_by_id(pack_id: str, version: str) -> Pack:
    """The very pack a vote was frozen with; BadInput when this copy of the laws does not hold it."""
    for pack in all_packs():
        if (pack.id, pack.version) == (pack_id, version):
            return pack
    raise BadInput("unknown_pack", "pack", pack=quoted(pack_id), version=quoted(version))


@cache
def all_packs() -> tuple[Pack, ...]:
    """Every pack that ships with the product, by id, then by date."""
    return read_packs(files("linmeng_laws"))


@cache
def all_places() -> tuple[Place, ...]:
    """Every place the laws know, those inherited from first."""
    return read_places(files("linmeng_laws"))


@cache
def all_cases(pack_id: str) -> tuple[Case, ...]:
    """The worked cases that stand beside a pack, in their order; BadInput for a pack without them."""
    place, _, subject = pack_id.partition(".")
    twin = files("linmeng_laws").joinpath(place, subject + TWIN)
    if not twin.is_file():
        raise BadInput("unknown_pack", "pack", pack=quoted(pack_id), version="*")
    return read_cases(parse(twin.read_bytes(), f"{place}/{twin.name}"))


@cache
def register_of_purposes() -> Register:
    """What is kept of people, why, and how long: the house's own register."""
    source = files("linmeng_laws").joinpath(HOUSE, "purposes.toml").read_bytes()
    return read_register(parse(source, f"{HOUSE}/purposes.toml"))


def read_packs(laws: Traversable) -> tuple[Pack, ...]:
    """The packs in the folders of `laws`. A pack without a last day ends when its next version begins."""
    packs = [_read(place, found) for place, found in _pack_files(laws)]
    packs.sort(key=lambda entry: (entry[0].id, entry[0].valid_from))
    ended = [_ended(entry[0], packs[place + 1 : place + 2]) for place, entry in enumerate(packs)]
    return tuple(ended)


def _pack_files(laws: Traversable) -> Iterator[tuple[str, Traversable]]:
    for folder in sorted(laws.iterdir(), key=lambda entry: entry.name):
        if folder.is_dir() and folder.name != HOUSE:
            for found in sorted(folder.iterdir(), key=lambda entry: entry.name):
                if found.name.endswith(".toml") and not found.name.endswith(TWIN):
                    yield folder.name, found


def _read(place: str, found: Traversable) -> tuple[Pack, Table]:
    source = found.read_bytes()
    document = parse(source, f"{place}/{found.name}")
    pack = read_pack(document, sha256=hashlib.sha256(source).hexdigest())
    if pack.place != place or not found.name.startswith(f"{pack.subject}."):
        wanted = f"{pack.place}/{pack.subject}.toml"
        raise document.table("pack").fault("pack_misplaced", "id", given=pack.id, wanted=wanted)
    return pack, document


def _ended(pack: Pack, following: Iterable[tuple[Pack, Table]]) -> Pack:
    """The pack with its last day; two versions of one id may not both be in force on a day."""
    for later, later_document in following:
        if later.id != pack.id:
            break
        if later.valid_from == pack.valid_from or (pack.valid_to and pack.valid_to >= later.valid_from):
            raise BadInput(
                "packs_overlap", "pack", "valid_from", pack=pack.id, one=pack.version, other=later.version
            ).at(file=later.file, line=line_of(later_document.source, ("pack", "valid_from")))
        return replace(pack, valid_to=pack.valid_to or later.valid_from - timedelta(days=1))
    return pack


def read_places(laws: Traversable) -> tuple[Place, ...]:
    """`places.toml`: a place may inherit only from one that stands above it, so there is no circle."""
    document = parse(laws.joinpath("places.toml").read_bytes(), "places.toml")
    places: dict[str, Place] = {}
    for key in document.values:
        table = document.table(key)
        table.done("title", "title_en", "inherits")
        parent = table.one_of("inherits", tuple(places)) if "inherits" in table.values else None
        places[key] = Place(key, table.text("title"), table.text("title_en"), parent)
    return tuple(places.values())


def _with_inherited(place: str) -> Iterator[str]:
    known = {entry.key: entry for entry in all_places()}
    if place not in known:
        raise BadInput("unknown_place", "place", given=quoted(place), known=", ".join(known))
    key: str | None = place
    while key:
        yield key
        key = known[key].inherits
