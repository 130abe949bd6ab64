"""Who can help with what: finding, asking, recommending."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.talent.forms import AskForm, RecommendForm
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.people.models import Recommendation, Trade
from linmeng.people.queries.talent import (
    Talent,
    belongs_here,
    recommendations_visible,
    skills_visible,
    talents_found,
)
from linmeng.voices import actions

PEOPLE_A_PAGE = 20


def check_belongs(actor: Actor) -> None:
    """Neighbours and officers of the alliance only."""
    if not belongs_here(actor):
        raise NotAllowed(_("Neighbours of the alliance find one another here. Please log in."))


@require_GET
def talent(request: VisitorRequest, slug: str) -> HttpResponse:
    """Neighbours who can help, by words and field; as far as each chose to be found."""
    actor = request.visitor.actor
    check_belongs(actor)
    words, trade = request.GET.get("q", "").strip()[:80], request.GET.get("trade", "")
    page = Paginator(talents_found(actor, words=words, trade=trade), PEOPLE_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "words": words, "trade": trade, "trades": Trade.choices}
    return render(request, "talent/talent.html", context)


def _found(actor: Actor, kind: str, pk: int) -> Talent:
    """What was found, only if this person may find it; else it is not there."""
    if kind == "skill":
        people = list(skills_visible(actor).filter(pk=pk).values_list("person_id", flat=True))
    else:
        shown = recommendations_visible(actor) if kind == "recommendation" else Recommendation.objects.none()
        people = list(shown.filter(pk=pk).values_list("person_id", flat=True))
    own = next((talent for talent in talents_found(actor) if talent.person.id in people), None)
    if own is None:
        raise Http404
    return own


@require_http_methods(["GET", "POST"])
def ask(request: VisitorRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Ask this neighbour through the house."""
    actor = request.visitor.actor
    check_belongs(actor)
    found = _found(actor, kind, pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "ask_neighbour", lambda: _asked(request, slug, kind, pk, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "talent/ask.html", {"talent": found, "form": form, "kind": kind, "pk": pk})


def _asked(request: VisitorRequest, slug: str, kind: str, pk: int, form: AskForm) -> str:
    actions.ask_neighbour(request.visitor.actor, kind=kind, pk=pk, words=form.cleaned_data["words"])
    messages.success(request, _("Your neighbour was asked. The answer comes to your page."))
    return reverse("talent_mine", args=[slug])


@require_http_methods(["GET", "POST"])
def recommend(request: VisitorRequest, slug: str) -> HttpResponse:
    """Recommend a neighbour of one's own compound; they are asked first."""
    actor = request.visitor.actor
    if not actor.homes:
        raise NotAllowed(_("Whoever lives or owns a home here can recommend a neighbour."))
    form = RecommendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "recommend", lambda: _recommended(request, slug, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "talent/recommend.html", {"form": form})


def _recommended(request: VisitorRequest, slug: str, form: RecommendForm) -> str:
    actions.recommend_neighbour(request.visitor.actor, **form.cleaned_data)
    # the same words whoever lives there: nobody learns here who does
    messages.success(request, _("If a neighbour of this name lives at this door, they are asked now."))
    return reverse("talent_mine", args=[slug])
