"""Entering signed papers: read twice, by two people who do not see each other's reading."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.assembly.actions.casting import PAPER_CHOICES, check_choices, keep_choices
from linmeng.assembly.actions.locking import demand, demand_second_factor, locked_vote
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import BallotPaper, PaperEntry, Question, Receipt, Vote
from linmeng.assembly.permissions import may_enter_paper_ballots, may_enter_paper_of
from linmeng.assembly.states import PAPER
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write


@action
def enter_paper(
    actor: Actor, *, vote_id: int, token_or_number: str, choices: Mapping[int, str], signed_by: str
) -> BallotPaper:
    """Take down what one person reads on a signed paper.

    Two equal readings by two people cast the ballot; two that differ wait for a third person, whose
    reading decides if it equals one of them. Nobody reads a paper twice, nor the paper of their own home.
    """
    vote = locked_vote(vote_id)
    demand(may_enter_paper_ballots(actor, vote.compound_id), _("Only those who count enter paper ballots."))
    demand_second_factor(actor)
    _check_moment(actor, vote)
    paper = _found(vote, token_or_number)
    demand(may_enter_paper_of(actor, vote, paper.entry), _("Nobody enters the ballot of their own home."))
    questions = list(vote.questions.all())
    _check_reading(actor, paper, questions, choices, signed_by)
    readings = list(paper.entries.all())
    reading = PaperEntry.objects.create(
        paper=paper,
        round=len(readings) + 1,
        choices={str(number): choice for number, choice in sorted(choices.items())},
        signed_by=signed_by,
        by_person_id=actor.person_id,
        by_seat=actor.seat_title[:60],
        entered_at=actor.at,
    )
    agreed = any(_equal(reading, earlier) for earlier in readings)
    _move(actor, vote, paper, reading, agreed=agreed, first=not readings)
    facts: dict[str, object] = {"vote": str(vote.id), "paper": paper.number, "round": reading.round}
    if agreed:
        facts["receipt_sha256"] = sha256(_cast(vote, paper, questions, choices, signed_by).code)
    write(actor, "paper_entered" if agreed else "paper_read", facts)
    return paper


def _check_moment(actor: Actor, vote: Vote) -> None:
    if vote.state == "closed":
        return  # the sealed box is opened after closing: what lies in it was cast before
    if vote.state != "noticed" or vote.opens_at is None or actor.at < vote.opens_at:
        raise WrongState(_("Papers are entered from the opening of the vote until its count."))


def _found(vote: Vote, token_or_number: str) -> BallotPaper:
    sign = token_or_number.strip().upper()
    wanted = Q(token=sign)
    if sign.isdigit() and len(sign) < 9:
        wanted |= Q(number=int(sign))
    papers = BallotPaper.objects.select_for_update(of=("self",)).select_related("entry")
    paper = papers.filter(wanted, vote=vote).first()
    if paper is None:
        raise ValidationError({"paper": _("No paper of this vote has this number.")})
    return paper


def _check_reading(
    actor: Actor, paper: BallotPaper, questions: list[Question], choices: Mapping[int, str], signed_by: str
) -> None:
    if PAPER.final(paper.state):
        raise WrongState(_("Paper No. %s is already entered, or void.") % paper.number)
    if paper.entries.filter(by_person_id=actor.person_id or 0).exists():
        raise WrongState(_("You have read paper No. %s already; now somebody else must.") % paper.number)
    check_choices(questions, choices, PAPER_CHOICES)
    if signed_by not in paper.entry.owners:
        raise ValidationError(
            {"signed_by": _("Please choose which owner signed; an unsigned paper is void.")}
        )


def _equal(one: PaperEntry, other: PaperEntry) -> bool:
    return one.choices == other.choices and one.signed_by == other.signed_by


def _move(
    actor: Actor, vote: Vote, paper: BallotPaper, reading: PaperEntry, *, agreed: bool, first: bool
) -> None:
    after = "entered" if agreed else "read_once" if first else "read_apart"
    if after != paper.state:
        PAPER.check(paper.state, after, what=str(paper))
    assert vote.closes_at is not None  # noqa: S101  frozen at notice
    if paper.returned_at is None:
        # what lay in the sealed box at closing is dated to the vote's last second
        paper.returned_at = min(actor.at, vote.closes_at - timedelta(seconds=1))
    paper.state, paper.signed_by = after, reading.signed_by if agreed or first else paper.signed_by
    paper.save(update_fields=["state", "returned_at", "signed_by"])


def _cast(
    vote: Vote, paper: BallotPaper, questions: list[Question], choices: Mapping[int, str], signed_by: str
) -> Receipt:
    earlier = Receipt.objects.filter(entry_id=paper.entry_id, by=signed_by, channel="paper").count()
    assert paper.returned_at is not None  # noqa: S101  set with the first reading
    receipt = Receipt.objects.create(
        vote=vote,
        entry_id=paper.entry_id,
        channel="paper",
        by=signed_by,
        paper=paper,
        sequence=earlier + 1,
        cast_at=paper.returned_at,
    )
    keep_choices(receipt, questions, choices)
    return receipt
