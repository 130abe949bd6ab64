"""People entered one by one at the desk: who they are, how to reach them, where they live."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor, NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.actions.roll_people import number_kind
from linmeng.people.models import ContactWay, Person, Residence
from linmeng.people.permissions import may_keep_person, may_keep_roll
from linmeng.people.phone import mobile_number
from linmeng.people.queries.persons import compounds_of_person
from linmeng.record.actions import write


@action
def add_person(
    actor: Actor,
    *,
    name: str,
    phone: str = "",
    born_year: int | None = None,
    kind: str = "natural",
    large_print: bool = False,
) -> Person:
    """Enter a person who is on no roll: an officer, a worker, a tenant."""
    if not (actor.system or actor.wears("clerk", "secretary", "property_manager", "committee_director")):
        raise NotAllowed(
            _("People are entered by the community worker, a director, a manager or the secretary.")
        )
    person = Person(name=name.strip(), born_year=born_year, kind=kind, large_print=large_print)
    person.full_clean()
    person.save(force_insert=True)
    if phone:
        kind_of_number = number_kind(phone)
        _check_value(kind_of_number, phone)
        value = mobile_number(phone) or phone.strip()
        ContactWay.objects.create(person=person, kind=kind_of_number, value=value, preferred=True)
    write(actor, "person_added", {"person": str(person.id), "person_kind": kind})
    return person


def _check_value(kind: str, value: str) -> None:
    if kind == ContactWay.Kind.SMS and mobile_number(value) is None:
        raise ValidationError({"value": _("A mobile number has 11 digits, for example 13800000000.")})
    if kind == ContactWay.Kind.LANDLINE and sum(sign.isdigit() for sign in value) < 7:
        raise ValidationError({"value": _("A landline has at least 7 digits.")})


@action
def add_contact_way(
    actor: Actor, *, person_id: int, kind: str, value: str = "", preferred: bool = False
) -> ContactWay:
    """One more way to reach a person; at most one is preferred.

    A mobile number opens a log-in, so it is entered by who keeps the roll, who has seen that it is theirs.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    compounds = compounds_of_person(person_id, actor.today)
    if not may_keep_person(actor, person_id, compounds):
        raise NotAllowed(
            _("Only the person, or who keeps their compound's roll, can change how they are reached.")
        )
    if (
        kind == ContactWay.Kind.SMS
        and not actor.system
        and not any(may_keep_roll(actor, c) for c in compounds)
    ):
        raise NotAllowed(
            _("A mobile number is entered at the residents' committee's desk: bring the phone along.")
        )
    if actor.person_id != person_id and not actor.second_factor and not actor.system:
        raise NeedsSecondFactor(_("Before changing the roll, please confirm with a code by SMS."))
    _check_value(kind, value)
    number = mobile_number(value) or value.strip()
    if preferred:
        ContactWay.objects.filter(person=person, preferred=True).update(preferred=False)
    way = ContactWay.objects.filter(person=person, kind=kind, value=number).first()
    way = way or ContactWay(person=person, kind=kind, value=number)
    way.preferred = preferred
    way.full_clean()
    way.save()
    write(actor, "contact_way_added", {"person": str(person_id), "way": kind, "preferred": preferred})
    return way


@action
def register_residence(actor: Actor, *, unit_id: int, person_id: int, kind: str) -> Residence:
    """A person lives in a unit from today."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    if not may_keep_roll(actor, unit.compound_id):
        raise NotAllowed(_("Who lives where is entered by who keeps the roll."))
    demand_second_factor(actor, _("Before changing the roll, please confirm with a code by SMS."))
    residence = Residence(unit=unit, person_id=person_id, kind=kind, valid_from=actor.today)
    residence.full_clean()
    residence.save(force_insert=True)
    write(actor, "residence_registered", {"unit": str(unit_id), "person": str(person_id), "residence": kind})
    return residence
