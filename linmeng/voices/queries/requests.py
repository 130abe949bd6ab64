"""Requests among neighbours: to me, and from me."""

from django.db.models import QuerySet

from linmeng.voices.models import SkillRequest

SHOWN = ("asked", "accepted", "declined")


def requests_to(person_id: int) -> QuerySet[SkillRequest]:
    """What neighbours ask of a person, the open ones first."""
    rows = SkillRequest.objects.filter(asked_id=person_id, state__in=["asked", "accepted"])
    return rows.select_related("by", "qualification").order_by("-state", "-created_at", "-id")


def requests_from(person_id: int) -> QuerySet[SkillRequest]:
    """What a person asked of neighbours, newest first."""
    rows = SkillRequest.objects.filter(by_id=person_id, state__in=SHOWN)
    return rows.select_related("asked", "qualification").order_by("-created_at", "-id")
