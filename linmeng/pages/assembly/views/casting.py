"""Voting for one's own home: choose, read once more, done. At most three taps."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import Receipt, RollEntry, Vote
from linmeng.assembly.permissions import is_owner_on_roll, may_see_receipt
from linmeng.pages.assembly.forms import WEB_ANSWERS, AnswersForm
from linmeng.pages.assembly.gates import vote_for
from linmeng.pages.assembly.readers import closing_words
from linmeng.pages.shared.visitor import VisitorRequest


def _own_entry(request: VisitorRequest, pk: int, entry_pk: int) -> tuple[Vote, RollEntry]:
    """The visitor's own unit on the roll; anybody else's does not exist for them."""
    vote = vote_for(request, pk)
    entry = get_object_or_404(RollEntry, pk=entry_pk, vote=vote)
    if not is_owner_on_roll(request.visitor.actor, entry):
        raise Http404
    return vote, entry


def cast(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """GET: the answers. POST: read the choice once more; POST with `sure`: cast it."""
    vote, entry = _own_entry(request, pk, entry_pk)
    form = AnswersForm(request.POST or None, questions=list(vote.questions.all()))
    context = {
        "vote": vote,
        "entry": entry,
        "form": form,
        "answers": WEB_ANSWERS,
        "closes": closing_words(vote),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "assembly/cast.html", context)
    if "sure" not in request.POST:
        return render(request, "assembly/cast_confirm.html", context | {"chosen": form.chosen()})
    key = request.POST.get("once", "")
    receipt = actions.cast_web_ballot(
        request.visitor.actor, vote_id=pk, entry_id=entry_pk, choices=form.choices(), key=key
    )
    return redirect("receipt", slug, pk, receipt.code)


@require_GET
def receipt(request: VisitorRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """What I cast, for my eyes only."""
    found = get_object_or_404(Receipt.objects.select_related("vote", "entry"), vote_id=pk, code=code)
    if not may_see_receipt(request.visitor.actor, found.by):
        raise Http404
    ballots = found.ballots.select_related("question").order_by("question__number")
    context = {"receipt": found, "ballots": ballots, "vote": found.vote}
    return render(request, "assembly/receipt.html", context)
