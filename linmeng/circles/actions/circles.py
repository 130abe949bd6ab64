"""Who sits in which circle: founded, filled, closed; an end leaves its trace."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.circles.models import Circle, CircleMember
from linmeng.circles.permissions import may_keep_circles
from linmeng.circles.queries import seats_reaching
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.record.actions import write

CORE_SEATS = 7
"""七人组: the story's core circle has seven members (S16)."""


@action
def found_circle(
    actor: Actor, *, kind: str, name: str, compound_id: int | None = None, aim: str = ""
) -> Circle:
    """Begin a circle of a compound, or of the alliance."""
    _check_may_keep(actor, compound_id)
    if compound_id is not None:
        Compound.objects.select_for_update().get(pk=compound_id)
    name = fitting(clean_line(name), field="name", fewest=2, most=40)
    if Circle.objects.filter(compound_id=compound_id, name=name, closed_on__isnull=True).exists():
        raise ValidationError({"name": _("There is a circle of this name already.")})
    circle = Circle(
        kind=kind, name=name, compound_id=compound_id, aim=clean_line(aim)[:200], created_at=actor.at
    )
    circle.full_clean()
    circle.save(force_insert=True)
    write(
        actor,
        "circle_founded",
        {"circle": str(circle.id), "kind": kind, "compound": str(compound_id or "")},
    )
    return circle


def _check_may_keep(actor: Actor, compound_id: int | None) -> None:
    if not may_keep_circles(actor, compound_id):
        raise NotAllowed(
            _(
                "Who sits in a circle is said by the Party secretary, the community worker or the committee's director."
            )
        )


def _locked(actor: Actor, circle_id: int) -> Circle:
    circle = Circle.objects.select_for_update().get(pk=circle_id)
    _check_may_keep(actor, circle.compound_id)
    if circle.closed_on is not None:
        raise WrongState(_("This circle was closed."))
    return circle


@action
def add_member(actor: Actor, *, circle_id: int, seat_id: int, charge: str = "") -> CircleMember:
    """An office takes its place in a circle from today. The core circle has seven places."""
    circle = _locked(actor, circle_id)
    if not seats_reaching(circle.compound_id, actor.today).filter(pk=seat_id).exists():
        raise ValidationError({"seat": _("This office does not act here today.")})
    present = CircleMember.objects.filter(circle=circle, valid_to__isnull=True)
    if present.filter(seat_id=seat_id).exists():
        raise WrongState(_("This office sits in the circle already."))
    if circle.kind == Circle.Kind.CORE and present.count() >= CORE_SEATS:
        raise WrongState(_("The core circle has seven places, and all are taken. First end one of them."))
    member = CircleMember.objects.create(
        circle=circle, seat_id=seat_id, charge=clean_line(charge)[:60], valid_from=actor.today
    )
    write(actor, "circle_member_added", {"circle": str(circle.id), "seat": str(seat_id)})
    return member


@action
def end_membership(actor: Actor, *, member_id: int) -> CircleMember:
    """An office leaves a circle today; that it sat there stays."""
    member = CircleMember.objects.select_related("circle").get(pk=member_id)
    _locked(actor, member.circle_id)
    if member.valid_to is not None:
        raise WrongState(_("This office left the circle already."))
    member.valid_to = actor.today
    member.save(update_fields=["valid_to"])
    write(actor, "circle_member_ended", {"circle": str(member.circle_id), "seat": str(member.seat_id)})
    return member


@action
def close_circle(actor: Actor, *, circle_id: int) -> Circle:
    """A circle has done its work; its members leave it today."""
    circle = _locked(actor, circle_id)
    CircleMember.objects.filter(circle=circle, valid_to__isnull=True).update(valid_to=actor.today)
    circle.closed_on = actor.today
    circle.save(update_fields=["closed_on"])
    write(actor, "circle_closed", {"circle": str(circle.id)})
    return circle
