"""New owners as the desk types them: found on the unit's roll by name and number, or entered anew."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.pages.binding.person_forms import TransferForm
from linmeng.people import actions
from linmeng.people.models import Person
from linmeng.people.phone import mobile_number
from linmeng.people.queries.bindings import has_number, people_of_unit, plain_name

_NUMBER = re.compile(r"[\s,，、]+(\+?[0-9][0-9\s-]{6,})$")


def _name_and_number(line: str) -> tuple[str, str]:
    found = _NUMBER.search(line)
    return (line[: found.start()].strip(), found[1].strip()) if found else (line.strip(), "")


def _owner(actor: Actor, unit: Unit, line: str) -> int:
    name, number = _name_and_number(line)
    known = [p for p, _kind in people_of_unit(unit.id, actor.today).values()]
    known += list(
        Person.objects.filter(contact_ways__kind="sms", contact_ways__value=mobile_number(number) or "-")
    )
    same = {p.id: p for p in known if plain_name(p.name) == plain_name(name)}
    phone = mobile_number(number)
    chosen = [p for p in same.values() if phone is None or has_number(p.id, phone)] or list(same.values())
    if len(chosen) == 1:
        return chosen[0].id
    return actions.add_person(actor, name=name, phone=number).id


def transferred(actor: Actor, unit: Unit, form: TransferForm) -> list[int]:
    """The new owners' ids, all entered or none; empty when the form has a fault (which stands at it)."""
    told = form.cleaned_data
    lines = [line for line in told["owners"].splitlines() if line.strip()]
    try:
        with transaction.atomic():
            ids = [_owner(actor, unit, line) for line in lines]
            actions.register_transfer(
                actor, unit_id=unit.id, new_owner_ids=ids, on=told["on"], basis=told["basis"]
            )
    except ValidationError as fault:
        form.add_error(None, fault.messages)  # type: ignore[arg-type]
        return []
    return ids
