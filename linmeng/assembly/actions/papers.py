"""Paper ballots: printed with number and stub, set aside when spoilt."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.models import BallotPaper, RollEntry, Vote, VoteDecision
from linmeng.assembly.permissions import may_enter_paper_ballots, may_print_papers
from linmeng.assembly.queries.disputes import papers_found_void
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions import SheetPlace, issue_sheets, set_aside
from linmeng.papers.models import PrintRun
from linmeng.record.actions import write


@action
def print_papers(actor: Actor, *, vote_id: int, layout: Mapping[str, Any] | None = None) -> int:
    """Issue a numbered paper for every unit that has no valid one; returns how many are new.

    `layout` tells where the boxes stand on the printed form, so that scans of it can be read. Where more
    than one owner may sign, who signed is a matter of reading too: there a scan is no reading.
    """
    vote = locked_vote(vote_id)
    demand(
        may_print_papers(actor, vote.compound_id),
        _("Only the owners' committee or the clerk prints ballots."),
    )
    demand_second_key(actor)
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Ballots are printed between notice and the closing instant."))
    valid = BallotPaper.objects.filter(~Q(sheet__state="void"), entry_id=OuterRef("id"), prepared_by="")
    valid = valid.exclude(id__in=papers_found_void())
    without = list(RollEntry.objects.filter(~Exists(valid), vote=vote).order_by("walk_order", "unit_code"))
    if without:
        _issue(actor, vote, without, layout or {})
        write(actor, "papers_printed", {"vote": str(vote.id), "papers": len(without)})
    return len(without)


def _place(entry: RollEntry) -> SheetPlace:
    return SheetPlace(unit_id=entry.unit_id, subject_id=entry.id, people_only=len(entry.owners) > 1)


def _issue(actor: Actor, vote: Vote, entries: list[RollEntry], layout: Mapping[str, Any]) -> None:
    run = issue_sheets(
        actor,
        compound=vote.compound,
        kind=PrintRun.Kind.BALLOT,
        title=vote.title,
        places=[_place(entry) for entry in entries],
        subject_id=vote.id,
        layout=layout,
        readings_needed=2,
    )
    sheets = run.sheets.order_by("walk_order")
    BallotPaper.objects.bulk_create(
        [
            BallotPaper(vote=vote, entry=entry, sheet=sheet)
            for entry, sheet in zip(entries, sheets, strict=True)
        ],
        batch_size=500,
    )


@action
def void_paper(actor: Actor, *, paper_id: int, reason: str) -> BallotPaper:
    """Set a paper aside that was lost, torn or not signed; the reason stays, a new one can be printed."""
    vote_id = BallotPaper.objects.values_list("vote_id", flat=True).get(id=paper_id)
    vote = locked_vote(vote_id)
    demand(may_enter_paper_ballots(actor, vote.compound_id), _("Only those who count set papers aside."))
    demand_second_key(actor)
    if vote.state not in ("noticed", "closed"):
        raise WrongState(_("This vote is counted; its papers stay as they are."))
    paper = BallotPaper.objects.get(id=paper_id)
    paper.sheet = set_aside(actor, sheet_id=paper.sheet_id, reason=reason)
    with translation.override(settings.LANGUAGE_CODE):  # owners read these words, whoever clicks
        told = _("No. %(number)s: %(state)s") % {"number": paper.number, "state": reason.strip()}
    VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.VOID_PAPER,
        reason=told[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, "paper_void", {"vote": str(vote.id), "paper": paper.number})
    return paper
