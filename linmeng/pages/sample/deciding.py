"""Two owners' votes of the sample: one counted and published, one open now (示例数据, all invented)."""

import random
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from linmeng.alliance import actions as alliance
from linmeng.alliance.models import Charter
from linmeng.assembly import actions as assembly
from linmeng.assembly.models import BallotPaper, Question, RollEntry, Vote
from linmeng.common.actor import Actor
from linmeng.pages.sample.compounds import COMPOUNDS
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.telling import Telling
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.pages.sample.words import CHARTER
from linmeng.people.models import Person
from linmeng.projects import actions as projects

YES_TO_ALL = {
    key: {"answer": "yes", "note": ""}
    for key in (
        "part_is_common",
        "scope_is_right",
        "fund_may_pay",
        "permits_are_clear",
        "neighbours_keep_light",
    )
}


@dataclass(frozen=True)
class VotePlan:
    """How one vote went: days before today for each step, and how neighbours voted (of a hundred)."""

    matter: str
    title: str
    summary: str
    question: str
    building: str
    cost_fen: int
    start: int
    notice: int
    opens: int
    closes: int
    take_part: int
    yes: int
    papers: int


FACADE = VotePlan(
    "3号楼外墙面砖脱落", "3号楼外墙修缮", "铲除空鼓面砖，重做防水和饰面，使用本楼维修资金。预算示例：286,000.00 元。",
    "是否同意使用3号楼专项维修资金修缮外墙（预算 286,000.00 元）？", "3", 28_600_000, 97, 88, 70, 52, 84, 88, 9,
)  # fmt: skip
PIPES = VotePlan(
    "5号楼雨水总管堵塞", "5号楼雨水总管更换", "更换锈蚀总管约六十米，使用本楼维修资金。预算示例：48,236.77 元。",
    "是否同意使用5号楼专项维修资金更换雨水总管（预算 48,236.77 元）？", "5", 4_823_677, 48, 26, 7, -8, 52, 85, 5,
)  # fmt: skip


class Deciding:
    """Plans projects and votes of 梧桐苑, and the adoption of the charter by each committee."""

    def __init__(self, founded: Founded, timeline: Timeline, persons: Persons, telling: Telling) -> None:
        self.founded, self.timeline, self.persons, self.telling = founded, timeline, persons, telling
        self.chance = random.Random("linmeng votes")
        self.votes: dict[str, Vote] = {}

    def plan(self) -> None:
        """Put the charter and both votes into the past."""
        self.timeline.plan(300, self._propose_charter)
        for place, compound in enumerate(COMPOUNDS):
            if compound.adopted:
                self.timeline.plan(290 - place, partial(self._adopt, compound.code))
        for plan in (FACADE, PIPES):
            self._plan_vote(plan)

    def _propose_charter(self, at: datetime) -> None:
        secretary = self.persons.acting(self.founded.cast["feng"], at, "secretary")
        alliance.propose_charter(secretary, title="东镇红色业委会自治联盟章程（示例）", text=CHARTER)

    def _adopt(self, code: str, at: datetime) -> None:
        plan = next(p for p in COMPOUNDS if p.code == code)
        director = self.persons.acting(self.founded.directors[code], at, "committee_director")
        present, members_for = plan.adopted or (0, 0)
        alliance.record_adoption(
            director,
            charter_id=Charter.objects.get().id,
            compound_id=self.founded.compounds[code].id,
            decided_on=at.date(),
            members_present=present,
            members_for=members_for,
        )

    def _plan_vote(self, plan: VotePlan) -> None:
        line = self.timeline
        line.plan(plan.start, lambda at: self._project(plan, at))
        line.plan(plan.notice, lambda at: self._notice(plan, at), hour=9)
        line.plan(plan.notice - 2, lambda at: self._deliver(plan, at), hour=19)
        line.plan(plan.opens - 1, lambda at: self._cast_web(plan, at), hour=12)
        line.plan(max(plan.closes + 1, plan.opens - 3), lambda at: self._read_papers(plan, at), hour=18)
        line.plan(plan.closes - 1, lambda at: self._close(plan, at), hour=9)

    def director(self, at: datetime) -> Actor:
        """王建国 as committee director."""
        return self.persons.acting(self.founded.cast["wang"], at, "committee_director")

    def _project(self, plan: VotePlan, at: datetime) -> None:
        compound = self.founded.compounds["wt"]
        project = projects.start_project(
            self.director(at),
            compound_id=compound.id,
            matter_ids=[self.telling.matters[plan.matter].id],
            title=plan.title,
            summary=plan.summary,
            scope="building",
            building_id=compound.buildings.get(code=plan.building).id,
            cost_fen=plan.cost_fen,
            fund_source="maintenance_fund",
        )
        projects.check_legality(
            self.director(at),
            project_id=project.id,
            matter_class="use_fund",
            findings=YES_TO_ALL,
            passed=True,
        )
        self.votes[plan.title] = assembly.prepare_vote(
            self.director(at),
            project_id=project.id,
            title=f"{plan.title}表决",
            summary=plan.summary,
            questions=[plan.question],
        )

    def _notice(self, plan: VotePlan, at: datetime) -> None:
        vote = self.votes[plan.title]
        opens, closes = self.timeline.day(plan.opens), self.timeline.day(plan.closes)
        assembly.give_notice(self.director(at), vote_id=vote.id, opens_on=opens, closes_on=closes)
        assembly.print_papers(self.director(at), vote_id=vote.id)

    def _deliver(self, plan: VotePlan, at: datetime) -> None:
        entries = RollEntry.objects.filter(vote=self.votes[plan.title]).values_list("id", flat=True)
        assembly.record_delivery(self.director(at), entry_ids=list(entries), way="hand")

    def _choice(self, plan: VotePlan) -> str:
        lot = self.chance.randrange(100)
        return "yes" if lot < plan.yes else "no" if lot < plan.yes + 8 else "abstain"

    def _willing(self, plan: VotePlan) -> list[RollEntry]:
        """Who takes part: seeded; in the open vote 李秋生's ballot waits for the visitor."""
        entries = RollEntry.objects.filter(vote=self.votes[plan.title], status="sold").order_by(
            "walk_order", "unit_code"
        )
        chance = random.Random(f"linmeng {plan.title}")
        own = str(self.founded.cast["li"].id)
        return [
            e
            for e in entries
            if chance.randrange(100) < plan.take_part and (plan.closes > 0 or own not in e.owners)
        ]

    def _cast_web(self, plan: VotePlan, at: datetime) -> None:
        for entry in self._willing(plan)[plan.papers :]:
            owner = Person.objects.get(id=int(entry.representative or entry.owners[0]))
            assembly.cast_web_ballot(
                self.persons.acting(owner, at),
                vote_id=entry.vote_id,
                entry_id=entry.id,
                choices={1: self._choice(plan)},
                key=f"sample{entry.id}",
            )

    def _read_papers(self, plan: VotePlan, at: datetime) -> None:
        """Papers read twice by two people who do not see each other's entry; of the open vote one is still read once."""
        vote = self.votes[plan.title]
        readers = [
            self.persons.acting(self.founded.cast["he"], at, "committee_member"),
            self.telling.clerk(at),
        ]
        still_open = plan.closes < 0
        for place, entry in enumerate(self._willing(plan)[: plan.papers]):
            paper = BallotPaper.objects.get(entry=entry)
            choices = {
                number: self._choice(plan)
                for number in Question.objects.filter(vote=vote).values_list("number", flat=True)
            }
            for reader in readers[: 1 if still_open and place == 0 else 2]:
                assembly.enter_paper(
                    reader,
                    vote_id=vote.id,
                    token_or_number=paper.token,
                    choices=choices,
                    signed_by=entry.representative or entry.owners[0],
                )

    def _close(self, plan: VotePlan, at: datetime) -> None:
        vote = self.votes[plan.title]
        assembly.close_vote(self.director(at), vote_id=vote.id)
        assembly.count_vote(self.director(at), vote_id=vote.id)
        for signer in (self.director(at), self.telling.clerk(at)):
            assembly.sign_count(signer, vote_id=vote.id, version=1)
        assembly.publish_result(self.director(at), vote_id=vote.id)
