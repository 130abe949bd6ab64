"""The house's components that need a slot or a calculation, and the filters that write figures.

Everything else is a plain `{% include "ui/….html" with … %}`. Each component is shown on `/ui`.
"""

from datetime import date
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.pages.templatetags import ui_bars, ui_formats

register = template.Library()

for written in (
    ui_formats.money,
    ui_formats.money_short,
    ui_formats.area,
    ui_formats.permille,
    ui_formats.percent,
    ui_formats.cn_date,
    ui_formats.cn_date_full,
    ui_formats.cn_datetime,
    ui_formats.numbered,
    ui_formats.with_words,
    ui_formats.masked_name,
    ui_formats.masked_phone,
):
    register.filter(written.__name__, written)

SOON_DAYS = 7
PLAIN_INPUTS = frozenset({"text", "search", "tel", "email", "number", "password", "url", "date", "time"})


@register.simple_block_tag
def card(content: str, title: str = "", tone: str = "", level: int = 2) -> SafeString:
    """A sheet of paper on the board: `{% card title=… tone="quiet" %}…{% endcard %}`."""
    return render_to_string(
        "ui/card.html", {"content": content, "title": title, "tone": tone, "level": level}
    )


@register.simple_block_tag
def section(content: str, title: str, more_url: str = "", more_label: str = "") -> SafeString:
    """A part of a page under a ruled heading: `{% section title=… %}…{% endsection %}`."""
    context = {"content": content, "title": title, "more_url": more_url, "more_label": more_label}
    return render_to_string("ui/section.html", context)


@register.simple_block_tag
def print_sheet(content: str, title: str, code: str = "", stamp_place: bool = False) -> SafeString:
    """What becomes one printed page: headline, content, check code, a place for the stamp."""
    context = {"content": content, "title": title, "code": code, "stamp_place": stamp_place}
    return render_to_string("ui/print_sheet.html", context)


@register.inclusion_tag("ui/seal.html")
def seal(word: str) -> dict[str, Any]:
    """The mark of a finished state: the word in a square, Han words in two columns."""
    han = "\u4e00" <= word[:1] <= "\u9fff" and len(word) <= 4
    cut = len(word) // 2 if han else 0
    return {"word": word, "han": han, "columns": [word[:cut], word[cut:]] if cut else [word]}


@register.inclusion_tag("ui/clock_chip.html")
def clock_chip(by: date, today: date, article: str = "") -> dict[str, Any]:
    """How long is left, and which article says so: 还有 3 天 · 条例第14条; overdue in bold."""
    days = (by - today).days
    if days < 0:
        words = ngettext("%(n)s day overdue", "%(n)s days overdue", -days) % {"n": -days}
    elif days == 0:
        words = _("Due today")
    else:
        words = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    tone = "overdue" if days < 0 else "due" if days <= SOON_DAYS else "plain"
    return {"by": by, "words": words, "tone": tone, "article": article}


@register.inclusion_tag("ui/two_bar.html")
def two_bar(counts: Any, rule: str = "1/2", sentence: str = "", uid: str = "vote") -> dict[str, Any]:
    """Turnout or result of a vote.

    `counts` (object or dict) has total, participating and, once counted, yes, no, abstain, split;
    each has `area_dm2` and `heads`. `uid` keeps ids apart when a page shows several votes.
    """
    bars = [ui_bars.bar(counts, measure, rule) for measure in ("area_dm2", "heads")]
    return {"bars": bars, "lines": ui_bars.lines(counts), "sentence": sentence, "uid": uid, "rule": rule}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's control with the class its look needs and, on long texts, a counter."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    kind = getattr(widget, "input_type", "")
    if kind in PLAIN_INPUTS or field.widget_type in ("textarea", "select", "selectmultiple"):
        attrs["class"] = f"{widget.attrs.get('class', '')} control".strip()
    if kind == "file":
        attrs["data-preview"] = ""
    limit = getattr(field.field, "max_length", None)
    if field.widget_type == "textarea" and limit:
        attrs |= {"maxlength": limit, "data-counter": _("%n characters left")}
    return field.as_widget(attrs=attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: `group` (several choices), `single` (one checkbox) or `line`."""
    if field.use_fieldset:
        return "group"
    return "single" if field.widget_type == "checkbox" else "line"
