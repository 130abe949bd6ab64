"""The committee's answer, the residents' committee where there is none, the vote that came of it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.assembly.actions import petition as actions
from linmeng.assembly.permissions import may_answer_petition
from linmeng.assembly.queries.petition import progress_of, votes_to_link
from linmeng.pages.petitions.forms import AnswerForm, StepInForm, VoteForm
from linmeng.pages.petitions.gates import clerks_petition, office_petition, petition_for
from linmeng.pages.shared.visitor import VisitorRequest


def answer(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Call the meeting, or refuse with a reason."""
    actor = request.visitor.actor
    petition = office_petition(request, pk, may_answer_petition(actor, petition_for(request, pk).compound_id))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_petition(actor, petition_id=pk, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error("words", fault.messages)  # type: ignore[arg-type]
        else:
            return redirect("petition", slug, pk)
    context = {"petition": petition, "form": form, "title": _("What does the committee answer?")}
    context |= {"progress": progress_of(petition, actor.today), "action_label": _("Give this answer")}
    return render(request, "petitions/answer.html", context)


def step_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Order the committee to call the meeting, or call it."""
    petition = clerks_petition(request, pk)
    form = StepInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.step_in(
                request.visitor.actor, petition_id=pk, convenes=given["accepts"], words=given["words"]
            )
        except ValidationError as fault:
            form.add_error("words", fault.messages)  # type: ignore[arg-type]
        else:
            return redirect("petition", slug, pk)
    context = {"petition": petition, "form": form, "title": _("The committee does not call the meeting")}
    return render(request, "petitions/answer.html", context | {"action_label": _("Put this down")})


def link_vote(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Say which announced vote came of it."""
    petition = office_petition(request, pk)
    votes = list(votes_to_link(petition)[:50])
    form = VoteForm(request.POST or None, votes=votes)
    if request.method == "POST" and form.is_valid():
        actions.link_petition_vote(request.visitor.actor, petition_id=pk, vote_id=form.cleaned_data["vote"])
        return redirect("petition", slug, pk)
    context = {"petition": petition, "form": form, "title": _("The vote that came of it")}
    context["none"] = _("No vote has been announced yet") if not votes else ""
    return render(request, "petitions/answer.html", context | {"action_label": _("This vote")})
