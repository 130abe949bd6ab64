"""The shape shared by all forms that keep a compound: who may, show it, take it in once, go back."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.shared.visitor import VisitorRequest


def kept(request: VisitorRequest, code: str, may: Callable[[Actor, int], bool]) -> Compound:
    """The compound, for who may keep this part of it; 404 for the other compounds' officers."""
    found = get_object_or_404(Compound, code=code)
    actor = request.visitor.actor
    if may(actor, found.id):
        return found
    reaches = actor.hat is not None and found.id in actor.hat.compounds
    if actor.person_id is None or actor.lives_in(found.id) or reaches:
        raise NotAllowed(_("This is kept by the bodies of %(compound)s.") % {"compound": found.name})
    raise Http404


def form_page(
    request: VisitorRequest,
    found: Compound,
    form: forms.Form,
    title: str,
    perform: Callable[[], object],
    *,
    home: str = "",
    lead: str = "",
    close_url: str = "",
    button: str = "",
) -> HttpResponse:
    """Show a form, take it in once, go back to `home` (the profile, unless said otherwise)."""
    home = home or reverse("compound", args=[request.visitor.alliance.slug, found.code])
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, home, perform))
        except ValidationError as fault:
            show_faults(form, fault)
    context = {"form": form, "title": title, "kicker": found.name, "back": home, "back_label": found.name}
    context |= {"button": button or _("Save"), "lead": lead, "close_url": close_url}
    return render(request, "alliance/edit.html", context)


def show_faults(form: forms.Form, fault: ValidationError) -> None:
    """Each sentence at its field, where the form has one."""
    told = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    for field, sentences in told.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)


def once(request: VisitorRequest, home: str, perform: Callable[[], object]) -> str:
    """Perform unless this very form was taken in before; answers where to go."""

    def act() -> str:
        perform()
        return home

    key = request.POST.get("once", "")[:40]
    return take_in_once(request.visitor.actor, act="keep_profile", key=key, perform=act)
