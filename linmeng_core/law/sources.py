"""Where a value of the law comes from: its article, the words, since when, and the file it stands in."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.errors import BadInput
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import Threshold

SOURCE_KEYS = ("article", "article_en", "text", "unit", "note", "since", "verified")


@dataclass(frozen=True)
class PackName:
    """One file of the law: id and version, and the fingerprint of its bytes."""

    id: str
    version: str
    sha256: str
    file: str

    @property
    def place(self) -> str:
        """cn.owners_vote → cn."""
        return self.id.partition(".")[0]

    @property
    def subject(self) -> str:
        """cn.owners_vote → owners_vote."""
        return self.id.partition(".")[2]


@dataclass(frozen=True)
class Head:
    """What a pack file says about itself. `valid_to` is the last day in force."""

    name: PackName
    title: str
    title_en: str
    note: str
    articles: tuple[str, ...]
    valid_from: date
    valid_to: date | None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Source:
    """Where a value comes from: article, its words, since when, whether the words were compared, and the
    pack file in which it stands: a place inherits what it does not state itself.
    """

    article: str
    article_en: str
    text: str
    unit: str
    note: str
    since: date
    verified: bool
    stands_in: PackName


def read_head(document: Table, *, sha256: str) -> Head:
    """The `[pack]` table of a file."""
    table = document.table("pack")
    table.done("id", "version", "title", "title_en", "note", "articles", "valid_from", "valid_to")
    name = PackName(table.text("id"), table.text("version"), sha256, document.file)
    valid_from = table.day("valid_from")
    return Head(
        name=name,
        title=table.text("title"),
        title_en=table.text("title_en"),
        note=table.text("note", ""),
        articles=table.texts("articles"),
        valid_from=valid_from,
        valid_to=_last_day(table, valid_from),
    )


def _last_day(table: Table, valid_from: date) -> date | None:
    if "valid_to" not in table.values:
        return None
    valid_to = table.day("valid_to")
    if valid_to < valid_from:
        raise table.fault("toml_ends_before_start", "valid_to", start=str(valid_from), end=str(valid_to))
    return valid_to


def read_source(table: Table, head: Head) -> Source:
    """The source of one value; it must have been law when its pack began."""
    since = table.day("since")
    if since > head.valid_from:
        raise table.fault("toml_not_yet_law", "since", since=str(since), start=str(head.valid_from))
    return Source(
        article=table.text("article"),
        article_en=table.text("article_en"),
        text=table.text("text"),
        unit=table.text("unit"),
        note=table.text("note", ""),
        since=since,
        verified=table.flag("verified"),
        stands_in=head.name,
    )


def read_threshold(table: Table) -> Threshold:
    """`share = ">=2/3"`: a fraction, never a decimal."""
    written = table.text("share")
    try:
        return Threshold.parse(written)
    except BadInput as fault:
        raise table.fault(fault.code, "share", **fault.params) from fault


def read_count(table: Table, key: str) -> int:
    """A whole number that is not negative."""
    found = table.number(key)
    if found < 0:
        raise table.fault("toml_negative", key, given=found)
    return found
