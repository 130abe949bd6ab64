from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.clock import local_day, now
from linmeng.pages.laws.readers import KINDS, case_rows, kinds_of, law_sheets, place_names
from linmeng.projects.queries.laws import all_heads, cases_of

LONGEST_WORDS = 80


def _options(address: str, name: str, choices: dict[str, str], chosen: str) -> list[dict[str, object]]:
    """Links that narrow a page: the choices by key, the chosen one marked."""
    return [
        {
            "label": label,
            "url": f"{address}?{urlencode({name: key})}" if key else address,
            "current": key == chosen,
        }
        for key, label in choices.items()
    ]


@require_GET
def laws(request: HttpRequest) -> HttpResponse:
    """The law of a place today: every value with its article, where it stands, and whether a lawyer has
    compared its wording.
    """
    english, words = get_language() == "en", request.GET.get("q", "")[:LONGEST_WORDS].strip()
    places = place_names(english)
    place = request.GET.get("place", next(iter(places)))
    if place not in places:
        raise Http404
    context = {
        "place": place,
        "name": places[place],
        "options": _options(reverse("laws"), "place", places, place),
        "sheets": law_sheets(place, local_day(now()), words, english),
        "words": words,
    }
    return render(request, "laws/laws.html", context)


@require_GET
def cases(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The worked cases of a pack; each is run as a test of the program."""
    heads = {head.name.id: head for head in all_heads()}
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "")[:LONGEST_WORDS].strip()
    if not cases_of(pack_id) or pack_id not in heads or kind not in ("", *KINDS):
        raise Http404
    english, address = get_language() == "en", reverse("law_cases", args=[pack_id])
    kinds = {"": _("All"), **{key: str(KINDS[key]) for key in kinds_of(pack_id)}}
    context = {
        "title": heads[pack_id].title_en if english else heads[pack_id].title,
        "options": _options(address, "kind", kinds, kind) if len(kinds) > 2 else [],
        "kind": kind,
        "cases": case_rows(pack_id, kind, words, english),
        "words": words,
    }
    return render(request, "laws/cases.html", context)
