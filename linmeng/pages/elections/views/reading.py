"""Elections as everybody may read them."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound
from linmeng.assembly.models import ElectionStep, QualificationCheck
from linmeng.assembly.queries.election_ladder import elections_of
from linmeng.assembly.queries.ways_on import ways_on
from linmeng.ground.actions.documents import document_path
from linmeng.ground.models import StoredFile
from linmeng.pages.elections.gates import candidacy_for, election_for, run_election, sees_checks
from linmeng.pages.elections.readers import members_shown, read_election
from linmeng.pages.elections.workbook import candidates_workbook
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response

A_PAGE = 20


@require_GET
def election_list(request: VisitorRequest, slug: str) -> HttpResponse:
    """Elections of one compound or of all, and the compounds that need one."""
    actor, compounds = request.visitor.actor, list(Compound.objects.order_by("code"))
    here = next((c for c in compounds if c.code == request.GET.get("c")), None)
    page = Paginator(elections_of([here.id] if here else None), A_PAGE).get_page(request.GET.get("page"))
    near = [c for c in compounds if actor.wears("clerk", compound_id=c.id) and here in (None, c)]
    needed = [(c, ways) for c in near if (ways := [w for w in ways_on(c, actor.today) if not w.optional])]
    context = {"page": page, "compounds": compounds, "here": here, "needed": needed, "today": actor.today}
    return render(request, "elections/list.html", context)


@require_GET
def election(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The ladder of one election."""
    found, actor = election_for(pk), request.visitor.actor
    page = read_election(actor, found, slug)
    context = {"election": found, "page": page, "members": members_shown(found), "today": actor.today}
    context["ways"] = ways_on(found.compound, actor.today) if found.state == "ended" else []
    context["withdrawn"] = found.steps.filter(withdrawn_at__isnull=False).order_by("recorded_at")
    return render(request, "elections/election.html", context)


@require_GET
def excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Candidates with every check, for who runs the election."""
    found = run_election(request, pk)
    return workbook_response(candidates_workbook(found, request.visitor.actor.today), f"candidates-{pk}")


@require_GET
def step_file(request: VisitorRequest, slug: str, pk: int, step_pk: int) -> FileResponse:
    """The paper laid in with a step, for who runs the election."""
    found = run_election(request, pk)
    step = get_object_or_404(ElectionStep, pk=step_pk, election=found)
    return _file(step.file)


@require_GET
def check_file(request: VisitorRequest, slug: str, pk: int, check_pk: int) -> FileResponse:
    """The paper behind a finding, for those who may see it."""
    rows = QualificationCheck.objects.select_related("candidacy__election__compound", "file")
    check = get_object_or_404(rows, pk=check_pk, candidacy__election_id=pk)
    if not sees_checks(request.visitor.actor, check.candidacy):
        raise Http404
    return _file(check.file)


@require_GET
def pledge_file(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> FileResponse:
    """The pledge as signed."""
    return _file(candidacy_for(request, pk, candidacy_pk).pledge)


def _file(file: StoredFile | None) -> FileResponse:
    if file is None:
        raise Http404
    answer = FileResponse(document_path(file).open("rb"), content_type=file.media_type)
    answer["Content-Disposition"] = "inline"
    return answer
