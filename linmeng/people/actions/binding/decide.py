"""At the counter: the clerk has seen the documents and says yes or no. No number of any document is kept."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.actions.binding.linking import ACTING, AT_HOME, facts_of, release, tie
from linmeng.people.models import Binding, Ownership, Person, Representation, Residence, User
from linmeng.people.permissions import may_answer_for_home, may_decide_bindings
from linmeng.people.queries.actors import in_force, person_of_user
from linmeng.people.queries.bindings import people_of_unit, standing_binding
from linmeng.people.states import BINDING
from linmeng.record.actions import write

PROOFS: dict[str, tuple[str, ...]] = {
    "owner": ("title",),
    "family": ("family", "title"),
    "tenant": ("lease", "family"),
    "heir": ("inheritance",),
    "company": ("licence",),
    "guardian": ("guardianship",),
}
"""Which papers show which relation."""


@dataclass(frozen=True)
class Seen:
    """What the clerk saw and chose: the paper, whom of the roll it names, for whom they act."""

    proof: str
    person_id: int | None = None
    """Whom of the roll it is; empty: somebody new at this door (never an owner)."""
    principal_id: int | None = None
    """The owner for whom a guardian, a company's agent or an heir acts."""
    new_log_in: bool = False
    """They lost the phone of their earlier log-in: this one takes its place."""


def check_desk(actor: Actor, compound_id: int) -> None:
    """Refuse who does not sit at this counter, and who did not confirm by code."""
    if not may_decide_bindings(actor, compound_id):
        raise NotAllowed(_("Who lives at which door is decided at the residents' committee's desk."))
    demand_second_factor(actor, _("Before deciding who is who, please confirm with a code by SMS."))


def locked(binding_id: int) -> Binding:
    """A binding, its door locked first."""
    unit_id = Binding.objects.values_list("unit_id", flat=True).get(pk=binding_id)
    Unit.objects.select_for_update().get(pk=unit_id)
    return Binding.objects.select_for_update().select_related("unit").get(pk=binding_id)


@action
def accept_binding(actor: Actor, *, binding_id: int, seen: Seen) -> Binding:
    """The documents show it: the log-in is this person, at this door, as this.

    Tenants and family become residents, never owners. An heir's ownership changes only by its own act.
    """
    binding = locked(binding_id)
    check_desk(actor, binding.unit.compound_id)
    if binding.state == Binding.State.DISPUTED:
        raise WrongState(_("This binding is disputed: please settle the dispute."))
    BINDING.check(binding.state, Binding.State.ACCEPTED, what=_("This request"))
    if seen.proof not in PROOFS[binding.relation]:
        raise ValidationError({"proof": _("Please choose the paper that shows this.")})
    person = _person_of(actor, binding, seen)
    binding.proof = seen.proof
    tie(actor, binding, person, decided_by=actor.seat_title)
    _give(actor, binding, person, seen)
    write(actor, "binding_accepted", facts_of(binding) | {"proof": seen.proof})
    return binding


def _person_of(actor: Actor, binding: Binding, seen: Seen) -> Person:
    known = person_of_user(binding.user_id or 0)
    at_door = people_of_unit(binding.unit_id, actor.today)
    if seen.person_id is None:
        if binding.relation == Binding.Relation.OWNER:
            raise ValidationError({"person_id": _("Please choose which owner on the roll this is.")})
        return known or Person.objects.create(name=binding.name_given)
    person, kind = at_door.get(seen.person_id, (None, ""))
    if person is None or person.kind != Person.Kind.NATURAL:
        raise ValidationError({"person_id": _("The roll knows nobody like this at this door.")})
    if binding.relation == Binding.Relation.OWNER and kind != "owner":
        raise ValidationError(
            {"person_id": _("This person is no owner on the roll: enter the transfer first.")}
        )
    if known is not None and known.id != person.id:
        raise WrongState(
            _(
                "This log-in belongs to another line of the roll. If both are the same person, join them first."
            )
        )
    if person.user_id not in (None, binding.user_id):
        if not seen.new_log_in:
            raise WrongState(
                _("This person has another log-in. If its phone is lost, tick that this one replaces it.")
            )
        release(actor, person)
    return person


def _give(actor: Actor, binding: Binding, person: Person, seen: Seen) -> None:
    if binding.relation in AT_HOME:
        present = Residence.objects.filter(unit_id=binding.unit_id, person=person, valid_to__isnull=True)
        if not present.exists():
            kind = AT_HOME[binding.relation]
            Residence.objects.create(
                unit_id=binding.unit_id, person=person, kind=kind, valid_from=actor.today
            )
    elif binding.relation in ACTING:
        _represent(actor, binding, person, seen)


def _represent(actor: Actor, binding: Binding, agent: Person, seen: Seen) -> None:
    owners = Ownership.objects.filter(in_force(actor.today), unit_id=binding.unit_id)
    principal = owners.filter(person_id=seen.principal_id).select_related("person").first()
    if principal is None:
        raise ValidationError({"principal_id": _("Please choose the owner they act for.")})
    is_company = principal.person.kind == Person.Kind.COMPANY
    if is_company != (binding.relation == Binding.Relation.COMPANY) or principal.person_id == agent.id:
        raise ValidationError({"principal_id": _("They cannot act for this owner in this way.")})
    same = {"principal": principal.person, "agent": agent, "kind": ACTING[binding.relation]}
    if not Representation.objects.filter(**same, valid_to__isnull=True).exists():
        Representation.objects.create(
            **same, proof=seen.proof, valid_from=actor.today, by_seat=actor.seat_title[:60]
        )


@action
def refuse_binding(actor: Actor, *, binding_id: int, because: str) -> Binding:
    """The documents do not show it, or nobody came: refused with a reason they can read."""
    binding = locked(binding_id)
    check_desk(actor, binding.unit.compound_id)
    return _refused(actor, binding, because)


def _refused(actor: Actor, binding: Binding, because: str) -> Binding:
    BINDING.check(binding.state, Binding.State.REFUSED, what=_("This request"))
    if not because.strip():
        raise ValidationError(
            {"because": _("Please say in a sentence why, so that they know what to bring.")}
        )
    binding.state, binding.because = Binding.State.REFUSED, because.strip()[:200]
    binding.decided_at, binding.decided_by = actor.at, actor.seat_title[:60]
    binding.save(update_fields=["state", "because", "decided_at", "decided_by"])
    write(actor, "binding_refused", facts_of(binding))
    return binding


@action
def answer_for_home(actor: Actor, *, binding_id: int, yes: bool) -> Binding:
    """The owner says of somebody with the door's letter: yes, family (a tenant) of mine; or no."""
    binding = locked(binding_id)
    if not may_answer_for_home(actor, binding.unit_id):
        raise NotAllowed(_("Only the owners of this home can answer."))
    if binding.way != Binding.Way.LETTER or binding.relation not in AT_HOME or binding.person_id is not None:
        raise NotAllowed(_("This request is decided at the desk."))
    if not yes:
        return _refused(actor, binding, _("The owner of the home does not know them."))
    BINDING.check(binding.state, Binding.State.ACCEPTED, what=_("This request"))
    person = person_of_user(binding.user_id or 0) or Person.objects.create(name=binding.name_given)
    tie(actor, binding, person, decided_by=_("owner"))
    _give(actor, binding, person, Seen(proof=""))
    write(actor, "binding_accepted", facts_of(binding) | {"by": "owner"})
    return binding


@action
def take_request(actor: Actor, *, user_id: int, unit_id: int, name: str, relation: str) -> Binding:
    """Somebody stands at the counter: their phone was proved by a code, their papers come next."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    check_desk(actor, unit.compound_id)
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.phone_verified:
        raise WrongState(_("The number is not proved yet: please type the code that came to the phone."))
    if relation not in PROOFS or not name.strip():
        raise ValidationError(_("Please give their full name and what they are to this home."))
    row = standing_binding(unit_id, user_id) or Binding(unit=unit, user=user, made_at=actor.at)
    if row.state in (Binding.State.ACCEPTED, Binding.State.DISPUTED):
        raise WrongState(_("This log-in is bound to this door already."))
    row.name_given, row.relation, row.way = name.strip()[:60], relation, Binding.Way.DESK
    row.save()
    write(actor, "binding_asked", facts_of(row))
    return row
