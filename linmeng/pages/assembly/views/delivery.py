"""The delivery round of a vote: at the doors, on paper, and what is left for the post."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.assembly.models import BallotDelivery
from linmeng.assembly.permissions import may_print_papers, may_record_delivery
from linmeng.assembly.states import phase
from linmeng.common.errors import WrongState
from linmeng.pages.assembly.delivery_round import TickForm, every_door, may_carry, read_round, tick
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.assembly.post_list import post_workbook
from linmeng.pages.printing.ballot_papers import papers_to_print, stub_register
from linmeng.pages.printing.door_list import door_list_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.publishing.serving import photo_file
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response


def _with(pk: int) -> str:
    return f"round-with-{pk}"


def delivery(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One entrance at a time, one tap a door; what is left stands first."""
    vote = inside_vote(request, pk, may_carry)
    found = read_round(request, vote)
    if request.method == "POST":
        _ticked(request, TickForm(request.POST, request.FILES, doors=every_door(vote, found)), pk)
        return redirect(request.get_full_path())
    running = phase(vote, request.visitor.actor.at) in ("noticed", "open")
    ticks = running and not request.visitor.actor.wears("scrutineer")
    context = {"vote": vote, "round": found, "ticks": ticks, "witness": request.session.get(_with(pk), "")}
    context |= {
        "many": "many" in request.GET,
        "prints": may_print_papers(request.visitor.actor, vote.compound_id),
    }
    return render(request, "assembly/delivery.html", context)


def _ticked(request: VisitorRequest, form: TickForm, pk: int) -> None:
    if not form.is_valid():
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
        return
    try:
        messages.success(request, tick(request.visitor.actor, form, request.session.get(_with(pk), "")))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))


@require_POST
def companion(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Who goes along today: two carry, both are named."""
    inside_vote(request, pk, may_carry)
    request.session[_with(pk)] = request.POST.get("witness", "").strip()[:60]
    return redirect("vote_delivery", slug, pk)


@require_GET
def door_list(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One entrance on A4, in walking order, with the numbers of the stubs and both carriers."""
    vote = inside_vote(request, pk, may_carry)
    found = read_round(request, vote)
    papers = papers_to_print(vote, found.chosen.id) if found.chosen else []
    if not papers:
        raise WrongState(_("There are no papers yet. First issue them, then print."))
    carriers = (request.visitor.actor.seat_title, request.session.get(_with(pk), ""))
    sample = request.visitor.alliance.is_sample
    rows = stub_register(vote, papers, slug, sample=sample, carriers=carriers)
    return printed(lambda: door_list_pdf(rows), f"doors-{pk}")


@require_GET
def post_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Doors that the rounds left over, for registered post: masked, or with whole names and a noted look."""
    vote = inside_vote(request, pk, may_print_papers)
    names = request.GET.get("names") == "1"
    content = post_workbook(request.visitor.actor, vote, names=names, path=request.path)
    return workbook_response(content, f"post-{pk}")


@require_GET
def proof(request: VisitorRequest, slug: str, pk: int, delivery_pk: int, size: int) -> FileResponse:
    """The photo that proves a delivery, for those who carry there."""
    vote = inside_vote(request, pk, may_carry)
    rows = BallotDelivery.objects.select_related("proof", "entry__unit").filter(entry__vote=vote)
    found = get_object_or_404(rows, pk=delivery_pk)
    building = found.entry.unit.building_id
    if found.proof is None or not may_record_delivery(request.visitor.actor, vote.compound_id, building):
        raise Http404
    return photo_file(found.proof, size)
