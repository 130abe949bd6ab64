"""Votes of all compounds: narrowed by compound, state, year and words, page by page; and as a table."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.facts import scope_words
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.vote_search import STATES, VoteSearch, find_votes, years_of
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.pages.assembly.views.starting import compounds_called
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.projects.bridge import matter_classes

VOTES_A_PAGE = 20
MOST_IN_TABLE = 5000
WIDTHS = (16, 30, 18, 18, 12, 12, 12, 10, 10, 12)


def _asked(request: VisitorRequest) -> VoteSearch:
    given, year = request.GET, request.GET.get("year", "")
    state = given.get("state", "")
    return VoteSearch(
        words=given.get("q", "").strip()[:80],
        compound=given.get("c", ""),
        state=state if state in STATES else "",
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )


def _state_words() -> dict[str, str]:
    return {
        "draft": _("being prepared"), "noticed": _("announced"), "open": _("voting now"),
        "suspended": _("resting"), "over": _("being counted"), "closed": _("being counted"),
        "counted": _("being counted"), "published": _("result published"), "archived": _("archived"),
        "cancelled": _("cancelled"),
    }  # fmt: skip


def _narrowing(asked: VoteSearch, compounds: list[Compound]) -> dict[str, Any]:
    words = _state_words()
    return {
        "asked": asked,
        "compounds": compounds,
        "here": next((c for c in compounds if c.code == asked.compound), None),
        "states": [(state, words[state]) for state in STATES],
        "years": years_of(),
        "narrowed": bool(asked.words or asked.compound or asked.state or asked.year),
    }


@require_GET
def vote_list(request: VisitorRequest, slug: str) -> HttpResponse:
    """Votes of one compound or of all, running ones first."""
    actor, asked = request.visitor.actor, _asked(request)
    compounds = list(Compound.objects.order_by("code"))
    page = Paginator(find_votes(actor, asked), VOTES_A_PAGE).get_page(request.GET.get("page"))
    rows = [(vote, phase(vote, actor.at)) for vote in page]
    context = {"page": page, "rows": rows, "today": actor.today, "calls": bool(compounds_called(actor))}
    return render(request, "assembly/list.html", context | _narrowing(asked, compounds))


@require_GET
def votes_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same votes as a table; figures of the roll, never how anybody voted."""
    actor = request.visitor.actor
    votes = find_votes(actor, _asked(request))[:MOST_IN_TABLE]
    heads = [
        _("Compound"), _("Vote"), _("Whose vote"), _("Matter"), _("State"), _("Day of notice"), _("First day"),
        _("Last day"), _("Homes"), _("Owners"),
    ]  # fmt: skip
    content = workbook(_("Owners' votes"), heads, WIDTHS, _lines(votes, actor))
    return workbook_response(content, "votes")


def _lines(votes: Iterable[Vote], actor: Actor) -> Iterator[list[Cell]]:
    words, titles = _state_words(), dict[str, dict[str, str]]()
    for vote in votes:
        place = vote.compound.place
        if place not in titles:
            titles[place] = {matter.key: matter.title for matter in matter_classes(place, actor.today)}
        yield [
            vote.compound.name,
            vote.title,
            scope_words(vote),
            titles[place].get(vote.matter_class, vote.matter_class),
            words[phase(vote, actor.at)],
            vote.noticed_on,
            local_day(vote.opens_at) if vote.opens_at else None,
            vote.last_day,
            vote.roll_units,
            vote.roll_heads,
        ]
