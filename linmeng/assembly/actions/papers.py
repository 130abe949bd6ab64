"""Paper ballots on their way: printed with number and stub, brought to the door, set aside when spoilt."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_factor, locked_vote
from linmeng.assembly.models import BallotDelivery, BallotPaper, RollEntry, VoteDecision
from linmeng.assembly.permissions import may_enter_paper_ballots, may_print_papers, may_record_delivery
from linmeng.assembly.states import PAPER, phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write


@action
def print_papers(actor: Actor, *, vote_id: int) -> int:
    """Issue a numbered paper for every unit that has no valid one; returns how many are new."""
    vote = locked_vote(vote_id)
    demand(
        may_print_papers(actor, vote.compound_id),
        _("Only the owners' committee or the clerk prints ballots."),
    )
    demand_second_factor(actor)
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Ballots are printed between notice and the closing instant."))
    valid = BallotPaper.objects.filter(entry_id=OuterRef("id")).exclude(state="void")
    without = RollEntry.objects.filter(~Exists(valid), vote=vote).order_by("walk_order", "unit_code")
    last = BallotPaper.objects.filter(vote=vote).aggregate(Max("number"))["number__max"] or 0
    papers = [
        BallotPaper(vote=vote, entry=entry, number=number, printed_at=actor.at)
        for number, entry in enumerate(without, start=last + 1)
    ]
    BallotPaper.objects.bulk_create(papers, batch_size=500)
    if papers:
        write(actor, "papers_printed", {"vote": str(vote.id), "first": last + 1, "papers": len(papers)})
    return len(papers)


@action
def record_delivery(actor: Actor, *, entry_ids: Collection[int], way: str) -> int:
    """Tick ballots as brought to their units; what was ticked before stays as it is.

    Only a delivery recorded here lets a silence clause speak for a unit.
    """
    entries = list(RollEntry.objects.filter(id__in=list(entry_ids)).select_related("unit").order_by("id"))
    vote_ids = {entry.vote_id for entry in entries}
    if len(vote_ids) != 1 or len(entries) != len(set(entry_ids)):
        raise ValidationError({"entries": _("Please tick doors of one vote.")})
    vote = locked_vote(vote_ids.pop())
    for entry in entries:
        allowed = may_record_delivery(actor, vote.compound_id, entry.unit.building_id)
        demand(allowed, _("These doors are not in your charge."))
    if way not in ("hand", "letterbox", "post"):
        raise ValidationError({"way": _("Please say how the ballot was brought.")})
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Deliveries are recorded between notice and the closing instant."))
    brought = set(BallotDelivery.objects.filter(entry__in=entries).values_list("entry_id", flat=True))
    new = [
        BallotDelivery(entry=e, way=way, by_person_id=actor.person_id, delivered_at=actor.at)
        for e in entries
        if e.id not in brought
    ]
    BallotDelivery.objects.bulk_create(new)
    if new:
        write(actor, "ballots_delivered", {"vote": str(vote.id), "way": way, "doors": len(new)})
    return len(new)


@action
def void_paper(actor: Actor, *, paper_id: int, reason: str) -> BallotPaper:
    """Set a paper aside that was lost, torn or not signed; the reason stays, a new one can be printed."""
    vote_id = BallotPaper.objects.values_list("vote_id", flat=True).get(id=paper_id)
    vote = locked_vote(vote_id)
    demand(may_enter_paper_ballots(actor, vote.compound_id), _("Only those who count set papers aside."))
    demand_second_factor(actor)
    paper = BallotPaper.objects.select_for_update().get(id=paper_id)
    PAPER.check(paper.state, "void", what=str(paper))
    if vote.state not in ("noticed", "closed"):
        raise WrongState(_("This vote is counted; its papers stay as they are."))
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why the paper is void.")})
    paper.state = "void"
    paper.save(update_fields=["state"])
    VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.VOID_PAPER,
        reason=f"No. {paper.number}: {reason.strip()}"[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, "paper_void", {"vote": str(vote.id), "paper": paper.number})
    return paper
