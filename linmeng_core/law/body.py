"""A whole body of law built from given files: what rules a subject at a place on a day.

A place's file may state only what differs. Every other value is the inherited one in force that day.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.holidays import Holidays, read_holidays
from linmeng_core.law.packs import WHOLE, Pack, Stated, pack_of, read_stated
from linmeng_core.law.rules import Rules, Value, read_values
from linmeng_core.law.sources import Head, read_head
from linmeng_core.law.strict_toml import Table, line_of, parse
from linmeng_core.law.subjects import SUBJECTS

VOTES = "owners_vote"
HOUSE = "house"
"""The folder in which the house binds itself: no place to choose, and no law."""
NOT_PACKS = ("places.toml", "holidays.toml", "house/purposes.toml")
TWIN = ".cases.toml"


@dataclass(frozen=True)
class Place:
    """A place that has laws of its own or follows those of `inherits`."""

    key: str
    title: str
    title_en: str
    inherits: str | None


@dataclass(frozen=True)
class PackFile:
    """One pack file as it is frozen with a vote and put into a bundle."""

    path: str
    id: str
    version: str
    sha256: str
    content: bytes


@dataclass(frozen=True, eq=False)
class Written:
    """One pack file read: what it says about itself and what it states."""

    head: Head
    document: Table
    content: bytes
    votes: Mapping[tuple[str, ...], Stated]
    values: Mapping[str, Value]

    @property
    def file(self) -> PackFile:
        name = self.head.name
        return PackFile(name.file, name.id, name.version, name.sha256, self.content)


@dataclass(frozen=True, eq=False)
class Law:
    """All packs, places and holidays of one set of files."""

    places: tuple[Place, ...]
    written: tuple[Written, ...]
    holidays: Holidays
    places_given: bool

    def lineage(self, place: str) -> tuple[str, ...]:
        """The place and those it inherits from, nearest first; BadInput for a place nobody knows."""
        if place == HOUSE:
            return (HOUSE,)
        known = {entry.key: entry for entry in self.places}
        nearest = place
        while not self.places_given and nearest and nearest not in known:
            nearest = _parent(nearest)
        if nearest not in known:
            raise BadInput("unknown_place", "place", given=quoted(place), known=", ".join(known))
        found = [nearest]
        while (parent := known[found[-1]].inherits) is not None:
            found.append(parent)
        return tuple(found)

    def chain(self, place: str, day: date, subject: str) -> tuple[Written, ...]:
        """The files that rule a subject at a place on a day, nearest first; BadInput where there are none."""
        found = tuple(
            sheet
            for key in self.lineage(place)
            for sheet in self.written
            if (sheet.head.name.place, sheet.head.name.subject) == (key, subject) and sheet.head.in_force(day)
        )
        if not found or not _is_whole(found, subject):
            raise BadInput("no_law_in_force", "date", place=place, day=day.isoformat())
        return found

    def pack(self, place: str, day: date) -> Pack:
        """The law of owners' votes."""
        return _merged_pack(self.chain(place, day, VOTES))

    def rules(self, place: str, day: date, subject: str) -> Rules:
        """The law of another subject."""
        return _merged_rules(self.chain(place, day, subject))

    def files_in_force(self, place: str, day: date, subject: str) -> tuple[PackFile, ...]:
        """The very files behind `pack` or `rules`, nearest first."""
        return tuple(sheet.file for sheet in self.chain(place, day, subject))

    def pack_by_id(self, pack_id: str, version: str, day: date | None) -> Pack:
        """The pack of votes with this name, with what it inherits on `day`.

        Without a day what it inherits must have been one and the same over its whole time; else BadInput.
        """
        for sheet in self.written:
            name = sheet.head.name
            if (name.id, name.version, name.subject) == (pack_id, version, VOTES):
                days = [day] if day else list(self._turning_days(sheet))
                packs = {id(pack): pack for pack in (self.pack(name.place, turn) for turn in days)}
                if len(packs) > 1:
                    raise BadInput("pack_needs_a_day", "pack", pack=quoted(pack_id), version=quoted(version))
                return next(iter(packs.values()))
        raise BadInput("unknown_pack", "pack", pack=quoted(pack_id), version=quoted(version))

    def _turning_days(self, sheet: Written) -> Iterator[date]:
        """The first day of the file, and every later one on which a file it inherits from begins."""
        yield sheet.head.valid_from
        above = self.lineage(sheet.head.name.place)[1:]
        for other in self.written:
            name, begins = other.head.name, other.head.valid_from
            inherited = name.place in above and name.subject == sheet.head.name.subject
            if inherited and begins > sheet.head.valid_from and sheet.head.in_force(begins):
                yield begins


def _is_whole(chain: tuple[Written, ...], subject: str) -> bool:
    if subject == VOTES:
        return all(any(path in sheet.votes for sheet in chain) for path in WHOLE)
    return all(
        form.local or any(key in sheet.values for sheet in chain) for key, form in SUBJECTS[subject].items()
    )


@lru_cache(maxsize=512)
def _merged_pack(chain: tuple[Written, ...]) -> Pack:
    stated: dict[tuple[str, ...], Stated] = {}
    for sheet in reversed(chain):
        stated.update(sheet.votes)
    return pack_of(chain[0].head, stated)


@lru_cache(maxsize=512)
def _merged_rules(chain: tuple[Written, ...]) -> Rules:
    found: dict[str, Value] = {}
    for sheet in reversed(chain):
        found.update(sheet.values)
    forms = SUBJECTS[chain[0].head.name.subject]
    return Rules(chain[0].head, {key: found[key] for key in forms if key in found})


def law_from_files(files: Mapping[str, bytes]) -> Law:
    """The law that these files alone make: path ("cn/owners_vote.toml") → content.

    Without `places.toml` a place inherits from the one whose key is its own without the last part
    (cn-shanghai → cn), which is what `places.toml` must say too. Raises BadInput with file and line.
    """
    written = [
        _read(path, files[path])
        for path in sorted(files)
        if path not in NOT_PACKS and path.endswith(".toml") and not path.endswith(TWIN)
    ]
    written.sort(key=lambda sheet: (sheet.head.name.id, sheet.head.valid_from))
    ended = [_ended(sheet, written[at + 1 : at + 2]) for at, sheet in enumerate(written)]
    given = "places.toml" in files
    places = read_places(files["places.toml"]) if given else _derived_places(ended)
    law = Law(places, tuple(ended), _holidays(files), given)
    for sheet in ended:
        _check_whole(sheet)
    return law


def _holidays(files: Mapping[str, bytes]) -> Holidays:
    if "holidays.toml" not in files:
        return Holidays((), "", "", "")
    return read_holidays(parse(files["holidays.toml"], "holidays.toml"))


def _derived_places(written: list[Written]) -> tuple[Place, ...]:
    keys: dict[str, None] = {}
    for sheet in written:
        key = sheet.head.name.place
        while key and key != HOUSE:
            keys[key] = None
            key = _parent(key)
    return tuple(Place(key, key, key, _parent(key) or None) for key in sorted(keys))


def folder_of(place: str) -> str:
    """cn-shanghai → cn_shanghai, a name that Python can pack."""
    return place.replace("-", "_")


def _parent(place: str) -> str:
    """cn-shanghai → cn; nothing above cn."""
    return place.rpartition("-")[0]


def _read(path: str, content: bytes) -> Written:
    document = parse(content, path)
    head = read_head(document, sha256=hashlib.sha256(content).hexdigest())
    folder, _, file_name = path.rpartition("/")
    name = head.name
    if folder_of(name.place) != folder or not file_name.startswith(f"{name.subject}."):
        wanted = f"{folder_of(name.place)}/{name.subject}.toml"
        raise document.table("pack").fault("pack_misplaced", "id", given=name.id, wanted=wanted)
    if name.subject == VOTES:
        return Written(head, document, content, read_stated(document, head), {})
    if name.subject not in SUBJECTS:
        allowed = ", ".join((VOTES, *SUBJECTS))
        raise document.table("pack").fault("toml_not_one_of", "id", given=name.subject, allowed=allowed)
    return Written(head, document, content, {}, read_values(document, head, SUBJECTS[name.subject]))


def _ended(sheet: Written, following: list[Written]) -> Written:
    """The file with its last day; two versions of one id may not both be in force on a day."""
    for later in following:
        earlier, after = sheet.head, later.head
        if after.name.id != earlier.name.id:
            break
        if after.valid_from == earlier.valid_from or (
            earlier.valid_to and earlier.valid_to >= after.valid_from
        ):
            raise BadInput(
                "packs_overlap", "pack", "valid_from",
                pack=earlier.name.id, one=earlier.name.version, other=after.name.version,
            ).at(file=after.name.file, line=line_of(later.document.source, ("pack", "valid_from")))  # fmt: skip
        last_day = earlier.valid_to or after.valid_from - timedelta(days=1)
        return replace(sheet, head=replace(earlier, valid_to=last_day))
    return sheet


def _check_whole(sheet: Written) -> None:
    """A place that inherits from none must state everything itself."""
    name = sheet.head.name
    if _parent(name.place):
        return
    for path in WHOLE if name.subject == VOTES else ():
        if path not in sheet.votes:
            raise sheet.document.fault("toml_missing", *path)
    for key, form in SUBJECTS.get(name.subject, {}).items():
        if not form.local and key not in sheet.values:
            raise sheet.document.fault("toml_missing", *key.split("."))


def read_places(source: bytes) -> tuple[Place, ...]:
    """`places.toml`: a place inherits from the one above it that its key names, so there is no circle."""
    document = parse(source, "places.toml")
    places: dict[str, Place] = {}
    for key in document.values:
        table = document.table(key)
        table.done("title", "title_en", "inherits")
        above = tuple(known for known in places if known == _parent(key))
        parent = table.one_of("inherits", above) if "inherits" in table.values else None
        places[key] = Place(key, table.text("title"), table.text("title_en"), parent)
    return tuple(places.values())
