"""Decisions on the way of a vote: later, resting, going on, what happened, the archive."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_publish_result, may_record_incident
from linmeng.assembly.queries.periods import earliest_resumed_closing
from linmeng.assembly.states import phase
from linmeng.pages.assembly.forms import ReasonForm
from linmeng.pages.assembly.gates import called_vote, inside_vote
from linmeng.pages.assembly.life_forms import ExtendForm, ResumeForm
from linmeng.pages.shared.visitor import VisitorRequest


def _page(
    request: VisitorRequest,
    slug: str,
    vote: Vote,
    form: ReasonForm,
    act: Callable[..., Any],
    words: dict[str, str],
) -> HttpResponse:
    """A reason, maybe a day; what is wrong with the day is said at the day."""
    if request.method == "POST" and form.is_valid():
        try:
            act(request.visitor.actor, vote_id=vote.id, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("vote", slug, vote.id)
    return render(request, "assembly/decide.html", {"vote": vote, "form": form} | words)


def extend(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A later closing, told to everybody."""
    words = {
        "title": _("Until when may owners vote?"),
        "lead": _("A vote is extended only before it ends and only to a later day. Every owner is told at once."),
        "action_label": _("Extend the vote"),
    }  # fmt: skip
    return _page(
        request, slug, called_vote(request, pk), ExtendForm(request.POST or None), actions.extend_vote, words
    )


def suspend(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """No ballot is taken until it goes on."""
    words = {
        "title": _("Let this vote rest?"),
        "lead": _("Until it is resumed no ballot is taken, on the web or on paper; the lost time is given back."),
        "action_label": _("Suspend the vote"),
    }  # fmt: skip
    return _page(
        request, slug, called_vote(request, pk), ReasonForm(request.POST or None), actions.suspend_vote, words
    )


def resume(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """It goes on, and ends later by what it lost."""
    vote, at = called_vote(request, pk), request.visitor.actor.at
    rests = phase(vote, at) == "suspended"
    day = {"closes_on": earliest_resumed_closing(vote, at)} if rests else {}
    words = {
        "title": _("Let this vote go on?"),
        "lead": _("Ballots are taken again at once, and every owner is told the new last day."),
        "action_label": _("Resume the vote"),
    }
    return _page(
        request, slug, vote, ResumeForm(request.POST or None, initial=day), actions.resume_vote, words
    )


def incident(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What happened, for everyone to read."""
    words = {
        "title": _("What happened?"),
        "lead": _("It stands on the page of this vote for good. No names, and nothing about anybody's choice."),
        "action_label": _("Write it down"),
    }  # fmt: skip
    vote = inside_vote(request, pk, may_record_incident)
    return _page(request, slug, vote, ReasonForm(request.POST or None), actions.record_incident, words)


def archive(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Into the archive: readable for everyone, touched by nobody."""
    words = {
        "title": _("Put this vote into the archive?"),
        "lead": _("Its page, result and files stay where they are. Owners may ask a court within a year."),
        "action_label": _("Archive the vote"),
    }
    vote = inside_vote(request, pk, may_publish_result)
    return _page(request, slug, vote, ReasonForm(request.POST or None), actions.archive_vote, words)


def cancel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Call it off, with a reason everyone can read."""
    words = {
        "title": _("Cancel this vote?"),
        "lead": _("Ballots already cast will not be counted. The reason stands on this page for good."),
        "action_label": _("Cancel the vote"),
    }
    return _page(
        request, slug, called_vote(request, pk), ReasonForm(request.POST or None), actions.cancel_vote, words
    )
