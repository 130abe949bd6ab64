"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.publishing.models import Delivery, Notice, Objection, Preference


def about_person(person_id: int) -> dict[str, Any]:
    """What was sent to them and by which ways, how they want to be told, what they objected to."""
    return {
        "notices": list(
            Notice.objects.filter(person_id=person_id)
            .order_by("id")
            .values("title", "words", "statutory", "created_at", "read_at")
        ),
        "deliveries": list(
            Delivery.objects.filter(notice__person_id=person_id)
            .order_by("id")
            .values("way", "state", "changed_at")
        ),
        "preferences": list(
            Preference.objects.filter(person_id=person_id).values(
                "switches", "quiet_from", "quiet_to", "digest"
            )
        ),
        "objections": list(
            Objection.objects.filter(person_id=person_id)
            .order_by("id")
            .values("words", "made_at", "answer", "answered_at")
        ),
    }
