"""What tests of the set-up pages look at: an address, what stands, and what a form was told."""

from linmeng.alliance.models import Body, CommitteeTerm, Compound, PropertyService
from linmeng.people.models import Person, Seat
from linmeng.record.models import Entry
from tests.browsing import path
from tests.cast import Cast


def at(cast: Cast, place: str) -> str:
    return path(cast, place.replace("BODY", str(cast.bodies["company"].id)))


def standing() -> dict[str, int]:
    """What a refusal must leave as it was."""
    tables = (Body, Compound, PropertyService, CommitteeTerm, Person, Seat, Entry)
    return {table.__name__: table.objects.count() for table in tables}  # type: ignore[attr-defined]


def faults(answer: object) -> list[str]:
    """The fields at which something is said, each said in words."""
    found = answer.context["form"].errors  # type: ignore[attr-defined]
    assert all(sentence for sentences in found.values() for sentence in sentences)
    return sorted(found)
