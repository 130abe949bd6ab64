""" "That was not me": said by the owner in two taps, looked into at the desk of clerk and scrutineers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDispute, Receipt
from linmeng.assembly.permissions import is_owner_on_roll, may_call_back, may_decide_disputes
from linmeng.assembly.queries.disputes import (
    decide_by,
    dispute_counts,
    disputes_of,
    entered_by,
    in_dead_names,
    may_say_not_me,
)
from linmeng.assembly.queries.proxies import refused_casts
from linmeng.common.actor import Actor
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.trust_forms import DecideForm, DoubtForm
from linmeng.pages.papers.gates import private
from linmeng.pages.papers.scan_pictures import page_jpeg
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers.models import Scan
from linmeng.people.actions import note_look

CASES_A_PAGE = 50


def own_receipt(request: VisitorRequest, pk: int, code: str) -> Receipt:
    """A receipt of this visitor's own ballot; any other does not exist for them."""
    vote = vote_for(request, pk)
    rows = Receipt.objects.select_related("vote", "entry", "paper__sheet")
    found = get_object_or_404(rows, vote=vote, code=code)
    if not may_say_not_me(request.visitor.actor, found):
        raise Http404
    return found


def not_me(request: VisitorRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """GET: what will happen. POST: the ballot is frozen."""
    found = own_receipt(request, pk, code)
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.say_not_me(request.visitor.actor, receipt_id=found.id, words=words)
        messages.success(request, _("The ballot is frozen. Somebody looks into it and tells you."))
        return redirect("receipt", slug, pk, code)
    context = {"vote": found.vote, "receipt": found, "form": form}
    return render(request, "assembly/trust/not_me.html", context)


@require_GET
def own_scan(request: VisitorRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """The paper behind the own ballot as it was scanned."""
    found = own_receipt(request, pk, code)
    sheet = found.paper.sheet_id if found.paper is not None else None
    scan = (
        Scan.objects.filter(sheet_id=sheet, sheet__isnull=False).select_related("file", "sheet__run").first()
    )
    if scan is None:
        raise Http404
    try:
        return private(page_jpeg(scan), "image/jpeg", "ballot.jpg", attachment=False)
    except ValidationError as fault:
        raise Http404 from fault


def disputes(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The desk: every case with its clock; ballots that need one."""
    vote, actor = inside_vote(request, pk, _may_see_desk), request.visitor.actor
    if request.method == "POST":
        return _case_opened(request, slug, pk)
    page = Paginator(disputes_of(vote), CASES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vote": vote,
        "page": page,
        "rows": [(one, decide_by(one)) for one in page],
        "counts": dispute_counts(vote),
        "dead": in_dead_names(vote),
        "refused": refused_casts(vote),
        "decides": may_decide_disputes(actor, vote.compound_id),
        "today": actor.today,
    }
    return render(request, "assembly/trust/disputes.html", context)


def _may_see_desk(actor: Actor, compound_id: int) -> bool:
    return may_decide_disputes(actor, compound_id) or may_call_back(actor, compound_id)


def _case_opened(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    sign = request.POST.get("receipt", "")
    receipt = get_object_or_404(Receipt, vote_id=pk, pk=int(sign) if sign.isdigit() else 0)
    words = request.POST.get("words", "")
    try:
        actions.open_case(request.visitor.actor, receipt_id=receipt.id, words=words)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("The case is open; the ballot is frozen."))
    return redirect("vote_disputes", slug, pk)


def dispute(request: VisitorRequest, slug: str, pk: int, dispute_pk: int) -> HttpResponse:
    """One case: how the ballot came, what the owner said, and the decision. Never what was chosen."""
    vote, actor = inside_vote(request, pk, may_decide_disputes), request.visitor.actor
    found = get_object_or_404(disputes_of(vote), pk=dispute_pk)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stands, reason = form.cleaned_data["stands"] == "yes", form.cleaned_data["reason"]
        actions.decide_dispute(actor, dispute_id=found.id, stands=stands, reason=reason)
        messages.success(request, _("Decided. The owner is told."))
        return redirect("vote_disputes", slug, pk)
    note_look(actor, person_ids=[int(found.receipt.by)], what="dispute", path=request.path)
    context = {"vote": vote, "dispute": found, "form": form, "by": decide_by(found), "today": actor.today}
    barred = actor.person_id in entered_by(found.receipt) or is_owner_on_roll(actor, found.entry)
    context["barred"] = barred or found.said_by == str(actor.person_id)
    context["is_open"] = found.state == BallotDispute.State.OPEN
    return render(request, "assembly/trust/dispute.html", context)
