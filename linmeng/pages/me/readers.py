"""What concerns one resident's home now."""

from dataclasses import dataclass

from linmeng.alliance.models import Unit
from linmeng.assembly.queries import MyBallot, my_ballots
from linmeng.assembly.queries.acting_dues import acting_dues
from linmeng.assembly.queries.dues import bought_dues
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.pages.voices.forms import WorryForm
from linmeng.people.models import Person
from linmeng.publishing.models import Notice
from linmeng.publishing.queries import notices_of
from linmeng.voices.models import Matter, Voice
from linmeng.voices.queries import matters_to_ask_about
from linmeng.voices.queries.worries import wards_of, worries_to_ask

WORDS_SHOWN = 10


@dataclass(frozen=True)
class BallotCard:
    """One of my units in a vote, with the vote's state as people see it."""

    ballot: MyBallot
    phase: str

    @property
    def waits(self) -> bool:
        """Still to be cast, and now is the time."""
        return self.phase == "open" and self.ballot.speaks and not self.ballot.cast


@dataclass(frozen=True)
class Mine:
    """A resident's first screen."""

    units: list[Unit]
    ballots: list[BallotCard]
    bought: list[Due]
    """Open votes of a home that became mine after the notice."""
    for_others: list[Due]
    """Open votes in which I still vote in another's place."""
    voices: list[Voice]
    notices: list[Notice]
    worries: list[tuple[Matter, WorryForm]]
    """Done, and how worried I am now is still to be asked."""
    for_wards: list[tuple[Matter, Person, WorryForm]]
    """The same, of those whose guardian I am."""

    @property
    def waiting(self) -> int:
        """Ballots still to cast in a vote that is open, mine and those of others."""
        return sum(card.waits for card in self.ballots) + len(self.bought) + len(self.for_others)


def read_mine(actor: Actor) -> Mine:
    """Everything for /me, in a constant number of queries."""
    units = Unit.objects.filter(id__in=actor.units).select_related("compound", "building", "entrance")
    voices = Voice.objects.filter(author_id=actor.person_id).select_related("matter").order_by("-received_at")
    return Mine(
        units=list(units.order_by("compound__code", "code")),
        ballots=[BallotCard(ballot, phase(ballot.vote, actor.at)) for ballot in my_ballots(actor)],
        bought=bought_dues(actor),
        for_others=acting_dues(actor),
        voices=list(voices[:WORDS_SHOWN]),
        notices=list(notices_of(actor.person_id or 0).filter(read_at__isnull=True)[:5]),
        worries=[
            (matter, WorryForm(auto_id=f"worry-{matter.id}-%s"))
            for matter in matters_to_ask_about(actor.person_id or 0)[:3]
        ],
        for_wards=_of_wards(actor),
    )


def _of_wards(actor: Actor) -> list[tuple[Matter, Person, WorryForm]]:
    wards = Person.objects.in_bulk(wards_of(actor.person_id, actor.today))
    return [
        (matter, wards[pk], WorryForm(auto_id=f"worry-{matter.id}-{pk}-%s"))
        for matter, pk in (worries_to_ask(wards)[:3] if wards else [])
    ]
