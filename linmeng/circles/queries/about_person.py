"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.circles.models import CircleMember, Duty, Errand


def about_person(person_id: int) -> dict[str, Any]:
    """The circles they sat in, the doors they had charge of, how many errands they did."""
    members = CircleMember.objects.filter(seat__person_id=person_id).order_by("id")
    duties = Duty.objects.filter(seat__person_id=person_id).order_by("id")
    return {
        "circles": list(members.values("circle__name", "charge", "valid_from", "valid_to")),
        "doors_in_charge": list(
            duties.values("building__name", "entrance__name", "unit__code", "valid_from", "valid_to")
        ),
        "errands_done": Errand.objects.filter(done_by=person_id).count(),
    }
