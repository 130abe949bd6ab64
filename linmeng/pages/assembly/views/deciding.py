"""Decisions on the way of a vote: later, resting, going on, what happened, the archive."""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Step:
    """A decision to be made: what is asked, what it means, its button, and the act."""

    title: str
    lead: str
    action_label: str
    act: Callable[..., Any]


def _page(request: VisitorRequest, slug: str, vote: Vote, form: ReasonForm, step: Step) -> HttpResponse:
    """A reason, maybe a day; what is wrong with the day is said at the day."""
    if request.method == "POST" and form.is_valid():
        try:
            step.act(request.visitor.actor, vote_id=vote.id, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("vote", slug, vote.id)
    context = {"title": step.title, "lead": step.lead, "action_label": step.action_label}
    return render(request, "assembly/decide.html", {"vote": vote, "form": form} | context)


def extend(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A later closing, told to everybody."""
    step = Step(
        _("Until when may owners vote?"),
        _("A vote is extended only before it ends and only to a later day. Every owner is told at once."),
        _("Extend the vote"),
        actions.extend_vote,
    )
    return _page(request, slug, called_vote(request, pk), ExtendForm(request.POST or None), step)


def suspend(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """No ballot is taken until it goes on."""
    step = Step(
        _("Let this vote rest?"),
        _("Until it is resumed no ballot is taken, on the web or on paper; the lost time is given back."),
        _("Suspend the vote"),
        actions.suspend_vote,
    )
    return _page(request, slug, called_vote(request, pk), ReasonForm(request.POST or None), step)


def resume(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """It goes on, and ends later by what it lost."""
    vote, at = called_vote(request, pk), request.visitor.actor.at
    rests = phase(vote, at) == "suspended"
    day = {"closes_on": earliest_resumed_closing(vote, at)} if rests else {}
    step = Step(
        _("Let this vote go on?"),
        _("Ballots are taken again at once, and every owner is told the new last day."),
        _("Resume the vote"),
        actions.resume_vote,
    )
    return _page(request, slug, vote, ResumeForm(request.POST or None, initial=day), step)


def incident(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What happened, for everyone to read."""
    step = Step(
        _("What happened?"),
        _("It stands on the page of this vote for good. No names, and nothing about anybody's choice."),
        _("Write it down"),
        actions.record_incident,
    )
    vote = inside_vote(request, pk, may_record_incident)
    return _page(request, slug, vote, ReasonForm(request.POST or None), step)


def archive(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Into the archive: readable for everyone, touched by nobody."""
    step = Step(
        _("Put this vote into the archive?"),
        _("Its page, result and files stay where they are. Owners may ask a court within a year."),
        _("Archive the vote"),
        actions.archive_vote,
    )
    vote = inside_vote(request, pk, may_publish_result)
    return _page(request, slug, vote, ReasonForm(request.POST or None), step)


def cancel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Call it off, with a reason everyone can read."""
    step = Step(
        _("Cancel this vote?"),
        _("Ballots already cast will not be counted. The reason stands on this page for good."),
        _("Cancel the vote"),
        actions.cancel_vote,
    )
    return _page(request, slug, called_vote(request, pk), ReasonForm(request.POST or None), step)
