"""Saying something: for oneself, or written down for a neighbour."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linmeng.alliance.models import Compound
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.pages.voices.forms import SayForForm, SayForm, show_faults
from linmeng.pages.voices.taking import once
from linmeng.people.actions import note_look
from linmeng.people.models import Person
from linmeng.publishing.permissions import may_set_preferences_for
from linmeng.publishing.queries.preferences import homes_of
from linmeng.voices import actions
from linmeng.voices.permissions import HELPING
from linmeng.voices.queries import (
    buildings_in_reach,
    find_neighbours,
    neighbours_in_reach,
    own_buildings,
    similar_matters,
)


def _compounds(ids: frozenset[int]) -> list[Compound]:
    return list(Compound.objects.filter(id__in=ids).order_by("code"))


def _chosen(compounds: list[Compound], code: str) -> Compound:
    """The compound named in the address, else the first."""
    return next((c for c in compounds if c.code == code), compounds[0])


@require_http_methods(["GET", "POST"])
def say(request: VisitorRequest, slug: str) -> HttpResponse:
    """A neighbour's own words: what kind, words, photos, send."""
    actor = request.visitor.actor
    compounds = _compounds(actor.homes)
    if not compounds:
        if actor.wears(*HELPING):
            return redirect("say_for", slug)
        raise NotAllowed(
            _("Whoever lives or owns a home here can speak here. The residents' committee can enter you.")
        )
    compound = _chosen(compounds, request.GET.get("c", ""))
    form = _say_form(request, slug, compound)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "say", lambda: _said(request, slug, compound, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "voices/say.html", {"form": form, "compound": compound, "compounds": compounds})


def _say_form(request: VisitorRequest, slug: str, compound: Compound) -> SayForm:
    buildings = own_buildings(request.visitor.actor, compound.id)
    url = f"{reverse('similar_matters', args=[slug])}?c={compound.code}"
    initial = {"building": buildings[0].id if buildings else ""}
    if request.method == "POST":
        return SayForm(request.POST, request.FILES, buildings=buildings, similar_url=url)
    return SayForm(initial=initial, buildings=buildings, similar_url=url)


def _said(request: VisitorRequest, slug: str, compound: Compound, form: SayForm) -> str:
    voice = actions.say(request.visitor.actor, compound_id=compound.id, **form.said())
    _thank(request, voice.answer_by)
    return reverse("voice", args=[slug, voice.id])


def _thank(request: VisitorRequest, answer_by: object) -> None:
    day = cn_date(answer_by)  # type: ignore[arg-type]
    messages.success(request, _("We have heard it, thank you. An answer comes by %(day)s.") % {"day": day})


@require_POST
def similar(request: VisitorRequest, slug: str) -> HttpResponse:
    """Matters that may be the same, while somebody types."""
    compound = get_object_or_404(Compound, code=request.GET.get("c", ""))
    if not request.visitor.actor.lives_in(compound.id):
        raise Http404
    found = similar_matters(compound.id, request.POST.get("words", "")[:400], limit=3)
    return render(request, "voices/_similar.html", {"similar": found})


@require_http_methods(["GET", "POST"])
def say_for(request: VisitorRequest, slug: str) -> HttpResponse:
    """A helper types for a neighbour: first who, then what was said."""
    actor = request.visitor.actor
    if actor.hat is None or not actor.wears(*HELPING):
        raise NotAllowed(_("With this seat you cannot type for neighbours. Building leaders and clerks can."))
    compounds = _compounds(actor.hat.compounds)
    compound = _chosen(compounds, request.GET.get("c", ""))
    query, author = request.GET.get("q", "").strip()[:40], request.GET.get("author", "")
    context = {"compound": compound, "compounds": compounds, "query": query, "author": author}
    if not author:
        found = find_neighbours(actor, compound.id, query) if query else []
        note_look(actor, person_ids=[one.id for one, _door in found], what="say_for", path=request.path)
        return render(request, "voices/say_for_whom.html", context | {"found": found})
    person = _author(request, compound, author)
    note_look(actor, person_ids=[person.id] if person else [], what="say_for", path=request.path)
    reached = person is not None and may_set_preferences_for(actor, homes_of(person.id, actor.today))
    return _say_for_form(
        request, slug, compound, person, context | {"person_for": person, "may_set_reach": reached}
    )


def _author(request: VisitorRequest, compound: Compound, author: str) -> Person | None:
    """The neighbour chosen, or None for somebody who gives no name."""
    if author == "unknown":
        return None
    reach = neighbours_in_reach(request.visitor.actor, compound.id)
    return get_object_or_404(reach, pk=int(author) if author.isdigit() else 0)


def _say_for_form(
    request: VisitorRequest, slug: str, compound: Compound, person: Person | None, context: dict[str, object]
) -> HttpResponse:
    buildings = buildings_in_reach(request.visitor.actor, compound.id)
    form = SayForForm(request.POST or None, request.FILES or None, buildings=buildings)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(
                once(request, "say_for", lambda: _said_for(request, slug, compound, form, person))
            )
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "voices/say_for.html", context | {"form": form})


def _said_for(
    request: VisitorRequest, slug: str, compound: Compound, form: SayForm, person: Person | None
) -> str:
    author_id = person.id if person else None
    voice = actions.say(request.visitor.actor, compound_id=compound.id, author_id=author_id, **form.said())
    _thank(request, voice.answer_by)
    return reverse("voice", args=[slug, voice.id])
