"""Calling a meeting and what stands before it: agenda, posting, letters, demands."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linmeng.common.clock import SHANGHAI, local_day
from linmeng.common.errors import NotAllowed
from linmeng.meetings import actions, bridge
from linmeng.meetings.permissions import may_demand_meeting
from linmeng.meetings.queries import place_of, problems_before_posting
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.forms import CallForm, DemandForm, ItemForm, MoveForm, ReasonForm, ToldForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return, once


@require_http_methods(["GET", "POST"])
def call(request: VisitorRequest, slug: str) -> HttpResponse:
    """Plan a meeting with the first lines of its agenda."""
    actor, asked = request.visitor.actor, request.GET
    kinds = readers.kinds_to_call(actor)
    if not kinds:
        raise NotAllowed(_("With the hat you wear you cannot call such a meeting."))
    compounds = readers.compounds_to_call(actor)
    initial = {"kind": asked.get("kind", kinds[0][0]), "title": asked.get("title", "")[:80]}
    initial["compound"] = compounds[0][0] if compounds else ""
    form = CallForm(request.POST or None, kinds=kinds, compounds=compounds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "call_meeting", _calling(request, slug, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "meetings/call.html", {"form": form, "demand": asked.get("demand", "")})


def _calling(request: VisitorRequest, slug: str, form: CallForm) -> Callable[[], str]:
    given, demand = form.cleaned_data, request.POST.get("demand", "")

    def perform() -> str:
        made = actions.call_meeting(
            request.visitor.actor,
            kind=given["kind"],
            title=given["title"],
            place=given["place"],
            starts_at=form.starts_at(),
            compound_id=form.compound_id(),
            items=form.items(),
            demand_id=int(demand) if demand.isdigit() else None,
        )
        return reverse("meeting", args=[slug, made.id])

    return perform


@require_http_methods(["GET", "POST"])
def add_item(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One more point of the agenda."""
    meeting = gates.meeting_to_plan(request, pk)
    matters = bridge.frozen_matters(place_of(meeting), local_day(meeting.starts_at))
    form = ItemForm(request.POST or None, matters=matters if meeting.kind == "committee" else ())
    if request.method == "POST" and form.is_valid():
        actions.add_item(request.visitor.actor, meeting_id=pk, item=form.item())
        return redirect("meeting", slug, pk)
    return render(request, "meetings/item.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def post(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Hang the agenda up: all obstacles are shown at once before."""
    meeting = gates.meeting_to_plan(request, pk)
    actor = request.visitor.actor
    if request.method == "POST":
        actions.post_agenda(actor, meeting_id=pk)
        return redirect("meeting", slug, pk)
    page = readers.read_meeting(actor, meeting)
    problems = problems_before_posting(meeting, actor.today)
    return render(request, "meetings/post.html", {"meeting": meeting, "page": page, "problems": problems})


@require_http_methods(["GET", "POST"])
def move(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Another hour or place."""
    meeting = gates.meeting_to_plan(request, pk)
    hour = meeting.starts_at.astimezone(SHANGHAI)
    initial = {"day": hour.date(), "hour": f"{hour:%H:%M}", "place": meeting.place}
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        place, because = form.cleaned_data["place"], form.cleaned_data["because"]
        return act_and_return(
            request,
            reverse("meeting", args=[slug, pk]),
            lambda: actions.move_meeting(
                request.visitor.actor, meeting_id=pk, starts_at=form.starts_at(), place=place, because=because
            ),
            done=_("Moved. Please post the agenda anew."),
        )
    return render(request, "meetings/move.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def cancel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """It will not be held."""
    meeting = gates.meeting_to_plan(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_meeting(request.visitor.actor, meeting_id=pk, because=form.cleaned_data["because"])
        return redirect("meeting", slug, pk)
    return render(request, "meetings/cancel.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def told(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Write down that a letter went out."""
    meeting = gates.meeting_to_minute(request, pk)
    initial = {"sent_on": request.visitor.actor.today, "way": _("letter, handed over")}
    form = ToldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        back, given = reverse("meeting", args=[slug, pk]), form.cleaned_data
        return act_and_return(
            request,
            back,
            lambda: actions.record_invitation(request.visitor.actor, meeting_id=pk, **given),
            done=_("Written down."),
        )
    return render(request, "meetings/told.html", {"form": form, "meeting": meeting})


@require_http_methods(["GET", "POST"])
def take_off(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Take a point off the agenda, with a reason."""
    item = gates.item_at(request, pk)
    gates.meeting_to_minute(request, item.meeting_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_off_item(request.visitor.actor, item_id=pk, because=form.cleaned_data["because"])
        return redirect("meeting", slug, item.meeting_id)
    return render(request, "meetings/take_off.html", {"form": form, "item": item, "meeting": item.meeting})


@require_http_methods(["GET", "POST"])
def demand(request: VisitorRequest, slug: str) -> HttpResponse:
    """A member asks for a meeting."""
    actor = request.visitor.actor
    reach = sorted(actor.hat.compounds) if actor.hat is not None else []
    compound_id = next((pk for pk in reach if may_demand_meeting(actor, pk)), None)
    if compound_id is None:
        raise NotAllowed(_("A meeting is demanded by members of the owners' committee."))
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.demand_meeting(actor, compound_id=compound_id, reason=form.cleaned_data["reason"])
        return redirect("meetings", slug)
    return render(request, "meetings/demand.html", {"form": form})


@require_POST
def sign_demand(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A colleague joins."""
    gates.demand_at(request, pk)
    return act_and_return(
        request,
        reverse("meetings", args=[slug]),
        lambda: actions.sign_demand(request.visitor.actor, demand_id=pk),
        done=_("You signed the demand."),
    )
