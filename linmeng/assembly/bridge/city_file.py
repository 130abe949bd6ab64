"""The result file of a city's voting platform: from its sheets to lines, with everything that is wrong.

docs/formats/city.md describes it. The file itself is kept as it came; here it is only read.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.bridge.answers import ABSTAIN, AGAINST, written_marks
from linmeng.common.masks import masked_name
from linmeng.people.bridge.sheets import Formula, open_sheets
from linmeng.voices.bridge.times import read_time

HEADING_WITHIN = 10
UNIT, OWNER, TIME = "unit", "owner", "time"
KNOWN = {
    UNIT: ("房号", "室号", "房屋", "户号", "房屋编号", "unit"),
    OWNER: ("业主", "业主姓名", "姓名", "投票人", "owner"),
    TIME: ("投票时间", "表决时间", "提交时间", "时间", "time"),
}
ONE_QUESTION = ("表决意见", "表决", "选择", "意见", "投票结果", "choice")
WORDS = {
    "yes": ("同意", "赞成", "支持", "yes"),
    "no": ("不同意", "反对", "no"),
    ABSTAIN: ("弃权", "abstain"),
}
AGAINST_ALL = ("全部反对", "均不同意", "反对所有候选人", AGAINST)
_NUMBERS = re.compile(r"^\d{1,3}(?:[+、,，;；/ ]\d{1,3})*$")


@dataclass(frozen=True)
class Asked:
    """A question of the vote, as the file must answer it; `numbers`: of the candidates in an election."""

    number: int
    text: str
    numbers: tuple[int, ...] | None = None

    @property
    def key(self) -> str:
        """Of its column."""
        return f"q{self.number}"


@dataclass(frozen=True)
class CityTable:
    """The table of the file as it lies there."""

    headings: tuple[str, ...]
    lines: tuple[tuple[int, tuple[Any, ...]], ...]


@dataclass(frozen=True)
class CityLine:
    """One ballot as the platform tells it."""

    row: int
    unit: str
    owner: str
    at: datetime | None
    """Empty where the cell holds no time; such a line is at fault."""
    choices: Mapping[int, str]


@dataclass(frozen=True)
class CityDoor:
    """A home of the roll: whose ballots count there, by person with their names."""

    entry_id: int
    owners: Mapping[str, str]


@dataclass(frozen=True)
class CityBallot:
    """A line with the home and the owner whose ballot it is."""

    line: CityLine
    entry_id: int
    by: str

    @property
    def cast_at(self) -> datetime:
        """As the platform says; a line without it never becomes a ballot."""
        if self.line.at is None:
            raise ValueError(f"line {self.line.row} has no time")
        return self.line.at


@dataclass(frozen=True)
class CityFault:
    """What is wrong with one line, as a sentence."""

    row: int
    sentence: str


@dataclass
class CityReading:
    """What was understood, and what was not."""

    ballots: list[CityBallot] = field(default_factory=list)
    faults: list[CityFault] = field(default_factory=list)
    silent: int = 0
    """Lines with neither answer nor time: on the platform's list, and did not vote there."""

    @property
    def left_out(self) -> list[int]:
        """The lines that cannot be taken in."""
        return sorted({fault.row for fault in self.faults})


def plain(value: Any) -> str:
    """A cell without blanks, full-width signs made half-width."""
    if value is None or isinstance(value, Formula):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).strip()


def city_table(name: str, content: bytes) -> CityTable:
    """The first sheet with lines; a `ValidationError` says in a sentence why there is none."""
    sheet = next((one for one in open_sheets(name, content) if len(one.lines) > 1), None)
    if sheet is None:
        raise ValidationError(_("“%(name)s” has no lines below its headings.") % {"name": name})
    if sheet.too_long:
        raise ValidationError(_("“%(name)s” has more lines than a roll has homes.") % {"name": name})
    place = max(
        range(min(HEADING_WITHIN, len(sheet.lines) - 1)), key=lambda at: (_known(sheet.lines[at][1]), -at)
    )
    headings = tuple(plain(cell) for cell in sheet.lines[place][1])
    return CityTable(headings, tuple((row, tuple(cells)) for row, cells in sheet.lines[place + 1 :]))


def _known(cells: Sequence[Any]) -> int:
    words = {word for words in KNOWN.values() for word in words}
    return sum(plain(cell) in words for cell in cells)


def guessed_columns(table: CityTable, asked: Sequence[Asked]) -> dict[str, int]:
    """Key → place of its column, as far as the headings tell."""
    words: dict[str, tuple[str, ...]] = dict(KNOWN)
    for question in asked:
        n = str(question.number)
        words[question.key] = (plain(question.text), f"第{n}题", f"事项{n}", f"议题{n}", f"问题{n}", f"q{n}")
    if len(asked) == 1:
        words[asked[0].key] += ONE_QUESTION
    places = {key: _place(table, known) for key, known in words.items()}
    return {key: place for key, place in places.items() if place is not None}


def _place(table: CityTable, words: Collection[str]) -> int | None:
    for word in words:
        for place, heading in enumerate(table.headings):
            if heading.lower() == word.lower():
                return place
    return None


def columns_missing(columns: Mapping[str, int], asked: Sequence[Asked]) -> list[str]:
    """Keys without a column: the file cannot be read before each has one."""
    return [key for key in (UNIT, OWNER, TIME, *(one.key for one in asked)) if key not in columns]


@dataclass(frozen=True)
class Frame:
    """What lines are held against: the roll, the days of the vote, what an earlier file brought."""

    doors: Mapping[str, CityDoor]
    opens: datetime
    ends: datetime
    taken: Collection[tuple[int, str]] = ()


def read_city(
    table: CityTable, columns: Mapping[str, int], asked: Sequence[Asked], frame: Frame
) -> CityReading:
    """All lines, all faults at once; a line with a fault is not among the ballots."""
    reading, seen = CityReading(), dict[tuple[int, str], int]()
    for row, cells in table.lines:
        faults: list[str] = []
        told = {k: cells[at] if at < len(cells) else None for k, at in columns.items()}
        if all(_blank(told[key]) for key in (TIME, *(one.key for one in asked))):
            reading.silent += 1
            continue
        line = _line(row, told, asked, faults)
        ballot = _matched(line, frame, faults)
        if ballot is not None:
            _note_double(ballot, frame, seen, faults)
        reading.faults += [CityFault(row, sentence) for sentence in faults]
        if ballot is not None and not faults:
            reading.ballots.append(ballot)
    return reading


def _blank(cell: Any) -> bool:
    """A formula is none: what it would say is not known."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _line(row: int, cells: Mapping[str, Any], asked: Sequence[Asked], faults: list[str]) -> CityLine:
    at = read_time(cells[TIME]) if cells[TIME] not in (None, "") else None
    if at is None:
        faults.append(_("No time of casting can be read in “%s”.") % plain(cells[TIME])[:30])
    choices = {}
    for question in asked:
        choice = choice_of(plain(cells[question.key]), question)
        if not choice:
            words = {"number": question.number, "found": plain(cells[question.key])[:30]}
            faults.append(_("“%(found)s” is no answer to question %(number)s.") % words)
        choices[question.number] = choice
    return CityLine(row, unit_sign(cells[UNIT]), plain(cells[OWNER]), at, choices)


def unit_sign(value: Any) -> str:
    """A unit code as it is compared: 3-101."""
    return "".join(plain(value).split()).upper()


def choice_of(words: str, question: Asked) -> str:
    """The choice as it is kept; empty where the words are none of ours."""
    low = words.lower()
    if question.numbers is None:
        return next((choice for choice, known in WORDS.items() if low in known), "")
    if low in WORDS[ABSTAIN]:
        return ABSTAIN
    if low in AGAINST_ALL:
        return AGAINST
    numbers = [int(number) for number in re.findall(r"\d+", words)] if _NUMBERS.match(words) else []
    sound = numbers and len(set(numbers)) == len(numbers) and set(numbers) <= set(question.numbers)
    return written_marks(numbers) if sound else ""


def _matched(line: CityLine, frame: Frame, faults: list[str]) -> CityBallot | None:
    door = frame.doors.get(line.unit)
    if line.at is not None and not frame.opens <= line.at < frame.ends:
        faults.append(_("Cast outside the days of the vote."))
    if door is None:
        faults.append(_("Unit “%s” stands not on the roll of this vote.") % line.unit[:30])
        return None
    owners = [person for person, name in door.owners.items() if line.owner in (name, masked_name(name))]
    if len(owners) == 1:
        return CityBallot(line, door.entry_id, owners[0])
    if owners:
        faults.append(_("“%s” may be either of two owners of this home.") % line.owner[:30])
    else:
        faults.append(_("“%s” owns no share of this home on the roll.") % line.owner[:30])
    return None


def _note_double(
    ballot: CityBallot, frame: Frame, seen: dict[tuple[int, str], int], faults: list[str]
) -> None:
    key = (ballot.entry_id, ballot.by)
    if key in frame.taken:
        faults.append(_("An earlier file of the platform brought this owner's ballot already."))
    elif key in seen:
        faults.append(_("The same owner stands for this home in line %s already.") % seen[key])
    seen.setdefault(key, ballot.line.row)
