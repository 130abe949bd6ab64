"""The call-back sample: announced, drawn, asked; for everyone the numbers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.assembly import actions
from linmeng.assembly.models import CallBack
from linmeng.assembly.permissions import may_call_back, may_order_call_back
from linmeng.assembly.queries.call_back import (
    announced,
    call_back_summary,
    calls_of,
    day_of_count,
    homes_with_a_ballot,
    round_of,
    seed_of,
)
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.pages.assembly.call_list import call_list
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.trust_forms import CallBackSizeForm, CallForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look


def may_see_call_back(actor: Actor, compound_id: int) -> bool:
    """Those who announce it and those who ring."""
    return may_order_call_back(actor, compound_id) or may_call_back(actor, compound_id)


def call_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What comes next: announce, wait for the seal, draw, ring."""
    vote, actor = inside_vote(request, pk, may_see_call_back), request.visitor.actor
    form = CallBackSizeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _announced(request, pk, form):
        return redirect("vote_call_back", slug, pk)
    drawn = round_of(vote)
    context = {"vote": vote, "form": form, "rule": announced(vote), "drawn": drawn, "day": day_of_count(vote)}
    context |= {
        "seed": seed_of(vote),
        "summary": call_back_summary(vote),
        "homes": len(homes_with_a_ballot(vote)),
    }
    context["orders"] = may_order_call_back(actor, vote.compound_id)
    context["rings"] = may_call_back(actor, vote.compound_id)
    if drawn is not None and context["rings"]:
        calls = call_list(calls_of(drawn))
        note_look(actor, person_ids=[one.person_id for one in calls], what="call_back", path=request.path)
        context["calls"] = calls
    return render(request, "assembly/trust/call_back.html", context)


def _announced(request: VisitorRequest, pk: int, form: CallBackSizeForm) -> bool:
    try:
        actions.announce_call_back(request.visitor.actor, vote_id=pk, homes=form.cleaned_data["homes"])
    except (ValidationError, WrongState) as fault:
        form.add_error("homes", fault.messages if isinstance(fault, ValidationError) else fault.sentence)  # type: ignore[arg-type]
        return False
    messages.success(request, _("Announced: it hangs on the board."))
    return True


@require_POST
def draw(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Draw with the seal; once."""
    inside_vote(request, pk, may_see_call_back)
    drawn = actions.draw_call_back(request.visitor.actor, vote_id=pk)
    messages.success(request, _("%s homes are drawn.") % drawn.size)
    return redirect("vote_call_back", slug, pk)


def call(request: VisitorRequest, slug: str, pk: int, call_pk: int) -> HttpResponse:
    """One call: what they said. What was chosen is not asked."""
    vote, actor = vote_for(request, pk), request.visitor.actor
    if not may_call_back(actor, vote.compound_id):
        if may_see_call_back(actor, vote.compound_id):
            raise NotAllowed(_("Only the clerk or an auditor calls back."))
        raise Http404
    rows = CallBack.objects.select_related("receipt__entry", "round")
    found = get_object_or_404(rows, pk=call_pk, round__vote_id=vote.id)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result, note = form.cleaned_data["result"], form.cleaned_data["note"]
        actions.record_call(actor, call_id=found.id, result=result, note=note)
        return redirect("vote_call_back", slug, pk)
    note_look(actor, person_ids=[int(found.receipt.by)], what="call_back", path=request.path)
    context = {"vote": vote, "call": call_list([found])[0], "form": form}
    return render(request, "assembly/trust/call.html", context)
