"""Founding an alliance in an empty house: its area, its first two bodies, and who begins the work."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from linmeng.alliance import actions as alliance
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people import actions as people
from linmeng.people.models import Person
from linmeng.record.actions import write


@dataclass(frozen=True)
class FirstPerson:
    """Who holds the first seats: a name and a mobile number that was proven by a code."""

    name: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """What is told of a new alliance."""

    name: str
    slug: str
    committee: str
    party: str = ""
    place: str = "cn-shanghai"
    district: str = ""
    street: str = ""
    area: str = ""
    secretary: FirstPerson | None = None
    clerk: FirstPerson | None = None
    """Without one the secretary does the community worker's part, too."""


def slug_is_free(slug: str) -> bool:
    """Small letters, digits and hyphens, not taken by another alliance."""
    return bool(slug) and slugify(slug) == slug and not Alliance.objects.filter(slug=slug).exists()


def found(told: Foundation, at: datetime, *, system: str, alone: bool = False) -> Alliance:
    """All of it or nothing. `alone`: refuse where an alliance lives already."""
    with transaction.atomic():
        if alone and Alliance.objects.exists():
            raise WrongState(_("An alliance lives here already."))
        founded = Alliance.objects.create(slug=told.slug, name=told.name)
        actor = Actor(at=at, system=system, second_factor=True)
        with in_alliance(founded.id):
            _furnish(actor, told)
            write(actor, "alliance_founded", {"slug": told.slug, "name": told.name})
    return founded


def _furnish(actor: Actor, told: Foundation) -> None:
    alliance.describe_area(
        actor, place=told.place, district=told.district, street=told.street, name=told.area
    )
    residents = alliance.add_body(actor, kind="residents_committee", name=told.committee)
    people_of: dict[str, Person] = {}
    if told.party:
        party = alliance.add_body(actor, kind="party_organisation", name=told.party)
        if told.secretary is not None:
            _seat(actor, people_of, told.secretary, party.id, "secretary")
    clerk = told.clerk or told.secretary
    if clerk is not None:
        _seat(actor, people_of, clerk, residents.id, "clerk")


def _seat(actor: Actor, known: dict[str, Person], who: FirstPerson, body_id: int, role: str) -> None:
    if who.phone not in known:
        known[who.phone] = people.add_person(actor, name=who.name, phone=who.phone)
    person_id = known[who.phone].id
    people.open_seat(actor, person_id=person_id, body_id=body_id, role=role, valid_from=actor.today)
