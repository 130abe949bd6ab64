"""The result file of the city's platform: put in, looked at line by line, taken in whole."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly import actions
from linmeng.assembly.models import CityResult
from linmeng.assembly.permissions import may_take_in_city_result
from linmeng.assembly.queries.city import city_results
from linmeng.assembly.states import phase
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.models import StoredFile
from linmeng.pages.assembly.city_pages import CityFileForm, read_preview
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.shared.visitor import VisitorRequest

SALT = "city-file"


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
    takes = phase(vote, request.visitor.actor.at) in ("over", "closed")
    context = {"vote": vote, "form": form, "results": list(city_results(vote)), "takes": takes}
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
