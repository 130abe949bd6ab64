"""The call list: whom to call, what to say, and what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.pages.notices.forms import CallForm
from linmeng.pages.notices.gates import calling_reach
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look
from linmeng.publishing import actions
from linmeng.publishing.queries.call_list import calls_to, calls_waiting, people_to_call

CALLS_A_PAGE = 20


@login_required
def calls(request: VisitorRequest, slug: str) -> HttpResponse:
    """One line a neighbour; one tap says what came of the call."""
    compounds, building = calling_reach(request)
    if request.method == "POST":
        _take_in(request)
        return redirect(request.get_full_path())
    rows = calls_waiting(compounds, building, request.at)
    people = people_to_call(rows)
    page = Paginator(people, CALLS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    note_look(request.visitor.actor, person_ids=shown, what="contact", path=request.path)
    context = {"page": page, "calls": calls_to(rows, shown), "waiting": len(people)}
    return render(request, "notices/calls.html", context)


def _take_in(request: VisitorRequest) -> None:
    form = CallForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a day within the next sixty days."))
        return
    try:
        actions.note_call(
            request.visitor.actor,
            delivery_ids=form.ids(),
            result=form.cleaned_data["result"],
            again_on=form.cleaned_data["again_on"],
        )
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Noted."))
