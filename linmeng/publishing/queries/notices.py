"""What goes to persons."""

from collections.abc import Collection

from django.db.models import QuerySet

from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.queries.slip_week import in_walking_order, slips_to_carry


def notices_of(person_id: int) -> QuerySet[Notice]:
    """A person's own notices, newest first."""
    return Notice.objects.filter(person_id=person_id).order_by("-created_at", "-id")


def slips_waiting(compound_ids: Collection[int], building_id: int | None = None) -> QuerySet[Delivery]:
    """Answer slips that wait to be carried to a door, printed or not, in walking order."""
    return in_walking_order(slips_to_carry(compound_ids, building_id))
