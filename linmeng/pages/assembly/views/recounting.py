"""Counting again: decide it with a reason, read papers again by two, count, show what differs, correct the board."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_count, may_enter_paper_of, may_publish_result, may_see_changes
from linmeng.assembly.queries.recount import (
    changes_between,
    half_re_read,
    open_recount,
    published_version,
    re_read_papers,
)
from linmeng.assembly.queries.signatures import missing_signatures, newest_version
from linmeng.common.errors import NotAllowed
from linmeng.pages.assembly.before import before_correcting
from linmeng.pages.assembly.changes import in_words, note_changes_seen, shown_changes
from linmeng.pages.assembly.forms import ReasonForm
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.night_forms import ReadAgainForm
from linmeng.pages.assembly.papers_at_hand import paper_by_sign
from linmeng.pages.shared.visitor import VisitorRequest


def recount(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """First the decision with its reason; then the papers that are read again; then the new count."""
    vote, actor = inside_vote(request, pk, may_count), request.visitor.actor
    under_way = open_recount(vote)
    if under_way is not None:
        if request.method == "POST":
            actions.recount(actor, vote_id=pk)
            messages.success(request, _("Counted again. Now the new count is signed."))
            return redirect("vote_changes", slug, pk)
        return render(request, "assembly/recount.html", _room(vote) | {"decision": under_way})
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.begin_recount(actor, vote_id=pk, reason=form.cleaned_data["reason"])
        return redirect("vote_recount", slug, pk)
    context = {"vote": vote, "form": form, "title": _("Count again?"), "action_label": _("Count again")}
    context["lead"] = _("The earlier count stays beside the new one. Papers can be read again by two people.")
    return render(request, "assembly/decide.html", context)


def _room(vote: Vote) -> dict[str, object]:
    readings = re_read_papers(vote, newest_version(vote) + 1)
    waiting = half_re_read(vote)
    counted = vote.receipts.filter(paper__isnull=False).count()
    done = len(readings) - len(waiting)
    return {"vote": vote, "waiting": waiting, "re_read": done, "papers": counted}


def re_read(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """By number or code to one counted paper, then what stands on it; nobody sees what was read before."""
    vote, actor = inside_vote(request, pk, may_count), request.visitor.actor
    paper = paper_by_sign(vote, request.GET.get("paper", ""))
    if paper is None or open_recount(vote) is None:
        messages.error(request, _("No paper of this vote has this number."))
        return redirect("vote_recount", slug, pk)
    if not may_enter_paper_of(actor, vote, paper.entry):
        raise NotAllowed(_("Nobody enters the ballot of their own home."))
    form = ReadAgainForm(request.POST or None, questions=list(vote.questions.all()))
    if request.method == "POST" and form.is_valid():
        actions.re_read_paper(actor, vote_id=pk, token_or_number=paper.token, choices=form.choices())
        messages.success(request, _("Paper No. %s: your reading is kept.") % paper.number)
        return redirect("vote_recount", slug, pk)
    return render(request, "assembly/enter.html", {"vote": vote, "paper": paper, "form": form, "again": True})


@require_GET
def changes(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """How many ballots a recount read differently; which ones, and how, for those who count."""
    vote, actor = vote_for(request, pk), request.visitor.actor
    inside = may_see_changes(actor, vote.compound_id)
    newest = newest_version(vote)
    shown = shown_changes(vote, newest, inside=inside)
    if newest < 2 or not shown.visible:
        raise Http404
    rows = changes_between(vote, shown.second - 1, shown.second)
    if inside:
        note_changes_seen(actor, vote, rows, request.path)
    signs = inside and published_version(vote) != newest and bool(missing_signatures(vote, newest))
    context = {"vote": vote, "rows": in_words(rows), "shown": shown, "inside": inside, "signs": signs}
    return render(request, "assembly/changes.html", context)


def correct(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Hang the signed recount in place of the earlier result."""
    vote = inside_vote(request, pk, may_publish_result)
    if newest_version(vote) == published_version(vote):
        return redirect("vote_count_papers", slug, pk)
    if request.method == "POST":
        actions.publish_correction(request.visitor.actor, vote_id=pk)
        messages.success(request, _("The corrected result hangs on the board."))
        return redirect("vote_count_papers", slug, pk)
    context = {"vote": vote, "problems": []} | before_correcting(vote, request.visitor.actor.at)
    return render(request, "assembly/confirm.html", context)
