"""包干: doors are given into somebody's charge, passed on, and given back; each step stays readable."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound, Entrance, Unit
from linmeng.circles.models import Duty
from linmeng.circles.permissions import MAY_HAVE_DOORS, may_assign_doors
from linmeng.circles.queries import seats_reaching
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.people.models import Seat
from linmeng.publishing.actions import notify
from linmeng.record.actions import write


@dataclass(frozen=True)
class _Place:
    """What is given: a building, an entrance or one door."""

    building_id: int
    entrance_id: int | None = None
    unit_id: int | None = None

    def present(self) -> QuerySet[Duty]:
        """The charge that stands at exactly this place."""
        return Duty.objects.filter(
            valid_to__isnull=True,
            building_id=self.building_id,
            entrance_id=self.entrance_id,
            unit_id=self.unit_id,
        )


@action
def assign_doors(
    actor: Actor,
    *,
    compound_id: int,
    seat_id: int,
    building_id: int | None = None,
    entrance_id: int | None = None,
    unit_ids: Collection[int] = (),
) -> list[Duty]:
    """Give a building, an entrance or single doors into the charge of an office; who had them before is relieved.

    The new holder is told. Refused for doors of another compound and for offices that do not go to doors.
    """
    Compound.objects.select_for_update().get(pk=compound_id)
    _check_may_assign(actor, compound_id)
    seat = _seat(actor, compound_id, seat_id)
    made = [
        duty
        for place in _places(compound_id, building_id, entrance_id, unit_ids)
        for duty in _given(actor, compound_id, seat, place)
    ]
    if made:
        _tell(actor, seat, compound_id)
        write(
            actor,
            "doors_assigned",
            {"seat": str(seat_id), "duties": [str(one.id) for one in made], "compound": str(compound_id)},
        )
    return made


def _check_may_assign(actor: Actor, compound_id: int) -> None:
    if not may_assign_doors(actor, compound_id):
        raise NotAllowed(
            _("Doors are assigned by the Party secretary, the community worker or the owners' committee.")
        )


def _seat(actor: Actor, compound_id: int, seat_id: int) -> Seat:
    seat = seats_reaching(compound_id, actor.today).filter(pk=seat_id).first()
    if seat is None or seat.role not in MAY_HAVE_DOORS:
        raise ValidationError({"seat": _("Please choose an office that goes to doors in this compound.")})
    return seat


def _places(
    compound_id: int, building_id: int | None, entrance_id: int | None, unit_ids: Collection[int]
) -> list[_Place]:
    if unit_ids:
        units = Unit.objects.filter(id__in=list(unit_ids), compound_id=compound_id, valid_to__isnull=True)
        found = [_Place(one.building_id, one.entrance_id, one.id) for one in units.order_by("walk_order")]
        complete = len(found) == len(set(unit_ids))
    elif entrance_id is not None:
        entrances = Entrance.objects.filter(pk=entrance_id, building__compound_id=compound_id)
        found, complete = [_Place(one.building_id, one.id) for one in entrances], True
    else:
        buildings = Building.objects.filter(pk=building_id, compound_id=compound_id)
        found, complete = [_Place(one.id) for one in buildings], True
    if not found or not complete:
        raise ValidationError({"place": _("Please choose doors of this compound.")})
    return found


def _given(actor: Actor, compound_id: int, seat: Seat, place: _Place) -> list[Duty]:
    """The new charge, and the earlier one at the same place ended; nothing where it is this seat's already."""
    before = place.present().select_for_update().first()
    if before is not None and before.seat_id == seat.id:
        return []
    if before is not None:
        _end(actor, before)
    return [
        Duty.objects.create(
            seat=seat,
            compound_id=compound_id,
            building_id=place.building_id,
            entrance_id=place.entrance_id,
            unit_id=place.unit_id,
            valid_from=actor.today,
            given_by=actor.seat_title[:80],
        )
    ]


def _end(actor: Actor, duty: Duty) -> None:
    duty.valid_to, duty.ended_by = actor.today, actor.seat_title[:80]
    duty.save(update_fields=["valid_to", "ended_by"])


def _tell(actor: Actor, seat: Seat, compound_id: int) -> None:
    if seat.person_id == actor.person_id:
        return
    notify(
        actor,
        person_id=seat.person_id,
        subject="duty",
        subject_id=seat.id,
        title=_("Doors were given into your charge"),
        words=_("Your list of doors stands on the page “My doors”, in the order in which one walks."),
        path=f"/a/{slug_in_force()}/my-doors/",
        compound_id=compound_id,
    )


@action
def end_duty(actor: Actor, *, duty_id: int) -> Duty:
    """Take doors out of somebody's charge: whoever assigns, or who has them."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("seat").get(pk=duty_id)
    own = actor.hat is not None and actor.hat.seat_id == duty.seat_id
    if not own:
        _check_may_assign(actor, duty.compound_id)
    if duty.valid_to is not None:
        raise WrongState(_("These doors were given back already."))
    _end(actor, duty)
    write(actor, "doors_given_back", {"duty": str(duty.id), "seat": str(duty.seat_id)})
    return duty


@action
def pass_on_duties(actor: Actor, from_seat_id: int, to_seat_id: int) -> int:
    """An office changes hands: its doors go along, with the day on which they did."""
    present = Duty.objects.select_for_update().filter(seat_id=from_seat_id, valid_to__isnull=True)
    duties = list(present.order_by("id"))
    for duty in duties:
        _end(actor, duty)
        Duty.objects.create(
            seat_id=to_seat_id,
            compound_id=duty.compound_id,
            building_id=duty.building_id,
            entrance_id=duty.entrance_id,
            unit_id=duty.unit_id,
            valid_from=actor.today,
            given_by=actor.seat_title[:80],
        )
    write(actor, "doors_passed_on", {"from": str(from_seat_id), "to": str(to_seat_id), "count": len(duties)})
    return len(duties)
