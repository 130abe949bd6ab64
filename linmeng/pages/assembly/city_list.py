"""The list with which a city's platform is set up, in the columns in which its result comes back."""

from collections.abc import Sequence
from decimal import Decimal

from linmeng.assembly.bridge.city_file import KNOWN, OWNER, TIME, UNIT
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.city import Voter
from linmeng.pages.shared.workbook import Cell, workbook

AREA = "专有部分面积（平方米）"
WIDTHS = (12, 14, 14)
ANSWER_WIDE, TIME_WIDE = 26, 22


def city_list(vote: Vote, voters: Sequence[Voter]) -> bytes:
    """One line an owner. Headings are Chinese whoever asks: the platform and our own reading know them so."""
    questions = [question.text for question in vote.questions.order_by("number")]
    heads = [KNOWN[UNIT][0], KNOWN[OWNER][1], AREA, *questions, KNOWN[TIME][0]]
    empty: list[Cell] = [None] * (len(questions) + 1)
    rows: list[list[Cell]] = [[one.unit, one.owner, Decimal(one.area_dm2) / 100, *empty] for one in voters]
    widths = [*WIDTHS, *[ANSWER_WIDE] * len(questions), TIME_WIDE]
    above = (f"{vote.compound.name} · {vote.title}", f"名册指纹 SHA-256 {vote.roll_sha256}")
    return workbook("名单", heads, widths, rows, above=above)
