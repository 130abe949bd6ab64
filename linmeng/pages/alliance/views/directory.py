"""Putting a compound right: its name, who serves it, its committee's terms; taking back what was a mistake."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance import actions
from linmeng.alliance.models import Body, Compound, PropertyService
from linmeng.alliance.permissions import may_correct_compound, may_set_committee_state
from linmeng.alliance.queries import committee_of, committee_state, is_empty, services_of, terms_of
from linmeng.common.actor import Actor
from linmeng.pages.alliance.directory_forms import (
    BodyNameForm,
    CloseForm,
    CompoundEditForm,
    ServiceEndForm,
    ServiceForm,
    ServiceStartForm,
)
from linmeng.pages.alliance.keeping import form_page, kept, once, show_faults
from linmeng.pages.shared.visitor import VisitorRequest


def edit_compound(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Another name, address, year or residents' committee."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    fields = ("name", "address", "built_year", "residents_committee_id")
    form = CompoundEditForm(request.POST or None, initial={field: getattr(found, field) for field in fields})
    lead = _("The code %(code)s stays: it stands in printed addresses.") % {"code": found.code}
    return form_page(
        request, found, form, _("Correct the compound"),
        lambda: actions.correct_compound(actor, compound_id=found.id, **form.cleaned_data),
        lead=lead, close_url=reverse("compound_close", args=[slug, code]),
    )  # fmt: skip


def close_compound(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The page before it, and the closing itself; only while nothing hangs on the compound."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.POST.get("understood"):
        actions.close_compound(actor, compound_id=found.id, because=form.cleaned_data["because"])
        messages.success(
            request, _("%(compound)s is closed. The record keeps it.") % {"compound": found.name}
        )
        return redirect("alliance", slug)
    context = {"compound": found, "form": form, "empty": is_empty(found.id)}
    return render(request, "alliance/close.html", context)


@require_GET
def service(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Which company serves, which served, and what may be changed."""
    found = kept(request, code, may_correct_compound)
    services = list(services_of(found.id))
    present = next((one for one in services if one.valid_to is None), None)
    context = {"compound": found, "services": services, "present": present}
    return render(request, "alliance/service.html", context)


def begin_service(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """A company begins; the one before it has ended."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    form = ServiceForm(request.POST or None)
    return form_page(
        request, found, form, _("Which company serves here?"),
        lambda: _begin(actor, found, form), home=reverse("service", args=[slug, code]),
    )  # fmt: skip


def _begin(actor: Actor, found: Compound, form: ServiceForm) -> None:
    company_id = form.cleaned_data["company_id"]
    if company_id is None:
        kind, name = Body.Kind.PROPERTY_COMPANY, form.cleaned_data["new_name"].strip()
        company_id = actions.add_body(actor, kind=kind, name=name).id
    actions.start_service(
        actor, company_id=company_id, compound_id=found.id, valid_from=form.cleaned_data["valid_from"]
    )


def end_service(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The present company's service ends."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    form = ServiceEndForm(request.POST or None)
    return form_page(
        request, found, form, _("When does the service end?"),
        lambda: actions.end_service(actor, compound_id=found.id, **form.cleaned_data),
        home=reverse("service", args=[slug, code]),
    )  # fmt: skip


def correct_service(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """The day on which it began was entered wrongly."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    one = get_object_or_404(PropertyService, pk=pk, compound=found)
    form = ServiceStartForm(request.POST or None, initial={"valid_from": one.valid_from})
    return form_page(
        request, found, form, _("Since when has it served?"),
        lambda: actions.correct_service_start(actor, service_id=pk, **form.cleaned_data),
        home=reverse("service", args=[slug, code]),
    )  # fmt: skip


def committee(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The committee with all its terms; where none is entered yet, its name."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    body = committee_of(found.id)
    name = body.name if body is not None else f"{found.name}业主委员会"
    form = BodyNameForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        try:
            home = reverse("committee", args=[slug, code])
            return redirect(once(request, home, lambda: _name_it(actor, found, body, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    context = {
        "compound": found,
        "form": form,
        "body": body,
        "standing": committee_state(found.id),
        "terms": list(terms_of(body.id)) if body is not None else [],
        "may_set": may_set_committee_state(actor, found.id),
    }
    return render(request, "alliance/committee.html", context)


def _name_it(actor: Actor, found: Compound, body: Body | None, form: BodyNameForm) -> None:
    name = form.cleaned_data["name"]
    if body is None:
        actions.add_body(actor, kind=Body.Kind.OWNERS_COMMITTEE, name=name, compound_id=found.id)
    else:
        actions.rename_body(actor, body_id=body.id, name=name)
