"""The result file of the city's platform: put in, looked at line by line, taken in whole."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import CityResult
from linmeng.assembly.permissions import may_take_in_city_result
from linmeng.assembly.queries.city import city_results, voters_for_city
from linmeng.assembly.states import phase
from linmeng.common.errors import WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.models import StoredFile
from linmeng.pages.assembly.city_list import city_list
from linmeng.pages.assembly.city_pages import CityFileForm, read_preview
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response
from linmeng.people.actions import note_look

SALT = "city-file"
LISTED = ("noticed", "open", "suspended")
"""While the platform may be given its list."""


def city(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What was taken in so far; the place to put in a file."""
    vote = inside_vote(request, pk, may_take_in_city_result)
    form = CityFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = actions.keep_city_file(request.visitor.actor, vote_id=pk, **form.file_as_kept())
        except ValidationError as fault:
            form.add_error("file", fault)
        else:
            sign = signing.dumps([pk, file.id, form.cleaned_data["platform"]], salt=SALT)
            return redirect(reverse("vote_city_preview", args=[slug, pk]) + f"?file={sign}")
    now = phase(vote, request.visitor.actor.at)
    context = {"vote": vote, "form": form, "results": list(city_results(vote))}
    context |= {"takes": now in ("over", "closed"), "lists": now in LISTED}
    return render(request, "assembly/city.html", context)


def preview(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Which column holds what, every fault at once; then the file is taken in, or nothing of it."""
    vote = inside_vote(request, pk, may_take_in_city_result)
    demand_second_factor(request.visitor.actor, _("Before this step, please confirm with a code by SMS."))
    file, platform = _kept(request, pk)
    found = read_preview(vote, file, request.POST or request.GET)
    if request.method == "POST" and not found.missing:
        try:
            taken = _taken_in(request, file=file, platform=platform, columns=found.columns, pk=pk)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("%s ballots of the platform are taken in.") % taken.ballots)
            return redirect("vote_city", slug, pk)
    context = {"vote": vote, "file": file, "platform": platform, "found": found}
    return render(request, "assembly/city_preview.html", context | {"sign": request.GET.get("file", "")})


@require_GET
def voters(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The list with which the platform is set up: who may vote for which home; whole names are noted."""
    vote, actor = inside_vote(request, pk, may_take_in_city_result), request.visitor.actor
    demand_second_factor(actor, _("Before this step, please confirm with a code by SMS."))
    if phase(vote, actor.at) not in LISTED:
        raise WrongState(_("The platform gets its list between notice and the closing instant."))
    listed = voters_for_city(vote, actor.today)
    whole = [one.whole for one in listed if one.whole is not None]
    note_look(actor, person_ids=whole, what="city_list", path=request.path)
    return workbook_response(city_list(vote, listed), f"city-list-{pk}")


def _kept(request: VisitorRequest, pk: int) -> tuple[StoredFile, str]:
    try:
        vote_id, file_id, platform = signing.loads(request.GET.get("file", ""), salt=SALT)
    except signing.BadSignature as fault:
        raise Http404 from fault
    if vote_id != pk:
        raise Http404
    return get_object_or_404(StoredFile, pk=file_id), platform


def _taken_in(
    request: VisitorRequest, *, file: StoredFile, platform: str, columns: dict[str, int], pk: int
) -> CityResult:
    return actions.take_in_city_result(
        request.visitor.actor,
        vote_id=pk,
        file_id=file.id,
        platform=platform,
        columns=columns,
        supplement="supplement" in request.POST,
        leave_out="leave_out" in request.POST,
    )
