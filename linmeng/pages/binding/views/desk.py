"""At the counter: the list of those who wait, one case with its papers, somebody who stands there now."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.binding.forms import AcceptForm, BecauseForm, SettleForm
from linmeng.pages.binding.readers import read_case
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions.binding import Seen
from linmeng.people.models import Binding
from linmeng.people.queries.bindings import bindings_found, bindings_of_desk, masked_phones
from linmeng.rights.actions import bindings as acts
from linmeng.rights.actions.join_persons import join_persons

ROWS_A_PAGE = 30


def at_counter(request: VisitorRequest) -> None:
    """Refuse who does not sit at the counter, and who did not confirm by code."""
    actor = request.visitor.actor
    if not actor.wears("clerk"):
        raise NotAllowed(_("Who lives at which door is decided at the residents' committee's desk."))
    demand_second_factor(actor, _("Before deciding who is who, please confirm with a code by SMS."))


@login_required
@require_GET
def bindings(request: VisitorRequest, slug: str) -> HttpResponse:
    """Requests and disputes, the oldest first."""
    at_counter(request)
    state, words = request.GET.get("state", "")[:8], request.GET.get("q", "")[:40]
    found = bindings_found(request.visitor.actor, state, words)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    phones = masked_phones([row.user_id for row in rows])
    context = {
        "page": page,
        "rows": [(row, phones.get(row.user_id or 0, "")) for row in rows],
        "words": words,
        "state": state,
        "states": Binding.State.choices,
    }
    return render(request, "binding/bindings.html", context)


def _case(request: VisitorRequest, pk: int) -> Binding:
    at_counter(request)
    return get_object_or_404(bindings_of_desk(request.visitor.actor), pk=pk)


@login_required
def binding(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One case: what they say, whom the roll knows there; and the decision."""
    case = read_case(request.visitor.actor, _case(request, pk), request.path)
    form = AcceptForm(request.POST or None, binding=case.binding, at_door=case.choices)
    if request.method == "POST" and form.is_valid() and _accepted(request, slug, pk, form):
        return redirect("binding", slug, pk)
    context = {"case": case, "form": form, "refuse": BecauseForm(), "settle": SettleForm()}
    return render(request, "binding/binding.html", context)


def _accepted(request: VisitorRequest, slug: str, pk: int, form: AcceptForm) -> bool:
    told = form.cleaned_data
    seen = Seen(told["proof"], told["person"], told.get("principal"), told["new_log_in"])
    try:
        acts.accept_binding(request.visitor.actor, slug=slug, binding_id=pk, seen=seen)
    except ValidationError as fault:
        form.add_error(None, fault.messages)  # type: ignore[arg-type]
        return False
    return True


@login_required
@require_POST
def refuse(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """No, with a reason; an accepted binding is taken back in the same way."""
    case, form = _case(request, pk), BecauseForm(request.POST)
    act = acts.refuse_binding if case.state == Binding.State.WAITING else acts.undo_binding
    if form.is_valid():
        act(request.visitor.actor, slug=slug, binding_id=pk, because=form.cleaned_data["because"])
    return redirect("binding", slug, pk)


@login_required
@require_POST
def settle(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The desk has heard both."""
    _case(request, pk)
    form = SettleForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        acts.settle_dispute(
            request.visitor.actor,
            slug=slug,
            binding_id=pk,
            stands=told["stands"] == "yes",
            because=told["because"],
        )
    return redirect("binding", slug, pk)


@login_required
@require_POST
def join(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The line at this door and the log-in's own line are one human: join them."""
    case = read_case(request.visitor.actor, _case(request, pk), request.path)
    same = [a.person for a in case.at_door if a.same_name and str(a.person.id) == request.POST.get("person")]
    if case.other_line is None or len(same) != 1:
        return redirect("binding", slug, pk)
    join_persons(request.visitor.actor, kept_id=case.other_line.id, gone_id=same[0].id)
    return redirect("binding", slug, pk)
