"""What stands on the public board, read from several areas."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.models import Vote
from linmeng.assembly.queries import LiveTurnout, turnouts
from linmeng.assembly.states import phase
from linmeng.lists.models import ListItem
from linmeng.pages.assembly.vote_page import turnout_sentence
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import board
from linmeng.voices.models import Outcome

PUBLICATIONS_A_PAGE = 12
MOVED_MATTERS = 6
ON_TOP_OF_LISTS = 5
VOTES_SHOWN = 6


@dataclass(frozen=True)
class VoteCard:
    """A vote that is announced or open, with its turnout once it is open."""

    vote: Vote
    phase: str
    turnout: LiveTurnout | None
    sentence: str


@dataclass(frozen=True)
class Board:
    """One compound's board, or the whole alliance's."""

    compounds: list[Compound]
    compound: Compound | None
    votes: list[VoteCard]
    publications: Page[Publication]
    moved: list[Outcome]
    on_top: list[ListItem]


def _cards(votes: list[Vote], at: datetime) -> list[VoteCard]:
    live = turnouts(votes)
    phases = {vote.id: phase(vote, at) for vote in votes}
    return [
        VoteCard(vote, "noticed", None, "")
        if phases[vote.id] == "noticed"
        else VoteCard(vote, phases[vote.id], live[vote.id], turnout_sentence(live[vote.id]))
        for vote in votes
    ]


def read_board(code: str, page_number: str, at: datetime) -> Board:
    """Everything on the board, in a constant number of queries."""
    compounds = list(Compound.objects.order_by("code"))
    compound = next((c for c in compounds if c.code == code), None)
    of_compound: dict[str, Any] = {"compound": compound} if compound else {}
    votes = Vote.objects.filter(state="noticed", **of_compound).select_related("compound")
    moved = Outcome.objects.filter(matter__isnull=False).select_related("matter__compound")
    on_top = ListItem.objects.filter(left_at__isnull=True, place=1).select_related("matter", "compound")
    if compound:
        moved = moved.filter(matter__compound=compound)
        on_top = ListItem.objects.filter(left_at__isnull=True, compound=compound).select_related(
            "matter", "compound"
        )
    return Board(
        compounds=compounds,
        compound=compound,
        votes=_cards(list(votes.order_by("closes_at", "id")[:VOTES_SHOWN]), at),
        publications=Paginator(board(compound.id if compound else None), PUBLICATIONS_A_PAGE).get_page(
            page_number
        ),
        moved=list(moved.order_by("-happened_at", "-id")[:MOVED_MATTERS]),
        on_top=list(on_top.order_by("list", "place", "compound__code")[:ON_TOP_OF_LISTS]),
    )


def compound_options(slug: str, here: Board) -> list[dict[str, Any]]:
    """The board's filter: all compounds, then each."""
    address = reverse("board", args=[slug])
    options = [{"label": _("All compounds"), "url": address, "current": here.compound is None}]
    return options + [
        {"label": c.name, "url": f"{address}?c={c.code}", "current": c == here.compound}
        for c in here.compounds
    ]
