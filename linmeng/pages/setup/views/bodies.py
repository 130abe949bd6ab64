"""Step 1: the bodies."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.alliance import actions
from linmeng.alliance.models import Body
from linmeng.alliance.queries import services_by
from linmeng.pages.alliance.directory_forms import BodyNameForm
from linmeng.pages.alliance.keeping import once, show_faults
from linmeng.pages.setup.views.steps import check_setter
from linmeng.pages.shared.visitor import VisitorRequest

KINDS = (Body.Kind.RESIDENTS_COMMITTEE, Body.Kind.PARTY_ORGANISATION, Body.Kind.PROPERTY_COMPANY)


class BodyForm(forms.Form):
    """A body that belongs to no single compound."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(kind.value, kind.label) for kind in reversed(KINDS)]
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)


def bodies(request: VisitorRequest, slug: str) -> HttpResponse:
    """All bodies by kind with the compounds they serve, and one form to enter the next."""
    check_setter(request)
    form, actor = BodyForm(request.POST or None), request.visitor.actor
    if request.method == "POST" and form.is_valid():
        home = reverse("setup_bodies", args=[slug])
        try:
            return redirect(once(request, home, lambda: actions.add_body(actor, **form.cleaned_data)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "setup/bodies.html", {"form": form, "groups": _groups()})


def _groups() -> list[tuple[str, list[tuple[Body, str]]]]:
    """Each kind with its bodies, and beside each where it serves today."""
    found = list(Body.objects.filter(kind__in=KINDS).order_by("name"))
    served: dict[int, list[str]] = {}
    for service in services_by(body.id for body in found):
        if service.valid_to is None:
            served.setdefault(service.company_id, []).append(service.compound.name)
    return [
        (str(kind.label), [(body, "、".join(served.get(body.id, []))) for body in found if body.kind == kind])
        for kind in KINDS
    ]


def edit_body(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Another name."""
    check_setter(request)
    body, actor = get_object_or_404(Body, pk=pk, kind__in=KINDS), request.visitor.actor
    form, home = BodyNameForm(request.POST or None, initial={"name": body.name}), _home(slug)
    if request.method == "POST" and form.is_valid():
        try:
            perform = lambda: actions.rename_body(actor, body_id=pk, **form.cleaned_data)  # noqa: E731
            return redirect(once(request, home, perform))
        except ValidationError as fault:
            show_faults(form, fault)
    context = {"form": form, "title": _("Correct the name"), "kicker": body.get_kind_display(), "back": home}
    return render(
        request, "alliance/edit.html", context | {"back_label": _("The bodies"), "button": _("Save")}
    )


def _home(slug: str) -> str:
    return reverse("setup_bodies", args=[slug])
