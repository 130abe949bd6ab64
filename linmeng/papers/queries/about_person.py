"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.papers.models import CustodyEvent, DoubleEntry, ScanPile


def about_person(person_id: int) -> dict[str, Any]:
    """What they did with papers in office; never what stood on the papers of others."""
    events = CustodyEvent.objects.filter(by_person_id=person_id).order_by("happened_at", "id")
    return {
        "papers_handled": list(events.values("kind", "by_seat", "happened_at")),
        "papers_read": DoubleEntry.objects.filter(by_person_id=person_id).count(),
        "piles_put_in": ScanPile.objects.filter(by_person_id=person_id).count(),
    }
