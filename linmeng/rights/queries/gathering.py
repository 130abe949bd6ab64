"""Everything the house knows of one person, gathered from every area."""

from typing import Any

from linmeng.assembly.queries import about_person as of_votes
from linmeng.circles.queries import about_person as of_circles
from linmeng.meetings.queries import about_person as of_meetings
from linmeng.papers.queries import about_person as of_papers
from linmeng.people.queries import about_person as of_people
from linmeng.publishing.queries import about_person as of_publishing
from linmeng.record.queries import about_person as of_record
from linmeng.rights.models import CorrectionRequest, DataCopy, Erasure, SeatHandOver
from linmeng.voices.queries import about_person as of_voices


def everything_about(person_id: int) -> dict[str, dict[str, Any]]:
    """Area → what it knows. The alliance's directory, the lists and the projects know nothing of persons."""
    return {
        "people": of_people(person_id),
        "circles": of_circles(person_id),
        "meetings": of_meetings(person_id),
        "voices": of_voices(person_id),
        "votes": of_votes(person_id),
        "publishing": of_publishing(person_id),
        "papers": of_papers(person_id),
        "rights": _of_rights(person_id),
        "record": of_record(person_id),
    }


def _of_rights(person_id: int) -> dict[str, Any]:
    asked = CorrectionRequest.objects.filter(person_id=person_id).order_by("id")
    copies = DataCopy.objects.filter(person_id=person_id).order_by("id")
    erasures = Erasure.objects.filter(subject_id=person_id).order_by("id")
    left = SeatHandOver.objects.filter(from_seat__person_id=person_id).order_by("id")
    return {
        "corrections": list(
            asked.values("about", "asked_value", "state", "asked_at", "due_by", "decided_at", "because")
        ),
        "copies": list(copies.values("made_at", "sha256", "forgotten_at")),
        "erasures": list(erasures.values("state", "asked_at", "decided_at", "because")),
        "hand_overs": list(left.values("note", "moved", "happened_at")),
    }
