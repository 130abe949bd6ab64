"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from linmeng.assembly.models import BallotDelivery, Receipt, RollEntry


def about_person(person_id: int) -> dict[str, Any]:
    """The frozen rolls they stand on, and their own ballots with their choices."""
    sign = str(person_id)
    return {"frozen_rolls": _rolls(sign), "ballots": _ballots(sign), "ballots_carried": _carried(person_id)}


def _rolls(sign: str) -> list[dict[str, Any]]:
    rows = RollEntry.objects.filter(owners__icontains=sign).select_related("vote").order_by("id")
    return [
        {
            "vote": row.vote.title,
            "unit": row.unit_code,
            "area_dm2": row.area_dm2,
            "noticed_on": row.vote.noticed_on,
        }
        for row in rows
        if sign in row.owners
    ]


def _ballots(sign: str) -> list[dict[str, Any]]:
    rows = Receipt.objects.filter(by=sign).select_related("vote", "entry").order_by("id")
    return [
        {
            "vote": row.vote.title,
            "unit": row.entry.unit_code,
            "channel": row.channel,
            "cast_at": row.cast_at,
            "receipt_code": row.code,
            "choices": list(row.ballots.order_by("question__number").values("question__text", "choice")),
        }
        for row in rows
    ]


def _carried(person_id: int) -> int:
    return BallotDelivery.objects.filter(by_person_id=person_id).count()
