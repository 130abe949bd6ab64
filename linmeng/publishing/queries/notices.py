"""What goes to persons."""

from collections.abc import Collection

from django.db.models import QuerySet

from linmeng.publishing.models import Delivery, Notice


def notices_of(person_id: int) -> QuerySet[Notice]:
    """A person's own notices, newest first."""
    return Notice.objects.filter(person_id=person_id).order_by("-created_at", "-id")


def slips_waiting(compound_ids: Collection[int], building_id: int | None = None) -> QuerySet[Delivery]:
    """Answer slips that wait to be carried to a door, in walking order."""
    slips = Delivery.objects.filter(way="slip", state="waiting", unit__compound_id__in=list(compound_ids))
    if building_id is not None:
        slips = slips.filter(unit__building_id=building_id)
    return slips.select_related(
        "notice__person", "unit__building", "unit__entrance", "unit__compound"
    ).order_by(
        "unit__compound__code",
        "unit__building__walk_order",
        "unit__entrance__walk_order",
        "unit__walk_order",
        "id",
    )
