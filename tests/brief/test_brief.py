import io
import re
from datetime import date, timedelta

import openpyxl
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.actions import set_share_switch
from linmeng.alliance.models import Charter, CharterAdoption
from linmeng.pages.brief.figures import Brief
from linmeng.pages.brief.outputs import as_pdf, as_text, as_workbook
from linmeng.pages.brief.readers import read_brief
from linmeng.pages.brief.weeks import Week, asked_week, week_of
from linmeng.voices.actions import answer, join_matter, record_step
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import spoken, taken

WEEK = Week(date(2026, 6, 29))
"""The week of the cast's noon, 5 July, a Sunday."""
AFTER = NOON + timedelta(days=9)


def live_a_week(cast: Cast) -> None:
    """Three words in 梧桐苑 (one by a helper), one next door; two sorted into one matter, done the same day."""
    matter = taken(cast, spoken(cast))
    helped = spoken(cast, "zhao", author_id=cast.people["li"].id, channel="phone", kind="question")
    join_matter(cast.actor("sun"), voice_ids=[helped.id], matter_id=matter.id)
    spoken(cast, "chen", kind="praise")
    spoken(cast, "qian", compound_id=cast.next_door.id)
    record_step(cast.actor("wang"), matter_id=matter.id, step="done", words="", state="done")


def of(cast: Cast, week: Week = WEEK) -> Brief:
    return read_brief(cast.actor("sun", at=AFTER), week)


def figures(brief: Brief) -> list[list[str]]:
    return [row.cells for row in brief.tables[0].lines]


def test_one_week_in_figures(cast: Cast) -> None:
    live_a_week(cast)
    assert [cells[1:] for cells in figures(of(cast))] == [
        ["1", "0", "0", "0", "0", "0", "0", "0"],
        ["3", "2", "0", "0", "1", "0", "0", "0"],
        ["4", "2", "0", "0", "1", "0", "0", "0"],
    ]
    assert all(cells[1:] == ["0"] * 8 for cells in figures(of(cast, Week(date(2026, 6, 22)))))


def test_ways_kinds_and_natures_add_up(cast: Cast) -> None:
    live_a_week(cast)
    _overview, ways, kinds, natures = of(cast).tables
    assert [row.figures for row in ways.rows] == [(1, 0, 0, 0, 0, 0, 0, 0), (2, 0, 0, 1, 0, 0, 0, 0)]
    assert [row.figures for row in kinds.rows] == [(1, 0, 0, 0, 0), (1, 0, 1, 0, 1)]
    assert [row.figures for row in natures.rows] == [(0, 0, 0, 0, 0), (2, 0, 0, 0, 0)]


def test_clocks_count_in_the_week_of_the_day_of_answer(cast: Cast) -> None:
    live_a_week(cast)  # answers are due on 12 July, a week later
    late = spoken(cast)
    answer(cast.actor("sun", at=NOON + timedelta(days=8)), voice_id=late.id, words="对不起，晚了一天。")
    overview = figures(of(cast, Week(date(2026, 7, 6))))
    assert [cells[3:5] for cells in overview] == [["0", "1"], ["2", "2"], ["2", "3"]]
    running = read_brief(cast.actor("sun", at=NOON + timedelta(days=6)), Week(date(2026, 7, 6)))
    assert [cells[3:5] for cells in figures(running)] == [
        ["0", "0"]
    ] * 3  # nothing is late before its day is over


def test_what_a_compound_does_not_share_is_not_shown(cast: Cast) -> None:
    live_a_week(cast)
    set_share_switch(cast.actor("wang"), compound_id=cast.compound.id, subject="matters", level="nothing")
    set_share_switch(cast.actor("wang"), compound_id=cast.compound.id, subject="votes", level="nothing")
    brief = of(cast)
    assert figures(brief)[1][1:] == ["—", "—", "—", "—", "—", "—", "0", "0"]
    assert figures(brief)[2][1:] == ["1", "0", "0", "0", "0", "0", "0", "0"]
    assert any("梧桐苑" in note for note in brief.notes)
    assert "北立面空鼓瓷砖" not in as_text(brief)


@pytest.mark.parametrize(("level", "titled"), [("counts", False), ("titles", True)])
def test_titles_only_where_they_are_shared(cast: Cast, level: str, titled: bool) -> None:
    live_a_week(cast)
    set_share_switch(cast.actor("wang"), compound_id=cast.compound.id, subject="matters", level=level)
    assert ("北立面空鼓瓷砖" in as_text(of(cast))) is titled


def test_no_name_and_no_word_of_a_neighbour_is_in_it(cast: Cast) -> None:
    live_a_week(cast)
    text = as_text(of(cast))
    assert not any(person.name in text for person in [*cast.people.values(), *cast.neighbours])
    assert "风一吹就响" not in text


def test_charter_news_of_the_week(cast: Cast) -> None:
    charter = Charter.objects.create(version=1, title="章程", text="……", proposed_on=date(2026, 6, 1))
    for day, compound in ((date(2026, 7, 1), cast.compound), (date(2026, 7, 8), cast.next_door)):
        CharterAdoption.objects.create(
            charter=charter, compound=compound, committee=cast.bodies["committee"], decided_on=day,
            members_all=7, members_present=5, members_for=4, outcome="adopted",
        )  # fmt: skip
    [(_heading, [news])] = of(cast).news
    assert ("梧桐苑" in news, "4" in news, "7" in news) == (True, True, True)


def numbers(cells: list[str]) -> list[str]:
    return [cell for cell in cells if re.fullmatch(r"\d+|—", cell)]


def test_same_figures_on_page_paper_workbook_and_text(cast: Cast, page: Visits) -> None:
    live_a_week(cast)
    set_share_switch(cast.actor("wang"), compound_id=cast.compound.id, subject="votes", level="nothing")
    sun, query = page("sun"), "?week=2026-W27"
    shown = sun.get(path(cast, f"brief/{query}")).context["brief"]
    expected = [numbers(row.cells[1:]) for table in shown.tables for row in table.lines]
    assert sum(map(len, expected)) == 3 * (8 + 8 + 5 + 5)

    book = openpyxl.load_workbook(io.BytesIO(sun.get(path(cast, f"brief.xlsx{query}")).content))
    sheets = [list(sheet.iter_rows(min_row=3, values_only=True)) for sheet in book.worksheets[:4]]
    assert [[str(cell) for cell in row[1:]] for rows in sheets for row in rows] == expected

    text = sun.get(path(cast, f"brief.txt{query}")).content.decode()
    told = [
        re.findall(r" (\d+|—)(?=，|$)", line) for line in text.splitlines() if re.match(r"[^：]+：.*，", line)
    ]
    assert [row for row in told if row] == expected

    pdf = pypdfium2.PdfDocument(sun.get(path(cast, f"brief.pdf{query}")).content)
    printed = "\n".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    for row in expected:
        assert re.search(r"\s+".join(map(re.escape, row)), printed), row


def test_paper_and_workbook_of_an_empty_week(cast: Cast) -> None:
    brief = of(cast, Week(date(2026, 6, 1)))
    assert as_pdf(brief, sample=True, lang="zh")[:5] == b"%PDF-"
    assert len(openpyxl.load_workbook(io.BytesIO(as_workbook(brief))).worksheets) == 5


def test_only_clerk_and_secretary_make_it(cast: Cast, page: Visits) -> None:
    for rest in ("brief/", "brief.pdf", "brief.xlsx", "brief.txt"):
        codes = {who: page(who).get(path(cast, rest)).status_code for who in CAST}
        assert codes == {
            who: 200 if who in ("sun", "feng") else 302 if who == "stranger" else 403 for who in CAST
        }


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("", "2026-W26"),
        ("2026-W27", "2026-W27"),
        ("2026-W28", "2026-W26"),
        ("2026-W99", "2026-W26"),
        ("x", "2026-W26"),
    ],
)
def test_week_of_the_address(asked: str, code: str) -> None:
    assert asked_week(asked, NOON).code == code
    assert week_of(NOON) == WEEK


def test_cost_does_not_grow_with_the_words(cast: Cast) -> None:
    counts = []
    for _round in range(2):
        live_a_week(cast)
        with CaptureQueriesContext(connection) as asked:
            of(cast)
        counts.append(len(asked))
    assert counts[0] == counts[1]
