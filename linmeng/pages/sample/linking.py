"""A lift on common ground of 平安里: two linked votes, by signed paper alone, which a phone prepares (示例数据)."""

from datetime import datetime

from linmeng.assembly import actions as assembly
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries.linked import partner_of
from linmeng.pages.printing.prepared_ballot import prepared_layout
from linmeng.pages.sample.balloting import Asked, Balloting

NEW_LIFT = Asked(
    "pa", "2", "lift_on_common_ground", "2号楼加装电梯表决",
    "2号楼北侧加装一台电梯，井道占用小区公共绿地约十平方米，由本楼出资（示例）。",
    "是否同意2号楼加装电梯？", 27, 10, -14,
)  # fmt: skip
SIGNED = 7


class Linking(Balloting):
    """The building's own vote; its twin of the whole compound goes with it."""

    def plan(self) -> None:
        """Open: some papers are back, 钱国平 has prepared one on the phone."""
        super().plan()
        line = self.timeline
        line.plan(25, self._deliver_both, hour=19)
        line.plan(5, self._prepare, hour=20)
        line.plan(4, self._read_some, hour=18)

    def twin(self) -> Vote:
        """The vote of the whole compound."""
        found = partner_of(self.vote())
        assert found is not None  # noqa: S101  drafted with it
        return found

    def _notice(self, at: datetime) -> None:
        super()._notice(at)
        assembly.print_papers(self.director(at), vote_id=self.twin().id)

    def _deliver_both(self, at: datetime) -> None:
        self.deliver(at)
        doors = RollEntry.objects.filter(vote=self.twin()).values_list("id", flat=True)
        assembly.record_delivery(self.director(at), entry_ids=list(doors), way="hand")

    def _prepare(self, at: datetime) -> None:
        """He owns a flat here, too; the sheet waits for his signature."""
        qian = self.persons.acting(self.founded.cast["qian"], at)
        for vote in (self.vote(), self.twin()):
            for entry in RollEntry.objects.filter(vote=vote, unit_id__in=qian.units):
                assembly.prepare_paper(
                    qian,
                    vote_id=vote.id,
                    entry_id=entry.id,
                    layout=prepared_layout(vote, sample=True),
                    key=f"sample{entry.id}",
                )

    def _read_some(self, at: datetime) -> None:
        qian = str(self.founded.cast["qian"].id)
        papers = [entry for entry in self.entries() if qian not in entry.owners][:SIGNED]
        self.read(papers, [self.clerk(at), self.member(at)], [self.choice() for _paper in papers])
