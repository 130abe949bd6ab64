"""People of 梧桐苑 meet and charge themselves with doors: a circle, duties, a committee meeting, a red hall."""

from datetime import datetime

from linmeng.alliance.models import Unit
from linmeng.circles import actions as circles
from linmeng.common.actor import Actor
from linmeng.meetings import actions as meetings
from linmeng.meetings.actions import NewItem
from linmeng.meetings.models import Meeting
from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people.models import Seat
from linmeng.people.queries import in_force


class Gathering:
    """Plans two meetings and who looks after which doors."""

    def __init__(self, founded: Founded, timeline: Timeline, persons: Persons) -> None:
        self.founded, self.timeline, self.persons = founded, timeline, persons

    def plan(self) -> None:
        """A circle long ago, a committee meeting with a resolution, talks, and the next meeting to come."""
        line = self.timeline
        line.plan(80, self._circle)
        line.plan(46, self._call_committee)
        line.plan(34, self._hold_committee, hour=20)
        line.plan(24, self._call_red_hall, hour=9)
        line.plan(23, self._hold_red_hall, hour=21)
        line.plan(6, self._next_meeting)

    def director(self, at: datetime) -> Actor:
        """王建国."""
        return self.persons.acting(self.founded.cast["wang"], at, "committee_director")

    def _wt(self) -> int:
        return self.founded.compounds["wt"].id

    def _circle(self, at: datetime) -> None:
        clerk = self.clerk(at)
        circle = circles.found_circle(
            clerk,
            kind="outer",
            name="梧桐苑楼组长和志愿者",
            compound_id=self._wt(),
            aim="一户不落地听、一户不落地答",
        )
        leaders = Seat.objects.filter(
            in_force(at.date()), role="building_leader", building__compound_id=self._wt()
        )
        for seat in leaders.order_by("building__walk_order", "id"):
            circles.add_member(clerk, circle_id=circle.id, seat_id=seat.id, charge="本楼上门和回音")
            circles.assign_doors(clerk, compound_id=self._wt(), seat_id=seat.id, building_id=seat.building_id)

    def _call_committee(self, at: datetime) -> None:
        meeting = meetings.call_meeting(
            self.director(at),
            kind="committee",
            title="业委会第二次例会（示例）",
            place="居委会二楼会议室",
            starts_at=self.timeline.at(34, 19),
            compound_id=self._wt(),
            items=[
                NewItem("楼道堆物集中清理两天", "请物业配合，提前三天贴通知", for_decision=True),
                NewItem("听取物业三季度公共收益报告"),
            ],
        )
        meetings.post_agenda(self.director(at), meeting_id=meeting.id)

    def _hold_committee(self, at: datetime) -> None:
        meeting = Meeting.objects.get(compound_id=self._wt(), kind="committee")
        seats = Seat.objects.filter(
            in_force(at.date()), body__compound_id=self._wt(), role__startswith="committee_"
        ).order_by("role", "id")
        present = list(seats.select_related("person"))[:4]
        meetings.hold_meeting(
            self.director(at),
            meeting_id=meeting.id,
            present_seat_ids=[seat.id for seat in present],
            guests=["居委会 孙晓燕"],
        )
        first, second = meeting.items.order_by("number")
        meetings.write_item(
            self.director(at), item_id=first.id, said="委员都赞成，建议选在周末。", concluded="周末两天清理。", outcome="decided",
        )  # fmt: skip
        meetings.write_item(
            self.director(at), item_id=second.id, said="物业说明了停车和广告两项。", concluded="下次附发票再看。", outcome="talked",
        )  # fmt: skip
        resolution = meetings.put_to_members(
            self.director(at), item_id=first.id, text="本月最后一个周末集中清理楼道堆物。"
        )
        for seat in present:
            member = self.persons.acting(seat.person, at, seat.role)
            meetings.sign_resolution(member, resolution_id=resolution.id, choice="yes")
        meetings.close_resolution(self.director(at), resolution_id=resolution.id)
        meetings.publish_resolution(self.director(at), resolution_id=resolution.id)

    def clerk(self, at: datetime) -> Actor:
        """孙晓燕."""
        return self.persons.acting(self.founded.cast["sun"], at, "clerk")

    def _call_red_hall(self, at: datetime) -> None:
        meetings.call_meeting(
            self.clerk(at),
            kind="red_hall",
            title="红色议事厅：雨水总管怎么换（示例）",
            place="小区活动室",
            starts_at=self.timeline.at(23, 19),
            compound_id=self._wt(),
            items=[NewItem("听邻居说"), NewItem("请懂行的说")],
        )

    def _hold_red_hall(self, at: datetime) -> None:
        meeting = Meeting.objects.get(compound_id=self._wt(), kind="red_hall")
        meetings.hold_meeting(
            self.clerk(at), meeting_id=meeting.id, present_seat_ids=[], guests=["邻居三十一户", "物业 吴志强"]
        )
        heard, known = meeting.items.order_by("number")
        meetings.write_item(
            self.clerk(at), item_id=heard.id, said="一楼每逢大雨就倒灌，都盼早点换。", concluded="先换最差的两根。", outcome="talked",
        )  # fmt: skip
        meetings.write_item(
            self.clerk(at), item_id=known.id, said="换管要避开雨季，停水不超过半天。", concluded="请物业三天内给出日程。", outcome="talked",
        )  # fmt: skip
        meetings.finish_minutes(self.clerk(at), meeting_id=meeting.id)
        self._send_to_doors(at, meeting)

    def _send_to_doors(self, at: datetime, meeting: Meeting) -> None:
        """What the hall wants to know is asked at the doors of building 3."""
        doors = Unit.objects.filter(compound_id=self._wt(), building__code="3").order_by("walk_order", "code")
        circles.give_errands(
            self.clerk(at),
            kind="ask",
            title="阳台落水口堵不堵",
            source="meeting",
            source_id=meeting.id,
            due_on=self.timeline.day(-5),
            unit_ids=list(doors.values_list("id", flat=True)[:6]),
        )

    def _next_meeting(self, at: datetime) -> None:
        meeting = meetings.call_meeting(
            self.director(at),
            kind="committee",
            title="业委会第三次例会（示例）",
            place="居委会二楼会议室",
            starts_at=self.timeline.at(-9, 19),
            compound_id=self._wt(),
            items=[NewItem("冬季水管保暖", "请物业报方案", for_decision=True)],
        )
        meetings.post_agenda(self.director(at), meeting_id=meeting.id)
