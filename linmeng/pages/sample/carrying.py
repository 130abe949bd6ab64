"""赵桂芳 carries papers through building 3: half the doors are done, mandates are given (示例数据)."""

import io
import random
from datetime import datetime

from PIL import Image, ImageDraw

from linmeng.assembly import actions as assembly
from linmeng.assembly.actions import Agent
from linmeng.assembly.actions.boxes import add_box, note_box
from linmeng.assembly.models import RollEntry
from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import Upload
from linmeng.pages.sample.balloting import Asked, Balloting

CHARGING = Asked(
    "wt", "3", "other_use", "3号楼自行车棚改建充电棚表决",
    "底层自行车棚改成电动自行车充电棚，装十二个插座和喷淋，由社区补贴。业主不用出钱（示例）。",
    "是否同意把3号楼自行车棚改建成电动自行车充电棚？", 12, -4, -18,
)  # fmt: skip
IN_HAND, LETTERBOX, NOBODY = 22, 8, 5
SEAL = "示例封签 0031"


class Carrying(Balloting):
    """Announced, not open yet: the papers are on their way."""

    def plan(self) -> None:
        """Doors on two evenings, an envelope sealed before two, two mandates."""
        super().plan()
        line = self.timeline
        line.plan(9, self._first_evening, hour=19)
        line.plan(7, self._second_evening, hour=19)
        line.plan(6, self._on_paper, hour=14)
        line.plan(5, self._by_log_in, hour=21)
        line.plan(4, self._envelope, hour=9)

    def leader(self, at: datetime) -> Actor:
        """赵桂芳."""
        return self.persons.acting(self.founded.cast["zhao"], at, "building_leader")

    def _doors(self) -> list[int]:
        rows = RollEntry.objects.filter(vote=self.vote()).order_by("walk_order", "unit_code")
        return list(rows.values_list("id", flat=True))

    def _first_evening(self, at: datetime) -> None:
        assembly.record_delivery(self.leader(at), entry_ids=self._doors()[:IN_HAND], way="hand")

    def _second_evening(self, at: datetime) -> None:
        """Who was out found the ballot in the letterbox; some want to be asked again."""
        doors = self._doors()[IN_HAND:]
        assembly.record_delivery(
            self.leader(at), entry_ids=doors[:LETTERBOX], way="letterbox", witness="陈小雨"
        )
        assembly.note_nobody_home(self.leader(at), entry_ids=doors[LETTERBOX : LETTERBOX + NOBODY])

    def _on_paper(self, at: datetime) -> None:
        """A neighbour in hospital signed for the daughter; the clerk keeps the photo of it."""
        named = {str(member.id) for member in self.founded.cast.values()}
        entry = next(e for e in self.entries() if len(e.owners) == 1 and not named & set(e.owners))
        assembly.give_mandate(
            self.clerk(at),
            entry_id=entry.id,
            principal=entry.owners[0],
            agent=Agent("陈若曦", "family"),
            instructions={1: "yes"},
            scan=Upload("委托书.jpg", _signed_sheet()),
        )

    def _by_log_in(self, at: datetime) -> None:
        """王建国 travels and lets 何敏 vote for his home."""
        wang, he = self.founded.cast["wang"], self.founded.cast["he"]
        entry = RollEntry.objects.get(vote=self.vote(), owners=[str(wang.id)])
        assembly.give_mandate(
            self.persons.acting(wang, at),
            entry_id=entry.id,
            principal=str(wang.id),
            agent=Agent(he.name, "owner", he.id),
            instructions={1: "yes"},
        )

    def _envelope(self, at: datetime) -> None:
        building = self.compound.buildings.get(code=self.asked.building)
        box = add_box(self.director(at), vote_id=self.vote().id, kind="envelope", building_id=building.id)
        note_box(self.leader(at), box_id=box.id, kind="sealed", witness="孙晓燕", seal=SEAL)


def _signed_sheet() -> bytes:
    """A drawn sheet with lines and something like a signature; nobody's."""
    sheet = Image.new("RGB", (900, 1200), "#FDFCF8")
    pen, chance = ImageDraw.Draw(sheet), random.Random("linmeng mandate")
    for row in range(9):
        pen.line((90, 180 + row * 80, 810 - 160 * (row == 8), 180 + row * 80), fill="#8C8377", width=4)
    points = [(540 + step * 16, 1010 + chance.randint(-34, 34)) for step in range(16)]
    pen.line(points, fill="#2B3A67", width=7, joint="curve")
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
