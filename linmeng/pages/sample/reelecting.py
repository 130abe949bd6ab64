"""曙光大楼 elects a new committee at the end of a term: counted, posted, its filing half done (示例数据)."""

import csv
import io
from datetime import datetime, timedelta
from functools import partial

from linmeng.assembly import actions as assembly
from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.term import lay_in_paper, open_filing
from linmeng.assembly.models import BallotPaper, Candidacy, Election, Filing, RollEntry, Vote
from linmeng.assembly.queries import vote_path
from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import Upload
from linmeng.pages.sample.electing import Electing
from linmeng.people.models import Person

STEPS = (
    (48, "archive", "公章、账册和档案交居委会保管，双方签了清单。"),
    (38, "talks", "红色议事厅开了两场，二十八户到场，说了对上一届的满意和不满意。"),
    (36, "talents", "问过物业账看得懂的、电梯懂行的，有四位愿意站出来。"),
    (18, "street_report", "名单和核查材料送街道，街道房管办签收。"),
)
NOTICE, OPENS, CLOSES, NIGHT = 54, 38, 28, 27
ON_PLATFORM, ON_PAPER = 236, 6
PLATFORM = "示例市民投票平台"
TICKED = ("1+2+3+4+5", "1+2+3+5+6", "1+2+4+5+7", "1+2+3+4+5", "1+2+3+4+5", "1+2+3+4", "弃权")
LAID_IN = (20, 18, 15, 11)
"""Days ago on which the first papers of the filing were ready; the others are missing."""


class Reelecting(Electing):
    """The same ladder as in 海棠高层, some months earlier and gone to its end."""

    code, kind, earlier = "sg", Election.Kind.REELECTION, 54
    reason = "业委会任期将满，书面报告街道和居委会（示例）。"
    steps: tuple[tuple[int, str, str], ...] = STEPS

    def plan(self) -> None:
        """From the report to the filing that lacks its last papers."""
        super().plan()
        line = self.timeline
        line.plan(NOTICE, self._call)
        line.plan(NOTICE - 2, self._deliver, hour=19)
        line.plan(CLOSES + 2, self._read_papers, hour=19)
        line.plan(NIGHT, self._count, hour=19)
        line.plan(24, self._first_meeting, hour=20)
        line.plan(LAID_IN[0], self._file)
        for number, days_ago in enumerate(LAID_IN):
            line.plan(days_ago, partial(self._lay_in, number), hour=16)

    def _director(self, at: datetime) -> Actor:
        return self.persons.acting(self.founded.directors[self.code], at, "committee_director")

    def _vote(self) -> Vote:
        vote = self._election().vote
        assert vote is not None  # noqa: S101  called before
        return vote

    def _call(self, at: datetime) -> None:
        vote = acts.call_election(self.clerk(at), election_id=self._election().id)
        opens, closes = self.timeline.day(OPENS), self.timeline.day(CLOSES)
        assembly.give_notice(self.clerk(at), vote_id=vote.id, opens_on=opens, closes_on=closes)
        assembly.print_papers(self.clerk(at), vote_id=vote.id)

    def _deliver(self, at: datetime) -> None:
        doors = RollEntry.objects.filter(vote=self._vote()).values_list("id", flat=True)
        assembly.record_delivery(self.clerk(at), entry_ids=list(doors), way="hand")

    def _homes(self) -> list[RollEntry]:
        """Sold homes in walking order, without those of who counts."""
        rows = RollEntry.objects.filter(vote=self._vote(), status="sold").order_by("walk_order", "unit_code")
        counts = {str(self.founded.directors[self.code].id)}
        return [entry for entry in rows if not counts & set(entry.owners)]

    def _read_papers(self, at: datetime) -> None:
        for entry in self._homes()[ON_PLATFORM : ON_PLATFORM + ON_PAPER]:
            paper = BallotPaper.objects.get(entry=entry)
            for reader in (self.clerk(at), self._director(at)):
                assembly.enter_paper(
                    reader,
                    vote_id=entry.vote_id,
                    token_or_number=paper.token,
                    choices={1: "1+2+3+4+5"},
                    signed_by=entry.representative or entry.owners[0],
                )

    def _count(self, at: datetime) -> None:
        vote, clerk = self._vote(), self.clerk(at)
        assembly.close_vote(clerk, vote_id=vote.id)
        file = assembly.keep_city_file(clerk, vote_id=vote.id, name="示例平台结果.csv", content=self._sheet())
        columns = {"unit": 0, "owner": 1, "time": 2, "q1": 3}
        assembly.take_in_city_result(
            clerk, vote_id=vote.id, file_id=file.id, platform=PLATFORM, columns=columns
        )
        assembly.count_vote(clerk, vote_id=vote.id)
        for signer in (self._director(at), clerk):
            assembly.sign_count(signer, vote_id=vote.id, version=1)
        assembly.publish_result(clerk, vote_id=vote.id)

    def _sheet(self) -> bytes:
        """What the city's platform tells: home, owner, time, the numbers that were ticked."""
        homes = self._homes()[:ON_PLATFORM]
        names = dict(
            Person.objects.filter(id__in=[int(e.owners[0]) for e in homes]).values_list("id", "name")
        )
        speakers = [int(entry.representative or entry.owners[0]) for entry in homes]
        names |= dict(Person.objects.filter(id__in=speakers).values_list("id", "name"))
        first, sheet = self.timeline.at(OPENS - 1, 9), io.StringIO()
        lines = csv.writer(sheet)
        lines.writerow(("房号", "业主姓名", "投票时间", "表决意见"))
        for place, (entry, speaker) in enumerate(zip(homes, speakers, strict=True)):
            told = first + timedelta(minutes=37 * place)
            lines.writerow(
                (entry.unit_code, names[speaker], f"{told:%Y-%m-%d %H:%M}", TICKED[place % len(TICKED)])
            )
        return sheet.getvalue().encode("utf-8-sig")

    def _first_meeting(self, at: datetime) -> None:
        election = self._election()
        members = election.candidacies.filter(state=Candidacy.State.ELECTED).order_by("rank")
        first, second = list(members.values_list("id", flat=True))[:2]
        acts.hold_first_meeting(
            self.clerk(at),
            election_id=election.id,
            held_on=at.date(),
            director_id=first,
            deputy_ids=(second,),
            agreed=members.count(),
            words="第一次会议在居委会召开（示例）。",
        )

    def _file(self, at: datetime) -> None:
        election = self._election()
        open_filing(self.clerk(at), compound_id=election.compound_id, election_id=election.id)

    def _lay_in(self, number: int, at: datetime) -> None:
        """Every other one is a page of this house, the rest are files."""
        filing = Filing.objects.get(election=self._election())
        paper = filing.papers.order_by("id")[number]
        if number % 2:
            lay_in_paper(self.clerk(at), paper_id=paper.id, path=vote_path(self._vote().id))
        else:
            lay_in_paper(self.clerk(at), paper_id=paper.id, upload=Upload("示例.pdf", ONE_PAGE))


ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty sheet."""
