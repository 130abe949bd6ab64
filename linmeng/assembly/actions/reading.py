"""Entering signed papers: read twice, by two who do not see each other's reading; then they are cast."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.assembly.actions.casting import PAPER_CHOICES, check_choices, keep_choices
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.actions.turnout import note_turnout
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import BallotPaper, Question, Receipt, Vote
from linmeng.assembly.permissions import may_enter_paper_ballots, may_enter_paper_of
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions import mark_taken_in, read_sheet
from linmeng.papers.models import Sheet
from linmeng.papers.queries import settled_values
from linmeng.papers.states import SHEET
from linmeng.record.actions import write

SIGNED_BY = "signed_by"


@action
def enter_paper(
    actor: Actor,
    *,
    vote_id: int,
    token_or_number: str,
    choices: Mapping[int, str],
    signed_by: str,
    scan_id: int | None = None,
) -> BallotPaper:
    """Take down what one person reads on a signed paper, or on its scan.

    Two equal readings by two people (or by a scan and a person) cast the ballot; two that differ wait for
    a third person, whose reading decides if it equals one of them. Nobody reads a paper twice, nor the
    paper of their own home.
    """
    vote = locked_vote(vote_id)
    demand(may_enter_paper_ballots(actor, vote.compound_id), _("Only those who count enter paper ballots."))
    demand_second_key(actor)
    _check_moment(actor, vote)
    paper = _found(vote, token_or_number)
    demand(may_enter_paper_of(actor, vote, paper.entry), _("Nobody enters the ballot of their own home."))
    questions = list(vote.questions.all())
    _check_reading(paper, questions, choices, signed_by)
    values = {str(number): choice for number, choice in sorted(choices.items())} | {SIGNED_BY: signed_by}
    paper.sheet = read_sheet(actor, sheet_id=paper.sheet_id, values=values, scan_id=scan_id)
    if paper.sheet.state == Sheet.State.SETTLED:
        _take_in(actor, vote, paper, questions)
    return paper


@action
def take_in_paper(actor: Actor, *, paper_id: int) -> bool:
    """Cast a paper whose readings agree, the last of them a scan's; False when it was taken in already."""
    paper = BallotPaper.objects.select_related("entry", "sheet__run").get(id=paper_id)
    vote = locked_vote(paper.vote_id)
    if paper.receipts.exists() or vote.state not in ("noticed", "closed"):
        return False
    _take_in(actor, vote, paper, list(vote.questions.all()))
    return True


def _check_moment(actor: Actor, vote: Vote) -> None:
    if vote.state == "closed":
        return  # the sealed box is opened after closing: what lies in it was cast before
    if vote.state != "noticed" or vote.opens_at is None or actor.at < vote.opens_at:
        raise WrongState(_("Papers are entered from the opening of the vote until its count."))


def _found(vote: Vote, token_or_number: str) -> BallotPaper:
    sign = token_or_number.strip().upper()
    wanted = Q(sheet__token=sign)
    if sign.isdigit() and len(sign) < 9:
        wanted |= Q(sheet__number=int(sign))
    papers = BallotPaper.objects.select_for_update(of=("self",)).select_related("entry", "sheet")
    paper = papers.filter(wanted, vote=vote).first()
    if paper is None:
        raise ValidationError({"paper": _("No paper of this vote has this number.")})
    return paper


def _check_reading(
    paper: BallotPaper, questions: list[Question], choices: Mapping[int, str], signed_by: str
) -> None:
    if SHEET.final(paper.state):
        raise WrongState(_("Paper No. %s is already entered, or void.") % paper.number)
    check_choices(questions, choices, PAPER_CHOICES)
    if signed_by not in paper.entry.owners:
        raise ValidationError(
            {"signed_by": _("Please choose which owner signed; an unsigned paper is void.")}
        )


def _take_in(actor: Actor, vote: Vote, paper: BallotPaper, questions: list[Question]) -> None:
    """The paper as it was read becomes a cast ballot; what stands on it is told to nobody."""
    values = settled_values(paper.sheet)
    paper.signed_by = str(values[SIGNED_BY])
    paper.save(update_fields=["signed_by"])
    receipt = _cast(vote, paper, questions, values)
    mark_taken_in(actor, sheet_id=paper.sheet_id)
    facts = {"vote": str(vote.id), "paper": paper.number, "receipt_sha256": sha256(receipt.code)}
    write(actor, "paper_entered", facts)


def _cast(vote: Vote, paper: BallotPaper, questions: list[Question], values: Mapping[str, Any]) -> Receipt:
    earlier = Receipt.objects.filter(entry_id=paper.entry_id, by=paper.signed_by, channel="paper").count()
    assert paper.sheet.returned_at is not None and vote.ends_at is not None  # noqa: S101  it was read
    receipt = Receipt.objects.create(
        vote=vote,
        entry_id=paper.entry_id,
        channel="paper",
        by=paper.signed_by,
        paper=paper,
        sequence=earlier + 1,
        # what lay in the sealed box at closing is dated to the vote's last second
        cast_at=min(paper.sheet.returned_at, vote.ends_at - timedelta(seconds=1)),
    )
    keep_choices(receipt, questions, {q.number: str(values[str(q.number)]) for q in questions})
    note_turnout(vote, paper.entry)
    return receipt
