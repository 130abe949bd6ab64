"""Who owned what on a day."""

from collections.abc import Iterable
from datetime import date

from linmeng.people.models import Ownership
from linmeng.people.queries.actors import in_force
from linmeng.people.queries.present_roll import in_chunks


def owners_on(unit_ids: Iterable[int], day: date) -> dict[int, list[Ownership]]:
    """For each unit its owners on a day (with their person), the representative first; units without one: []."""
    ids = list(unit_ids)
    found: dict[int, list[Ownership]] = {pk: [] for pk in ids}
    for piece in in_chunks(ids):
        rows = Ownership.objects.filter(in_force(day), unit_id__in=piece).select_related("person")
        for row in rows.order_by("-is_representative", "id"):
            found[row.unit_id].append(row)
    return found
