"""The evening on which papers are read: half of them twice, so that the hall's bars have begun to grow (示例数据)."""

from datetime import datetime, timedelta

from linmeng.assembly.actions.boxes import add_box, note_box
from linmeng.assembly.models import BallotBox
from linmeng.common.actor import Actor
from linmeng.pages.sample.balloting import Asked, Balloting

GATE = Asked(
    "wt", "1", "repair", "1号楼楼道照明和电线整修表决",
    "六层四门洞的楼道电线更换，装节能灯，使用本楼维修资金。预算示例：38,400.00 元。",
    "是否同意使用1号楼专项维修资金整修楼道照明和电线（预算 38,400.00 元）？", 44, 28, 2,
)  # fmt: skip
WEB, PAPERS, READ_TWICE, READ_ONCE = 14, 34, 16, 3
SEAL = "示例封签 0017"


class CountNight(Balloting):
    """Closed yesterday at midnight; 王建国 and 何敏 sit over the papers, 孙晓燕 is the third."""

    def plan(self) -> None:
        """The box is sealed, opened last night, and the papers are half done."""
        super().plan()
        line = self.timeline
        line.plan(42, self.deliver, hour=19)
        line.plan(27, self._seal, hour=8)
        line.plan(20, lambda at: self.cast_web(self.entries()[:WEB], at), hour=12)
        line.plan(1, self._open, hour=19)
        line.plan(1, self._read, hour=19, minute=30)

    def he(self, at: datetime) -> Actor:
        """何敏, who reads second."""
        return self.persons.acting(self.founded.cast["he"], at, "committee_member")

    def _seal(self, at: datetime) -> None:
        box = add_box(self.director(at), vote_id=self.vote().id, kind="box", place="小区活动室")
        note_box(self.director(at), box_id=box.id, kind="sealed", witness="何敏", seal=SEAL)

    def _open(self, at: datetime) -> None:
        self.close(at)
        box = BallotBox.objects.get(vote=self.vote())
        note_box(self.director(at), box_id=box.id, kind="opened", witness="何敏", seal=SEAL, papers=PAPERS)

    def _read(self, at: datetime) -> None:
        """A paper every half minute; the last three wait for their second reader."""
        papers = self.entries()[WEB : WEB + READ_TWICE + READ_ONCE]
        for place, entry in enumerate(papers):
            now = at + timedelta(seconds=30 * place)
            readers = [self.director(now), self.he(now)][: 2 if place < READ_TWICE else 1]
            self.read([entry], readers, [self.choice()])
