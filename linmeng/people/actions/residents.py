"""Moving out, and acting for somebody by law or mandate: entered at the desk."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.models import Ownership, Person, Representation, Residence
from linmeng.people.permissions import may_keep_roll
from linmeng.people.queries.actors import in_force
from linmeng.record.actions import write

PROOF_OF = {"guardian": "guardianship", "company_agent": "licence", "heir": "inheritance"}


def _check_keeper(actor: Actor, compound_ids: set[int]) -> None:
    if not any(may_keep_roll(actor, pk) for pk in compound_ids):
        raise NotAllowed(_("Who lives where is entered by who keeps the roll."))
    demand_second_factor(actor, _("Before changing the roll, please confirm with a code by SMS."))


@action
def end_residence(actor: Actor, *, residence_id: int) -> Residence:
    """They moved out: the home is theirs until today. Owning it is another matter."""
    row = Residence.objects.select_for_update().select_related("unit").get(pk=residence_id)
    _check_keeper(actor, {row.unit.compound_id})
    if row.valid_to is not None:
        raise WrongState(_("They have moved out already."))
    row.valid_to = actor.today
    row.save(update_fields=["valid_to"])
    write(actor, "residence_ended", {"unit": str(row.unit_id), "person": str(row.person_id)})
    return row


@action
def register_representation(actor: Actor, *, principal_id: int, agent_id: int, kind: str) -> Representation:
    """A guardian, a company's agent, an heir for the estate acts for an owner; the paper was seen."""
    rows = Ownership.objects.filter(in_force(actor.today), person_id=principal_id)
    _check_keeper(actor, set(rows.values_list("unit__compound_id", flat=True)))
    people = {p.id: p for p in Person.objects.filter(id__in=[principal_id, agent_id])}
    if kind not in PROOF_OF or len(people) < 2 or people[agent_id].kind != Person.Kind.NATURAL:
        raise ValidationError(
            _("Please choose two different people and in which way one acts for the other.")
        )
    if (people[principal_id].kind == Person.Kind.COMPANY) != (kind == "company_agent"):
        raise ValidationError({"kind": _("They cannot act for this owner in this way.")})
    present = Representation.objects.filter(principal_id=principal_id, agent_id=agent_id, kind=kind)
    if present.filter(valid_to__isnull=True).exists():
        raise WrongState(_("They act for this owner already."))
    row = Representation.objects.create(
        principal_id=principal_id,
        agent_id=agent_id,
        kind=kind,
        proof=PROOF_OF[kind],
        valid_from=actor.today,
        by_seat=actor.seat_title[:60],
    )
    facts = {"principal": str(principal_id), "agent": str(agent_id), "acts_as": kind}
    write(actor, "representation_registered", facts)
    return row
