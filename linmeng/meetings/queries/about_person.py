"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.meetings.models import Attendance, DemandSignature, MemberVote, MinutesSignature, Task


def about_person(person_id: int) -> dict[str, Any]:
    """Meetings they were noted at, what they signed in office, tasks they had."""
    seats = Attendance.objects.filter(seat__person_id=person_id).order_by("id")
    came = [*seats, *Attendance.objects.filter(person_id=person_id, seat__isnull=True).order_by("id")]
    votes = MemberVote.objects.filter(seat__person_id=person_id).order_by("id")
    return {
        "attendances": [{"meeting": one.meeting.title, "present": one.present} for one in came],
        "signed_resolutions": list(votes.values("resolution__number", "choice", "how", "signed_at")),
        "signed_minutes": MinutesSignature.objects.filter(seat__person_id=person_id).count(),
        "signed_demands": DemandSignature.objects.filter(by_person_id=person_id).count(),
        "tasks": list(Task.objects.filter(seat__person_id=person_id).order_by("id").values("text", "state")),
    }
