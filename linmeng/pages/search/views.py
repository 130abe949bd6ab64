from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.ground.queries.search import entries_visible

FINDS_A_PAGE = 20


@require_GET
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything this visitor may find, newest first; one and two Chinese characters are enough."""
    actor = request.visitor.actor  # type: ignore[attr-defined]
    query = request.GET.get("q", "")[:80]
    handled = (
        actor.hat.compounds if actor.wears("clerk", "committee_director", "committee_member") else frozenset()
    )
    finds = entries_visible(query, homes=actor.homes, handled=handled).defer("grams")
    page = Paginator(finds, FINDS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "search/search.html", {"query": query, "page": page, "finds": list(page.object_list)}
    )
