"""海棠高层 without a committee finds its way to one: the sample's election, up to its posted candidates."""

from datetime import datetime
from functools import partial

from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.election import NewMember
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Election
from linmeng.common.actor import Actor
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.models import Ownership, Person

SEATS, STANDING = 5, 7
STATEMENTS = (
    "退休会计，愿意把账一笔一笔贴出来。",
    "住了二十年，楼上楼下都认得。",
    "做过工程监理，外墙和水泵都看得懂。",
    "周末有空，可以接待邻居。",
    "在街道做过调解，愿意先听两边说。",
    "年轻人，懂一点电脑和表格。",
    "当过楼组长，跑腿的事我来。",
)
STEPS = (
    (38, "talks", "红色议事厅开了三场，四十一户到场，大家说了想要什么样的业委会。"),
    (36, "talents", "问过会计、电工和退休教师，有三位愿意站出来。"),
    (18, "street_report", "名单和核查材料送街道，街道房管办签收。"),
)


class Electing:
    """Plans the steps of one election, each by the clerk who keeps the group's papers."""

    code, kind, earlier = "ht", Election.Kind.FIRST, 0
    reason = "六十三户业主书面申请成立业主大会、选举业委会（示例）。"
    steps: tuple[tuple[int, str, str], ...] = STEPS

    def __init__(self, founded: Founded, timeline: Timeline, persons: Persons) -> None:
        self.founded, self.timeline, self.persons = founded, timeline, persons

    def plan(self) -> None:
        """From the owners' letter to the candidates on the board."""
        line = self.timeline
        line.plan(62 + self.earlier, self._open)
        line.plan(50 + self.earlier, self._group)
        line.plan(47 + self.earlier, self._post_group, hour=15)
        for days_ago, key, words in self.steps:
            line.plan(days_ago + self.earlier, partial(self._step, key, words), hour=15)
        line.plan(34 + self.earlier, self._nominate)
        line.plan(22 + self.earlier, self._check)
        line.plan(16 + self.earlier, self._post)

    def clerk(self, at: datetime) -> Actor:
        """孙晓燕 of the residents' committee."""
        return self.persons.acting(self.founded.cast["sun"], at, "clerk")

    def _election(self) -> Election:
        return Election.objects.get(compound=self.founded.compounds[self.code])

    def _open(self, at: datetime) -> None:
        acts.open_election(
            self.clerk(at),
            compound_id=self.founded.compounds[self.code].id,
            kind=self.kind,
            seats=SEATS,
            years=3,
            reason=self.reason,
        )

    def _owners(self) -> list[Person]:
        """Natural owners spread over the buildings, without who led the committee: that one counts."""
        compound, director = self.founded.compounds[self.code], self.founded.directors.get(self.code)
        rows = Ownership.objects.filter(unit__compound=compound, person__kind="natural", unit__status="sold")
        rows = rows.exclude(person=director) if director is not None else rows
        ids = list(rows.order_by("unit__walk_order", "id").values_list("person_id", flat=True))
        step = len(ids) // (STANDING + 4)
        by_id = Person.objects.in_bulk(ids[step::step])
        return [by_id[pk] for pk in dict.fromkeys(ids[step::step])]

    def _group(self, at: datetime) -> None:
        owners = self._owners()[STANDING : STANDING + 3]
        members = [
            NewMember("陆主任（示例）", "street", heads=True),
            NewMember("孙晓燕", "residents"),
            *(NewMember(person.name, "owner", person_id=person.id) for person in owners),
        ]
        acts.form_group(
            self.clerk(at),
            election_id=self._election().id,
            members=members,
            formed_on=at.date(),
            words="街道发文成立筹备组（示例）。",
        )

    def _post_group(self, at: datetime) -> None:
        acts.post_group(self.clerk(at), election_id=self._election().id, days=7)

    def _step(self, key: str, words: str, at: datetime) -> None:
        acts.record_step(
            self.clerk(at), election_id=self._election().id, key=key, done_on=at.date(), words=words
        )

    def _nominate(self, at: datetime) -> None:
        election = self._election()
        acts.open_nomination(self.clerk(at), election_id=election.id)
        for place, person in enumerate(self._owners()[:STANDING]):
            found = ("neighbours", "talks", "group")[place % 3]
            named = acts.name_candidate(
                self.clerk(at), election_id=election.id, person_id=person.id, found=found
            )
            acts.answer_nomination(
                self.persons.acting(person, at),
                candidacy_id=named.id,
                accepts=True,
                statement=STATEMENTS[place],
            )

    def _check(self, at: datetime) -> None:
        election = self._election()
        acts.close_nomination(self.clerk(at), election_id=election.id)
        law = committee_law(election.compound.place, at.date())
        assert law is not None  # noqa: S101  the sample lies in Shanghai
        for candidacy in election.candidacies.select_related("person").order_by("id"):
            for bar in law.bars:
                acts.check_reason(
                    self.clerk(at),
                    candidacy_id=candidacy.id,
                    key=bar.key,
                    bars=False,
                    evidence="查物业台账和街道记录，没有发现（示例）。",
                )
            acts.give_pledge(self.persons.acting(candidacy.person, at), candidacy_id=candidacy.id)
            acts.decide_candidacy(self.clerk(at), candidacy_id=candidacy.id)

    def _post(self, at: datetime) -> None:
        election = self._election()
        rows = election.candidacies.filter(state=Candidacy.State.QUALIFIED).order_by("-id")
        order = list(rows.values_list("id", flat=True))
        acts.draw_numbers(
            self.clerk(at), election_id=election.id, order=order, witnesses="三位邻居和街道陆主任（示例）"
        )
        acts.post_candidates(self.clerk(at), election_id=election.id, days=15)
