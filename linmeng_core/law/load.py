"""Finding the law: the one place of the core that opens the files of `linmeng_laws`."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, overload

from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.body import HOUSE, TWIN, VOTES, Law, PackFile, Place, folder_of, law_from_files
from linmeng_core.law.cases import Case, read_cases
from linmeng_core.law.holidays import Holidays
from linmeng_core.law.packs import Pack
from linmeng_core.law.purposes import Register, read_register
from linmeng_core.law.rules import Rules
from linmeng_core.law.sources import Head
from linmeng_core.law.strict_toml import parse

__all__ = [
    "PackFile", "Place", "all_cases", "all_heads", "all_places", "files_in_force", "holidays",
    "installed_law", "law_files", "law_from_files", "pack_by_id", "pack_in_force", "register_of_purposes",
]  # fmt: skip

Subject = Literal["assembly", "committee", "fund", "income", "charter"]


@overload
def pack_in_force(place: str, day: date, *, subject: Literal["owners_vote"] = "owners_vote") -> Pack: ...
@overload
def pack_in_force(place: str, day: date, *, subject: Subject) -> Rules: ...
def pack_in_force(place: str, day: date, *, subject: str = VOTES) -> Pack | Rules:
    """The law of `subject` at `place` on `day`: what the place states itself, the rest inherited.

    Raises BadInput for a place not in `places.toml` and for a day on which no pack is in force.
    """
    law = installed_law()
    return law.pack(place, day) if subject == VOTES else law.rules(place, day, subject)


def files_in_force(place: str, day: date, subject: str = VOTES) -> tuple[PackFile, ...]:
    """All the pack files behind that law, the place's own first: to be frozen, and put into a bundle.

    `law_from_files` builds the same law from them, without this copy. Raises BadInput like `pack_in_force`.
    """
    return installed_law().files_in_force(place, day, subject)


def pack_by_id(pack_id: str, version: str, *, day: date | None = None) -> Pack:
    """The very pack a vote was frozen with; BadInput when this copy of the laws does not hold it.

    A place's pack states only what differs: `day` (of notice) says which national one it inherits.
    """
    return installed_law().pack_by_id(pack_id, version, day)


@cache
def installed_law() -> Law:
    """The law that ships with the product."""
    return law_from_files(law_files(files("linmeng_laws")))


def law_files(laws: Traversable) -> dict[str, bytes]:
    """Every file of a folder of laws that says what the law is, by its path in it."""
    return {path: found.read_bytes() for path, found in _toml_files(laws) if not path.endswith(TWIN)}


def _toml_files(laws: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(laws.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            yield from ((f"{entry.name}/{path}", found) for path, found in _toml_files(entry))
        elif entry.name.endswith(".toml"):
            yield entry.name, entry


def all_heads() -> tuple[Head, ...]:
    """Every pack that ships with the product, by id, then by date, each with its last day."""
    return tuple(sheet.head for sheet in installed_law().written)


def all_places() -> tuple[Place, ...]:
    """Every place the laws know, those inherited from first."""
    return installed_law().places


def holidays() -> Holidays:
    """The published days off."""
    return installed_law().holidays


@cache
def all_cases(pack_id: str) -> tuple[Case, ...]:
    """The worked cases that stand beside a pack, in their order; BadInput for a pack without them."""
    place, _, subject = pack_id.partition(".")
    twin = files("linmeng_laws").joinpath(folder_of(place), subject + TWIN)
    if not twin.is_file():
        raise BadInput("unknown_pack", "pack", pack=quoted(pack_id), version="*")
    return read_cases(parse(twin.read_bytes(), f"{folder_of(place)}/{twin.name}"), place=place)


@cache
def case_texts(pack_id: str) -> tuple[str, ...]:
    """What is given and expected in each case of `all_cases`, as its file has it."""
    place, _, subject = pack_id.partition(".")
    twin = files("linmeng_laws").joinpath(folder_of(place), subject + TWIN)
    if not twin.is_file():
        raise BadInput("unknown_pack", "pack", pack=quoted(pack_id), version="*")
    told = ("number", "kind", "title", "title_en", "why", "article")
    return tuple(
        "\n".join(row for row in text.strip().splitlines() if row.partition(" =")[0] not in told)
        for text in twin.read_text("utf-8").split("\n[[case]]\n")[1:]
    )


@cache
def register_of_purposes() -> Register:
    """What is kept of people, why, and how long: the house's own register."""
    source = files("linmeng_laws").joinpath(HOUSE, "purposes.toml").read_bytes()
    return read_register(parse(source, f"{HOUSE}/purposes.toml"))
