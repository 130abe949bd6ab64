"""A vote without a project: what is to be done, what the law makes of it, the words."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.models import Petition
from linmeng.assembly.permissions import may_call_in_stead, may_call_votes
from linmeng.assembly.queries.calling import Calling, calling
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.assembly.asked_for import draft, first_words, petition_behind
from linmeng.pages.assembly.forms import VoteForm
from linmeng.pages.assembly.life_forms import DeedForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.projects.bridge import matter_classes
from linmeng.projects.queries import Finding, deed_of, find

ANY_MATTER = ""


def compounds_called(actor: Actor) -> list[Compound]:
    """Compounds for which this seat may, for some matter, call owners together."""
    if actor.hat is None:
        return []
    rows = Compound.objects.filter(id__in=actor.hat.compounds).order_by("code")
    return [c for c in rows if may_call_votes(actor, c.id) or may_call_in_stead(actor, c.id)]


def where(request: VisitorRequest, slug: str) -> HttpResponse:
    """Which compound's owners are asked; with one compound straight on."""
    compounds = compounds_called(request.visitor.actor)
    if not compounds:
        raise NotAllowed(
            _("Only the owners' committee prepares votes; where there is none, the residents' committee.")
        )
    if len(compounds) == 1:
        return redirect("vote_start", slug, compounds[0].code)
    rows = [(c, calling(request.visitor.actor, c.id, ANY_MATTER)) for c in compounds]
    return render(request, "assembly/start_where.html", {"rows": rows})


def start(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """First what is to be done; then, with the finding of the law beside it, the words of the draft."""
    compound, called = _reached(request, code)
    petition = petition_behind(request, compound)
    classes = matter_classes(compound.place, request.visitor.actor.today)
    asked = request.GET if "deed" in request.GET else None
    choice = DeedForm(asked, compound=compound, classes=classes, initial={"place": "compound"})
    found = _finding(choice, compound, request.visitor.actor) if asked is not None else None
    if found is None or "change" in request.GET:
        context = {"compound": compound, "form": choice, "called": called, "classes": classes}
        return render(request, "assembly/start.html", context | {"petition": petition})
    called = calling(request.visitor.actor, compound.id, found.matter.key)
    form = VoteForm(request.POST or None, initial=first_words(petition))
    if request.method == "POST" and form.is_valid():
        return redirect(_prepare_once(request, slug, form, compound, petition))
    context = {"compound": compound, "form": form, "found": found, "called": called, "petition": petition}
    return render(request, "assembly/start_words.html", context)


def _reached(request: VisitorRequest, code: str) -> tuple[Compound, Calling]:
    """The compound, for those whose seat reaches it; the next door's does not exist for them."""
    compound, actor = get_object_or_404(Compound, code=code), request.visitor.actor
    if compound not in compounds_called(actor):
        if actor.person_id is None or actor.lives_in(compound.id):
            raise NotAllowed(
                _("Only the owners' committee prepares votes; where there is none, the residents' committee.")
            )
        raise Http404
    return compound, calling(actor, compound.id, ANY_MATTER)


def _finding(form: DeedForm, compound: Compound, actor: Actor) -> Finding | None:
    if not form.is_valid():
        return None
    try:
        return find(compound, deed_of(form.cleaned_data["deed"]), form.cleaned_data["place"], actor.today)
    except ValidationError as fault:
        form.add_error(None, fault.messages)  # type: ignore[arg-type]
        return None


def _prepare_once(
    request: VisitorRequest, slug: str, form: VoteForm, compound: Compound, petition: Petition | None
) -> str:
    actor = request.visitor.actor
    asked = {key: request.GET[key] for key in ("deed", "place")}

    def perform() -> str:
        vote = draft(actor, compound, petition, asked, form.facts())
        return reverse("vote", args=[slug, vote.id])

    return take_in_once(actor, act="prepare_vote", key=request.POST.get("once", "")[:40], perform=perform)
