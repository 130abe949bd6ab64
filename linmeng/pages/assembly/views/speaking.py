"""Co-owners name who votes for their home (Guide art. 25)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.errors import NotAllowed
from linmeng.pages.assembly.trust_forms import SpeakerForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import name_representative
from linmeng.people.queries import owners_on


def speaker(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Of two owners one may name the other; more of them sign a paper at the desk."""
    actor = request.visitor.actor
    if actor.person_id is None:
        raise NotAllowed(_("Please log in first."))
    unit = get_object_or_404(Unit.objects.select_related("compound"), pk=pk)
    if pk not in actor.units:
        raise Http404
    owners = owners_on([pk], actor.today)[pk]
    others = [(row.person_id, row.person.masked) for row in owners if row.person_id != actor.person_id]
    form = SpeakerForm(request.POST or None, owners=others)
    if request.method == "POST" and form.is_valid() and _named(request, pk, form):
        return redirect(request.path)
    named = next((row for row in owners if row.is_representative), None)
    context = {"unit": unit, "form": form, "owners": owners, "named": named, "others": others}
    context["mine"] = named is not None and named.person_id == actor.person_id
    return render(request, "assembly/trust/speaker.html", context)


def _named(request: VisitorRequest, unit_id: int, form: SpeakerForm) -> bool:
    try:
        name_representative(request.visitor.actor, unit_id=unit_id, person_id=form.cleaned_data["person"])
    except ValidationError as fault:
        form.add_error("person", fault.messages)  # type: ignore[arg-type]
        return False
    messages.success(request, _("Named. From the next roll on, that ballot alone counts for your home."))
    return True
