"""My skills, what is said of me, what I am asked and what I asked; and a helper's way for those without a phone."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.talent.forms import SkillForm, YesForm
from linmeng.pages.talent.views.finding import check_belongs
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import act_and_return, once
from linmeng.people import actions as people
from linmeng.people.models import Qualification, Recommendation
from linmeng.people.queries.talent import (
    own_recommendations,
    own_skills,
    recommendations_given,
    recommendations_to_carry,
)
from linmeng.voices import actions
from linmeng.voices.models import SkillRequest
from linmeng.voices.permissions import HELPING
from linmeng.voices.queries import requests_from, requests_to


def _me(request: VisitorRequest) -> int:
    check_belongs(request.visitor.actor)
    return request.visitor.actor.person_id or 0


@require_GET
def mine(request: VisitorRequest, slug: str) -> HttpResponse:
    """Everything of mine on one page; what waits for my answer first."""
    me = _me(request)
    asked = list(requests_to(me)[:30])
    context = {
        "skills": list(own_skills(me)),
        "said": list(own_recommendations(me)),
        "given": list(recommendations_given(me)[:30]),
        "asked": [(one, YesForm(auto_id=f"yes-{one.id}-%s")) for one in asked],
        "asking": list(requests_from(me)[:30]),
    }
    waiting = sum(one.state == "asked" for one in asked)
    waiting += own_recommendations(me).filter(state=Recommendation.State.ASKED).count()
    return render(request, "talent/mine.html", context | {"waiting": waiting})


@require_http_methods(["GET", "POST"])
def new_skill(request: VisitorRequest, slug: str) -> HttpResponse:
    """Tell of a skill: telling it here is the consent."""
    me, actor = _me(request), request.visitor.actor
    form = SkillForm(request.POST or None)
    home = reverse("talent_mine", args=[slug])

    def perform() -> str:
        people.add_qualification(actor, person_id=me, **form.cleaned_data)
        return home

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "add_qualification", perform))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "talent/skill.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit_skill(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Say it better; show it to more or to fewer."""
    skill = get_object_or_404(own_skills(_me(request)), pk=pk)
    known = {"title": skill.title, "trade": skill.trade, "words": skill.words, "reach": skill.reach}
    form = SkillForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            people.edit_qualification(request.visitor.actor, qualification_id=pk, **form.cleaned_data)
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            return redirect("talent_mine", slug)
    return render(request, "talent/skill.html", {"form": form, "skill": skill})


@require_POST
def withdraw_skill(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Take it back: nobody finds it from now on."""
    get_object_or_404(Qualification, pk=pk, person_id=_me(request))
    return act_and_return(
        request,
        reverse("talent_mine", args=[slug]),
        lambda: people.withdraw_qualification(request.visitor.actor, qualification_id=pk),
        done=_("Taken back; nobody finds it any more."),
    )


@require_GET
def carried(request: VisitorRequest, slug: str) -> HttpResponse:
    """For helpers: neighbours without a phone who were recommended and have not been asked yet."""
    actor = request.visitor.actor
    if not actor.wears(*HELPING):
        raise NotAllowed(
            _("Building leaders, volunteers and the committees' clerks bring answers from doors.")
        )
    return render(request, "talent/carried.html", {"waiting": recommendations_to_carry(actor)})


@require_POST
def answer_recommendation(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Yes or no; by oneself, or by a helper who was told so."""
    actor = request.visitor.actor
    check_belongs(actor)
    one = get_object_or_404(Recommendation, pk=pk)
    mine = one.person_id == actor.person_id
    if not mine and one.id not in {row.id for row in recommendations_to_carry(actor)}:
        raise Http404
    yes = request.POST.get("answer") == "yes"
    return act_and_return(
        request,
        reverse("talent_mine" if mine else "recommendations_to_carry", args=[slug]),
        lambda: people.answer_recommendation(actor, recommendation_id=pk, yes=yes),
        done=_("Thank you: it is shown now.") if yes else _("Noted: it is shown to nobody."),
    )


@require_POST
def withdraw_recommendation(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Taken back by one of the two."""
    me = _me(request)
    rows = own_recommendations(me) | recommendations_given(me).select_related(None)
    get_object_or_404(rows, pk=pk)
    return act_and_return(
        request,
        reverse("talent_mine", args=[slug]),
        lambda: people.withdraw_recommendation(request.visitor.actor, recommendation_id=pk),
        done=_("Taken back; nobody finds it any more."),
    )


@require_POST
def answer_request(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Yes with a way of contact, or no."""
    get_object_or_404(SkillRequest, pk=pk, asked_id=_me(request))
    yes, contact = request.POST.get("answer") == "yes", request.POST.get("contact", "")
    return act_and_return(
        request,
        reverse("talent_mine", args=[slug]),
        lambda: actions.answer_request(request.visitor.actor, request_id=pk, yes=yes, contact=contact),
        done=_("Your neighbour has your answer."),
    )


@require_POST
def take_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """End a request; a way of contact that was shown is gone."""
    me = _me(request)
    rows = SkillRequest.objects.filter(by_id=me) | SkillRequest.objects.filter(asked_id=me)
    get_object_or_404(rows, pk=pk)
    return act_and_return(
        request,
        reverse("talent_mine", args=[slug]),
        lambda: actions.take_back_request(request.visitor.actor, request_id=pk),
        done=_("Taken back."),
    )
