"""What the law says about owners' votes, as plain values, and how it is read from its TOML tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from linmeng_core.law.sources import (
    SOURCE_KEYS,
    Head,
    Source,
    read_count,
    read_source,
    read_threshold,
)
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import Threshold

MATTERS = (
    "set_rules", "set_covenant", "elect_committee", "hire_company", "use_fund",
    "raise_fund", "rebuild", "common_use", "other_major",
)  # fmt: skip
"""The nine classes of 民法典 278(1), in the order of the law."""

WEB_BALLOT = ("legal", "signed_paper", "off")
POLICIES = {
    "silence": ("off", "follow_majority"),
    "unclear": ("abstain", "invalid"),
    "repeat": ("first", "last", "paper", "refuse"),
}
COUNTING = {"area": ("register_survey_contract",), "heads": ("same_owners_one_head",)}


@dataclass(frozen=True)
class ShareRule:
    """A share that must be reached in both measures."""

    threshold: Threshold
    source: Source


@dataclass(frozen=True)
class MatterRule:
    """One class of matter and the share of participants that must approve, in both measures."""

    key: str
    title: str
    title_en: str
    threshold: Threshold
    source: Source

    @property
    def number(self) -> str:
        """The number of the law alone: 278(1)(5)."""
        return self.source.article.rpartition(" ")[2]


@dataclass(frozen=True)
class ChosenValue:
    """One of several named ways of doing things, such as `off` for the silence clause."""

    value: str
    source: Source


@dataclass(frozen=True)
class NoticeRule:
    """Days between notice and opening; the day of notice is never counted (民法典 201)."""

    days: int
    whole_days_must_pass: bool
    source: Source


Stated = ShareRule | MatterRule | ChosenValue | NoticeRule


@dataclass(frozen=True)
class Pack:
    """The law of owners' votes at a place, immutable once released. What the place does not state itself
    is inherited: each value's `source.stands_in` names the file in which it stands.
    """

    head: Head
    quorum: ShareRule
    matters: Mapping[str, MatterRule]
    counting: Mapping[str, ChosenValue]
    notice: NoticeRule
    web_ballot: ChosenValue
    policies: Mapping[str, ChosenValue]

    @property
    def id(self) -> str:
        return self.head.name.id

    @property
    def version(self) -> str:
        return self.head.name.version

    @property
    def sha256(self) -> str:
        return self.head.name.sha256

    @property
    def file(self) -> str:
        return self.head.name.file

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def title_en(self) -> str:
        return self.head.title_en

    @property
    def place(self) -> str:
        return self.head.name.place

    @property
    def subject(self) -> str:
        return self.head.name.subject

    @property
    def valid_from(self) -> date:
        return self.head.valid_from

    @property
    def valid_to(self) -> date | None:
        return self.head.valid_to

    def in_force(self, day: date) -> bool:
        return self.head.in_force(day)


TABLES = ("pack", "quorum", "matter", "counting", "clock", "ballots", "policy")
WHOLE = (
    ("quorum",),
    *(("matter", key) for key in MATTERS),
    *(("counting", key) for key in COUNTING),
    ("clock", "notice"),
    ("ballots", "web"),
    *(("policy", key) for key in POLICIES),
)
"""What the law of a place that inherits from none must state."""


def read_stated(document: Table, head: Head) -> dict[tuple[str, ...], Stated]:
    """What one file states, by the path of its table; every unknown or ill-typed entry raises BadInput."""
    document.done(*TABLES)
    found: dict[tuple[str, ...], Stated] = {}
    if "quorum" in document.values:
        found[("quorum",)] = _quorum(document.table("quorum"), head)
    for key, table in _inside(document, "matter", MATTERS):
        found[("matter", key)] = _matter(key, table, head)
    for key, table in _inside(document, "counting", tuple(COUNTING)):
        found[("counting", key)] = _chosen(table, "rule", COUNTING[key], head)
    for _, table in _inside(document, "clock", ("notice",)):
        found[("clock", "notice")] = _notice(table, head)
    for _, table in _inside(document, "ballots", ("web",)):
        found[("ballots", "web")] = _chosen(table, "value", WEB_BALLOT, head)
    for key, table in _inside(document, "policy", tuple(POLICIES)):
        found[("policy", key)] = _chosen(table, "value", POLICIES[key], head)
    return found


def _inside(document: Table, group: str, known: tuple[str, ...]) -> Iterator[tuple[str, Table]]:
    """The tables of a group that the file has, in the order of `known`."""
    if group not in document.values:
        return
    tables = document.table(group)
    tables.done(*known)
    for key in known:
        if key in tables.values:
            yield key, tables.table(key)


def pack_of(head: Head, stated: Mapping[tuple[str, ...], Stated]) -> Pack:
    """The pack of a place from all that it states and inherits."""
    quorum, notice, web = stated[("quorum",)], stated[("clock", "notice")], stated[("ballots", "web")]
    assert isinstance(quorum, ShareRule)  # noqa: S101  by read_stated
    assert isinstance(notice, NoticeRule)  # noqa: S101
    assert isinstance(web, ChosenValue)  # noqa: S101
    matters = {key: stated[("matter", key)] for key in MATTERS}
    return Pack(
        head=head,
        quorum=quorum,
        matters={key: rule for key, rule in matters.items() if isinstance(rule, MatterRule)},
        counting=_chosen_of(stated, "counting", tuple(COUNTING)),
        notice=notice,
        web_ballot=web,
        policies=_chosen_of(stated, "policy", tuple(POLICIES)),
    )


def _chosen_of(
    stated: Mapping[tuple[str, ...], Stated], group: str, keys: tuple[str, ...]
) -> dict[str, ChosenValue]:
    found = {key: stated[(group, key)] for key in keys}
    return {key: value for key, value in found.items() if isinstance(value, ChosenValue)}


def _quorum(table: Table, head: Head) -> ShareRule:
    table.done("share", *SOURCE_KEYS)
    return ShareRule(read_threshold(table), read_source(table, head))


def _matter(key: str, table: Table, head: Head) -> MatterRule:
    table.done("title", "title_en", "share", *SOURCE_KEYS)
    titles = table.text("title"), table.text("title_en")
    return MatterRule(key, *titles, read_threshold(table), read_source(table, head))


def _chosen(table: Table, field: str, values: tuple[str, ...], head: Head) -> ChosenValue:
    table.done(field, *SOURCE_KEYS)
    return ChosenValue(table.one_of(field, values), read_source(table, head))


def _notice(table: Table, head: Head) -> NoticeRule:
    table.done("days", "whole_days_must_pass", *SOURCE_KEYS)
    days, whole = read_count(table, "days"), table.flag("whole_days_must_pass")
    return NoticeRule(days, whole, read_source(table, head))
