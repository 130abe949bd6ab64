"""The directory as it stands: bodies, who serves where, terms, units."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from linmeng.alliance.models import (
    Body,
    Building,
    CommitteeTerm,
    Compound,
    Entrance,
    PropertyService,
    ResidentsArea,
    Unit,
)


def residents_area() -> ResidentsArea:
    """Where the alliance is at home; the careful default (unsaved) where nobody said so yet."""
    return ResidentsArea.objects.first() or ResidentsArea()


def bodies_of_kind(kind: str) -> QuerySet[Body]:
    """All bodies of one kind, in the order in which they were entered."""
    return Body.objects.filter(kind=kind).order_by("id")


def committee_of(compound_id: int) -> Body | None:
    """A compound's owners' committee, in office or not."""
    return Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound_id=compound_id).first()


def terms_of(body_id: int) -> QuerySet[CommitteeTerm]:
    """All terms of a committee, the newest first."""
    return CommitteeTerm.objects.filter(body_id=body_id).order_by("-number")


def services_of(compound_id: int) -> QuerySet[PropertyService]:
    """Which company served a compound from when to when, the newest first."""
    services = PropertyService.objects.filter(compound_id=compound_id).select_related("company")
    return services.order_by("-valid_from", "-id")


def services_by(company_ids: Iterable[int]) -> QuerySet[PropertyService]:
    """Which compounds companies serve or served."""
    services = PropertyService.objects.filter(company_id__in=list(company_ids))
    return services.select_related("compound").order_by("compound__code", "-valid_from")


def buildings_with_entrances(compound_id: int) -> QuerySet[Building]:
    """Buildings in walking order, each with its entrances in theirs."""
    entrances = Entrance.objects.order_by("walk_order", "code")
    buildings = Building.objects.filter(compound_id=compound_id).order_by("walk_order", "code")
    return buildings.prefetch_related(Prefetch("entrances", queryset=entrances))


def unit_counts(compound_ids: Iterable[int]) -> dict[int, int]:
    """How many units stand on each compound's roll (one query)."""
    ids = list(compound_ids)
    standing = Compound.objects.filter(id__in=ids).annotate(
        standing=Count("units", filter=Q(units__valid_to__isnull=True))
    )
    return dict.fromkeys(ids, 0) | dict(standing.order_by().values_list("id", "standing"))


def building_counts(compound_ids: Iterable[int]) -> dict[int, int]:
    """How many buildings each compound has (one query)."""
    ids = list(compound_ids)
    rows = Building.objects.filter(compound_id__in=ids).values("compound_id").order_by()
    return dict.fromkeys(ids, 0) | dict(rows.annotate(n=Count("id")).values_list("compound_id", "n"))


def is_empty(compound_id: int) -> bool:
    """No unit was ever entered."""
    return not Unit.objects.filter(compound_id=compound_id).exists()
