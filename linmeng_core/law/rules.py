"""What the law says on a subject other than the vote itself: dated values, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from linmeng_core.errors import BadInput
from linmeng_core.law.packs import NoticeRule
from linmeng_core.law.sources import SOURCE_KEYS, Head, Source, read_count, read_source, read_threshold
from linmeng_core.law.strict_toml import Table
from linmeng_core.law.subjects import Form
from linmeng_core.measures import Threshold, area_m2, parse_area


@dataclass(frozen=True)
class Item:
    """One entry of a list that the law gives: a paper to file, a matter that is frozen."""

    code: str
    title: str
    title_en: str


Content = bool | int | str | Threshold | NoticeRule | tuple[Item, ...]


@dataclass(frozen=True)
class Value:
    """One value of the law. `kind` is that of its form; areas are dm², terms days, months or years."""

    key: str
    title: str
    title_en: str
    kind: str
    content: Content
    source: Source

    @property
    def written(self) -> str:
        """The value as it stands in the file; of a list, its codes."""
        if isinstance(self.content, bool):
            return str(self.content).lower()
        if isinstance(self.content, tuple):
            return ", ".join(item.code for item in self.content)
        if isinstance(self.content, NoticeRule):
            return str(self.content.days)
        if self.kind == "area":
            return area_m2(int(str(self.content)))
        return str(self.content)


@dataclass(frozen=True)
class Rules:
    """The law of one subject at a place. What the place does not state itself is inherited: each value's
    `source.stands_in` names the file in which it stands.
    """

    head: Head
    values: Mapping[str, Value]

    def has(self, key: str) -> bool:
        """Does the law of this place speak of it at all?"""
        return key in self.values

    def source(self, key: str) -> Source:
        return self.value(key).source

    def value(self, key: str) -> Value:
        """BadInput when the law of this place does not speak of it."""
        if key not in self.values:
            raise BadInput("law_is_silent", key=key, pack=self.head.name.id)
        return self.values[key]

    def number(self, key: str) -> int:
        """Of days, months, years, a count or an area in dm²."""
        found = self.value(key).content
        if isinstance(found, bool) or not isinstance(found, int):
            raise TypeError(key)
        return found

    def share(self, key: str) -> Threshold:
        found = self.value(key).content
        if not isinstance(found, Threshold):
            raise TypeError(key)
        return found

    def holds(self, key: str) -> bool:
        found = self.value(key).content
        if not isinstance(found, bool):
            raise TypeError(key)
        return found

    def choice(self, key: str) -> str:
        found = self.value(key).content
        if not isinstance(found, str):
            raise TypeError(key)
        return found

    def notice(self, key: str) -> NoticeRule:
        found = self.value(key).content
        if not isinstance(found, NoticeRule):
            raise TypeError(key)
        return found

    def items(self, key: str) -> tuple[Item, ...]:
        found = self.value(key).content
        if not isinstance(found, tuple):
            raise TypeError(key)
        return found


def read_values(document: Table, head: Head, forms: Mapping[str, Form]) -> dict[str, Value]:
    """What one file states of its subject, by key, in the order of the forms."""
    groups = {key.partition(".")[0]: None for key in forms}
    document.done("pack", *groups)
    found: dict[str, Value] = {}
    for group in groups:
        if group not in document.values:
            continue
        tables = document.table(group)
        known = [key.partition(".")[2] for key in forms if key.startswith(f"{group}.")]
        tables.done(*known)
        for name in known:
            if name in tables.values:
                key = f"{group}.{name}"
                found[key] = _value(key, tables.table(name), forms[key], head)
    return found


FIELDS = {
    "notice": ("days", "whole_days_must_pass"),
    "days": ("days",),
    "months": ("months",),
    "years": ("years",),
    "number": ("number",),
    "area": ("area_m2",),
    "share": ("share",),
    "yes_no": ("value",),
    "choice": ("value",),
    "items": ("items",),
}
"""The fields in which a value of each kind is written."""


def _value(key: str, table: Table, form: Form, head: Head) -> Value:
    table.done("title", "title_en", *FIELDS[form.kind], *SOURCE_KEYS)
    titles = table.text("title"), table.text("title_en")
    source = read_source(table, head)
    return Value(key, *titles, form.kind, _content(table, form, source), source)


def _content(table: Table, form: Form, source: Source) -> Content:
    if form.kind == "notice":
        return NoticeRule(read_count(table, "days"), table.flag("whole_days_must_pass"), source)
    if form.kind == "share":
        return read_threshold(table)
    if form.kind == "yes_no":
        return table.flag("value")
    if form.kind == "choice":
        return table.one_of("value", form.allowed)
    if form.kind == "items":
        return _items(table)
    return _area(table) if form.kind == "area" else read_count(table, FIELDS[form.kind][0])


def _area(table: Table) -> int:
    try:
        return parse_area(table.text("area_m2"))
    except BadInput as fault:
        raise table.fault(fault.code, "area_m2", **fault.params) from fault


def _items(table: Table) -> tuple[Item, ...]:
    found: list[Item] = []
    for entry in table.tables("items"):
        entry.done("code", "zh", "en")
        item = Item(entry.text("code"), entry.text("zh"), entry.text("en"))
        if any(item.code == earlier.code for earlier in found):
            raise entry.fault("toml_duplicate", "code", given=item.code)
        found.append(item)
    if not found:
        raise table.fault("toml_empty", "items")
    return tuple(found)
