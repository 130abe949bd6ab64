"""“This is not me”, “we do not know this person”: a binding is undone, and its trace stays."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.people.actions.binding.decide import check_desk, locked
from linmeng.people.actions.binding.linking import facts_of, untie
from linmeng.people.models import Binding, Person
from linmeng.people.permissions import may_answer_for_home
from linmeng.people.queries.bindings import people_of_unit
from linmeng.people.states import BINDING, STANDING
from linmeng.record.actions import write


def _binding_of(actor: Actor, unit_id: int, person: Person, kind: str) -> Binding:
    """The binding behind a person's log-in at a door; one that came by the roll alone is written down now."""
    rows = Binding.objects.select_for_update().filter(unit_id=unit_id, person=person, state__in=STANDING)
    found = rows.exclude(state=Binding.State.WAITING).order_by("-made_at").first()
    if found is not None:
        return found
    return Binding.objects.create(
        unit_id=unit_id,
        user_id=person.user_id,
        person=person,
        name_given=person.name,
        relation=kind,
        way=Binding.Way.ROLL,
        state=Binding.State.ACCEPTED,
        made_at=actor.at,
        decided_at=actor.at,
    )


@action
def dispute_binding(actor: Actor, *, unit_id: int, person_id: int, because: str) -> Binding:
    """An owner of the home says: whoever logs in as this person is not them, or does not live here.

    Until the desk has decided, that log-in has no rights of this home; other homes of theirs are untouched.
    """
    Unit.objects.select_for_update().get(pk=unit_id)
    if not may_answer_for_home(actor, unit_id) or actor.person_id == person_id:
        raise NotAllowed(_("Only another owner of this home can say so."))
    person, kind = people_of_unit(unit_id, actor.today).get(person_id, (None, ""))
    if person is None or person.user_id is None:
        raise WrongState(_("Nobody logs in as this person at this home."))
    if not because.strip():
        raise ValidationError({"because": _("Please say in a sentence what is wrong.")})
    binding = _binding_of(actor, unit_id, person, kind)
    if binding.disputed_by_id == actor.person_id and binding.state == Binding.State.ACCEPTED:
        raise WrongState(
            _("The desk has looked at this and decided. Please speak with them if you disagree.")
        )
    BINDING.check(binding.state, Binding.State.DISPUTED, what=_("This binding"))
    binding.state, binding.disputed_at, binding.disputed_by_id = (
        Binding.State.DISPUTED,
        actor.at,
        actor.person_id,
    )
    binding.because = because.strip()[:200]
    binding.save(update_fields=["state", "disputed_at", "disputed_by", "because"])
    write(actor, "binding_disputed", facts_of(binding))
    return binding


@action
def settle_dispute(actor: Actor, *, binding_id: int, stands: bool, because: str) -> Binding:
    """The desk has heard both: the binding stands, or it is undone."""
    binding = locked(binding_id)
    check_desk(actor, binding.unit.compound_id)
    if binding.state != Binding.State.DISPUTED:
        raise WrongState(_("This binding is not disputed."))
    if not because.strip():
        raise ValidationError({"because": _("Please say in a sentence what the papers showed.")})
    binding.decided_at, binding.decided_by = actor.at, actor.seat_title[:60]
    binding.because = because.strip()[:200]
    if stands:
        binding.state = Binding.State.ACCEPTED
        binding.save()
    else:
        binding.save()
        untie(actor, binding, because.strip())
    write(actor, "dispute_settled", facts_of(binding) | {"stands": stands})
    return binding


@action
def undo_binding(actor: Actor, *, binding_id: int, because: str) -> Binding:
    """The desk takes a binding back, with its reason."""
    binding = locked(binding_id)
    check_desk(actor, binding.unit.compound_id)
    if not because.strip():
        raise ValidationError({"because": _("Please say in a sentence what was wrong.")})
    untie(actor, binding, because.strip())
    write(actor, "binding_undone", facts_of(binding))
    return binding


@action
def leave_home(actor: Actor, *, unit_id: int) -> Binding:
    """“That is not my home”: the person undoes it themselves, at once.

    Who is an owner on the roll is not changed by this: only the log-in is no longer that owner.
    """
    Unit.objects.select_for_update().get(pk=unit_id)
    person = Person.objects.filter(pk=actor.person_id).first()
    at_door = people_of_unit(unit_id, actor.today)
    if person is None or person.user_id is None or person.id not in at_door:
        raise NotAllowed(_("This is not your home in our books."))
    binding = _binding_of(actor, unit_id, person, at_door[person.id][1])
    untie(actor, binding, _("Said by themselves: not my home."))
    write(actor, "binding_undone", facts_of(binding) | {"by": "self"})
    return binding
