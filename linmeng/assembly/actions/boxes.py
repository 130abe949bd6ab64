"""Ballot boxes and leaders' envelopes: shown empty, sealed, handed in, opened; always by two people."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building
from linmeng.assembly.actions.locking import demand, locked_vote
from linmeng.assembly.models import BallotBox, BoxEvent, Vote
from linmeng.assembly.permissions import may_keep_boxes, may_print_papers
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.people.models import Person
from linmeng.record.actions import write

Kind = BoxEvent.Kind
AFTER = {
    "": (Kind.SEALED,),
    Kind.SEALED: (Kind.HANDED_IN, Kind.OPENED),
    Kind.HANDED_IN: (Kind.OPENED,),
    Kind.OPENED: (),
}


@action
def add_box(
    actor: Actor, *, vote_id: int, kind: str, place: str = "", building_id: int | None = None
) -> BallotBox:
    """A box at a place, or the envelope in which the leader of a building carries signed papers."""
    vote = locked_vote(vote_id)
    demand(may_print_papers(actor, vote.compound_id), _("The committee or the clerk sets boxes up."))
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Boxes are set up between notice and the closing instant."))
    building = Building.objects.filter(id=building_id, compound_id=vote.compound_id).first()
    if kind not in BallotBox.Kind.values or (kind == BallotBox.Kind.ENVELOPE and building is None):
        raise ValidationError(
            {"building": _("Please choose the building whose leader carries the envelope.")}
        )
    if kind == BallotBox.Kind.BOX and not place.strip():
        raise ValidationError({"place": _("Please say where the box stands.")})
    last = vote.boxes.aggregate(Max("number"))["number__max"] or 0
    box = BallotBox.objects.create(
        vote=vote, kind=kind, number=last + 1, place=place.strip()[:60], building=building
    )
    write(actor, "box_added", {"vote": str(vote.id), "box": box.number, "kind": kind})
    return box


@action
def note_box(
    actor: Actor,
    *,
    box_id: int,
    kind: str,
    witness: str,
    seal: str = "",
    papers: int | None = None,
    note: str = "",
) -> BoxEvent:
    """Something was done with a box by the actor and a second person, who is named.

    A leader's envelope is sealed and handed in by that leader; nothing is opened before the closing instant.
    """
    vote = locked_vote(BallotBox.objects.values_list("vote_id", flat=True).get(id=box_id))
    box = BallotBox.objects.get(id=box_id)
    _check_person(actor, vote, box, kind)
    _check_two(actor, witness)
    _check_order(actor, vote, box, kind)
    if kind != Kind.HANDED_IN and not seal.strip():
        raise ValidationError({"seal": _("Please write down the number on the seal.")})
    if kind == Kind.OPENED and papers is None:
        raise ValidationError({"papers": _("Please count the papers before they are read.")})
    event = BoxEvent.objects.create(
        box=box,
        kind=kind,
        seal=seal.strip()[:40],
        papers=papers if kind == Kind.OPENED else None,
        by_person_id=actor.person_id or 0,
        by_seat=actor.seat_title[:60],
        witness=witness.strip()[:60],
        note=note.strip()[:200],
        happened_at=actor.at,
    )
    facts = {"vote": str(vote.id), "box": box.number, "papers": event.papers}
    write(actor, f"box_{kind}", facts)
    return event


def _check_person(actor: Actor, vote: Vote, box: BallotBox, kind: str) -> None:
    demand(may_keep_boxes(actor, vote.compound_id), _("Only those who carry or count handle boxes."))
    if actor.wears("building_leader"):
        own = actor.hat is not None and box.building_id == actor.hat.building_id
        if not own or kind == Kind.OPENED:
            raise NotAllowed(_("A building leader seals and hands in the envelope of the own building."))


def _check_two(actor: Actor, witness: str) -> None:
    alone = Person.objects.filter(id=actor.person_id, name=witness.strip()).exists()
    if not witness.strip() or alone:
        raise ValidationError({"witness": _("Two people do this: please name the second one.")})


def _check_order(actor: Actor, vote: Vote, box: BallotBox, kind: str) -> None:
    last = box.events.order_by("happened_at", "id").last()
    before = last.kind if last is not None else ""
    if kind not in AFTER[before]:
        raise WrongState(_("This step does not follow from where the box is now."))
    now = phase(vote, actor.at)
    if kind == Kind.OPENED and now not in ("over", "closed"):
        raise WrongState(_("Boxes are opened after the closing instant, before everyone's eyes."))
    if kind == Kind.SEALED and now not in ("noticed", "open"):
        raise WrongState(_("A box is sealed before papers are put in, while the vote lasts."))
