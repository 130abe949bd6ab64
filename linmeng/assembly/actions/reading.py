"""Entering signed papers: read twice, by two who do not see each other's reading; then they are cast."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.casting import PAPER_CHOICES, check_choices, keep_choices
from linmeng.assembly.actions.disputes import void_at_once
from linmeng.assembly.actions.locking import demand, locked_vote, vote_at_count
from linmeng.assembly.actions.turnout import note_turnout
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import BallotPaper, Question, Receipt, Vote
from linmeng.assembly.permissions import may_enter_paper_ballots, may_enter_paper_of
from linmeng.assembly.queries.entitled import signers_of
from linmeng.assembly.queries.late import came_in_time
from linmeng.assembly.queries.paper_signs import sign_on_paper
from linmeng.assembly.queries.recount import open_recount
from linmeng.assembly.queries.signed import Signed, who_signed, why_void
from linmeng.assembly.queries.votes import questions_of
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions import mark_taken_in, note_custody, read_sheet
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
    from_box: bool = True,
) -> BallotPaper:
    """Take down what one person reads on a signed paper, or on its scan.

    Two equal readings by two people (or by a scan and a person) cast the ballot; two that differ wait for
    a third person, whose reading decides if it equals one of them. Nobody reads a paper twice, nor the
    paper of their own home. `signed_by` is the key of a signer (`queries.entitled.signers_of`).

    After closing a paper is read only if it lay in the sealed box, as `from_box` states; it is kept in its
    custody. One that came later belongs into the late register.
    """
    who_may = _("Only those who count enter paper ballots.")
    vote = vote_at_count(actor, vote_id, may_enter_paper_ballots, who_may)
    _check_moment(actor, vote)
    paper = found_paper(vote, token_or_number)
    demand(may_enter_paper_of(actor, vote, paper.entry), _("Nobody enters the ballot of their own home."))
    questions = list(vote.questions.all())
    _check_reading(paper, questions, choices)
    _check_signer(actor, vote, paper, signed_by)
    _check_in_time(actor, vote, paper, from_box)
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
    taken = (vote.state in ("noticed", "closed") and vote.suspended_at is None) or open_recount(
        vote
    ) is not None
    if paper.receipts.exists() or not taken:
        return False
    _take_in(actor, vote, paper, list(vote.questions.all()))
    return True


def _check_moment(actor: Actor, vote: Vote) -> None:
    if vote.state == "closed" or open_recount(vote) is not None:
        return  # the sealed box is opened after closing: what lies in it was cast before
    if vote.suspended_at is not None:
        raise WrongState(_("This vote rests for the moment; no ballot is taken until it goes on."))
    if vote.state != "noticed" or vote.opens_at is None or actor.at < vote.opens_at:
        raise WrongState(_("Papers are entered from the opening of the vote until its count."))


def found_paper(vote: Vote, token_or_number: str) -> BallotPaper:
    """The paper with this number, this code, or this whole address as a reader of codes types it."""
    sign = sign_on_paper(token_or_number)
    wanted = Q(sheet__token=sign)
    if sign.isdigit() and len(sign) < 9:
        wanted |= Q(sheet__number=int(sign))
    papers = BallotPaper.objects.select_for_update(of=("self",)).select_related("entry", "sheet")
    paper = papers.filter(wanted, vote=vote).first()
    if paper is None:
        raise ValidationError({"paper": _("No paper of this vote has this number.")})
    return paper


def _check_in_time(actor: Actor, vote: Vote, paper: BallotPaper, from_box: bool) -> None:
    """What was not back before closing must have lain in the box that was sealed then."""
    if vote.ends_at is None or actor.at < vote.ends_at or came_in_time(vote, paper):
        return
    if not from_box:
        raise WrongState(_("A paper that came after closing is not read; it goes into the late register."))
    with translation.override(settings.LANGUAGE_CODE):
        note_custody(actor, sheet_id=paper.sheet_id, note=_("taken from the sealed box"))


def _check_reading(paper: BallotPaper, questions: list[Question], choices: Mapping[int, str]) -> None:
    if SHEET.final(paper.state):
        raise WrongState(_("Paper No. %s is already entered, or void.") % paper.number)
    check_choices(questions, choices, PAPER_CHOICES)


def _check_signer(actor: Actor, vote: Vote, paper: BallotPaper, signed_by: str) -> None:
    if signed_by not in {signer.key for signer in signers_of(vote, paper.entry, actor.today)}:
        raise ValidationError(
            {"signed_by": _("Please choose which owner signed; an unsigned paper is void.")}
        )


def _take_in(actor: Actor, vote: Vote, paper: BallotPaper, questions: list[Question]) -> None:
    """The paper as it was read becomes a cast ballot; what stands on it is told to nobody."""
    values = settled_values(paper.sheet)
    signed = who_signed(paper, str(values[SIGNED_BY]))
    paper.signed_by = signed.owner
    paper.save(update_fields=["signed_by"])
    receipt = _cast(actor, vote, paper, signed, {q.number: str(values[str(q.number)]) for q in questions})
    mark_taken_in(actor, sheet_id=paper.sheet_id)
    facts = {"vote": str(vote.id), "paper": paper.number, "receipt_sha256": sha256(receipt.code)}
    write(actor, "paper_entered", facts)


def _cast(
    actor: Actor, vote: Vote, paper: BallotPaper, signed: Signed, choices: Mapping[int, str]
) -> Receipt:
    earlier = Receipt.objects.filter(entry_id=paper.entry_id, by=paper.signed_by, channel="paper").count()
    assert paper.sheet.returned_at is not None and vote.ends_at is not None  # noqa: S101  it was read
    receipt = Receipt.objects.create(
        vote=vote,
        entry_id=paper.entry_id,
        channel="paper",
        by=paper.signed_by,
        proxy=signed.proxy,
        cast_by=signed.person_id,
        paper=paper,
        sequence=earlier + 1,
        # what lay in the sealed box at closing is dated to the vote's last second
        cast_at=min(paper.sheet.returned_at, vote.ends_at - timedelta(seconds=1)),
    )
    keep_choices(receipt, questions_of(vote.id), choices)
    reason = why_void(vote, paper, signed, choices)
    if reason:
        void_at_once(actor, receipt, reason)
    note_turnout(vote, paper.entry, receipt)
    return receipt
