"""Closing, counting, publishing: each with a page before it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_close, may_count, may_publish_result
from linmeng.pages.assembly.before import before_closing, before_counting, before_publishing
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
    """Count, once no paper is half entered; next it is signed."""
    vote = inside_vote(request, pk, may_count)
    if request.method == "POST":
        actions.count_vote(request.visitor.actor, vote_id=pk)
        messages.success(request, _("Counted."))
        return redirect("vote_sign", slug, pk)
    return _page(request, vote, before_counting(vote))


def publish(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Onto the board; next its poster is printed."""
    vote = inside_vote(request, pk, may_publish_result)
    if request.method == "POST":
        actions.publish_result(request.visitor.actor, vote_id=pk)
        messages.success(request, _("The result hangs on the board."))
        return redirect("vote_count_papers", slug, pk)
    return _page(request, vote, before_publishing(vote, request.visitor.actor.at))
