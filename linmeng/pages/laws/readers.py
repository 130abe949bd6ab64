"""The law of a place as rows in the reader's language: what it says, where it stands, what is inherited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.pages.laws.wording import choice_in_words, share_in_words
from linmeng.projects.queries.laws import (
    Case,
    Head,
    Pack,
    Rules,
    Source,
    Value,
    all_places,
    case_texts_of,
    cases_of,
    law_of,
)

KINDS = {
    "tally": gettext_lazy("Votes"),
    "elect": gettext_lazy("Elections"),
    "clock": gettext_lazy("Days counted"),
    "share": gettext_lazy("Costs shared"),
    "committee": gettext_lazy("Owners' committee"),
    "petition": gettext_lazy("Petitions"),
    "refill": gettext_lazy("Top-up of the fund"),
    "action": gettext_lazy("Allowed or not"),
}
"""What people call each kind of worked case."""

COUNTED = {
    "area": gettext_lazy("How area is measured"),
    "heads": gettext_lazy("How heads are counted"),
    "silence": gettext_lazy("A home that does not answer"),
    "unclear": gettext_lazy("A mark that is not clear"),
    "repeat": gettext_lazy("The same person twice for one home"),
}
"""What a ballot count must settle, in a few words."""


@dataclass(frozen=True)
class Row:
    """One value of the law."""

    title: str
    written: str
    article: str
    text: str
    note: str
    stands_in: str
    own: bool
    verified: bool

    def speaks_of(self, words: str) -> bool:
        """Do its title, value, article or words hold what is looked for?"""
        return words.casefold() in " ".join((self.title, self.written, self.article, self.text)).casefold()


@dataclass(frozen=True)
class Sheet:
    """One subject of the law of a place: the rows that were asked for, and how many are still open."""

    title: str
    head: Head
    rows: tuple[Row, ...]
    open: int
    cases: int


def place_names(english: bool) -> dict[str, str]:
    """The places, the narrowest first."""
    return {place.key: place.title_en if english else place.title for place in reversed(all_places())}


def law_sheets(place: str, day: date, words: str, english: bool) -> list[Sheet]:
    """Every subject of which something was asked for."""
    votes, others = law_of(place, day)
    if votes is None:
        return []
    sheets = [_sheet(votes.head, _vote_rows(votes, place, english), words, english)]
    sheets += [_sheet(rules.head, _rows(rules, place, english), words, english) for rules in others]
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(head: Head, rows: Iterable[Row], words: str, english: bool) -> Sheet:
    found = tuple(row for row in rows if row.speaks_of(words))
    title = head.title_en if english else head.title
    return Sheet(title, head, found, sum(not row.verified for row in found), len(cases_of(head.name.id)))


def _rows(rules: Rules, place: str, english: bool) -> Iterator[Row]:
    for value in rules.values.values():
        title = value.title_en if english else value.title
        yield _row(title, _written(value, english), value.source, place, english)


def _vote_rows(pack: Pack, place: str, english: bool) -> Iterator[Row]:
    yield _row(
        _("Taking part, of all"),
        share_in_words(str(pack.quorum.threshold)),
        pack.quorum.source,
        place,
        english,
    )
    for matter in pack.matters.values():
        title = matter.title_en if english else matter.title
        yield _row(title, share_in_words(str(matter.threshold)), matter.source, place, english)
    yield _row(_("Days of notice"), str(pack.notice.days), pack.notice.source, place, english)
    web = pack.web_ballot
    yield _row(_("Ballots by web"), choice_in_words(web.value), web.source, place, english)
    for key, chosen in {**pack.counting, **pack.policies}.items():
        title = str(COUNTED[key]) if english else chosen.source.unit
        yield _row(title, choice_in_words(chosen.value), chosen.source, place, english)


def _written(value: Value, english: bool) -> str:
    if isinstance(value.content, bool):
        return _("Yes") if value.content else _("No")
    if isinstance(value.content, tuple):
        return " · ".join(item.title_en if english else item.title for item in value.content)
    if value.kind == "choice":
        return choice_in_words(value.written)
    if value.kind == "share":
        return f"{share_in_words(value.written)} {'' if english else value.source.unit}".rstrip()
    return f"{value.written} {value.kind if english else value.source.unit}"


def _row(title: str, written: str, source: Source, place: str, english: bool) -> Row:
    where = source.stands_in.place
    return Row(
        title=title,
        written=written,
        article=source.article_en if english else source.article,
        text=source.text,
        note="" if english else source.note,
        stands_in=place_names(english).get(where, ""),
        own=where == place,
        verified=source.verified,
    )


@dataclass(frozen=True)
class CaseRow:
    """One worked case."""

    number: str
    kind: str
    title: str
    why: str
    article: str
    written: str
    """What is given and what must come out, as a lawyer reads it in the file."""


def case_rows(pack_id: str, kind: str, words: str, english: bool) -> list[CaseRow]:
    """The cases of a pack, of one kind when one is asked for, that hold the words looked for."""
    cases = zip(cases_of(pack_id), case_texts_of(pack_id), strict=True)
    rows = [_case_row(case, written, english) for case, written in cases if kind in ("", case.kind)]
    return [row for row in rows if words.casefold() in f"{row.title} {row.why} {row.article}".casefold()]


def _case_row(case: Case, written: str, english: bool) -> CaseRow:
    title, why = (case.title_en, "") if english else (case.title, case.why)
    return CaseRow(case.number, str(KINDS[case.kind]), title, why, case.article, written)


def kinds_of(pack_id: str) -> list[str]:
    """The kinds of cases a pack has, in the order of `KINDS`."""
    present = {case.kind for case in cases_of(pack_id)}
    return [kind for kind in KINDS if kind in present]
