"""Where the papers hang."""

from django.db.models import QuerySet

from linmeng.publishing.models import Posting

PLACES_OFFERED = 8


def postings_of(publication_id: int) -> QuerySet[Posting]:
    """All places of one paper, in the order in which it was hung."""
    rows = Posting.objects.filter(publication_id=publication_id).select_related("photo")
    return rows.order_by("posted_at", "id")


def usual_places(compound_id: int) -> list[str]:
    """Places where papers of this compound were hung before, the latest first."""
    rows = Posting.objects.filter(publication__compound_id=compound_id).order_by("-posted_at", "-id")
    return list(dict.fromkeys(rows.values_list("place", flat=True)[:100]))[:PLACES_OFFERED]
