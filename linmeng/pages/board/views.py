from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.pages.board.readers import compound_options, read_board
from linmeng.pages.shared.visitor import VisitorRequest


@require_GET
def board(request: VisitorRequest, slug: str) -> HttpResponse:
    """The public board: votes now, what was published, what moved, what comes first."""
    here = read_board(request.GET.get("c", ""), request.GET.get("page", "1"), request.at)
    return render(request, "board/board.html", {"board": here, "options": compound_options(slug, here)})
