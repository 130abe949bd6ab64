"""What this area knows of one person, for the copy that person takes away (PIPL 45)."""

from typing import Any

from allauth.socialaccount.models import SocialAccount

from linmeng.people.models import (
    Binding,
    Consent,
    ContactWay,
    LogIn,
    Look,
    Ownership,
    Person,
    Qualification,
    Recommendation,
    Representation,
    Residence,
    Seat,
)


def about_person(person_id: int) -> dict[str, Any]:
    """Everything, in plain values; of others only what concerns this person, and no name of theirs."""
    person = Person.objects.get(pk=person_id)
    return {
        "person": {
            "name": person.name,
            "kind": person.kind,
            "born_year": person.born_year,
            "large_print": person.large_print,
        },
        "contact_ways": _contact_ways(person_id),
        "ownerships": _homes(Ownership, person_id),
        "residences": _homes(Residence, person_id),
        "seats": _seats(person_id),
        "consents": _consents(person_id),
        "bindings": _bindings(person_id),
        "log_ins": _log_ins(person),
        "weixin": _weixin(person),
        "representations": _representations(person_id),
        "skills": _skills(person_id),
        "recommendations": _recommendations(person_id),
        "looks": _looks(person_id),
    }


def _contact_ways(person_id: int) -> list[dict[str, Any]]:
    ways = ContactWay.objects.filter(person_id=person_id).order_by("id")
    return [
        {"kind": w.kind, "value": w.value, "preferred": w.preferred, "ended_at": w.ended_at} for w in ways
    ]


def _homes(model: type[Ownership] | type[Residence], person_id: int) -> list[dict[str, Any]]:
    rows = model.objects.filter(person_id=person_id).select_related("unit__compound").order_by("id")
    return [
        {
            "compound": row.unit.compound.name,
            "unit": row.unit.code,
            "area_dm2": row.unit.area_dm2,
            "kind": row.kind if isinstance(row, Residence) else row.basis,
            "from": row.valid_from,
            "to": row.valid_to,
        }
        for row in rows
    ]


def _seats(person_id: int) -> list[dict[str, Any]]:
    seats = Seat.objects.filter(person_id=person_id).select_related("body").order_by("id")
    return [
        {"body": seat.body.name, "role": seat.role, "from": seat.valid_from, "to": seat.valid_to}
        for seat in seats
    ]


def _consents(person_id: int) -> list[dict[str, Any]]:
    return list(
        Consent.objects.filter(person_id=person_id)
        .order_by("id")
        .values("purpose", "way", "given_at", "withdrawn_at", "words_sha256")
    )


def _bindings(person_id: int) -> list[dict[str, Any]]:
    rows = Binding.objects.filter(person_id=person_id).select_related("unit").order_by("id")
    return [
        {
            "unit": row.unit.code,
            "name_given": row.name_given,
            "relation": row.relation,
            "way": row.way,
            "state": row.state,
            "proof": row.proof,
            "made_at": row.made_at,
            "decided_at": row.decided_at,
            "because": row.because,
        }
        for row in rows
    ]


def _log_ins(person: Person) -> list[dict[str, Any]]:
    if person.user_id is None:
        return []
    rows = LogIn.objects.filter(user_id=person.user_id).order_by("id")
    return [dict(row) for row in rows.values("device", "began_at", "seen_at", "ended_at")]


def _weixin(person: Person) -> list[dict[str, Any]]:
    connected = SocialAccount.objects.filter(user=person.user_id or 0).order_by("id")
    return [{"number": one.uid, "connected_at": one.date_joined} for one in connected]


def _representations(person_id: int) -> list[dict[str, Any]]:
    columns = ("kind", "proof", "valid_from", "valid_to")
    acted = Representation.objects.filter(agent_id=person_id).order_by("id").values(*columns)
    stood_for = Representation.objects.filter(principal_id=person_id).order_by("id").values(*columns)
    return [{"side": "for somebody", **row} for row in acted] + [
        {"side": "by somebody", **row} for row in stood_for
    ]


def _skills(person_id: int) -> list[dict[str, Any]]:
    rows = Qualification.objects.filter(person_id=person_id).order_by("id")
    return list(rows.values("title", "trade", "words", "reach", "consented_at", "withdrawn_at"))


def _recommendations(person_id: int) -> list[dict[str, Any]]:
    columns = ("trade", "words", "state", "created_at", "answered_at")
    of_me = Recommendation.objects.filter(person_id=person_id).order_by("id").values(*columns)
    by_me = Recommendation.objects.filter(by_id=person_id).order_by("id").values(*columns)
    return [{"side": "of me", **row} for row in of_me] + [{"side": "by me", **row} for row in by_me]


def _looks(person_id: int) -> list[dict[str, Any]]:
    rows = Look.objects.filter(person_id=person_id).order_by("id")
    return list(rows.values("viewer_seat", "what", "looked_at"))
