"""What waits in the sample's office: a binding, letters, a notice with an objection, tickets, recommendations."""

import csv
import io
import random
from datetime import datetime, timedelta

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.pages.notices.slip_week import layout_of
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.pictures import fallen_tile
from linmeng.pages.sample.telling import Telling
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.actions import user_for_proved_phone
from linmeng.people.actions.binding import Asked
from linmeng.people.actions.letters import issue_letters
from linmeng.publishing import actions as publishing
from linmeng.publishing.actions.free_notices import NoticeWords, publish_notice
from linmeng.publishing.actions.objections import object_to
from linmeng.publishing.actions.postings import post_paper
from linmeng.publishing.models import Publication
from linmeng.publishing.queries.slip_week import doors_waiting
from linmeng.rights.actions.bindings import ask_to_be_bound
from linmeng.voices.actions.talent import recommend_neighbour
from linmeng.voices.actions.tickets import upload_tickets
from linmeng.voices.queries.answered import matters_told

SLUG = "dongzhen"
NEWCOMER_PHONE = "13800000020"
NOTICE = NoticeWords(
    kind="public_notice",
    title="3号楼底层楼道拟装感应灯",
    words="居民反映底层楼道夜里看不清路。业委会拟在3号楼六个门洞底层各装一盏感应灯，用公共收益支付，预算 1,860.00 元（示例）。\n"
    "公示期内有不同意见，请在本页写下，或到居委会窗口说，都会有答复。",
    article="业主大会议事规则（示例）",
    days=7,
)
TICKETS = (
    ("工单编号", "来电时间", "诉求人", "联系电话", "地址", "诉求内容"),
    (
        "示例-0001",
        "2026-07-06 09:12",
        "张先生",
        "13800000031",
        "梧桐苑3号楼",
        "楼道灯不亮，晚上上下楼看不清。",
    ),
    ("示例-0002", "2026-07-06 14:40", "李女士", "13800000032", "梧桐苑5号楼", "下雨天雨水管往外冒水。"),
    ("示例-0003", "2026-07-07 08:05", "王女士", "13800000033", "海棠高层", "电梯早高峰要等十几分钟。"),
)


class Office:
    """Plans the last days of the office, so that every desk has something on it."""

    def __init__(self, founded: Founded, persons: Persons, telling: Telling) -> None:
        self.founded, self.persons, self.telling = founded, persons, telling
        self.compound = founded.compounds["wt"]

    def plan(self, timeline: Timeline) -> None:
        """Put it all into the last days."""
        for days_ago, act in (
            (5, self._issue_letters),
            (4, self._publish),
            (3, self._hang_and_object),
            (3, self._recommend),
            (2, self._ask_for_a_door),
            (2, self._upload_tickets),
            (1, self._make_slips),
            (1, self._propose),
        ):
            timeline.plan(days_ago, act, hour=9)

    def _director(self, at: datetime) -> Actor:
        return self.persons.acting(self.founded.cast["wang"], at, "committee_director")

    def _issue_letters(self, at: datetime) -> None:
        building = self.compound.buildings.get(code="3")
        issue_letters(self.telling.clerk(at), compound_id=self.compound.id, building_id=building.id)

    def _publish(self, at: datetime) -> None:
        publish_notice(self._director(at), compound_id=self.compound.id, notice=NOTICE)

    def _hang_and_object(self, at: datetime) -> None:
        notice = Publication.objects.get(subject="notice", title=NOTICE.title)
        leader = self.persons.acting(self.founded.cast["zhao"], at, "building_leader")
        picture = ("门洞.jpg", fallen_tile(random.Random("linmeng wall")))
        post_paper(leader, publication_id=notice.id, place="3号楼9号门洞布告栏", photo=picture)
        owner = self.persons.acting(self.founded.cast["li"], at)
        object_to(
            owner, publication_id=notice.id, words="灯太亮会照进底楼卧室，能不能选暗一点、亮得短一点的？"
        )

    def _recommend(self, at: datetime) -> None:
        leader = self.persons.acting(self.founded.cast["zhao"], at)
        li = self.founded.cast["li"]
        home = Unit.objects.filter(ownerships__person=li, compound=self.compound).order_by("walk_order")[0]
        recommend_neighbour(
            leader,
            unit_code=home.code,
            name=li.name,
            trade="arts",
            words="楼里的春联都是他写的，字好人也热心。",
        )

    def _ask_for_a_door(self, at: datetime) -> None:
        """Somebody whose number stands on no roll: the desk looks at the papers."""
        user = user_for_proved_phone(NEWCOMER_PHONE)
        door = Unit.objects.filter(compound=self.compound, building__code="2").order_by("walk_order")[0]
        asked = Asked(door=door.code, unit_id=door.id, name="陈若曦", relation="heir")
        ask_to_be_bound(Actor(at=at), slug=SLUG, user_id=user.id, address="192.0.2.1", asked=asked)

    def _upload_tickets(self, at: datetime) -> None:
        sheet = io.StringIO()
        csv.writer(sheet).writerows(TICKETS)
        content = sheet.getvalue().encode("utf-8-sig")
        upload_tickets(self.telling.clerk(at), source="12345热线", name="示例工单.csv", content=content)

    def _propose(self, at: datetime) -> None:
        """The property company wants a water cut announced; the committee has it on the desk."""
        manager = self.persons.acting(self.founded.cast["wu"], at, "property_manager")
        day = (at + timedelta(days=6)).date()
        publishing.propose_notice(
            manager,
            compound_id=self.compound.id,
            title="3号楼清洗水箱，停水半天",
            words=f"{day.month}月{day.day}日 9:00 到 15:00 清洗3号楼屋顶水箱，停水。\n请提前储水；有事问物业前台（示例）。",
            days=7,
        )

    def _make_slips(self, at: datetime) -> None:
        for compound_id in sorted(doors_waiting([c.id for c in self.founded.compounds.values()])):
            publishing.make_slip_week(
                self.telling.clerk(at), compound_id=compound_id, layout_of=layout_of, things_of=matters_told
            )
