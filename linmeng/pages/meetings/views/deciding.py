"""A committee's decision: put to the members, signed, closed, posted."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.common.errors import NotAllowed
from linmeng.meetings import actions
from linmeng.meetings.permissions import may_enter_signed_paper, may_put_resolution
from linmeng.pages.meetings import gates
from linmeng.pages.meetings.forms import PaperForm, PutForm, SignForm
from linmeng.pages.meetings.paper_readers import resolution_context
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return


@require_http_methods(["GET", "POST"])
def put(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The words of a decision, as they will be signed."""
    item, actor = gates.item_at(request, pk), request.visitor.actor
    if item.meeting.compound_id is None or not may_put_resolution(actor, item.meeting.compound_id):
        raise NotAllowed(_("Only the owners' committee of this compound puts a decision to its members."))
    form = PutForm(request.POST or None, initial={"text": item.text or item.title})
    if request.method == "POST" and form.is_valid():
        made = actions.put_to_members(actor, item_id=pk, text=form.cleaned_data["text"])
        return redirect("resolution", slug, made.id)
    return render(request, "meetings/put.html", {"form": form, "item": item, "meeting": item.meeting})


@require_GET
def resolution(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One decision: its words, who signed, whether it passed and why."""
    found = gates.resolution_at(request, pk)
    return render(
        request,
        "meetings/resolution.html",
        resolution_context(request.visitor.actor, found) | {"sign_form": SignForm()},
    )


@require_GET
def sheet(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet that members sign by hand."""
    found = gates.resolution_at(request, pk)
    if not may_enter_signed_paper(request.visitor.actor, found.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    return render(request, "meetings/sheet.html", resolution_context(request.visitor.actor, found))


@require_POST
def sign(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A member's own signature."""
    gates.resolution_at(request, pk)
    choice = request.POST.get("choice", "")
    return act_and_return(
        request,
        reverse("resolution", args=[slug, pk]),
        lambda: actions.sign_resolution(request.visitor.actor, resolution_id=pk, choice=choice),
        done=_("You signed."),
    )


@require_http_methods(["GET", "POST"])
def paper(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Enter the signed sheet, line by line."""
    found, actor = gates.resolution_at(request, pk), request.visitor.actor
    if not may_enter_signed_paper(actor, found.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    context = resolution_context(request.visitor.actor, found)
    seats = [(str(line.seat_id), line.name) for line in context["lines"]]  # type: ignore[attr-defined]
    form = PaperForm(request.POST or None, seats=seats)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.enter_member_vote(actor, resolution_id=pk, seat_id=given.pop("seat"), **given)
            return redirect("resolution_paper", slug, pk)
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "meetings/paper.html", context | {"form": form})


@require_POST
def step(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Close the signing, withdraw, publish."""
    gates.resolution_at(request, pk)
    actor, act = request.visitor.actor, request.POST.get("do", "")
    because = request.POST.get("because", "")
    acts = {
        "close": lambda: actions.close_resolution(actor, resolution_id=pk),
        "withdraw": lambda: actions.withdraw_resolution(actor, resolution_id=pk, because=because),
        "publish": lambda: actions.publish_resolution(actor, resolution_id=pk),
    }
    if act not in acts:
        raise Http404
    done = {
        "close": _("The signing is closed."),
        "withdraw": _("Withdrawn."),
        "publish": _("The decision hangs on the board."),
    }
    return act_and_return(request, reverse("resolution", args=[slug, pk]), acts[act], done=done[act])
