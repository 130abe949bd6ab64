from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from linmeng.projects.queries.laws import all_cases, all_packs


@require_GET
def laws(request: HttpRequest) -> HttpResponse:
    """All packs: every value with its article, and whether a lawyer has compared the wording."""
    return render(request, "laws/laws.html", {"packs": all_packs(), "english": get_language() == "en"})


@require_GET
def cases(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The worked cases of a pack; each is run as a test of the count."""
    pack = next((pack for pack in all_packs() if pack.id == pack_id), None)
    if pack is None:
        raise Http404
    context = {"pack": pack, "cases": all_cases(pack_id), "english": get_language() == "en"}
    return render(request, "laws/cases.html", context)
