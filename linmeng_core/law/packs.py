"""What a law pack says, as plain values, and how it is read from its TOML table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from linmeng_core.errors import BadInput
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
class Source:
    """Where a value comes from: article, its words, since when, and whether the words were compared."""

    article: str
    article_en: str
    text: str
    unit: str
    note: str
    since: date
    verified: bool


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


@dataclass(frozen=True)
class Pack:
    """One version of one set of rules, immutable once released. `valid_to` is the last day in force."""

    id: str
    version: str
    sha256: str
    file: str
    title: str
    title_en: str
    note: str
    articles: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    quorum: ShareRule
    matters: Mapping[str, MatterRule]
    counting: Mapping[str, ChosenValue]
    notice: NoticeRule
    web_ballot: ChosenValue
    policies: Mapping[str, ChosenValue]

    @property
    def place(self) -> str:
        """cn.owners_vote → cn."""
        return self.id.partition(".")[0]

    @property
    def subject(self) -> str:
        """cn.owners_vote → owners_vote."""
        return self.id.partition(".")[2]

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def read_pack(document: Table, *, sha256: str) -> Pack:
    """A pack from its document; every unknown, missing or ill-typed field raises BadInput."""
    document.done("pack", "quorum", "matter", "counting", "clock", "ballots", "policy")
    head = document.table("pack")
    head.done("id", "version", "title", "title_en", "note", "articles", "valid_from", "valid_to")
    valid_from = head.day("valid_from")
    return Pack(
        id=head.text("id"),
        version=head.text("version"),
        sha256=sha256,
        file=document.file,
        title=head.text("title"),
        title_en=head.text("title_en"),
        note=head.text("note", ""),
        articles=head.texts("articles"),
        valid_from=valid_from,
        valid_to=_last_day(head, valid_from),
        quorum=_quorum(document.table("quorum"), valid_from),
        matters=_matters(document.table("matter"), valid_from),
        counting=_chosen(document.table("counting"), "rule", COUNTING, valid_from),
        notice=_notice(document.table("clock"), valid_from),
        web_ballot=_chosen(document.table("ballots"), "value", {"web": WEB_BALLOT}, valid_from)["web"],
        policies=_chosen(document.table("policy"), "value", POLICIES, valid_from),
    )


def _last_day(head: Table, valid_from: date) -> date | None:
    if "valid_to" not in head.values:
        return None
    valid_to = head.day("valid_to")
    if valid_to < valid_from:
        raise head.fault("toml_ends_before_start", "valid_to", start=str(valid_from), end=str(valid_to))
    return valid_to


SOURCE_KEYS = ("article", "article_en", "text", "unit", "note", "since", "verified")


def _source(table: Table, valid_from: date) -> Source:
    since = table.day("since")
    if since > valid_from:
        raise table.fault("toml_not_yet_law", "since", since=str(since), start=str(valid_from))
    return Source(
        article=table.text("article"),
        article_en=table.text("article_en"),
        text=table.text("text"),
        unit=table.text("unit"),
        note=table.text("note", ""),
        since=since,
        verified=table.flag("verified"),
    )


def _threshold(table: Table) -> Threshold:
    written = table.text("share")
    try:
        return Threshold.parse(written)
    except BadInput as fault:
        raise table.fault(fault.code, "share", **fault.params) from fault


def _quorum(table: Table, valid_from: date) -> ShareRule:
    table.done("share", *SOURCE_KEYS)
    return ShareRule(_threshold(table), _source(table, valid_from))


def _matters(tables: Table, valid_from: date) -> dict[str, MatterRule]:
    tables.done(*MATTERS)
    rules = {}
    for key in MATTERS:
        table = tables.table(key)
        table.done("title", "title_en", "share", *SOURCE_KEYS)
        titles = table.text("title"), table.text("title_en")
        rules[key] = MatterRule(key, *titles, _threshold(table), _source(table, valid_from))
    return rules


def _chosen(
    tables: Table, field: str, allowed: Mapping[str, tuple[str, ...]], valid_from: date
) -> dict[str, ChosenValue]:
    tables.done(*allowed)
    found = {}
    for key, values in allowed.items():
        table = tables.table(key)
        table.done(field, *SOURCE_KEYS)
        found[key] = ChosenValue(table.one_of(field, values), _source(table, valid_from))
    return found


def _notice(clocks: Table, valid_from: date) -> NoticeRule:
    clocks.done("notice")
    table = clocks.table("notice")
    table.done("days", "whole_days_must_pass", *SOURCE_KEYS)
    days = table.number("days")
    if days < 0:
        raise table.fault("toml_negative", "days", given=days)
    return NoticeRule(days, table.flag("whole_days_must_pass"), _source(table, valid_from))
