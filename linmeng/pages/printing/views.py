"""Ballots and stub registers as PDF."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly.models import BallotPaper
from linmeng.assembly.permissions import may_print_papers
from linmeng.common.errors import WrongState
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.printing.ballot import ballots_pdf
from linmeng.pages.printing.ballot_papers import ballot_facts, ballot_sheets, papers_to_print, stub_register
from linmeng.pages.printing.door_list import door_list_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest


def _entrance(request: VisitorRequest) -> int | None:
    asked = request.GET.get("entrance", "")
    if asked and not asked.isdigit():
        raise Http404
    return int(asked) if asked else None


def _some(papers: list[BallotPaper]) -> list[BallotPaper]:
    if not papers:
        raise WrongState(_("There are no papers yet. First issue them, then print."))
    return papers


@require_GET
def ballots(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Numbered papers, of one entrance or of all; `large=1` for large print."""
    vote = inside_vote(request, pk, may_print_papers)
    papers = _some(papers_to_print(vote, _entrance(request)))
    facts = ballot_facts(vote, sample=request.visitor.alliance.is_sample)
    sheets, large = ballot_sheets(papers, slug), request.GET.get("large") == "1"
    return printed(lambda: ballots_pdf(facts, sheets, large_print=large), f"ballots-{pk}")


@require_GET
def stubs(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The stub register of one entrance."""
    vote = inside_vote(request, pk, may_print_papers)
    papers = _some(papers_to_print(vote, _entrance(request)))
    entrance = papers[0].entry.entrance_name
    same = [p for p in papers if p.entry.entrance_name == entrance]
    rows = stub_register(vote, same, slug, sample=request.visitor.alliance.is_sample)
    return printed(lambda: door_list_pdf(rows), f"stubs-{pk}")
