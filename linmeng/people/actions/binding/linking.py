"""The link between a log-in and a person, tied and untied with its traces."""

from linmeng.common.actor import Actor
from linmeng.people.models import Binding, ContactWay, Person, Representation, Residence, User
from linmeng.people.states import BINDING, STANDING

AT_HOME = {"family": Residence.Kind.FAMILY, "tenant": Residence.Kind.TENANT}
ACTING = {
    "guardian": Representation.Kind.GUARDIAN,
    "company": Representation.Kind.COMPANY_AGENT,
    "heir": Representation.Kind.HEIR,
}


def tie(actor: Actor, binding: Binding, person: Person, *, decided_by: str = "") -> None:
    """The log-in is this person; their proved number becomes a way to reach them if none was known."""
    if person.user_id != binding.user_id:
        person.user_id = binding.user_id
        person.save(update_fields=["user"])
    _know_number(person, binding)
    binding.person, binding.state = person, Binding.State.ACCEPTED
    binding.decided_at, binding.decided_by = actor.at, decided_by[:60]
    binding.save()


def _know_number(person: Person, binding: Binding) -> None:
    ways = ContactWay.objects.filter(person=person, ended_at__isnull=True)
    if binding.user_id is None or ways.filter(kind=ContactWay.Kind.SMS).exists():
        return
    phone = User.objects.get(pk=binding.user_id).phone
    known = ContactWay.objects.filter(person=person, kind=ContactWay.Kind.SMS, value=phone).first()
    if known is not None:
        known.ended_at = None
        known.save(update_fields=["ended_at"])
        return
    preferred = not ways.filter(preferred=True).exists()
    ContactWay.objects.create(person=person, kind=ContactWay.Kind.SMS, value=phone, preferred=preferred)


def untie(actor: Actor, binding: Binding, because: str) -> None:
    """Undo what a binding gave: a home lived in ends today; an owner's log-in is no longer that person.

    The ownership itself stays with the person on the roll; what was written stays with its author.
    """
    BINDING.check(binding.state, Binding.State.UNDONE, what=binding.get_relation_display())
    person = binding.person
    if person is not None and binding.relation in AT_HOME:
        lived = Residence.objects.filter(unit_id=binding.unit_id, person=person, valid_to__isnull=True)
        lived.filter(kind=AT_HOME[binding.relation]).update(valid_to=actor.today)
    elif person is not None:
        _untie_person(actor, binding, person, because)
    _end(actor, binding, because)


def _untie_person(actor: Actor, binding: Binding, person: Person, because: str) -> None:
    if binding.relation in ACTING:
        acting = Representation.objects.filter(agent=person, valid_to__isnull=True)
        acting.filter(principal__ownerships__unit_id=binding.unit_id).update(valid_to=actor.today)
        return
    others = Binding.objects.filter(user_id=binding.user_id, person=person, state__in=STANDING)
    for other in others.exclude(pk=binding.pk).exclude(relation__in=[*AT_HOME, *ACTING]):
        _end(actor, other, because)
    release(actor, person)


def release(actor: Actor, person: Person) -> None:
    """The person's log-in is theirs no longer, and its number no longer a way to them."""
    if person.user_id is None:
        return
    phone = User.objects.get(pk=person.user_id).phone
    ways = ContactWay.objects.filter(person=person, value=phone, ended_at__isnull=True)
    ways.update(ended_at=actor.at, preferred=False)
    person.user = None
    person.save(update_fields=["user"])


def _end(actor: Actor, binding: Binding, because: str) -> None:
    binding.state, binding.ended_at, binding.because = Binding.State.UNDONE, actor.at, because[:200]
    binding.save(update_fields=["state", "ended_at", "because"])


def facts_of(binding: Binding) -> dict[str, str]:
    """What the record says of a binding: ids and codes."""
    return {
        "binding": str(binding.id),
        "unit": str(binding.unit_id),
        "person": str(binding.person_id or ""),
        "relation": binding.relation,
        "way": binding.way,
    }
