"""Deliveries as they stand: mistakes that were taken back left out."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from linmeng.assembly.models import BallotDelivery

Way = BallotDelivery.Way


def standing_deliveries() -> QuerySet[BallotDelivery]:
    """Deliveries that were not taken back afterwards as a mistake; what the owner opened stays."""
    later = BallotDelivery.objects.filter(
        entry_id=OuterRef("entry_id"), way=Way.TAKEN_BACK, id__gt=OuterRef("id")
    )
    return BallotDelivery.objects.exclude(way=Way.TAKEN_BACK).filter(Q(way=Way.WEB) | ~Exists(later))
