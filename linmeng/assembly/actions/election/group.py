"""The election group: formed by the street, odd in number, owners at least half, headed from the street."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.actions import set_committee_state
from linmeng.alliance.queries import present_term
from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.bridge import law_days
from linmeng.assembly.models import Election, GroupMember
from linmeng.assembly.queries.ways_on import language
from linmeng.assembly.states import BEFORE_BALLOT
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw
from linmeng.ground.acts import action
from linmeng.people.models import Ownership
from linmeng.people.queries import in_force
from linmeng.record.actions import write


@dataclass(frozen=True)
class NewMember:
    """Somebody in the group; `person_id` of an owner of this compound."""

    name: str
    capacity: str
    heads: bool = False
    person_id: int | None = None


@action
def form_group(
    actor: Actor, *, election_id: int, members: Sequence[NewMember], formed_on: date, words: str = ""
) -> list[GroupMember]:
    """Write down whom the street called into the group; a second time those before are kept as having left.

    With it a committee in office is in re-election: major matters wait (SH 28).
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, *BEFORE_BALLOT)
    if election.kind == Election.Kind.BY_ELECTION:
        raise ValidationError(_("A by-election needs no election group of its own."))
    if formed_on > actor.today:
        raise ValidationError({"formed_on": _("This day is still to come.")})
    _check_group(election, members, actor)
    election.group.filter(left_on__isnull=True).update(left_on=actor.today)
    # the list that hangs names others: it is hung again
    election.steps.filter(key="group_posted", withdrawn_at__isnull=True).update(withdrawn_at=actor.at)
    rows = GroupMember.objects.bulk_create(
        GroupMember(
            election=election,
            person_id=member.person_id,
            name=member.name.strip()[:40],
            capacity=member.capacity,
            heads_group=member.heads,
            joined_at=actor.at,
        )
        for member in members
    )
    keep_step(actor, election, "group", done_on=formed_on, words=words)
    _freeze_committee(actor, election, formed_on)
    facts = {"election": str(election.id), "members": len(rows), "on": formed_on.isoformat()}
    write(actor, "election_group_formed", facts)
    return rows


def _check_group(election: Election, members: Sequence[NewMember], actor: Actor) -> None:
    owners = [member for member in members if member.capacity == GroupMember.Capacity.OWNER]
    heads = [member for member in members if member.heads]
    faults = []
    if len(members) % 2 == 0:
        faults.append(_("The number of members is odd."))
    if len(owners) * 2 < len(members):
        faults.append(_("At least half of the members are owners."))
    if len(heads) != 1 or heads[0].capacity != GroupMember.Capacity.STREET:
        faults.append(_("One member from the street office heads the group."))
    if faults:
        raise AgainstTheLaw(" ".join(faults), article=group_article(election, actor.today))
    if any(len(member.name.strip()) < 2 for member in members):
        raise ValidationError({"members": _("Each member has a name.")})
    _check_owners(election, [member.person_id for member in owners if member.person_id], actor)


def _check_owners(election: Election, person_ids: list[int], actor: Actor) -> None:
    owning = Ownership.objects.filter(
        in_force(actor.today), unit__compound_id=election.compound_id, person_id__in=person_ids
    )
    if set(owning.values_list("person_id", flat=True)) != set(person_ids):
        raise ValidationError({"members": _("Somebody entered as an owner owns nothing here.")})


def group_article(election: Election, day: date) -> str:
    """Where the law of this place says what the group must be."""
    kind, what = "expiry_reported", "election_group"
    if election.kind == Election.Kind.FIRST:
        kind, what = "group_requested", "group_formed"
    found = law_days(election.compound.place, kind, day, language()).get(what)
    return found.article if found else ""


def _freeze_committee(actor: Actor, election: Election, on: date) -> None:
    term = present_term(election.compound_id)
    if term is not None and term.state == "in_office":
        set_committee_state(
            actor, body_id=term.body_id, state="in_reelection", on=max(on, term.starts_on), filing=term.filing
        )
