"""The phone prepares a numbered paper where only signed paper counts. What is chosen is kept nowhere here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.actions.delivery import note_opened
from linmeng.assembly.actions.locking import demand, locked_vote
from linmeng.assembly.models import BallotPaper, RollEntry, Vote
from linmeng.assembly.permissions import is_owner_on_roll
from linmeng.assembly.queries.entitled import voices_for
from linmeng.assembly.queries.prepared_paper import prepared_papers
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.forms import take_in_once
from linmeng.ground.acts import action
from linmeng.papers.actions import SheetPlace, issue_own_sheet
from linmeng.papers.models import PrintRun
from linmeng.papers.states import OUT
from linmeng.record.actions import write


@action
def prepare_paper(
    actor: Actor, *, vote_id: int, entry_id: int, layout: Mapping[str, Any], key: str
) -> BallotPaper:
    """A numbered paper for one's own home; the same `key` again gives the same paper.

    The choice does not come here at all: it stands on the printed sheet alone. The asker's own earlier
    paper is set aside while it is out; the one that a building leader brought to the door stays good, for
    a co-owner may hold it, and which of two signed papers counts the notice says (`repeat`). Refuses once
    a signed paper of the asker came back, unless the last ballot counts.
    """
    vote = locked_vote(vote_id)
    entry = RollEntry.objects.get(id=entry_id, vote=vote)
    _check_entitled(actor, vote, entry)
    paper_id = take_in_once(
        actor,
        act=f"prepare paper {entry_id}",
        key=key[:40],
        perform=lambda: str(_prepared(actor, vote, entry, layout).id),
    )
    return BallotPaper.objects.select_related("vote", "entry", "sheet").get(id=int(paper_id))


def _check_entitled(actor: Actor, vote: Vote, entry: RollEntry) -> None:
    demand(bool(_in_whose_place(actor, vote, entry)), _not_theirs(actor, vote, entry))
    if not vote.paper_by_phone:
        raise WrongState(_("In this vote the phone prepares no papers."))
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Papers are prepared between notice and the closing instant."))


def _in_whose_place(actor: Actor, vote: Vote, entry: RollEntry) -> list[str]:
    """The owners for whom this person may sign: oneself, a ward, a company; never by a mandate alone."""
    return [voice.owner for voice in voices_for(actor, vote, entry) if voice.proxy is None]


def _not_theirs(actor: Actor, vote: Vote, entry: RollEntry) -> str:
    if is_owner_on_roll(actor, entry):
        return _("Somebody else votes for %s, or the desk has to look first.") % entry.unit_code
    return _("Only an owner on the roll of this vote can vote for this home.")


def _prepared(actor: Actor, vote: Vote, entry: RollEntry, layout: Mapping[str, Any]) -> BallotPaper:
    earlier = list(prepared_papers(actor, vote).filter(entry=entry))
    back = entry.receipts.filter(by__in=_in_whose_place(actor, vote, entry)).exists()
    if vote.repeat != "last" and (back or any(paper.state not in OUT for paper in earlier)):
        raise WrongState(_("Your signed paper for %s came back. It stands.") % entry.unit_code)
    sheet = issue_own_sheet(
        actor,
        compound=vote.compound,
        kind=PrintRun.Kind.BALLOT,
        title=_("%s: prepared on phones") % vote.title,
        place=SheetPlace(unit_id=entry.unit_id, subject_id=entry.id, people_only=len(entry.owners) > 1),
        subject_id=vote.id,
        layout=layout,
        replaces=[paper.sheet_id for paper in earlier],
    )
    paper = BallotPaper.objects.create(vote=vote, entry=entry, sheet=sheet, prepared_by=str(actor.person_id))
    note_opened(actor, entry_id=entry.id)
    write(actor, "paper_prepared", {"vote": str(vote.id), "paper": sheet.number})
    return paper
