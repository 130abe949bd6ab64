"""A committee's decision: put to the members, signed, closed, posted."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.common.errors import NotAllowed
from linmeng.meetings import actions
from linmeng.meetings.models import Resolution
from linmeng.meetings.permissions import may_enter_signed_paper, may_put_resolution, may_sign
from linmeng.meetings.queries import all_entries, facts_of_resolution, standing_votes
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.forms import PaperForm, PutForm, SignForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.templatetags.ui_formats import in_chinese
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return
from linmeng.publishing.permissions import may_publish


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


def _context(request: VisitorRequest, found: Resolution) -> dict[str, object]:
    actor, facts = request.visitor.actor, facts_of_resolution(found)
    votes = standing_votes(found.id)
    lines = readers.vote_lines(actor, found, votes)
    own = actor.hat.seat_id if actor.hat is not None else 0
    at_table = {line.seat_id for line in lines}
    here = found.compound_id
    return {
        "resolution": found,
        "meeting": found.item.meeting,
        "lines": lines,
        "entries": [one for one in all_entries(found.id) if one.because],
        "agreed": sum(vote.choice == "yes" for vote in votes.values()),
        "open_signatures": len(at_table - set(votes)),
        "explained": facts.get("lines" if in_chinese() else "lines_en", []),
        "signs": found.state == "open" and may_sign(actor, here, own) and own in at_table - set(votes),
        "enters": found.state == "open" and may_enter_signed_paper(actor, here),
        "withdraws": found.state == "open" and may_put_resolution(actor, here),
        "publishes": found.state in ("passed", "failed")
        and found.publication_id is None
        and may_publish(actor, here),
    }


@require_GET
def resolution(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One decision: its words, who signed, whether it passed and why."""
    found = gates.resolution_at(request, pk)
    return render(request, "meetings/resolution.html", _context(request, found) | {"sign_form": SignForm()})


@require_GET
def sheet(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet that members sign by hand."""
    found = gates.resolution_at(request, pk)
    if not may_enter_signed_paper(request.visitor.actor, found.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    return render(request, "meetings/sheet.html", _context(request, found))


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
    context = _context(request, found)
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
