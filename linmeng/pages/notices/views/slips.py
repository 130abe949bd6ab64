"""The week's answer slips: make them with one press, carry them, tick the doors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.notices import slip_week
from linmeng.pages.notices.gates import carrying_reach
from linmeng.pages.notices.readers import entrances
from linmeng.pages.shared.files import pdf_response
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries import slips_waiting

MOST_SLIPS = 600


@login_required
def slips(request: VisitorRequest, slug: str) -> HttpResponse:
    """Answer slips that wait for a door; print them, carry them, tick them."""
    waiting = _my_slips(request)
    if request.method == "POST":
        chosen = {int(i) for words in request.POST.getlist("door") for i in words.split(",") if i.isdigit()}
        own = [slip.id for slip in waiting if slip.id in chosen]
        done = actions.hand_over_slips(request.visitor.actor, delivery_ids=own)
        messages.success(request, _("%(n)s answers ticked as handed over.") % {"n": done})
        return redirect("slips", slug)
    groups = entrances(waiting)
    context = {
        "entrances": groups,
        "doors": sum(len(group.doors) for group in groups),
        "week": slip_week.read_week(request.visitor.actor),
    }
    return render(request, "notices/slips.html", context)


@login_required
@require_POST
def make_week(request: VisitorRequest, slug: str) -> HttpResponse:
    """Number the week's slips of all my compounds: one press for all of them."""
    actor = request.visitor.actor
    carrying_reach(request)

    def perform() -> str:
        made, by_hand = slip_week.make_week(actor)
        messages.success(request, _("%(n)s slips are numbered and ready to print.") % {"n": made})
        if by_hand:
            told = _("Our font lacks %(signs)s: 〓 stands there; please write it in by hand.")
            messages.warning(request, told % {"signs": " ".join(by_hand)})
        return reverse("slips", args=[slug])

    return redirect(take_in_once(actor, act="slip_week", key=request.POST.get("once", ""), perform=perform))


@login_required
@require_GET
def slips_pdf(request: VisitorRequest, slug: str) -> HttpResponse:
    """All numbered slips that are still to be carried, in walking order, in one file."""
    carrying_reach(request)
    content = slip_week.slips_pdf(request.visitor.actor, request.visitor.alliance, at=request.at)
    if not content:
        messages.info(
            request, _("Nothing is ready yet: first make this week's slips, or wait a minute for them.")
        )
        return redirect("slips", slug)
    return pdf_response(content, "answer-slips")


def _my_slips(request: VisitorRequest) -> list[Delivery]:
    compounds, building = carrying_reach(request)
    waiting = list(slips_waiting(compounds, building)[:MOST_SLIPS])
    seen = [slip.notice.person_id for slip in waiting]
    note_look(request.visitor.actor, person_ids=seen, what="slip", path=request.path)
    return waiting
