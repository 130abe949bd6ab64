"""A compound's profile and the forms that keep it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
from linmeng.circles.permissions import may_see_circles
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
from linmeng.pages.alliance.keeping import form_page, kept
from linmeng.pages.alliance.profile_readers import read_profile
from linmeng.pages.shared.visitor import VisitorRequest


def compound(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """What a compound is like, as much of it as it shows this visitor."""
    found = get_object_or_404(Compound, code=code)
    actor = request.visitor.actor
    context = {"compound": found, "page": read_profile(actor, found)}
    context["sees_circles"] = may_see_circles(actor, found.id)
    return render(request, "alliance/compound.html", context)


def new_facility(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter equipment."""
    found, actor = kept(request, code, may_keep_profile), request.visitor.actor
    form = FacilityForm(request.POST or None, compound=found)
    return form_page(
        request, found, form, _("Enter equipment"),
        lambda: actions.add_facility(actor, compound_id=found.id, **form.facts()),
    )  # fmt: skip


def change_facility(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Change its condition or risk."""
    found, actor = kept(request, code, may_keep_profile), request.visitor.actor
    facility = get_object_or_404(Facility, pk=pk, compound=found)
    known = {"condition": facility.condition, "risk": facility.risk, "note": facility.note}
    form = FacilityChangeForm(request.POST or None, initial=known)
    return form_page(
        request, found, form, facility.name,
        lambda: actions.edit_facility(actor, facility_id=pk, **form.cleaned_data),
    )  # fmt: skip


def new_strength(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter what may help others."""
    found, actor = kept(request, code, may_keep_profile), request.visitor.actor
    form = StrengthForm(request.POST or None, initial={"offered": True})
    return form_page(
        request, found, form, _("What can you offer?"),
        lambda: actions.add_strength(actor, compound_id=found.id, **form.cleaned_data),
    )  # fmt: skip


def change_strength(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Say it better, or take it back."""
    found, actor = kept(request, code, may_keep_profile), request.visitor.actor
    strength = get_object_or_404(Strength, pk=pk, compound=found)
    known = {"title": strength.title, "words": strength.words, "offered": strength.offered}
    form = StrengthChangeForm(request.POST or None, initial=known)
    return form_page(
        request, found, form, strength.title,
        lambda: actions.edit_strength(actor, strength_id=pk, **form.cleaned_data),
    )  # fmt: skip


def new_rules(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter what the assembly adopted."""
    found, actor = kept(request, code, may_record_rules), request.visitor.actor
    form = RulesForm(request.POST or None)
    return form_page(
        request, found, form, _("What did the owners' assembly adopt?"),
        lambda: actions.adopt_rules_of_procedure(actor, compound_id=found.id, **form.facts()),
    )  # fmt: skip


def share(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Choose what the alliance sees."""
    found, actor = kept(request, code, may_set_share_switch), request.visitor.actor
    levels = {subject: level for (_pk, subject), level in share_levels([found.id]).items()}
    form = ShareForm(request.POST or None, initial=levels)

    def perform() -> None:
        for subject, level in form.cleaned_data.items():
            if level != levels[subject]:
                actions.set_share_switch(actor, compound_id=found.id, subject=subject, level=level)

    return form_page(request, found, form, _("What does the alliance see?"), perform)


def committee(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Enter how the committee stands."""
    found, actor = kept(request, code, may_set_committee_state), request.visitor.actor
    body_id, term = committee_state(found.id).body_id, present_term(found.id)
    if body_id is None:
        return redirect("committee", slug, code)
    form = CommitteeStateForm(request.POST or None, initial={"on": actor.today})
    following = COMMITTEE_TERM.table[term.state] if term is not None else ("vacant", "acting")
    labels: dict[str, Any] = dict(CommitteeTerm.State.choices)
    form.fields["state"].choices = [(state, labels[state]) for state in following]  # type: ignore[attr-defined]
    return form_page(
        request, found, form, _("How does the committee stand?"),
        lambda: actions.set_committee_state(actor, body_id=body_id, **form.cleaned_data),
    )  # fmt: skip


def new_term(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """A newly elected committee takes office."""
    found, actor = kept(request, code, may_set_committee_state), request.visitor.actor
    body_id = committee_state(found.id).body_id
    if body_id is None:
        return redirect("committee", slug, code)
    form = TermForm(request.POST or None)
    return form_page(
        request, found, form, _("A new committee takes office"),
        lambda: actions.begin_term(actor, body_id=body_id, **form.cleaned_data),
    )  # fmt: skip
