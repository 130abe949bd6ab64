"""A vote of 绿舟新村 in which much was doubted: two cases, late papers, a call-back, a recount (示例数据)."""

from datetime import datetime
from functools import partial

from linmeng.assembly import actions as assembly
from linmeng.assembly.models import BallotPaper, CallBack, Receipt, RollEntry
from linmeng.pages.sample.balloting import Asked, Balloting
from linmeng.record.actions import seal_missing_days

ROOF = Asked(
    "lz", "2", "repair", "2号楼屋面防水大修表决",
    "屋面防水层已过年限，顶楼多处渗水，全部重做，使用本楼维修资金。预算示例：162,500.00 元。",
    "是否同意使用2号楼专项维修资金重做屋面防水（预算 162,500.00 元）？", 45, 27, 9,
)  # fmt: skip
WEB, PAPERS, CALLED = 24, 10, 6
MISREAD = 2
"""So many papers were first read as a yes and turn out to be none."""
COUNTED = 8
CALLS = ((7, "confirmed"), (7, "not_reached"), (2, "confirmed"))
"""On which day before today the first of the sample were called, and what they said; the others wait."""


class Doubting(Balloting):
    """Closed nine days ago, counted the next morning, counted again yesterday."""

    def plan(self) -> None:
        """From the papers at the doors to the corrected result on the board."""
        super().plan()
        line = self.timeline
        line.plan(43, self.deliver, hour=19)
        line.plan(25, lambda at: self.cast_web(self.entries()[:WEB], at), hour=12)
        line.plan(24, self._not_me, hour=18)
        line.plan(23, self._decide, hour=10)
        line.plan(22, self._cast_again, hour=20)
        line.plan(12, self._read_papers, hour=19)
        line.plan(11, self._announce_call_back)
        line.plan(COUNTED, self._count_and_publish, hour=9)
        line.plan(7, self._draw)
        for place, (days_ago, result) in enumerate(CALLS):
            line.plan(days_ago, partial(self._call, result), hour=11, minute=6 * place)
        line.plan(2, self._not_me_either, hour=20)
        line.plan(6, self._late, hour=15)
        line.plan(1, self._recount, hour=14)

    def _receipt(self, entry: RollEntry) -> Receipt:
        return Receipt.objects.filter(entry=entry).order_by("cast_at", "id")[0]

    def _not_me(self, at: datetime) -> None:
        entry = self.entries()[3]
        words = "我没有投过，是孩子拿我的手机点着玩的。"
        assembly.say_not_me(self.owner(entry, at), receipt_id=self._receipt(entry).id, words=words)

    def _decide(self, at: datetime) -> None:
        case = self.vote().disputes.get()
        reason = "和业主当面核实，网上这张票不是本人所投，作废，请本人重投。"
        assembly.decide_dispute(self.clerk(at), dispute_id=case.id, stands=False, reason=reason)

    def _cast_again(self, at: datetime) -> None:
        entry = self.entries()[3]
        assembly.cast_web_ballot(
            self.owner(entry, at), vote_id=entry.vote_id, entry_id=entry.id, choices={1: "no"}, key="sample again"
        )  # fmt: skip

    def _read_papers(self, at: datetime) -> None:
        papers = self.entries()[WEB : WEB + PAPERS]
        choices = ["yes"] * MISREAD + [self.choice() for _paper in papers[MISREAD:]]
        self.read(papers, [self.clerk(at), self.member(at)], choices)

    def _announce_call_back(self, at: datetime) -> None:
        assembly.announce_call_back(self.director(at), vote_id=self.vote().id, homes=CALLED)

    def _count_and_publish(self, at: datetime) -> None:
        self.close(at)
        self.count(at)
        assembly.publish_result(self.director(at), vote_id=self.vote().id)

    def _draw(self, at: datetime) -> None:
        """The record of the day of the count is sealed overnight, as the worker does; then the lot falls."""
        seal_missing_days(self.founded.alliance.slug, self.timeline.day(COUNTED), at=at)
        assembly.draw_call_back(self.clerk(at), vote_id=self.vote().id)

    def _call(self, result: str, at: datetime) -> None:
        """The next of those about whose ballot nothing was ever asked."""
        calls = CallBack.objects.filter(round__vote=self.vote(), result="waiting", receipt__disputes=None)
        call = calls.order_by("receipt__entry__walk_order", "id")[0]
        assembly.record_call(self.clerk(at), call_id=call.id, result=result)

    def _not_me_either(self, at: datetime) -> None:
        """Somebody looked at the own receipt only now; the case waits for the desk."""
        entry = self.entries()[8]
        words = "看了回执，这张票不是我投的，请查一查。"
        assembly.say_not_me(self.owner(entry, at), receipt_id=self._receipt(entry).id, words=words)

    def _late(self, at: datetime) -> None:
        """One of ours through the letterbox, one without a number by post."""
        ours = BallotPaper.objects.filter(vote=self.vote(), sheet__state__in=["printed", "delivered"])
        number = str(ours.order_by("-sheet__number")[0].number)
        for sign, note in (
            (number, "截止后第三天在居委会信箱里发现。"),
            ("无编号", "邮局寄来，信封邮戳在截止之后。"),
        ):
            assembly.keep_late_paper(self.clerk(at), vote_id=self.vote().id, number=sign, note=note)

    def _recount(self, at: datetime) -> None:
        """Two owners asked: their marks lie beside the boxes. Read again by two, counted again, posted again."""
        vote, papers = self.vote(), self.entries()[WEB : WEB + MISREAD]
        reason = "两位业主来看自己的票，勾画在两格之间，请求重新读票。"
        assembly.begin_recount(self.director(at), vote_id=vote.id, reason=reason)
        tokens = [BallotPaper.objects.get(entry=entry).token for entry in papers]
        for token, choice in zip(tokens, ("unclear", "no"), strict=True):
            for reader in (self.clerk(at), self.member(at)):
                assembly.re_read_paper(reader, vote_id=vote.id, token_or_number=token, choices={1: choice})
        assembly.recount(self.director(at), vote_id=vote.id)
        self.sign(at, version=2)
        assembly.publish_correction(self.director(at), vote_id=vote.id)
