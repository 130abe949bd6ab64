"""A compound's profile and the forms that keep it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance import actions
from linmeng.alliance.models import CommitteeTerm, Compound, Facility, Strength
from linmeng.alliance.permissions import (
    may_keep_profile,
    may_record_rules,
    may_set_committee_state,
    may_set_share_switch,
)
from linmeng.alliance.queries import committee_state, present_term, share_levels
from linmeng.alliance.states import COMMITTEE_TERM
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.alliance.forms import (
    CommitteeStateForm,
    FacilityChangeForm,
    FacilityForm,
    RulesForm,
    ShareForm,
    StrengthChangeForm,
    StrengthForm,
    TermForm,
)
from linmeng.pages.alliance.profile_readers import read_profile
from linmeng.pages.shared.visitor import VisitorRequest


def compound(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """What a compound is like, as much of it as it shows this visitor."""
    found = get_object_or_404(Compound, code=code)
    page = read_profile(request.visitor.actor, found)
    return render(request, "alliance/compound.html", {"compound": found, "page": page})


def _kept(request: VisitorRequest, code: str, may: Callable[[Actor, int], bool]) -> Compound:
    """The compound, for who may keep this part of it; 404 for the other compounds' officers."""
    found = get_object_or_404(Compound, code=code)
    actor = request.visitor.actor
    if may(actor, found.id):
        return found
    reaches = actor.hat is not None and found.id in actor.hat.compounds
    if actor.person_id is None or actor.lives_in(found.id) or reaches:
        raise NotAllowed(_("This is kept by the bodies of %(compound)s.") % {"compound": found.name})
    raise Http404


def _form_page(
    request: VisitorRequest, found: Compound, form: forms.Form, title: str, perform: Callable[[], object]
) -> HttpResponse:
    """Show a form, take it in once, go back to the profile."""
    slug = request.visitor.alliance.slug
    home = reverse("compound", args=[slug, found.code])
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_once(request, home, perform))
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
    context = {"form": form, "title": title, "kicker": found.name, "back": home, "back_label": found.name}
    return render(request, "alliance/edit.html", context | {"button": _("Save")})


def _once(request: VisitorRequest, home: str, perform: Callable[[], object]) -> str:
    def act() -> str:
        perform()
        return home

    key = request.POST.get("once", "")[:40]
    return take_in_once(request.visitor.actor, act="keep_profile", key=key, perform=act)


def new_facility(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter equipment."""
    found, actor = _kept(request, code, may_keep_profile), request.visitor.actor
    form = FacilityForm(request.POST or None, compound=found)
    return _form_page(
        request, found, form, _("Enter equipment"),
        lambda: actions.add_facility(actor, compound_id=found.id, **form.facts()),
    )  # fmt: skip


def change_facility(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Change its condition or risk."""
    found, actor = _kept(request, code, may_keep_profile), request.visitor.actor
    facility = get_object_or_404(Facility, pk=pk, compound=found)
    known = {"condition": facility.condition, "risk": facility.risk, "note": facility.note}
    form = FacilityChangeForm(request.POST or None, initial=known)
    return _form_page(
        request, found, form, facility.name,
        lambda: actions.edit_facility(actor, facility_id=pk, **form.cleaned_data),
    )  # fmt: skip


def new_strength(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter what may help others."""
    found, actor = _kept(request, code, may_keep_profile), request.visitor.actor
    form = StrengthForm(request.POST or None, initial={"offered": True})
    return _form_page(
        request, found, form, _("What can you offer?"),
        lambda: actions.add_strength(actor, compound_id=found.id, **form.cleaned_data),
    )  # fmt: skip


def change_strength(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Say it better, or take it back."""
    found, actor = _kept(request, code, may_keep_profile), request.visitor.actor
    strength = get_object_or_404(Strength, pk=pk, compound=found)
    known = {"title": strength.title, "words": strength.words, "offered": strength.offered}
    form = StrengthChangeForm(request.POST or None, initial=known)
    return _form_page(
        request, found, form, strength.title,
        lambda: actions.edit_strength(actor, strength_id=pk, **form.cleaned_data),
    )  # fmt: skip


def new_rules(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter what the assembly adopted."""
    found, actor = _kept(request, code, may_record_rules), request.visitor.actor
    form = RulesForm(request.POST or None)
    return _form_page(
        request, found, form, _("What did the owners' assembly adopt?"),
        lambda: actions.adopt_rules_of_procedure(actor, compound_id=found.id, **form.facts()),
    )  # fmt: skip


def share(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Choose what the alliance sees."""
    found, actor = _kept(request, code, may_set_share_switch), request.visitor.actor
    levels = {subject: level for (_pk, subject), level in share_levels([found.id]).items()}
    form = ShareForm(request.POST or None, initial=levels)

    def perform() -> None:
        for subject, level in form.cleaned_data.items():
            if level != levels[subject]:
                actions.set_share_switch(actor, compound_id=found.id, subject=subject, level=level)

    return _form_page(request, found, form, _("What does the alliance see?"), perform)


def _committee_body(found: Compound) -> int:
    standing = committee_state(found.id)
    if standing.body_id is None:
        raise Http404
    return standing.body_id


def committee(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter how the committee stands."""
    found, actor = _kept(request, code, may_set_committee_state), request.visitor.actor
    body_id, term = _committee_body(found), present_term(found.id)
    form = CommitteeStateForm(request.POST or None, initial={"on": actor.today})
    following = COMMITTEE_TERM.table[term.state] if term is not None else ("vacant", "acting")
    labels: dict[str, Any] = dict(CommitteeTerm.State.choices)
    form.fields["state"].choices = [(state, labels[state]) for state in following]  # type: ignore[attr-defined]
    return _form_page(
        request, found, form, _("How does the committee stand?"),
        lambda: actions.set_committee_state(actor, body_id=body_id, **form.cleaned_data),
    )  # fmt: skip


def new_term(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """A newly elected committee takes office."""
    found, actor = _kept(request, code, may_set_committee_state), request.visitor.actor
    body_id = _committee_body(found)
    form = TermForm(request.POST or None)
    return _form_page(
        request, found, form, _("A new committee takes office"),
        lambda: actions.begin_term(actor, body_id=body_id, **form.cleaned_data),
    )  # fmt: skip
