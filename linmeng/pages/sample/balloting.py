"""What the sample's votes outside its two main ones have in common: each step by the person who would take it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from linmeng.assembly import actions as assembly
from linmeng.assembly.models import BallotPaper, Question, RollEntry, Vote
from linmeng.common.actor import Actor
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.models import Person, Seat


@dataclass(frozen=True)
class Asked:
    """A vote as it is put to owners: where, what, and how many days before today each step is."""

    code: str
    building: str
    deed: str
    title: str
    summary: str
    question: str
    notice: int
    opens: int
    closes: int
    entrance: bool = False
    """Only the first entrance of the building decides."""


class Balloting:
    """One vote: drafted, announced, its papers printed, ballots cast and read."""

    def __init__(self, founded: Founded, timeline: Timeline, persons: Persons, asked: Asked) -> None:
        self.founded, self.timeline, self.persons, self.asked = founded, timeline, persons, asked
        self.compound = founded.compounds[asked.code]
        self.chance = random.Random(f"linmeng {asked.title}")

    def plan(self) -> None:
        """Draft and notice; what follows is each vote's own."""
        self.timeline.plan(self.asked.notice + 4, self._draft, hour=20)
        self.timeline.plan(self.asked.notice, self._notice, hour=9)

    def director(self, at: datetime) -> Actor:
        """Who leads the compound's committee."""
        return self.persons.acting(self.founded.directors[self.asked.code], at, "committee_director")

    def member(self, at: datetime) -> Actor:
        """The first other member of the committee."""
        seats = Seat.objects.filter(body__compound=self.compound, role="committee_member")
        person = seats.select_related("person").order_by("id")[0].person
        return self.persons.acting(person, at, "committee_member")

    def clerk(self, at: datetime) -> Actor:
        """孙晓燕 of the residents' committee."""
        return self.persons.acting(self.founded.cast["sun"], at, "clerk")

    def vote(self) -> Vote:
        """As it stands now."""
        return Vote.objects.get(compound=self.compound, title=self.asked.title)

    def _draft(self, at: datetime) -> None:
        building = self.compound.buildings.get(code=self.asked.building)
        part, number = "building", building.id
        if self.asked.entrance:
            part, number = "entrance", building.entrances.order_by("id")[0].id
        assembly.prepare_for_deed(
            self.director(at),
            compound_id=self.compound.id,
            deed=self.asked.deed,
            place=f"{part}:{number}",
            title=self.asked.title,
            summary=self.asked.summary,
            questions=[self.asked.question],
        )

    def _notice(self, at: datetime) -> None:
        vote = self.vote()
        opens, closes = self.timeline.day(self.asked.opens), self.timeline.day(self.asked.closes)
        assembly.give_notice(self.director(at), vote_id=vote.id, opens_on=opens, closes_on=closes)
        assembly.print_papers(self.director(at), vote_id=vote.id)

    def entries(self) -> list[RollEntry]:
        """The roll's homes in walking order, without the developer's and those of who reads papers."""
        readers = {str(actor.person_id) for actor in (self._read_by(self.timeline.at(self.asked.notice)))}
        rows = RollEntry.objects.filter(vote=self.vote(), status="sold").order_by("walk_order", "unit_code")
        return [entry for entry in rows if not readers & set(entry.owners)]

    def _read_by(self, at: datetime) -> Sequence[Actor]:
        """Two who read papers; never the same person."""
        return self.clerk(at), self.member(at)

    def speaker(self, entry: RollEntry) -> str:
        """Whose ballot a home's is: whom the co-owners named, else the first."""
        return entry.representative or entry.owners[0]

    def owner(self, entry: RollEntry, at: datetime) -> Actor:
        """That owner at the own phone."""
        return self.persons.acting(Person.objects.get(id=int(self.speaker(entry))), at)

    def deliver(self, at: datetime) -> None:
        """By hand to every door."""
        ids = RollEntry.objects.filter(vote=self.vote()).values_list("id", flat=True)
        assembly.record_delivery(self.director(at), entry_ids=list(ids), way="hand")

    def choice(self, yes: int = 82) -> str:
        """Of a hundred so many say yes, eight no."""
        lot = self.chance.randrange(100)
        return "yes" if lot < yes else "no" if lot < yes + 8 else "abstain"

    def cast_web(self, entries: Iterable[RollEntry], at: datetime) -> None:
        """Each owner casts."""
        for entry in entries:
            assembly.cast_web_ballot(
                self.owner(entry, at),
                vote_id=entry.vote_id,
                entry_id=entry.id,
                choices={1: self.choice()},
                key=f"sample{entry.id}",
            )

    def read(self, entries: Sequence[RollEntry], readers: Sequence[Actor], choices: Sequence[str]) -> None:
        """Signed papers, one after the other by each of these readers."""
        numbers = list(Question.objects.filter(vote=self.vote()).values_list("number", flat=True))
        papers = BallotPaper.objects.filter(entry__in=entries, prepared_by="").select_related("sheet")
        tokens = {paper.entry_id: paper.token for paper in papers}
        for entry, choice in zip(entries, choices, strict=True):
            for reader in readers:
                assembly.enter_paper(
                    reader,
                    vote_id=entry.vote_id,
                    token_or_number=tokens[entry.id],
                    choices=dict.fromkeys(numbers, choice),
                    signed_by=self.speaker(entry),
                )

    def close(self, at: datetime) -> None:
        """After the last day."""
        assembly.close_vote(self.director(at), vote_id=self.vote().id)

    def count(self, at: datetime) -> None:
        """Counted, and signed by two."""
        assembly.count_vote(self.director(at), vote_id=self.vote().id)
        self.sign(at, version=1)

    def sign(self, at: datetime, *, version: int) -> None:
        """One of the committee, one from outside it."""
        for signer in (self.director(at), self.clerk(at)):
            assembly.sign_count(signer, vote_id=self.vote().id, version=version)
