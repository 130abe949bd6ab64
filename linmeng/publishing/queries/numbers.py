"""Where messages go: the number or address that stands for each person today."""

from collections.abc import Collection

from linmeng.people.models import ContactWay
from linmeng.publishing.models import Delivery

KIND_OF = {
    Delivery.Way.SMS: (ContactWay.Kind.SMS,),
    Delivery.Way.EMAIL: (ContactWay.Kind.EMAIL,),
    Delivery.Way.CALL: (ContactWay.Kind.LANDLINE, ContactWay.Kind.SMS),
}


def addresses_of(person_ids: Collection[int], ways: Collection[str]) -> dict[tuple[int, str], str]:
    """(person, way) → number or address; the preferred one, else the newest. Ended ones are left out."""
    kinds = {kind: way for way in ways for kind in KIND_OF[Delivery.Way(way)]}
    rows = ContactWay.objects.filter(person_id__in=person_ids, kind__in=kinds, ended_at__isnull=True)
    found: dict[tuple[int, str], str] = {}
    for person_id, kind, value in (
        rows.exclude(value="").order_by("preferred", "id").values_list("person_id", "kind", "value")
    ):
        found[person_id, kinds[kind]] = value
    return found


def numbers_of(person_ids: Collection[int]) -> dict[int, list[str]]:
    """Every standing number of each person, the preferred one first, then landlines."""
    rows = ContactWay.objects.filter(
        person_id__in=person_ids, kind__in=KIND_OF[Delivery.Way.CALL], ended_at__isnull=True
    )
    found: dict[int, list[str]] = {}
    ordered = rows.exclude(value="").order_by("-preferred", "kind", "id")
    for person_id, value in ordered.values_list("person_id", "value"):
        found.setdefault(person_id, []).append(value)
    return found
