"""Papers that came after closing: kept in a register of their own, never counted (case 24)."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.models import BallotPaper, LatePaper, Vote
from linmeng.assembly.permissions import may_keep_late_papers
from linmeng.assembly.queries.late import came_in_time
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.papers.actions import set_aside
from linmeng.papers.states import SHEET
from linmeng.record.actions import write

NEVER_OPEN = ("draft", "cancelled")


@action
def keep_late_paper(actor: Actor, *, vote_id: int, number: str, note: str = "") -> LatePaper:
    """Write a paper that came after closing into the late register; a sheet of ours can be read no more.

    Refused before the closing instant, for a paper that was back in time, and twice for one number.
    """
    vote = locked_vote(vote_id)
    demand(may_keep_late_papers(actor, vote.compound_id), _("Only those who count keep this register."))
    demand_second_key(actor)
    if vote.state in NEVER_OPEN or vote.ends_at is None or actor.at < vote.ends_at:
        raise WrongState(_("The vote is still open: a paper that comes now is in time."))
    sign = number.strip().upper()[:24]
    paper = _ours(vote, sign)
    if paper is not None and came_in_time(vote, paper):
        raise WrongState(
            _("Paper No. %s was back before closing; it is entered, not kept here.") % paper.number
        )
    row = _kept(actor, vote, paper, str(paper.number) if paper is not None else sign, note)
    if paper is not None and SHEET.allows(paper.sheet.state, "void"):
        set_aside(actor, sheet_id=paper.sheet_id, reason=_("came after closing"))
    write(actor, "late_paper_kept", {"vote": str(vote.id), "ours": paper is not None})
    return row


def _ours(vote: Vote, sign: str) -> BallotPaper | None:
    wanted = Q(sheet__token=sign)
    if sign.isdigit() and len(sign) < 9:
        wanted |= Q(sheet__number=int(sign))
    return BallotPaper.objects.select_related("entry", "sheet").filter(wanted, vote=vote).first()


def _kept(actor: Actor, vote: Vote, paper: BallotPaper | None, number: str, note: str) -> LatePaper:
    if not number:
        raise ValidationError(
            {"number": _("Please type the number on the paper, or a few words if it has none.")}
        )
    if LatePaper.objects.filter(vote=vote, number=number).exists():
        raise ValidationError({"number": _("This paper stands in the register already.")})
    return LatePaper.objects.create(
        vote=vote,
        paper=paper,
        number=number,
        received_at=actor.at,
        received_by=actor.seat_title[:60],
        note=note.strip()[:200],
    )
