"""Who comes this far: circles are read by whoever lives or acts there, doors by those who go to them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.circles.models import Circle, CircleMember, Duty, Errand
from linmeng.circles.permissions import may_give_errands, may_see_circles, may_see_duties
from linmeng.circles.queries import errands_with_doors, goes_to_doors, standing_circles
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest


def compound_with_circles(request: VisitorRequest, code: str) -> Compound:
    """A compound whose circles this reader may see; for others it is not there."""
    compound = get_object_or_404(Compound, code=code)
    if not may_see_circles(request.visitor.actor, compound.id):
        raise Http404
    return compound


def compound_with_duties(request: VisitorRequest, code: str) -> Compound:
    """The same for who has which doors: 403 for neighbours, 404 for strangers."""
    compound = compound_with_circles(request, code)
    if not may_see_duties(request.visitor.actor, compound.id):
        raise NotAllowed(_("Who has charge of which doors is seen by those who assign doors or go to them."))
    return compound


def compound_to_send_in(request: VisitorRequest, code: str) -> Compound:
    """The same for sending people to doors."""
    compound = compound_with_circles(request, code)
    if not may_give_errands(request.visitor.actor, compound.id):
        raise NotAllowed(_("People are sent to doors by the community worker or the owners' committee."))
    return compound


def circle_at(request: VisitorRequest, pk: int) -> Circle:
    """A circle this reader may see."""
    circle = get_object_or_404(standing_circles(), pk=pk)
    if not may_see_circles(request.visitor.actor, circle.compound_id):
        raise Http404
    return circle


def member_at(request: VisitorRequest, pk: int) -> CircleMember:
    """A place in a circle this reader may see."""
    member = get_object_or_404(CircleMember.objects.select_related("circle__compound"), pk=pk)
    if not may_see_circles(request.visitor.actor, member.circle.compound_id):
        raise Http404
    return member


def duty_at(request: VisitorRequest, pk: int) -> Duty:
    """A charge in a compound this reader may see."""
    duty = get_object_or_404(Duty.objects.select_related("compound"), pk=pk)
    if not may_see_duties(request.visitor.actor, duty.compound_id):
        raise Http404
    return duty


def errand_at(request: VisitorRequest, pk: int) -> Errand:
    """An errand in a compound where this hat goes to doors or sends people; the act itself checks the door."""
    errand = get_object_or_404(errands_with_doors(), pk=pk)
    if not may_see_duties(request.visitor.actor, errand.compound_id):
        raise Http404
    return errand


def door_keeper(request: VisitorRequest) -> None:
    """Somebody who has doors at all."""
    actor = request.visitor.actor
    if actor.hat is None:
        raise NotAllowed(_("Please log in with the office in which you go to doors."))
    if not goes_to_doors(actor) and not any(may_see_duties(actor, pk) for pk in actor.hat.compounds):
        raise NotAllowed(_("This office does not go to doors."))
