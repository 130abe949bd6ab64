"""Reading papers again for a recount: two people, blind, as at the first count. What was entered stays."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.casting import PAPER_CHOICES, check_choices
from linmeng.assembly.actions.locking import demand, vote_at_count
from linmeng.assembly.actions.reading import found_paper
from linmeng.assembly.models import (
    BallotPaper,
    CastBallot,
    RecountReading,
    ReReading,
    Vote,
    VoteDecision,
)
from linmeng.assembly.permissions import may_count, may_enter_paper_of
from linmeng.assembly.queries.recount import agreed, open_recount
from linmeng.assembly.queries.results import box_of
from linmeng.assembly.queries.signatures import newest_version
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

SHORTEST = 4


@action
def begin_recount(actor: Actor, *, vote_id: int, reason: str) -> VoteDecision:
    """Decide to count again, with a reason everyone can read. From now on papers may be read again, and
    a paper that was overlooked in the box may be entered; the next count takes it all in.
    """
    who_may = _("Only the owners' committee, the clerk or a scrutineer counts a vote.")
    vote = vote_at_count(actor, vote_id, may_count, who_may)
    if vote.state not in ("counted", "published"):
        raise WrongState(_("There is no count yet that could be repeated."))
    if open_recount(vote) is not None:
        raise WrongState(_("A recount is under way already."))
    return decide_recount(actor, vote, reason)


def decide_recount(actor: Actor, vote: Vote, reason: str) -> VoteDecision:
    """Write the decision down; part of beginning a recount."""
    if len(reason.strip()) < SHORTEST:
        raise ValidationError({"reason": _("Please say in a few words why it is counted again.")})
    decision = VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.RECOUNT,
        reason=reason.strip()[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, "recount_begun", {"vote": str(vote.id), "version": newest_version(vote) + 1})
    return decision


@action
def re_read_paper(
    actor: Actor, *, vote_id: int, token_or_number: str, choices: Mapping[int, str]
) -> list[RecountReading]:
    """Take down what one person reads on a paper that was counted before; answers all readings of it.

    Two people who read alike settle it; where that differs from what was entered, the next count follows
    them, and the earlier reading stays. Two who differ wait for a third. Nobody reads a paper twice, nor
    that of their own home.
    """
    vote = vote_at_count(actor, vote_id, may_count, _("Only those who count enter paper ballots."))
    decision = open_recount(vote)
    if decision is None:
        raise WrongState(_("First decide to count again, with a reason; then papers can be read again."))
    paper = found_paper(vote, token_or_number)
    demand(may_enter_paper_of(actor, vote, paper.entry), _("Nobody enters the ballot of their own home."))
    check_choices(list(vote.questions.all()), choices, PAPER_CHOICES)
    readings = _kept(actor, vote, paper, choices)
    values = agreed(readings)
    if values is not None:
        _take_in(actor, vote, paper, readings, decision.reason)
    facts = {"vote": str(vote.id), "paper": paper.number, "reading": len(readings), "settled": bool(values)}
    write(actor, "paper_read_again", facts)
    return readings


def _kept(actor: Actor, vote: Vote, paper: BallotPaper, choices: Mapping[int, str]) -> list[RecountReading]:
    version = newest_version(vote) + 1
    earlier = list(RecountReading.objects.filter(paper=paper, version=version).order_by("read_at", "id"))
    if not paper.receipts.exists():
        raise WrongState(_("Paper No. %s was not counted before: please enter it.") % paper.number)
    if agreed(earlier) is not None:
        raise WrongState(_("Paper No. %s was read again by two people already.") % paper.number)
    if actor.person_id is None or any(one.by_person_id == actor.person_id for one in earlier):
        raise WrongState(_("You have read paper No. %s already; now somebody else must.") % paper.number)
    reading = RecountReading.objects.create(
        vote=vote,
        paper=paper,
        version=version,
        values={str(number): choice for number, choice in sorted(choices.items())},
        by_person_id=actor.person_id,
        by_seat=actor.seat_title[:60],
        read_at=actor.at,
    )
    return [*earlier, reading]


def _take_in(
    actor: Actor, vote: Vote, paper: BallotPaper, readings: list[RecountReading], reason: str
) -> None:
    """Only what differs from the earlier reading is written down."""
    values = agreed(readings)
    assert values is not None  # noqa: S101  asked before
    alike = [one for one in readings if one.values == values][:2]
    box = box_of(vote)
    for ballot in CastBallot.objects.filter(receipt__paper=paper).select_related("question", "receipt"):
        before, now = box.choice(ballot), values[str(ballot.question.number)]
        if before != now:
            ReReading.objects.create(
                vote=vote,
                receipt=ballot.receipt,
                question=ballot.question,
                version=alike[0].version,
                before=before,
                choice=now,
                reason=reason[:200],
                first_by=alike[0].by_seat,
                second_by=alike[1].by_seat,
                read_at=actor.at,
            )
