"""Piles of scans: put in, watched while they are read, looked at where the machine is not sure."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance.models import Compound
from linmeng.assembly.queries.late import voters_behind
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.papers.forms import PileForm, ReadingForm, ReasonForm, SignForm
from linmeng.pages.papers.gates import check_logged_in, pile_for, private, scan_for
from linmeng.pages.papers.readers import SCAN_TONES, scan_counts, scan_tabs
from linmeng.pages.papers.scan_pictures import page_jpeg
from linmeng.pages.papers.taking_in import READ_HERE, read_and_take_in
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers import actions
from linmeng.papers.models import Scan, ScanPile
from linmeng.papers.permissions import may_read, may_scan
from linmeng.papers.queries import has_read, piles_for, scans_in, sheets_by_sign, values_of
from linmeng.papers.states import TO_LOOK_AT
from linmeng.people.actions import note_look

PILES_A_PAGE = 20
SCANS_A_PAGE = 50


def piles(request: VisitorRequest, slug: str) -> HttpResponse:
    """Put in a pile; the piles put in before."""
    check_logged_in(request)
    compounds = _compounds(request)
    form = PileForm(request.POST or None, request.FILES or None, compounds=compounds)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_put_in_once(request, slug, form))
        except ValidationError as fault:
            form.add_error("scans", fault.messages)  # type: ignore[arg-type]
    page = Paginator(piles_for(request.visitor.actor), PILES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "papers/scan_piles.html", {"form": form, "page": page})


def _compounds(request: VisitorRequest) -> list[tuple[int, str]]:
    hat = request.visitor.actor.hat
    own = Compound.objects.filter(id__in=hat.compounds).order_by("code") if hat else []
    allowed = [(one.id, one.name) for one in own if may_scan(request.visitor.actor, one.id)]
    if not allowed:
        raise NotAllowed(_("Scans are put in by the owners' committee and the community worker."))
    return allowed


def _put_in_once(request: VisitorRequest, slug: str, form: PileForm) -> str:
    given = form.cleaned_data

    def perform() -> str:
        pile = actions.put_in_pile(
            request.visitor.actor, compound_id=given["compound"], name=given["name"], files=form.incoming()
        )
        return reverse("scan_pile", args=[slug, pile.id])

    once = request.POST.get("once", "")[:40]
    return take_in_once(request.visitor.actor, act="put_in_pile", key=once, perform=perform)


@require_GET
def pile(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """How far the reading has come; then what each page turned out to be."""
    found = pile_for(request, pk)
    counts = scan_counts(found.id)
    scans, state = scans_in(found), request.GET.get("state", "")
    if state in Scan.State.values:
        scans = scans.filter(state=state)
    page = Paginator(scans, SCANS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pile": found,
        "page": page,
        "lines": [(scan, SCAN_TONES.get(scan.state, "plain")) for scan in page.object_list],
        "tabs": scan_tabs(request.GET, counts),
        "to_look": sum(counts.get(one, 0) for one in TO_LOOK_AT),
        "first": _next_page(found, 0),
    }
    return render(request, "papers/scan_pile.html", context)


def _next_page(pile: ScanPile, after: int) -> int | None:
    """The next page of the pile that waits for a person."""
    waiting = Scan.objects.filter(pile=pile, state__in=TO_LOOK_AT, page__gt=after).order_by("page")
    return waiting.values_list("page", flat=True).first()


def look(request: VisitorRequest, slug: str, pk: int, page: int) -> HttpResponse:
    """The page beside its boxes; where no code was found, first its number."""
    scan = scan_for(request, pk, page)
    form = _form(request, scan)
    if request.method == "POST" and form is not None and form.is_valid() and _settled(request, scan, form):
        return redirect(_onward(slug, scan))
    context: dict[str, Any] = {
        "scan": scan,
        "pile": scan.pile,
        "form": form,
        "next": _next_page(scan.pile, page),
    }
    context |= {"names": isinstance(form, SignForm), "reason": ReasonForm()}
    context["sets_aside"] = scan.state in (*TO_LOOK_AT, "foreign", "twice")
    return render(request, "papers/scan_look.html", context)


def _form(request: VisitorRequest, scan: Scan) -> SignForm | ReadingForm | None:
    """Its number, what stands on it, or nothing more to do."""
    given, actor, sheet = request.POST or None, request.visitor.actor, scan.sheet
    if scan.state == Scan.State.NO_CODE:
        return SignForm(given)
    if sheet is None or sheet.run.kind not in READ_HERE or sheet.state in ("settled", "void"):
        return None
    if not may_read(actor, sheet.run.kind, scan.pile.compound_id) or has_read(sheet, actor.person_id):
        return None
    # what a second person must find alone is not shown beforehand
    alone = sheet.run.readings_needed > 1
    seen = {} if alone else values_of(sheet.run.layout, scan.boxes).values
    return ReadingForm(given, run=sheet.run, seen=seen)


def _settled(request: VisitorRequest, scan: Scan, form: SignForm | ReadingForm) -> bool:
    actor = request.visitor.actor
    try:
        if isinstance(form, SignForm):
            _named(request, scan, form.cleaned_data["sign"])
        elif not form.values():
            raise ValidationError(_("Nothing is ticked and nothing written: set the page aside instead."))
        else:
            read_and_take_in(actor, sheet_id=scan.sheet_id or 0, values=form.values(), scan_id=scan.id)
    except ValidationError as fault:
        form.add_error(None, fault.messages)  # type: ignore[arg-type]
        return False
    return True


def _named(request: VisitorRequest, scan: Scan, sign: str) -> None:
    """The newest sheet with this number; with several runs about, its code is needed."""
    found = list(sheets_by_sign(sign, scan.pile.compound_id)[:2])
    if not found:
        raise ValidationError(_("No sheet of this compound has this number."))
    if len(found) > 1:
        raise ValidationError(_("Several sheets have this number; please type the code below the square."))
    actions.name_scan(request.visitor.actor, scan_id=scan.id, sheet_id=found[0].id)


def _onward(slug: str, scan: Scan) -> str:
    """To the same page if it now waits for its boxes, else to the next that waits, else to the pile."""
    fresh = Scan.objects.get(id=scan.id)
    following = scan.page if fresh.state in TO_LOOK_AT else _next_page(scan.pile, scan.page)
    if following is None:
        return reverse("scan_pile", args=[slug, scan.pile_id])
    return reverse("scan_look", args=[slug, scan.pile_id, following])


@require_GET
def picture(request: VisitorRequest, slug: str, pk: int, page: int) -> HttpResponse:
    """The page as a picture, through the gate of its pile."""
    scan = scan_for(request, pk, page)
    try:
        content = page_jpeg(scan)
    except ValidationError as fault:
        raise Http404 from fault
    note_look(
        request.visitor.actor, person_ids=voters_behind(scan.sheet_id), what="ballot", path=request.path
    )
    return private(content, "image/jpeg", f"page-{page}.jpg", attachment=False)


@require_POST
def aside(request: VisitorRequest, slug: str, pk: int, page: int) -> HttpResponse:
    """A page that is no sheet, or the same again."""
    scan = scan_for(request, pk, page)
    try:
        actions.set_scan_aside(request.visitor.actor, scan_id=scan.id, reason=request.POST.get("reason", ""))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("scan_look", slug, pk, page)
    return redirect(_onward(slug, scan))
