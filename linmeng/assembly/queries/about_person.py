"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from django.db.models import Q

from linmeng.assembly.models import (
    BallotDelivery,
    BallotDispute,
    Candidacy,
    PetitionSignature,
    Proxy,
    Receipt,
    RollEntry,
)


def about_person(person_id: int) -> dict[str, Any]:
    """The frozen rolls they stand on, and their own ballots with their choices."""
    sign = str(person_id)
    return {
        "frozen_rolls": _rolls(sign),
        "ballots": _ballots(sign),
        "ballots_carried": _carried(person_id),
        "petitions_signed": _petitions(person_id),
        "candidacies": _candidacies(person_id),
        "mandates": _mandates(person_id),
        "ballots_doubted": _doubts(sign),
    }


def _mandates(person_id: int) -> list[dict[str, Any]]:
    """Mandates they gave, with what they wrote, and those they hold."""
    rows = Proxy.objects.filter(Q(principal=str(person_id)) | Q(agent_person_id=person_id))
    return [
        {
            "vote": row.vote.title,
            "unit": row.entry.unit_code,
            "given_by_me": row.principal == str(person_id),
            "relation": row.relation,
            "instructions": row.instructions,
            "given_at": row.given_at,
            "revoked_at": row.revoked_at,
        }
        for row in rows.select_related("vote", "entry").order_by("id")
    ]


def _doubts(sign: str) -> list[dict[str, Any]]:
    """Of which of their ballots somebody said "that was not me", and what came of it."""
    own = Receipt.objects.filter(by=sign).order_by().values("id")
    rows = BallotDispute.objects.filter(receipt_id__in=own).select_related("vote", "entry")
    return [
        {
            "vote": row.vote.title,
            "unit": row.entry.unit_code,
            "words": row.words,
            "opened_at": row.opened_at,
            "state": row.state,
            "reason": row.reason,
        }
        for row in rows.order_by("id")
    ]


def _petitions(person_id: int) -> list[dict[str, Any]]:
    """Which petitions they signed, for which home, and whether they took it back."""
    rows = (
        PetitionSignature.objects.filter(person_id=person_id)
        .select_related("petition", "unit")
        .order_by("id")
    )
    return [
        {
            "petition": row.petition.title,
            "unit": row.unit.code,
            "channel": row.channel,
            "signed_at": row.signed_at,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in rows
    ]


def _candidacies(person_id: int) -> list[dict[str, Any]]:
    """Where they stood for a committee, and what was found about them."""
    rows = Candidacy.objects.filter(person_id=person_id).select_related("election__compound").order_by("id")
    return [
        {
            "compound": row.election.compound.name,
            "term": row.election.term_number,
            "state": row.state,
            "statement": row.statement,
            "named_at": row.named_at,
            "pledged_at": row.pledged_at,
            "reason": row.reason,
            "checks": list(row.checks.order_by("id").values("key", "bars", "evidence", "checked_at")),
        }
        for row in rows
    ]


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
