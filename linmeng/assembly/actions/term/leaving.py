"""A member leaves before the term ends; what follows for the committee stands in the law."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.queries import present_term
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.actions.term.filing import open_filing
from linmeng.assembly.actions.term.hand_over import open_hand_over
from linmeng.assembly.bridge.term import members_may_propose_removal, removal_shares
from linmeng.assembly.models import Filing, HandOver, Leaving, Vote
from linmeng.assembly.permissions import may_complete_filing, may_propose_leaving
from linmeng.assembly.states import LEAVING
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.people.actions import end_seat
from linmeng.people.models import Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.record.actions import write


@action
def propose_leaving(
    actor: Actor,
    *,
    seat_id: int,
    kind: str,
    ground: str,
    members_agreed: int = 0,
    by_owners: bool = False,
    path: str = "",
) -> Leaving:
    """Write down that a member is to leave. A removal needs a third of the members or a fifth of the owners
    behind it (`path`: the minutes or the petition), and then the owners' vote; the others need their paper.
    """
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("body__compound", "person")
        .get(id=seat_id)
    )
    compound = seat.body.compound
    if compound is None or seat.role not in COMMITTEE:
        raise ValidationError({"seat": _("Only members of an owners' committee leave it.")})
    demand(may_propose_leaving(actor, compound.id), _("Members or the community worker enter this."))
    if seat.valid_to is not None:
        raise WrongState(_("This office has ended already."))
    if kind not in Leaving.Kind.values or len(ground.strip()) < 4:
        raise ValidationError({"ground": _("Please say in a few words why the member leaves.")})
    proposed_by = actor.seat_title
    if kind == Leaving.Kind.REMOVAL:
        proposed_by = _who_proposes(actor, seat, members_agreed, by_owners)
    leaving = Leaving.objects.create(
        compound=compound,
        seat=seat,
        person_id=seat.person_id,
        kind=kind,
        ground=ground.strip()[:400],
        proposed_by=proposed_by[:120],
        path=path[:160],
        opened_at=actor.at,
    )
    write(actor, "leaving_proposed", {"leaving": str(leaving.id), "seat": str(seat.id), "kind": kind})
    return leaving


def _who_proposes(actor: Actor, seat: Seat, members_agreed: int, by_owners: bool) -> str:
    compound = seat.body.compound
    assert compound is not None  # noqa: S101  checked by the caller
    members_share, owners_share, article = removal_shares(compound.place, actor.today)
    if by_owners:
        return _("owners with %s") % owners_share
    present = Seat.objects.filter(body_id=seat.body_id, role__in=COMMITTEE, valid_to__isnull=True).count()
    if members_agreed > present or not members_may_propose_removal(
        compound.place, actor.today, members=present, agreed=members_agreed
    ):
        raise AgainstTheLaw(
            _("A removal is proposed by %(members)s of the members or %(owners)s of the owners.")
            % {"members": members_share or "—", "owners": owners_share or "—"},
            article=article,
        )
    return _("%(n)s of %(all)s members") % {"n": members_agreed, "all": present}


@action
def decide_leaving(actor: Actor, *, leaving_id: int, leaves: bool, vote_id: int | None = None) -> Leaving:
    """The seat becomes free, or the member stays. A removal needs the owners' published vote (278(1)(3));
    then the change is reported and the leaving member hands over.
    """
    rows = Leaving.objects.select_for_update(of=("self",)).select_related("compound", "seat")
    leaving = rows.get(id=leaving_id)
    demand(
        may_complete_filing(actor, leaving.compound_id),
        _("The community worker enters it, from the result or the letter."),
    )
    LEAVING.check(leaving.state, "ended" if leaves else "stays", what=leaving.get_kind_display())
    if leaving.kind == Leaving.Kind.REMOVAL:
        leaving.vote = _deciding_vote(leaving, leaves, vote_id)
    leaving.state, leaving.ended_at = ("ended" if leaves else "stays"), actor.at
    leaving.save(update_fields=["state", "ended_at", "vote"])
    if leaves:
        _leave(actor, leaving)
    facts = {"leaving": str(leaving.id), "state": leaving.state, "vote": str(leaving.vote_id or "")}
    write(actor, "leaving_decided", facts)
    return leaving


def _deciding_vote(leaving: Leaving, leaves: bool, vote_id: int | None) -> Vote:
    votes = Vote.objects.filter(
        id=vote_id, compound_id=leaving.compound_id, state__in=["published", "archived"]
    )
    vote = votes.first()
    if vote is None or vote.matter_class != "elect_committee":
        raise WrongState(_("First the owners vote on the removal, and the result is published."))
    newest = vote.counts.order_by("-version").first()
    if newest is None or newest.passed != leaves:
        raise WrongState(_("The published result of that vote says otherwise."))
    return vote


def _leave(actor: Actor, leaving: Leaving) -> None:
    end_seat(actor, seat_id=leaving.seat_id, on=actor.today)
    report_change(actor, leaving.compound_id)


def report_change(actor: Actor, compound_id: int, *, handed_over: bool = True) -> None:
    """Members changed: the street is told, and who leaves hands over; part of the act that changed them.

    `handed_over` False: somebody came and nobody left.
    """
    term = present_term(compound_id)
    if not Filing.objects.filter(compound_id=compound_id, is_change=True, state="preparing").exists():
        open_filing(actor, compound_id=compound_id)
    term_id = term.id if term else None
    open_now = HandOver.objects.filter(
        compound_id=compound_id, kind="by_member", from_term_id=term_id, finished_at__isnull=True
    )
    if handed_over and not open_now.exists():
        open_hand_over(
            actor,
            compound_id=compound_id,
            kind="by_member",
            from_term_id=term_id,
            since=actor.today,
        )


@action
def take_back_leaving(actor: Actor, *, leaving_id: int, reason: str) -> Leaving:
    """The proposal is withdrawn: the member stays."""
    leaving = Leaving.objects.select_for_update(of=("self",)).get(id=leaving_id)
    demand(may_propose_leaving(actor, leaving.compound_id), _("Members or the community worker enter this."))
    LEAVING.check(leaving.state, "stays", what=leaving.get_kind_display())
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why it is taken back.")})
    leaving.state, leaving.ended_at = "stays", actor.at
    leaving.ground = f"{leaving.ground} — {reason.strip()}"[:400]
    leaving.save(update_fields=["state", "ended_at", "ground"])
    write(actor, "leaving_taken_back", {"leaving": str(leaving.id)})
    return leaving
