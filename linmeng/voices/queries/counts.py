"""What the alliance sees of each compound's matters: counts only, unless the compound shows more or less."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from linmeng.alliance.models import ShareSwitch
from linmeng.voices.models import Matter
from linmeng.voices.states import SETTLED

TITLES_SHOWN = 5


@dataclass(frozen=True)
class MatterCounts:
    """One compound's matters in figures; `titles` only where the compound shows them."""

    waiting: int = 0
    listed: int = 0
    in_project: int = 0
    settled: int = 0
    dangerous: int = 0
    overdue: int = 0
    titles: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        """Every matter there ever was."""
        return self.waiting + self.settled


def matter_counts(compound_ids: Collection[int], today: date = date.min) -> dict[int, MatterCounts]:
    """Figures by compound; a compound that shows nothing is absent. Without a day nothing is overdue."""
    switches = ShareSwitch.objects.filter(compound_id__in=list(compound_ids), subject="matters")
    levels = dict(switches.values_list("compound_id", "level"))
    shown = [c for c in compound_ids if levels.get(c) != ShareSwitch.Level.NOTHING]
    titles = _titles([c for c in shown if levels.get(c) == ShareSwitch.Level.TITLES])
    figures = {row.pop("compound_id"): row for row in _figures(shown, today)}
    return {c: MatterCounts(**figures.get(c, {}), titles=tuple(titles.get(c, ()))) for c in shown}


def _figures(compound_ids: list[int], today: date) -> list[dict[str, int]]:
    waiting = ~Q(state__in=SETTLED)
    counted = (
        Matter.objects.filter(compound_id__in=compound_ids)
        .order_by()
        .values("compound_id")
        .annotate(
            waiting=Count("id", filter=waiting),
            listed=Count("id", filter=Q(state="listed")),
            in_project=Count("id", filter=Q(state__in=["in_project", "decided"])),
            settled=Count("id", filter=Q(state__in=SETTLED)),
            dangerous=Count("id", filter=waiting & Q(dangerous=True)),
            overdue=Count("id", filter=waiting & Q(answer_by__lt=today)),
        )
    )
    return list(counted)


def _titles(compound_ids: list[int]) -> dict[int, list[str]]:
    rows = Matter.objects.filter(compound_id__in=compound_ids).exclude(state__in=SETTLED)
    titles: dict[int, list[str]] = {}
    for compound_id, title in rows.order_by("-changed_at", "-id").values_list("compound_id", "title")[:200]:
        titles.setdefault(compound_id, []).append(title)
    return {compound_id: found[:TITLES_SHOWN] for compound_id, found in titles.items()}
