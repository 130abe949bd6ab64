"""The items of an answer slip in words: what was said and when, how it stands now, and where."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from linmeng.lists.models import ListItem
from linmeng.pages.printing.answer_slip import Label, SlipItem
from linmeng.pages.printing.glyphs import drawable
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.publishing.models import Delivery, Notice
from linmeng.voices.models import Outcome
from linmeng.voices.queries.answered import Answered, answered_by

QUOTED = 40
"""Signs of a neighbour's own words on a slip: enough to know them again."""
LABELS: dict[str, Label] = {
    "vote": "about_vote",
    "project": "about_works",
    "objection": "your_objection",
}
"""By subject; what answers a neighbour's words has labels of its own."""


def items_of(rows: Iterable[Delivery]) -> dict[int, list[SlipItem]]:
    """Sheet id → its items in their order; `rows` in the order of sheet, place and time, with their notices."""
    told: dict[tuple[int, int], list[Notice]] = defaultdict(list)
    for row in rows:
        told[row.sheet_id or 0, row.place].append(row.notice)
    answered = answered_by([notice for notices in told.values() for notice in notices])
    listed = _list_places({one.matter.id for one in answered.values() if one.matter is not None})
    found: dict[int, list[SlipItem]] = defaultdict(list)
    for (sheet_id, _place), notices in told.items():
        found[sheet_id].append(_item(notices, answered, listed))
    return found


def _list_places(matter_ids: Collection[int]) -> dict[int, str]:
    """Matter → 问题整改清单第1位."""
    standing = ListItem.objects.filter(matter_id__in=matter_ids, left_at__isnull=True)
    words = _("%(list)s, place %(place)s")
    return {one.matter_id: words % {"list": one.get_list_display(), "place": one.place} for one in standing}


def _item(notices: Sequence[Notice], answered: Mapping[int, Answered], listed: Mapping[int, str]) -> SlipItem:
    """One thing at one door: `notices` oldest first."""
    latest = notices[-1]
    now = answered.get(latest.id)
    if now is None:
        return SlipItem(
            words=drawable(latest.title),
            step=drawable(latest.words),
            step_date=cn_date(latest.created_at),
            next=_("We write again when it moves on."),
            label=LABELS.get(latest.subject, "about_notice"),
        )
    return _of_words(latest, answered.get(notices[0].id, now), now, listed)


def _of_words(latest: Notice, first: Answered, now: Answered, listed: Mapping[int, str]) -> SlipItem:
    label, words = _said(latest, first, now)
    step = _step(latest, now, label)
    place = listed.get(now.matter.id, "") if now.matter is not None else ""
    return SlipItem(
        words=drawable(words),
        said_on=cn_date(first.voice.received_at) if first.voice is not None else "",
        step=drawable(step),
        step_date=cn_date(latest.created_at),
        next=_("You see it otherwise? Tick it, and give the slip back.")
        if now.settled
        else _("We write again when it moves on."),
        place=drawable(" · ".join(filter(None, [now.place or first.place, "" if place in step else place]))),
        label=label,
    )


def _said(latest: Notice, first: Answered, now: Answered) -> tuple[Label, str]:
    """What a helper wrote down at the door is quoted there; else the matter is named, as everyone reads it."""
    if first.voice is not None and first.voice.helper_id is not None:
        line = " ".join(first.voice.words.split())
        return "you_said", line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"
    if now.matter is not None:
        return "your_matter", now.matter.title
    return "about_notice", latest.title


def _step(latest: Notice, now: Answered, label: Label) -> str:
    """The step and its words, nothing that stands beside it said twice."""
    words = latest.words
    if label == "about_notice":
        return words
    if label == "your_matter" and now.matter is not None:
        words = "" if words == now.matter.title else words.removeprefix(f"{now.matter.title}：")
    if label == "you_said" and now.step == Outcome.Step.RECEIVED:
        words = ""
    if not (words and now.step):
        return words or now.step_words
    return _("%(step)s: %(words)s") % {"step": now.step_words, "words": words}
