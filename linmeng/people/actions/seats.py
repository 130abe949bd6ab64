"""Offices: opened and ended with their dates."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Building, CommitteeTerm
from linmeng.alliance.queries import present_term
from linmeng.alliance.states import DECIDING
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.people.models import Ownership, Role, Seat
from linmeng.people.permissions import COMMITTEE, SEATS_OF_BODY, may_seat
from linmeng.people.queries.actors import in_force
from linmeng.people.queries.seats import compounds_of_body
from linmeng.record.actions import write

SH_20 = "上海市住宅物业管理规定 第20条"


@action
def open_seat(
    actor: Actor, *, person_id: int, body_id: int, role: str, valid_from: date, building_id: int | None = None
) -> Seat:
    """Give a person an office. Seats of an owners' committee belong to its present term (SH 20, 31)."""
    body = Body.objects.select_for_update().get(pk=body_id)
    compounds = compounds_of_body(body, valid_from)
    if not may_seat(actor, body_id=body_id, body_kind=body.kind, role=role, compounds=compounds):
        raise NotAllowed(_("With the hat you wear you cannot give this office."))
    if role not in SEATS_OF_BODY[body.kind]:
        raise ValidationError({"role": _("%(body)s has no such office.") % {"body": body.name}})
    _check_building(role, building_id, compounds)
    term = _committee_term(body, person_id, valid_from) if role in COMMITTEE else None
    seat = Seat(
        person_id=person_id, body=body, role=role, building_id=building_id, term=term, valid_from=valid_from
    )
    seat.full_clean()
    if building_id is None:
        _refuse_second(seat)
    seat.save(force_insert=True)
    facts = {"seat": str(seat.id), "person": str(person_id), "body": str(body_id), "role": role}
    write(actor, "seat_opened", facts | {"from": valid_from.isoformat()})
    return seat


def _refuse_second(seat: Seat) -> None:
    # the unique constraint does not bind where building is empty: NULLs differ from each other
    same = Seat.objects.filter(
        person_id=seat.person_id, body_id=seat.body_id, role=seat.role, building=None, valid_to__isnull=True
    )
    if same.exists():
        raise WrongState(_("This person holds this office already."))


def _check_building(role: str, building_id: int | None, compounds: frozenset[int]) -> None:
    if role == Role.BUILDING_LEADER and building_id is None:
        raise ValidationError({"building_id": _("A building leader has a building.")})
    if building_id is None:
        return
    if Building.objects.get(pk=building_id).compound_id not in compounds:
        raise ValidationError({"building_id": _("This building is not in the body's compounds.")})


def _committee_term(body: Body, person_id: int, day: date) -> CommitteeTerm:
    term = present_term(body.compound_id)
    if term is None or term.state not in DECIDING:
        raise WrongState(_("%(body)s has no term in office; enter the new term first.") % {"body": body.name})
    taken = Seat.objects.filter(term=term, role__in=COMMITTEE, valid_to__isnull=True).count()
    if taken >= term.members:
        raise WrongState(_("All %(n)s seats of this term are taken.") % {"n": term.members})
    owns = Ownership.objects.filter(in_force(day), person_id=person_id, unit__compound_id=body.compound_id)
    if not owns.exists():
        raise AgainstTheLaw(
            _("A member of the owners' committee is an owner of the compound."), article=SH_20
        )
    serving = Seat.objects.filter(
        in_force(day),
        person_id=person_id,
        body__services__compound_id=body.compound_id,
        body__services__valid_to=None,
    )
    if serving.exists():
        raise AgainstTheLaw(
            _("Who works for the property company cannot sit in the committee."), article=SH_20
        )
    return term


@action
def end_seat(actor: Actor, *, seat_id: int, on: date) -> Seat:
    """An office ends on a day; what was done from it stays."""
    seat = Seat.objects.select_for_update().select_related("body").get(pk=seat_id)
    compounds = compounds_of_body(seat.body, on)
    own = actor.person_id is not None and actor.person_id == seat.person_id
    if not own and not may_seat(
        actor, body_id=seat.body_id, body_kind=seat.body.kind, role=seat.role, compounds=compounds
    ):
        raise NotAllowed(_("With the hat you wear you cannot end this office."))
    if seat.valid_to is not None:
        raise WrongState(_("This office has ended already."))
    if on < seat.valid_from:
        raise ValidationError({"on": _("It cannot end before it began.")})
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    write(actor, "seat_ended", {"seat": str(seat.id), "role": seat.role, "on": on.isoformat()})
    return seat
