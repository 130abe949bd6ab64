"""An office goes from one holder to the next, with its open work, in one act."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly import actions as assembly
from linmeng.circles import actions as circles
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.meetings import actions as meetings
from linmeng.people import actions as people
from linmeng.people.models import Person, Seat
from linmeng.projects import actions as projects
from linmeng.publishing import actions as publishing
from linmeng.record.actions import write
from linmeng.rights.models import SeatHandOver
from linmeng.rights.queries.seats import may_fill
from linmeng.voices import actions as voices

AREAS = {
    "voices": voices.hand_over_seat,
    "projects": projects.hand_over_seat,
    "votes": assembly.hand_over_seat,
    "publishing": publishing.hand_over_seat,
    "circles": circles.hand_over_seat,
    "meetings": meetings.hand_over_seat,
}
"""Whoever keeps open work by its holder moves it here; who goes by the office counts it."""


@action
def hand_over_seat(
    actor: Actor, *, from_seat_id: int, to_person_id: int, on: date, note: str = ""
) -> SeatHandOver:
    """End one holder's time and begin the next one's on the same day; also when the holder has vanished."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("body").get(pk=from_seat_id)
    if not may_fill(actor, seat):
        raise NotAllowed(_("With the hat you wear you cannot hand this office over."))
    demand_second_factor(actor, _("Before an office changes hands, please confirm with a code by SMS."))
    _check(seat, to_person_id, on, actor.today)
    people.end_seat(actor, seat_id=seat.id, on=on)
    next_seat = people.open_seat(
        actor,
        person_id=to_person_id,
        body_id=seat.body_id,
        role=seat.role,
        valid_from=on,
        building_id=seat.building_id,
    )
    moved = {area: move(actor, seat.id, next_seat.id) for area, move in AREAS.items()}
    done = SeatHandOver.objects.create(
        from_seat=seat, to_seat=next_seat, moved=moved, note=note.strip()[:600], happened_at=actor.at
    )
    _tell(actor, done)
    facts = {"from": str(seat.id), "to": str(next_seat.id), "on": on.isoformat(), "moved": moved}
    write(actor, "seat_handed_over", facts)
    return done


def _check(seat: Seat, to_person_id: int, on: date, today: date) -> None:
    if to_person_id == seat.person_id:
        raise ValidationError({"to_person": _("This person holds the office already.")})
    if Person.objects.filter(pk=to_person_id, erased_at__isnull=False).exists():
        raise ValidationError({"to_person": _("This person asked to be forgotten.")})
    if on > today:
        raise ValidationError({"on": _("An office changes hands on its day or later.")})


def _tell(actor: Actor, done: SeatHandOver) -> None:
    """Both are told; the note goes to the next holder alone, on the page of the office."""
    title = _("An office changed hands")
    words = {
        done.from_seat.person_id: _("You handed over: %(office)s. Thank you for your time."),
        done.to_seat.person_id: _("From now on you hold: %(office)s. Its open work is on your desk."),
    }
    for person_id, sentence in words.items():
        publishing.notify(
            actor,
            person_id=person_id,
            subject="seat",
            subject_id=done.to_seat_id,
            title=title,
            words=sentence % {"office": f"{done.to_seat.body.name} {done.to_seat.get_role_display()}"},
            statutory=True,
        )
