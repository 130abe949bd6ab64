"""Closing, counting, publishing, counting again: each with a page before it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_close, may_count, may_publish_result
from linmeng.pages.assembly.before import before_closing, before_counting, before_publishing
from linmeng.pages.assembly.forms import ReasonForm
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.shared.visitor import VisitorRequest


def _page(request: VisitorRequest, vote: Vote, words: dict[str, Any]) -> HttpResponse:
    return render(request, "assembly/confirm.html", {"vote": vote, "problems": []} | words)


def close(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """After the closing instant."""
    vote = inside_vote(request, pk, may_close)
    if request.method == "POST":
        actions.close_vote(request.visitor.actor, vote_id=pk)
        return redirect("vote_count", slug, pk)
    return _page(request, vote, before_closing(vote))


def count(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Count, once no paper is half entered."""
    vote = inside_vote(request, pk, may_count)
    if request.method == "POST":
        actions.count_vote(request.visitor.actor, vote_id=pk)
        messages.success(request, _("Counted."))
        return redirect("vote", slug, pk)
    return _page(request, vote, before_counting(vote))


def publish(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Onto the board."""
    vote = inside_vote(request, pk, may_publish_result)
    if request.method == "POST":
        actions.publish_result(request.visitor.actor, vote_id=pk)
        messages.success(request, _("The result hangs on the board."))
        return redirect("vote", slug, pk)
    return _page(request, vote, before_publishing(vote))


def recount(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A new version of the count, with a reason."""
    vote = inside_vote(request, pk, may_count)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.recount(request.visitor.actor, vote_id=pk, reason=form.cleaned_data["reason"])
        return redirect("vote", slug, pk)
    context = {"vote": vote, "form": form, "title": _("Count again?"), "action_label": _("Count again")}
    context["lead"] = _("The earlier count stays beside the new one.")
    return render(request, "assembly/reason.html", context)
