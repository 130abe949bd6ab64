"""Finding the paper somebody holds, and the doors somebody stands before."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotPaper, Vote
from linmeng.assembly.queries.entitled import signers_of
from linmeng.assembly.queries.late import came_in_time
from linmeng.assembly.queries.paper_signs import sign_on_paper
from linmeng.common.actor import Actor
from linmeng.papers.models import DoubleEntry, Scan
from linmeng.papers.permissions import may_scan
from linmeng.papers.states import HALF_READ

WAITING_SHOWN = 60


def paper_by_sign(vote: Vote, sign: str) -> BallotPaper | None:
    """The paper with this number, code or scanned address, as read from the sheet."""
    read = sign_on_paper(sign)
    wanted = Q(sheet__token=read)
    if read.isdigit() and len(read) < 9:
        wanted |= Q(sheet__number=int(read))
    return BallotPaper.objects.select_related("entry", "sheet").filter(wanted, vote=vote).first()


def papers_waiting(actor: Actor, vote: Vote) -> dict[str, Any]:
    """Papers that wait for another reader, without a word of what was read; own homes and own readings left out."""
    own_reading = DoubleEntry.objects.filter(sheet_id=OuterRef("sheet_id"), by_person_id=actor.person_id)
    half = BallotPaper.objects.filter(~Exists(own_reading), vote=vote, sheet__state__in=HALF_READ)
    entered = BallotPaper.objects.filter(vote=vote, sheet__state="settled").count()
    waiting = [
        paper
        for paper in half.select_related("entry", "sheet").order_by("sheet__number")[:WAITING_SHOWN]
        if str(actor.person_id) not in paper.entry.owners
    ]
    return {"waiting": waiting, "entered": entered}


def about_paper(actor: Actor, vote: Vote, paper: BallotPaper) -> dict[str, Any]:
    """What the form of a paper must know: the questions, who may have signed, whether it may be late."""
    ended = vote.ends_at is not None and actor.at >= vote.ends_at
    return {
        "questions": list(vote.questions.all()),
        "signers": signers_of(vote, paper.entry, actor.today),
        "after_closing": ended and not came_in_time(vote, paper),
    }


def scan_of(actor: Actor, paper: BallotPaper) -> Scan | None:
    """The page of a pile that shows this paper, for those who may see piles; never what was read on it."""
    if not may_scan(actor, paper.vote.compound_id):
        return None
    shown = Scan.objects.filter(sheet_id=paper.sheet_id, state__in=["read", "unsure", "settled"])
    return shown.order_by("id").first()


def reading_words(paper: BallotPaper) -> str:
    """What became of a paper after a reading; nothing of what was read."""
    said = {
        "read_once": _("Paper No. %s: your reading is kept. A second person must read it."),
        "read_apart": _("Paper No. %s: the readings differ. A third person must read it."),
        "settled": _("Paper No. %s is entered."),
    }
    return said[paper.state] % paper.number
