"""An election of five that the owners decided, up to its filing."""

from datetime import date

from linmeng.assembly.models import Candidacy, Election, ElectionStep
from tests.cast import NOON, Cast

ELECTED_ON = date(2026, 7, 1)


def elected(cast: Cast, *, seats: int = 3) -> Election:
    """Li, Wang and a neighbour are elected for the third term; Wang was chosen director."""
    election = Election.objects.create(
        compound=cast.compound,
        kind=Election.Kind.REELECTION,
        state=Election.State.ELECTED,
        term_number=3,
        seats=seats,
        minimum=seats,
        years=3,
        opened_at=NOON,
    )
    people = [cast.people["li"], cast.people["wang"], cast.neighbours[0]]
    for rank, person in enumerate(people, start=1):
        Candidacy.objects.create(
            election=election,
            person=person,
            number=rank,
            rank=rank,
            found="self",
            state=Candidacy.State.ELECTED,
            office="director" if person == cast.people["wang"] else "",
            named_at=NOON,
            named_by="—",
        )
    ElectionStep.objects.create(
        election=election, key="result", done_on=ELECTED_ON, by_seat="—", recorded_at=NOON
    )
    return election
