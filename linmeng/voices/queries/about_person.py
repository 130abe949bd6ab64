"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.voices.models import SkillRequest, Support, Voice, Worry


def about_person(person_id: int) -> dict[str, Any]:
    """Their own words, what they stand behind, how worried they said to be, what they asked of others."""
    return {
        "voices": _voices(person_id),
        "written_down_for_others": Voice.objects.filter(helper_id=person_id).count(),
        "supports": _supports(person_id),
        "worries": _worries(person_id),
        "requests_for_help": _requests(person_id),
    }


def _voices(person_id: int) -> list[dict[str, Any]]:
    rows = Voice.objects.filter(author_id=person_id).select_related("compound", "matter").order_by("id")
    return [
        {
            "received_at": row.received_at,
            "compound": row.compound.name,
            "channel": row.channel,
            "kind": row.kind,
            "words": row.words,
            "place": row.place,
            "worry": row.worry,
            "words_public": row.words_public,
            "state": row.state,
            "matter": row.matter.title if row.matter else "",
            "photos": row.photos.count(),
            "answers": list(row.outcomes.order_by("id").values("happened_at", "words", "by_seat")),
        }
        for row in rows
    ]


def _supports(person_id: int) -> list[dict[str, Any]]:
    rows = Support.objects.filter(person_id=person_id).select_related("matter").order_by("id")
    return [{"matter": row.matter.title, "created_at": row.created_at} for row in rows]


def _worries(person_id: int) -> list[dict[str, Any]]:
    rows = Worry.objects.filter(person_id=person_id).select_related("matter").order_by("id")
    return [{"matter": row.matter.title, "level": row.level, "said_at": row.said_at} for row in rows]


def _requests(person_id: int) -> list[dict[str, Any]]:
    columns = ("words", "state", "created_at", "answered_at")
    made = SkillRequest.objects.filter(by_id=person_id).order_by("id").values(*columns)
    got = SkillRequest.objects.filter(asked_id=person_id).order_by("id").values(*columns, "contact")
    return [{"side": "by me", **row} for row in made] + [{"side": "to me", **row} for row in got]
