"""Votes that changed on the way: one rests with its reason, one runs longer and a home in it was sold (示例数据)."""

from datetime import datetime

from linmeng.assembly import actions as assembly
from linmeng.pages.sample.balloting import Asked, Balloting
from linmeng.people.actions import register_transfer
from linmeng.people.models import Person
from linmeng.people.queries.actors import actor_for

PUMPS = Asked(
    "yl", "4", "repair", "4号楼水泵和水箱更换表决",
    "更换两台水泵、清洗并修补屋顶水箱，使用本楼维修资金。预算示例：57,900.00 元。",
    "是否同意使用4号楼专项维修资金更换水泵、修补水箱（预算 57,900.00 元）？", 38, 21, -6,
)  # fmt: skip
LIFT = Asked(
    "xz", "2", "repair", "2号楼4号门电梯曳引机更换表决",
    "电梯曳引机磨损，年检要求更换，只动本门洞的维修资金。预算示例：73,600.00 元。",
    "是否同意使用本门洞专项维修资金更换电梯曳引机（预算 73,600.00 元）？", 31, 14, -3, entrance=True,
)  # fmt: skip
SOLD = 9
"""Which home of the roll changed hands."""


class Resting(Balloting):
    """Suspended twelve days ago; nobody can cast until it goes on."""

    def plan(self) -> None:
        """Some have cast already; those ballots stay."""
        super().plan()
        self.timeline.plan(36, self.deliver, hour=19)
        self.timeline.plan(18, lambda at: self.cast_web(self.entries()[:12], at), hour=12)
        self.timeline.plan(12, self._suspend, hour=17)

    def _suspend(self, at: datetime) -> None:
        reason = "有业主指出水泵报价单型号写错，业委会请厂家重新报价，核对清楚再继续投票。"
        assembly.suspend_vote(self.director(at), vote_id=self.vote().id, reason=reason)


class Longer(Balloting):
    """Extended by a week; the roll has its first supplement."""

    def plan(self) -> None:
        """A sale is registered after the freeze, and its buyer votes."""
        super().plan()
        line = self.timeline
        line.plan(29, self.deliver, hour=19)
        line.plan(13, lambda at: self.cast_web(self.entries()[:6], at), hour=12)
        line.plan(13, self._extend, hour=17)
        line.plan(12, self._sell, hour=9)
        line.plan(11, self._buyer_votes, hour=20)

    def _extend(self, at: datetime) -> None:
        reason = "三户业主在外地探亲，要到下周才回来，延长一周（示例）。"
        closes_on = self.timeline.day(self.asked.closes - 7)
        assembly.extend_vote(self.director(at), vote_id=self.vote().id, closes_on=closes_on, reason=reason)

    def _buyer(self) -> Person:
        """Somebody of the compound who buys a second home here."""
        return Person.objects.get(id=int(self.entries()[-1].owners[0]))

    def _sell(self, at: datetime) -> None:
        entry, registered = self.entries()[SOLD], self.timeline.day(14)
        register_transfer(
            self.clerk(at), unit_id=entry.unit_id, new_owner_ids=[self._buyer().id], on=registered
        )
        assembly.take_in_transfers(self.clerk(at), vote_id=self.vote().id)

    def _buyer_votes(self, at: datetime) -> None:
        entry = self.entries()[SOLD]
        assembly.cast_web_ballot(
            actor_for(self._buyer(), at), vote_id=entry.vote_id, entry_id=entry.id, choices={1: "yes"}, key="bought"
        )  # fmt: skip
