"""The sample's voices, matters, answers and lists, told day by day."""

import random
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.lists import actions as lists
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.pictures import fallen_tile
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.pages.sample.words import STORIES, UNSORTED, Said, Story
from linmeng.people.models import Person, Residence, Seat
from linmeng.publishing import actions as publishing
from linmeng.publishing.queries import slips_waiting
from linmeng.voices import actions as voices
from linmeng.voices.models import Matter, Voice

NO_PHONE = ("paper", "landline", "visit")
HUNG_LISTS = (
    ("fy", "problem"),
    ("hs", "value"),
    ("lz", "problem"),
    ("wt", "problem"),
    ("yl", "value"),
    ("wt", "value"),
)
PICTURED = 2
"""How many voices of a story bring a picture."""


class Telling:
    """Plans all voices and what officers do with them; keeps the matters by title for later acts."""

    def __init__(self, founded: Founded, timeline: Timeline, persons: Persons) -> None:
        self.founded, self.timeline, self.persons = founded, timeline, persons
        self.chance = random.Random("linmeng words")
        self.matters: dict[str, Matter] = {}
        self._homes: dict[str, list[tuple[Person, int, str, bool]]] = {}

    def plan(self) -> None:
        """Put every story and the words not yet sorted into the past."""
        for story in STORIES:
            self._plan_story(story)
        for place, (code, said) in enumerate(UNSORTED):
            self._plan_voice(code, said.building, said, 8 + place % 9, lambda voice: None)
        for days_ago in (80, 40, 21, 6):
            self.timeline.plan(days_ago, self._carry_slips, hour=18)
        for place, (code, which) in enumerate(HUNG_LISTS):
            self.timeline.plan(13 - place, partial(self._hang, code, which), hour=16)

    def _carry_slips(self, at: datetime) -> None:
        """The week's answer slips brought to their doors."""
        waiting = slips_waiting([c.id for c in self.founded.compounds.values()])
        publishing.hand_over_slips(self.clerk(at), delivery_ids=[slip.id for slip in waiting])

    def _hang(self, code: str, which: str, at: datetime) -> None:
        compound = self.founded.compounds[code]
        lists.publish_list(self.committee(code, at), compound_id=compound.id, list=which)

    def _plan_story(self, story: Story) -> None:
        spoken: list[Voice] = []
        for place, said in enumerate(story.voices):
            picture = story.pictured and place < PICTURED
            self._plan_voice(story.compound, story.building, said, 8 + place, spoken.append, picture=picture)
        first = story.voices[0].days_ago
        self.timeline.plan(first - 1, lambda at: self._take_up(story, spoken, at), hour=9)
        for said in story.voices[1:]:
            if said.days_ago <= first - 1:
                self.timeline.plan(
                    said.days_ago - 1, lambda at: self._join(story, spoken, at), hour=9, minute=30
                )
        last = story.voices[-1].days_ago
        if story.fate in ("listed", "project"):
            self.timeline.plan(last - 3, lambda at: self._list(story, at), hour=15)
        for news in story.news:
            self.timeline.plan(news.days_ago, partial(self._tell_news, story, news.words), hour=16)
        if story.fate == "answered":
            self.timeline.plan(last - 2, lambda at: self._answer(story, at), hour=16)
        if story.fate == "declined":
            self.timeline.plan(last - 2, lambda at: self._decline(story, at), hour=16)

    def _plan_voice(
        self,
        code: str,
        building: str,
        said: Said,
        hour: int,
        keep: Callable[[Voice], None],
        *,
        picture: bool = False,
    ) -> None:
        def speak(at: datetime) -> None:
            keep(self._say(code, building, said, at, picture=picture))

        self.timeline.plan(said.days_ago, speak, hour=hour, minute=self.chance.randrange(60))

    def _neighbours(self, compound: Compound) -> list[tuple[Person, int, str, bool]]:
        """(person, building id, building code, without a phone) of a compound, in walking order."""
        if compound.code not in self._homes:
            lived = Residence.objects.filter(unit__compound=compound, valid_to__isnull=True)
            rows = lived.select_related("person", "unit__building").order_by("unit__walk_order", "id")
            ways = dict(
                lived.filter(person__contact_ways__preferred=True).values_list(
                    "person_id", "person__contact_ways__kind"
                )
            )
            self._homes[compound.code] = [
                (r.person, r.unit.building_id, r.unit.building.code, ways.get(r.person_id) in NO_PHONE)
                for r in rows
            ]
        return self._homes[compound.code]

    def _say(self, code: str, building: str, said: Said, at: datetime, *, picture: bool) -> Voice:
        compound = self.founded.compounds[code]
        wanted = [
            n
            for n in self._neighbours(compound)
            if n[3] == said.helped and (not building or n[2] == building)
        ]
        if said.by:
            wanted = [n for n in self._neighbours(compound) if n[0].id == self.founded.cast[said.by].id]
        person, building_id, _building_code, _no_phone = self.chance.choice(wanted)
        about: dict[str, Any] = {
            "compound_id": compound.id,
            "kind": said.kind,
            "words": said.words,
            "building_id": building_id,
            "worry": said.worry,
            "dangerous": said.dangerous,
            "photos": [("示例照片.jpg", fallen_tile(self.chance))] if picture else [],
        }
        if not said.helped:
            return voices.say(self.persons.acting(person, at), **about)
        leader = (
            Seat.objects.filter(role="building_leader", building_id=building_id)
            .select_related("person")
            .first()
        )
        helper = leader.person if leader and leader.person_id != person.id else self.founded.cast["sun"]
        role = "building_leader" if leader and leader.person_id != person.id else "clerk"
        return voices.say(
            self.persons.acting(helper, at, role), author_id=person.id, channel="helper", **about
        )

    def clerk(self, at: datetime) -> Actor:
        """The community worker at an instant."""
        return self.persons.acting(self.founded.cast["sun"], at, "clerk")

    def committee(self, code: str, at: datetime) -> Actor:
        """The compound's committee director; the community worker where the committee is vacant."""
        director = self.founded.directors.get(code)
        return self.persons.acting(director, at, "committee_director") if director else self.clerk(at)

    def _take_up(self, story: Story, spoken: list[Voice], at: datetime) -> None:
        compound = self.founded.compounds[story.compound]
        building = compound.buildings.filter(code=story.building).first() if story.building else None
        self.matters[story.title] = voices.take_up(
            self.clerk(at),
            voice_ids=[v.id for v in spoken],
            title=story.title,
            summary=story.summary,
            nature=story.nature,
            dangerous=story.dangerous,
            building_id=building.id if building else None,
        )

    def _join(self, story: Story, spoken: list[Voice], at: datetime) -> None:
        waiting = list(
            Voice.objects.filter(id__in=[v.id for v in spoken], state="received").values_list("id", flat=True)
        )
        if waiting:
            voices.join_matter(self.clerk(at), voice_ids=waiting, matter_id=self.matters[story.title].id)

    def _list(self, story: Story, at: datetime) -> None:
        standing = (
            self.founded.compounds[story.compound]
            .list_items.filter(list=story.list, left_at__isnull=True)
            .count()
        )
        lists.place_on_list(
            self.committee(story.compound, at),
            matter_id=self.matters[story.title].id,
            list=story.list,
            place=min(story.place, standing + 1),
            reason=story.reason,
        )

    def _answer(self, story: Story, at: datetime) -> None:
        voices.answer(self.clerk(at), matter_id=self.matters[story.title].id, words=story.answer)

    def _tell_news(self, story: Story, words: str, at: datetime) -> None:
        voices.answer(self.clerk(at), matter_id=self.matters[story.title].id, words=words)

    def _decline(self, story: Story, at: datetime) -> None:
        voices.decline(self.clerk(at), matter_id=self.matters[story.title].id, reason=story.answer)
