"""What happened in the week besides figures: only what is public, or what a compound shows by its title."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.alliance.models import CharterAdoption, Compound, ShareSwitch
from linmeng.assembly.models import Vote
from linmeng.common.clock import local_day
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.publishing.models import Publication
from linmeng.voices.models import Voice
from linmeng.voices.queries import most_voiced

SHOWN = 12
Levels = dict[tuple[int, str], str]
News = tuple[tuple[str, tuple[str, ...]], ...]


def read_news(
    compounds: Sequence[Compound], levels: Levels, sharing: Collection[int], starts: datetime, ends: datetime
) -> News:
    """Headings with their lines; a heading without lines is left out."""
    parts = [
        (_("Most repeated"), _repeated(levels, sharing, starts, ends)),
        (_("Votes"), _votes(compounds, levels, starts, ends)),
        (_("Published"), _published(compounds, starts, ends)),
        (_("Charter and hearings"), [*_charter(compounds, starts, ends), *_heard(sharing, starts, ends)]),
    ]
    return tuple((heading, tuple(lines)) for heading, lines in parts if lines)


def _titled(levels: Levels, compound_id: int, subject: str) -> bool:
    return levels[compound_id, subject] == ShareSwitch.Level.TITLES


def _repeated(levels: Levels, sharing: Collection[int], starts: datetime, ends: datetime) -> list[str]:
    """Matters by the voices put behind them; without their title where the compound shares counts only."""
    lines = []
    for matter, number in most_voiced(sharing, starts, ends):
        voices = ngettext("%(n)s voice", "%(n)s voices", number) % {"n": number}
        what = matter.title if _titled(levels, matter.compound_id, "matters") else matter.get_nature_display()
        lines.append(f"{matter.compound.name}：{what}（{voices}）")
    return lines


def _votes(compounds: Sequence[Compound], levels: Levels, starts: datetime, ends: datetime) -> list[str]:
    shown = [c.id for c in compounds if _titled(levels, c.id, "votes")]
    last = local_day(ends - timedelta(microseconds=1))
    rows = Vote.objects.filter(compound_id__in=shown, noticed_on__lte=last, closes_at__gt=starts)
    votes = rows.exclude(state="cancelled").select_related("compound").order_by("closes_at", "id")[:SHOWN]
    return [
        _("%(compound)s: %(title)s, until %(day)s")
        % {"compound": vote.compound.name, "title": vote.title, "day": cn_date(vote.last_day)}
        for vote in votes
        if vote.last_day is not None
    ]


def _published(compounds: Sequence[Compound], starts: datetime, ends: datetime) -> list[str]:
    within = Publication.objects.filter(published_at__gte=starts, published_at__lt=ends, withdrawn_at=None)
    rows = within.filter(compound_id__in=[c.id for c in compounds]).select_related("compound")
    return [
        f"{row.compound.name}：{row.title}（{row.get_kind_display()}，{cn_date(row.published_at)}）"
        for row in rows.order_by("published_at", "id")[:SHOWN]
        if row.compound is not None
    ]


def _charter(compounds: Sequence[Compound], starts: datetime, ends: datetime) -> list[str]:
    last = local_day(ends - timedelta(microseconds=1))
    rows = CharterAdoption.objects.filter(
        compound_id__in=[c.id for c in compounds], decided_on__gte=local_day(starts), decided_on__lte=last
    )
    return [
        _("%(compound)s, charter version %(version)s: %(outcome)s (%(for)s of %(all)s members for it)")
        % {
            "compound": row.compound.name,
            "version": row.charter.version,
            "outcome": row.get_outcome_display(),
            "for": row.members_for,
            "all": row.members_all,
        }
        for row in rows.select_related("compound", "charter").order_by("decided_on", "id")
    ]


def _heard(sharing: Collection[int], starts: datetime, ends: datetime) -> list[str]:
    said = Voice.objects.filter(compound_id__in=list(sharing), channel=Voice.Channel.HEARING)
    number = said.filter(received_at__gte=starts, received_at__lt=ends).count()
    if not number:
        return []
    return [
        ngettext("%(n)s word was heard at hearings", "%(n)s words were heard at hearings", number)
        % {"n": number}
    ]
