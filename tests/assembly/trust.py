"""People around a ballot: co-owners, a ward, a company, an estate, an agent; officers who look into doubts."""

from dataclasses import replace
from datetime import datetime, timedelta

from linmeng.assembly import actions
from linmeng.assembly.actions.proxies import Agent
from linmeng.assembly.models import Proxy, Receipt, Vote
from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import Upload
from linmeng.people.models import Ownership, Person, Representation, Seat
from linmeng.people.queries.actors import actor_for, hats_of
from tests.assembly.votes import WHILE_OPEN, entry_of
from tests.cast import SINCE, Cast

SIGNED = Upload("mandate.pdf", b"%PDF-1.4\n% signed\n")


def plain(cast: Cast, who: str, at: datetime = WHILE_OPEN) -> Actor:
    """One of the cast without any hat."""
    return replace(cast.actor(who, at=at), hat=None)


def scrutineer(cast: Cast, at: datetime, place: int = 0) -> Actor:
    """A neighbour as scrutineer, with the hat on."""
    person = cast.neighbours[place]
    Seat.objects.get_or_create(
        person=person, body=cast.bodies["committee"], role="scrutineer", defaults={"valid_from": SINCE}
    )
    hat = next(hat for hat in hats_of(person.id, at.date()) if hat.role == "scrutineer")
    return actor_for(person, at, hat=hat, second_factor=True)


def auditor(cast: Cast, at: datetime) -> Actor:
    """The tenant as auditor of the residents' committee."""
    person = cast.people["chen"]
    Seat.objects.get_or_create(
        person=person, body=cast.bodies["residents"], role="auditor", defaults={"valid_from": SINCE}
    )
    hat = next(hat for hat in hats_of(person.id, at.date()) if hat.role == "auditor")
    return actor_for(person, at, hat=hat, second_factor=True)


def second_owner(cast: Cast, unit_code: str, who: str, *, speaks: bool = False) -> Person:
    """One of the cast owns this home too (before the notice)."""
    person = cast.people[who]
    Ownership.objects.create(
        unit=cast.units[unit_code], person=person, valid_from=SINCE, is_representative=speaks
    )
    return person


def owner_of_unit(cast: Cast, unit_code: str) -> Person:
    """The first owner."""
    found = cast.units[unit_code].ownerships.order_by("id")[0]
    return found.person


def acting_for(cast: Cast, who: str, unit_code: str, kind: str) -> Person:
    """One of the cast acts for the owner of a home; the desk has seen the paper."""
    principal = owner_of_unit(cast, unit_code)
    if kind == "company_agent":
        Person.objects.filter(id=principal.id).update(kind=Person.Kind.COMPANY)
    proof = {"guardian": "guardianship", "company_agent": "licence", "heir": "inheritance"}[kind]
    Representation.objects.create(
        kind=kind, principal=principal, agent=cast.people[who], proof=proof, valid_from=SINCE, by_seat="x"
    )
    return principal


def mandate(
    cast: Cast,
    vote: Vote,
    unit_code: str,
    agent: str = "chen",
    words: str = "yes",
    *,
    relation: str = "other",
    by: Actor | None = None,
    at: datetime = WHILE_OPEN,
) -> Proxy:
    """The owner of a home lets one of the cast vote; with the own log-in, or `by` an officer from paper."""
    owner, person = owner_of_unit(cast, unit_code), cast.people[agent]
    return actions.give_mandate(
        by or replace(actor_for(owner, at), hat=None),
        entry_id=entry_of(vote, unit_code).id,
        principal=str(owner.id),
        agent=Agent(person.name, relation, person.id),
        instructions={1: words},
        scan=SIGNED if by is not None else None,
    )


def cast_as(
    cast: Cast, who: str, vote: Vote, unit_code: str, choice: str = "yes", *, for_owner: str = "",
    at: datetime = WHILE_OPEN,
) -> Receipt:  # fmt: skip
    """One of the cast casts on the web for a home, whoever owns it."""
    return actions.cast_web_ballot(
        plain(cast, who, at),
        vote_id=vote.id,
        entry_id=entry_of(vote, unit_code).id,
        choices={1: choice},
        key=f"{who}-{unit_code}-{choice}-{at.isoformat()}"[:40],
        for_owner=for_owner,
    )


def later(at: datetime, **step: int) -> datetime:
    return at + timedelta(**step)
