"""The property company proposes an announcement; the committee or the community worker issues it or sends it back."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.alliance.models import Compound
from linmeng.common.errors import NotAllowed
from linmeng.pages.publishing import drafting
from linmeng.pages.publishing.forms import ProposalForm, ReturnForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return, once
from linmeng.publishing import actions
from linmeng.publishing.models import Proposal
from linmeng.publishing.permissions import may_propose_notices, may_publish
from linmeng.publishing.queries.proposals import proposals_for

PROPOSALS_A_PAGE = 20


@login_required
@require_GET
def proposals(request: VisitorRequest, slug: str) -> HttpResponse:
    """What waits and what became of the rest; for a company also where it may propose."""
    actor = request.visitor.actor
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    if not any(may_publish(actor, pk) or may_propose_notices(actor, pk) for pk in reach):
        raise NotAllowed(
            _("Announcements are proposed by the property company and decided by who publishes.")
        )
    page = Paginator(proposals_for(actor), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    own = [
        c for c in Compound.objects.filter(id__in=reach).order_by("code") if may_propose_notices(actor, c.id)
    ]
    return render(
        request, "publishing/proposals.html", {"page": page, "rows": list(page.object_list), "own": own}
    )


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The company's words; after a return the earlier ones stand there to be bettered."""
    compound, actor = get_object_or_404(Compound, code=code), request.visitor.actor
    if not may_propose_notices(actor, compound.id):
        raise NotAllowed(_("The manager of this compound's property company proposes announcements."))
    form = ProposalForm(request.POST or None, initial=_earlier(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "propose_notice", lambda: _proposed(request, slug, compound, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "publishing/propose.html", {"form": form, "compound": compound})


def _earlier(request: VisitorRequest) -> dict[str, Any]:
    asked = request.GET.get("from", "")
    known = proposals_for(request.visitor.actor).filter(pk=int(asked) if asked.isdecimal() else 0)
    return dict(known.values("title", "words", "days").first() or {})


def _proposed(request: VisitorRequest, slug: str, compound: Compound, form: ProposalForm) -> str:
    made = actions.propose_notice(request.visitor.actor, compound_id=compound.id, **form.cleaned_data)
    messages.success(request, _("Proposed. The committee or the community worker issues it or says why not."))
    return reverse("proposal", args=[slug, made.id])


def _gate(request: VisitorRequest, pk: int) -> Proposal:
    return get_object_or_404(proposals_for(request.visitor.actor), pk=pk)


@login_required
@require_GET
def proposal(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """How it would hang, how it stands, and what the reader may do."""
    return _page(request, _gate(request, pk), ReturnForm())


def _page(request: VisitorRequest, one: Proposal, form: ReturnForm) -> HttpResponse:
    waits, actor = one.state == Proposal.State.PROPOSED, request.visitor.actor
    context: dict[str, Any] = {
        "one": one,
        "form": form,
        "decides": waits and may_publish(actor, one.compound_id),
        "own": may_propose_notices(actor, one.compound_id),
        "waits": waits,
    }
    if context["decides"]:
        draft = drafting.as_if_published(request, one.compound, asdict(actions.proposed_words(one)))
        context["problems"] = drafting.problems_before_publishing(request, draft)
    return render(request, "publishing/proposal.html", context)


@login_required
@require_POST
def issue(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One tap: it hangs."""
    one = _gate(request, pk)

    def perform() -> str:
        made = actions.issue_proposal(request.visitor.actor, proposal_id=one.id)
        messages.success(request, _("It hangs on the board. Now print the poster and hang it up."))
        return reverse("publication", args=[slug, made.token])

    return redirect(once(request, "issue_proposal", perform))


@login_required
@require_POST
def send_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Back to the company, with the reason."""
    one, form = _gate(request, pk), ReturnForm(request.POST)
    if form.is_valid():
        try:
            actions.return_proposal(request.visitor.actor, proposal_id=pk, **form.cleaned_data)
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            messages.success(request, _("Returned. The company reads the reason."))
            return redirect("proposal", slug, pk)
    return _page(request, one, form)


@login_required
@require_POST
def take_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The company thinks better of it."""
    one, actor = _gate(request, pk), request.visitor.actor
    back = reverse("proposals", args=[slug])
    return act_and_return(
        request, back, lambda: actions.take_back_proposal(actor, proposal_id=one.id), done=_("Taken back.")
    )
