"""Closing, counting, publishing, counting again: each with a page before it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_close, may_count, may_publish_result
from linmeng.assembly.queries import newest_counts, problems_before_count, turnout
from linmeng.pages.assembly.forms import ReasonForm
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.assembly.readers import turnout_sentence
from linmeng.pages.shared.visitor import VisitorRequest


def _page(request: VisitorRequest, vote: Vote, **words: object) -> HttpResponse:
    return render(request, "assembly/confirm.html", {"vote": vote, "problems": []} | words)


def close(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """After the closing instant."""
    vote = inside_vote(request, pk, may_close)
    if request.method == "POST":
        actions.close_vote(request.visitor.actor, vote_id=pk)
        return redirect("vote_count", slug, pk)
    found = turnout(vote)
    consequences = [
        _("%(n)s of %(all)s units returned a ballot so far.")
        % {"n": found.units_returned, "all": found.units},
        _("Papers from the sealed box can still be entered before the count."),
        _("A ballot that comes later is refused."),
    ]
    return _page(
        request,
        vote,
        title=_("Close the vote?"),
        consequences=consequences,
        understood=_("The box was sealed at the closing instant."),
        action_label=_("Close the vote"),
    )


def count(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Count, once no paper is half entered."""
    vote = inside_vote(request, pk, may_count)
    if request.method == "POST":
        actions.count_vote(request.visitor.actor, vote_id=pk)
        messages.success(request, _("Counted."))
        return redirect("vote", slug, pk)
    consequences = [
        turnout_sentence(turnout(vote)),
        _("Everything is counted under the law frozen at notice."),
    ]
    return _page(
        request,
        vote,
        title=_("Count now?"),
        problems=problems_before_count(vote),
        consequences=consequences,
        understood=_("All papers from the box are entered."),
        action_label=_("Count"),
    )


def publish(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Onto the board."""
    vote = inside_vote(request, pk, may_publish_result)
    if request.method == "POST":
        actions.publish_result(request.visitor.actor, vote_id=pk)
        messages.success(request, _("The result hangs on the board."))
        return redirect("vote", slug, pk)
    said = [
        f"{counted.question.text}: {_('agreed') if counted.count.passed else _('not agreed')}"
        for counted in newest_counts(vote)
    ]
    return _page(
        request,
        vote,
        title=_("Publish the result?"),
        consequences=[*said, _("Everyone can read it, and recount it from the file beside it.")],
        understood=_("I have looked at the result."),
        action_label=_("Publish"),
    )


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
