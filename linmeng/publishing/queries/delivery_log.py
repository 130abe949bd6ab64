"""Who was reached by which way: for the person, and for the office that told them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from linmeng.publishing.models import Delivery

State, Way = Delivery.State, Delivery.Way
REACHED = (State.SENT, State.HANDED_OVER)
NOT_YET = (State.WAITING, State.SENDING, State.PRINTED)


@dataclass(frozen=True)
class LogSearch:
    """How the log is narrowed; empty words narrow nothing."""

    way: str = ""
    state: str = ""


def deliveries_to(person_id: int) -> QuerySet[Delivery]:
    """Everything that went, or is to go, to one person, newest first."""
    rows = Delivery.objects.filter(notice__person_id=person_id).select_related("notice")
    return rows.order_by("-notice__created_at", "-notice_id", "way")


def narrowed(rows: QuerySet[Delivery], asked: LogSearch) -> QuerySet[Delivery]:
    """By way, and by what became of it."""
    if asked.way in Way.values:
        rows = rows.filter(way=asked.way)
    if asked.state in State.values:
        rows = rows.filter(state=asked.state)
    return rows


def told_things(compound_ids: Collection[int]) -> QuerySet[Delivery, dict[str, object]]:
    """What was told in some compounds: one line a thing and title, newest first, with its numbers."""
    rows = Delivery.objects.filter(unit__compound_id__in=list(compound_ids))
    lines: QuerySet[Delivery, dict[str, object]] = rows.values(
        "notice__subject", "notice__subject_id", "notice__title", "notice__statutory"
    ).annotate(
        newest=Max("notice__created_at"),
        people=Count("notice__person_id", distinct=True),
        away=Count("id", filter=Q(state__in=REACHED) & ~Q(way=Way.SITE)),
        waiting=Count("id", filter=Q(state__in=NOT_YET)),
        failed=Count("id", filter=Q(state=State.FAILED)),
    )
    return lines.order_by("-newest", "notice__title")  # type: ignore[misc]  # annotated above


def log_of_thing(compound_ids: Collection[int], subject: str, subject_id: int) -> QuerySet[Delivery]:
    """Every delivery about one thing, in walking order; failed ones first."""
    rows = Delivery.objects.filter(
        unit__compound_id__in=list(compound_ids), notice__subject=subject, notice__subject_id=subject_id
    )
    return rows.select_related("notice__person", "unit__compound").order_by(
        "unit__compound__code", "unit__walk_order", "notice__person_id", "notice_id", "way"
    )


def log_counts(rows: QuerySet[Delivery]) -> dict[tuple[str, str], int]:
    """(way, state) → how many."""
    counted = rows.order_by().values_list("way", "state").annotate(Count("id"))
    return {(way, state): count for way, state, count in counted}
