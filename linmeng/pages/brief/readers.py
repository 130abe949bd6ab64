"""One week for the sub-district: counts by compound, as far as each compound shares; no names, no words."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.alliance.models import Body, Compound
from linmeng.alliance.queries import share_levels, shares
from linmeng.assembly.models import Vote
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.pages.brief.figures import Brief, Figure, Table, columns_table, counted_columns
from linmeng.pages.brief.news import read_news
from linmeng.pages.brief.weeks import Week
from linmeng.pages.templatetags.ui_formats import cn_date, cn_date_full
from linmeng.publishing.models import Delivery, Publication
from linmeng.voices.actions.say import ANSWER_DAYS
from linmeng.voices.models import Matter, Voice
from linmeng.voices.queries import VoiceWeek, voice_weeks


@dataclass(frozen=True)
class Span:
    """What the brief is about: compounds in order, what each shares, the instants of the week."""

    compounds: list[Compound]
    levels: dict[tuple[int, str], str]
    starts: datetime
    ends: datetime
    voices: dict[int, VoiceWeek]
    """Only of compounds that share at least counts of their matters."""

    @property
    def ids(self) -> list[int]:
        """The compounds' numbers."""
        return [compound.id for compound in self.compounds]

    @property
    def names(self) -> list[tuple[int, str]]:
        """(number, name) of each."""
        return [(compound.id, compound.name) for compound in self.compounds]


def read_brief(actor: Actor, week: Week) -> Brief:
    """Everything in a constant number of queries, whatever the number of compounds."""
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    compounds = list(Compound.objects.filter(id__in=reach).order_by("code"))
    ids, starts, ends = [c.id for c in compounds], week.starts, week.ends(actor.at)
    levels = share_levels(ids)
    found = voice_weeks([pk for pk in ids if shares(levels, pk, "matters")], starts, ends)
    span = Span(compounds, levels, starts, ends, found)
    tables = (_overview(span), *_breakdowns(span))
    return Brief(
        title=_("Weekly brief for the sub-district"),
        period=_period(week, actor),
        committee=_committee(actor),
        headline=_headline(tables[0]),
        tables=tables,
        news=read_news(compounds, levels, tuple(found), starts, ends),
        notes=_notes(span),
    )


def _period(week: Week, actor: Actor) -> str:
    days = {"first": cn_date_full(week.monday), "last": cn_date(week.sunday), "code": week.code}
    if week.sunday < actor.today:
        return _("%(first)s to %(last)s (%(code)s)") % days
    return _("%(first)s to %(last)s (%(code)s), as it stands now") % days


def _committee(actor: Actor) -> str:
    body_id = actor.hat.body_id if actor.hat is not None else 0
    return next(iter(Body.objects.filter(id=body_id).values_list("name", flat=True)), "")


def _headline(overview: Table) -> str:
    said, _sorted, _in_time, late, done = overview.total.figures[:5]
    words = ngettext("%(n)s word came in", "%(n)s words came in", said or 0) % {"n": said}
    matters = ngettext("%(n)s matter is done", "%(n)s matters are done", done or 0) % {"n": done}
    if not late:
        return _("%(words)s, %(matters)s, nothing is overdue") % {"words": words, "matters": matters}
    overdue = ngettext("%(n)s answer is overdue", "%(n)s answers are overdue", late) % {"n": late}
    return _("%(words)s, %(matters)s, %(overdue)s") % {"words": words, "matters": matters, "overdue": overdue}


def _overview(span: Span) -> Table:
    votes, papers, slips = _votes(span), _publications(span), _slips(span)

    def voiced(field: str, pk: int) -> Figure:
        found: int | None = getattr(span.voices[pk], field) if pk in span.voices else None
        return found

    return columns_table(
        _("The week in figures"),
        _("Compound"),
        span.names,
        [
            (_("Words in"), lambda pk: voiced("words_in", pk)),
            (_("Sorted"), lambda pk: voiced("sorted", pk)),
            (_("In time"), lambda pk: voiced("in_time", pk)),
            (_("Overdue"), lambda pk: voiced("late", pk)),
            (_("Matters done"), lambda pk: voiced("done", pk)),
            (_("Votes"), lambda pk: votes.get(pk, 0) if shares(span.levels, pk, "votes") else None),
            (_("Publications"), lambda pk: papers.get(pk, 0)),
            (_("Slips carried"), lambda pk: slips.get(pk, 0)),
        ],
    )


def _breakdowns(span: Span) -> tuple[Table, ...]:
    def counts(field: str, pk: int) -> Counter[str] | None:
        found: Counter[str] | None = getattr(span.voices[pk], field) if pk in span.voices else None
        return found

    def table(title: str, field: str, choices: list[tuple[str, str]]) -> Table:
        columns = counted_columns(choices, lambda pk: counts(field, pk))
        return columns_table(title, _("Compound"), span.names, columns)

    return (
        table(_("Words in, by way"), "by_channel", _labels(Voice.Channel)),
        table(_("Words in, by kind"), "by_kind", _labels(Voice.Kind)),
        table(_("Sorted, by whose matter it is"), "by_nature", _labels(Matter.Nature)),
    )


def _labels(choices: "type[Voice.Channel | Voice.Kind | Matter.Nature]") -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in choices.choices]


def _votes(span: Span) -> Counter[int]:
    """Votes that were announced or ran within the week."""
    last = local_day(span.ends - timedelta(microseconds=1))
    own = Vote.objects.filter(compound_id__in=span.ids).exclude(state="cancelled")
    ran = own.filter(opens_at__lt=span.ends, closes_at__gt=span.starts)
    announced = own.filter(noticed_on__gte=local_day(span.starts), noticed_on__lte=last)
    found = {*ran.values_list("id", "compound_id"), *announced.values_list("id", "compound_id")}
    return Counter(compound_id for _vote, compound_id in found)


def _publications(span: Span) -> dict[int, int]:
    within = Publication.objects.filter(published_at__gte=span.starts, published_at__lt=span.ends)
    rows = within.filter(compound_id__in=span.ids).order_by()
    return dict(rows.values_list("compound_id").annotate(Count("id")))


def _slips(span: Span) -> dict[int, int]:
    """Answer slips that reached their door in the week."""
    carried = Delivery.objects.filter(way="slip", state="handed_over", unit__compound_id__in=span.ids)
    rows = carried.filter(changed_at__gte=span.starts, changed_at__lt=span.ends).order_by()
    return dict(rows.values_list("unit__compound_id").annotate(Count("id")))


def _notes(span: Span) -> tuple[str, ...]:
    """How the figures are made, and what is left out."""
    rule = _(
        "In time: taken up, answered or declined by its day of answer; overdue: not by then."
        " The day is %(days)s days after it was said (rule of the house), a hotline ticket's own deadline else."
    ) % {"days": ANSWER_DAYS}
    notes = [rule]
    silent = [name for pk, name in span.names if pk not in span.voices]
    if silent:
        kept = _("Not shared by decision of their committees, and not in the sums: %(names)s.")
        notes.append(kept % {"names": "、".join(silent)})
    return tuple(notes)
