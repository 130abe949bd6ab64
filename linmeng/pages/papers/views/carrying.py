"""At the doors: an entrance at a time, in few taps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linmeng.pages.papers.gates import printed_run, run_for
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers import actions
from linmeng.papers.models import PrintRun, Sheet
from linmeng.papers.queries import EntranceLeft, entrances_of, found_sheets, sheets_for


def carry(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Doors of one entrance with boxes to tick: brought, nobody at home, or come back."""
    run = run_for(request, pk)
    sheets = sheets_for(request.visitor.actor, run)
    entrances = entrances_of(sheets)
    step = "return" if request.GET.get("step") == "return" else "deliver"
    chosen = _chosen(entrances, request.GET.get("entrance", ""), step)
    state = "out" if step == "return" else "waiting"
    doors = list(found_sheets(sheets, state=state, entrance=str(chosen.id))) if chosen else []
    if request.method == "POST":
        return _ticked(request, slug, run, doors)
    context = {"run": run, "entrances": entrances, "chosen": chosen, "doors": doors, "step": step}
    context |= {"next": _next(entrances, chosen, step), "two": run.readings_needed == 2}
    return render(request, "papers/carry.html", context)


def _left(entrance: EntranceLeft, step: str) -> int:
    return entrance.out if step == "return" else entrance.waiting


def _chosen(entrances: list[EntranceLeft], asked: str, step: str) -> EntranceLeft | None:
    """The entrance asked for, or the first with something left, or the first."""
    named = [one for one in entrances if str(one.id) == asked]
    left = [one for one in entrances if _left(one, step)]
    return next(iter([*named, *left, *entrances]), None)


def _next(entrances: list[EntranceLeft], chosen: EntranceLeft | None, step: str) -> EntranceLeft | None:
    """The next entrance on the way with something left."""
    after = entrances[entrances.index(chosen) + 1 :] if chosen else []
    return next((one for one in after if _left(one, step)), None)


def _ticked(request: VisitorRequest, slug: str, run: PrintRun, doors: list[Sheet]) -> HttpResponse:
    posted = request.POST
    ticked = {int(given) for given in posted.getlist("sheet") if given.isdigit()}
    sheet_ids = [door.id for door in doors if "all" in posted or door.id in ticked]
    try:
        done = _do(request, posted.get("act", ""), sheet_ids)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, ngettext("%(n)s door ticked.", "%(n)s doors ticked.", done) % {"n": done})
    return redirect(request.get_full_path())


def _do(request: VisitorRequest, act: str, sheet_ids: list[int]) -> int:
    actor, witness = request.visitor.actor, request.POST.get("witness", "")
    how: dict[str, Any] = {"sheet_ids": sheet_ids, "witness": witness}
    if act == "returned":
        return actions.record_return(actor, **how)
    return actions.record_delivery(actor, nobody_home=act == "nobody_home", **how)


@require_POST
def hand_out(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Count the sheets of an entrance (or all) into somebody's hands."""
    run, actor = printed_run(request, pk), request.visitor.actor
    entrance, seat = request.POST.get("entrance", ""), request.POST.get("seat", "")
    waiting = found_sheets(sheets_for(actor, run), state="waiting", entrance=entrance)
    try:
        done = actions.hand_to_carrier(
            actor,
            sheet_ids=list(waiting.values_list("id", flat=True)),
            seat_id=int(seat) if seat.isdigit() else 0,
            witness=request.POST.get("witness", ""),
        )
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("%(n)s sheets handed out.") % {"n": done})
    return redirect(reverse("print_run", args=[slug, pk]))
