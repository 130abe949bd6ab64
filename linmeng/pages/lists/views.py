"""A compound's two lists, in public: the order and the reason for each place; earlier orders, too."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance.models import Compound
from linmeng.common.clock import local_day
from linmeng.ground.actions.forms import take_in_once
from linmeng.lists import actions
from linmeng.lists.models import ListItem
from linmeng.lists.queries import changes, current_list, keeps_lists, list_on, matters_without_place
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.pages.voices.taking import act_and_return
from linmeng.voices.models import Matter


def _list_of(code: str, which: str) -> Compound:
    """The compound of an address with a true list in it."""
    if which not in ListItem.List.values:
        raise Http404
    return get_object_or_404(Compound, code=code)


def _number(text: str) -> int:
    """A place as typed; what is no number is place 0, which the action refuses in a sentence."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@require_GET
def list_page(request: VisitorRequest, slug: str, code: str, which: str) -> HttpResponse:
    """The list as it stands; its keepers get the forms."""
    compound = _list_of(code, which)
    keeps = keeps_lists(request.visitor.actor, compound.id)
    items = list(current_list(compound.id, which))
    context = {
        "compound": compound,
        "which": which,
        "label": ListItem.List(which).label,
        "items": items,
        "newest": max((local_day(item.placed_at) for item in items), default=None),
        "keeps": keeps,
        "waiting": list(matters_without_place(compound.id, which)[:50]) if keeps else [],
        "last": len(items),
    }
    return render(request, "lists/list.html", context)


@require_GET
def history(request: VisitorRequest, slug: str, code: str, which: str) -> HttpResponse:
    """Every change with its reason; with `?on=2026-07-01` also the order at the end of that day."""
    compound = _list_of(code, which)
    day = _asked_day(request.GET.get("on", ""))
    context = {
        "compound": compound,
        "which": which,
        "label": ListItem.List(which).label,
        "changes": changes(compound.id, which)[:200],
        "day": day,
        "items": list(list_on(compound.id, which, day)) if day else [],
    }
    return render(request, "lists/history.html", context)


def _asked_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # 2026-02-31: well written, but no day
        return None


def _table_row(item: ListItem) -> list[Cell]:
    matter = item.matter
    building = matter.building.name if matter.building else ""
    state = str(matter.get_state_display())
    return [item.place, matter.title, item.reason, building, state, local_day(item.placed_at)]


@require_GET
def list_excel(request: VisitorRequest, slug: str, code: str, which: str) -> HttpResponse:
    """The list as a table."""
    compound = _list_of(code, which)
    headers = [
        _("Place number"),
        _("Matter"),
        _("Reason for this place"),
        _("Building"),
        _("State"),
        _("Since"),
    ]
    rows = [_table_row(item) for item in current_list(compound.id, which)]
    content = workbook(str(ListItem.List(which).label), headers, [8, 36, 48, 14, 14, 12], rows)
    return workbook_response(content, f"{compound.code}-{which}-{request.visitor.actor.today.isoformat()}")


@require_POST
def place(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Give a matter its place on the list it belongs on."""
    matter = get_object_or_404(Matter, pk=_matter_id(request), compound__code=code)
    which = request.POST.get("list", "")
    back = reverse("list_page", args=[slug, code, which if which in ListItem.List.values else "problem"])

    def perform() -> ListItem:
        return actions.place_on_list(
            request.visitor.actor,
            matter_id=matter.id,
            list=which,
            place=_number(request.POST.get("place", "")),
            reason=request.POST.get("reason", ""),
        )

    return act_and_return(
        request, back, perform, done=_("It has its place; everyone behind it has been told.")
    )


def _matter_id(request: VisitorRequest) -> int:
    text = request.POST.get("matter", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


@require_POST
def move(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Another place: one up, one down, or a number."""
    item = get_object_or_404(ListItem, pk=pk, compound__code=code)
    step = {"up": item.place - 1, "down": item.place + 1}
    to = step.get(request.POST.get("step", ""), _number(request.POST.get("place", "")))

    def perform() -> ListItem:
        return actions.move(
            request.visitor.actor, item_id=item.id, place=to, reason=request.POST.get("reason", "")
        )

    back = reverse("list_page", args=[slug, code, item.list])
    return act_and_return(
        request, back, perform, done=_("The order was changed; the reason stands beside it.")
    )


@require_POST
def take_off(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Off the list, with the reason."""
    item = get_object_or_404(ListItem, pk=pk, compound__code=code)

    def perform() -> ListItem:
        return actions.take_off(request.visitor.actor, item_id=item.id, reason=request.POST.get("reason", ""))

    back = reverse("list_page", args=[slug, code, item.list])
    return act_and_return(
        request, back, perform, done=_("Taken off the list; everyone behind it has been told.")
    )


@require_POST
def publish(request: VisitorRequest, slug: str, code: str, which: str) -> HttpResponse:
    """Hang the present order on the board; sent twice, it hangs once."""
    compound = _list_of(code, which)
    actor = request.visitor.actor

    def hang() -> str:
        publication = actions.publish_list(actor, compound_id=compound.id, list=which)
        return reverse("publication", args=[slug, publication.token])

    return redirect(take_in_once(actor, act="publish_list", key=request.POST["once"], perform=hang))
