import io
from datetime import timedelta

import openpyxl

from linmeng.voices.actions import answer, record_step
from linmeng.voices.bridge import answers_workbook
from linmeng.voices.models import Matter, Ticket
from linmeng.voices.queries import TicketSearch, answered_tables, ticket_answers
from tests.cast import NOON, Cast
from tests.tickets.files import FIRST, HEADINGS, SECOND, THIRD, line, taken_in, uploaded, workbook
from tests.voices.saying import taken

ANSWER = "=已经修好"
LATER = NOON + timedelta(days=2)


def exported(cast: Cast, asked: TicketSearch | None = None) -> list[list[list[object]]]:
    """The rows of each sheet."""
    tables = answered_tables(ticket_answers(cast.actor("sun"), asked or TicketSearch()))
    book = openpyxl.load_workbook(io.BytesIO(answers_workbook(tables)))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def answered(cast: Cast, number: str = "T-001", words: str = ANSWER) -> Matter:
    """Taken up and answered, once, as any voice."""
    matter = taken(cast, Ticket.objects.get(number=number).voice)
    answer(cast.actor("sun", at=LATER), matter_id=matter.id, words=words)
    return matter


def test_answer_to_the_matter_is_the_answer_to_the_ticket(cast: Cast) -> None:
    taken_in(cast, line(FIRST, note="+86 备注"), line(SECOND, 2))
    answered(cast)
    [sheet] = exported(cast)
    assert sheet[:2] == [["12345热线工单导出", *[None] * 13], HEADINGS]
    ours = [ANSWER, "2026-07-07 10:00", "东镇居委会 · 社工"]
    done = next(row for row in sheet if row[1] == "T-001")
    assert done[:9] == [1, *FIRST, "2026-07-03 09:30", "2026-07-10 17:00"]
    assert done[9] == ours[0] and done[10] == ours[1] and done[11] == cast.actor("sun").seat_title
    assert done[13] == "+86 备注"
    waiting = next(row for row in sheet if row[1] == "T-002")
    assert waiting[9:12] == [None, None, None]
    assert "孙晓燕" not in str(sheet)  # the seat, never the name


def test_done_at_the_end_replaces_the_answer_on_the_road(cast: Cast) -> None:
    taken_in(cast, line(FIRST))
    matter = answered(cast)
    at = cast.actor("wang", at=LATER + timedelta(days=9))
    record_step(at, matter_id=matter.id, step="done", words="验收合格", state="done")
    [[_title, _headings, row]] = exported(cast)
    assert row[9:11] == ["验收合格", "2026-07-16 10:00"]


def test_no_cell_can_become_a_formula(cast: Cast) -> None:
    risky = [
        "T-5",
        "投诉",
        "+1",
        "-2",
        "@梧桐苑",
        "楼道=灯坏了",
    ]
    taken_in(cast, line(FIRST), line(risky, 2, note="-1+1"))
    answered(cast)
    tables = answered_tables(ticket_answers(cast.actor("sun"), TicketSearch()))
    book = openpyxl.load_workbook(io.BytesIO(answers_workbook(tables)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    quoted = {
        cell.value: cell.style is not None and cell.quotePrefix
        for cell in cells
        if isinstance(cell.value, str)
    }
    assert quoted[ANSWER] and quoted["-1+1"] and quoted["@梧桐苑"] and not quoted["T-001"]


def test_answers_are_narrowed_by_day_and_state(cast: Cast) -> None:
    taken_in(cast, line(FIRST), line(SECOND, 2))
    answered(cast)

    def numbers(asked: TicketSearch) -> list[str]:
        return [one.ticket.number for one in ticket_answers(cast.actor("sun"), asked)]

    assert numbers(TicketSearch()) == ["T-002", "T-001"]
    assert numbers(TicketSearch(state="done")) == ["T-001"]
    assert numbers(TicketSearch(state="waiting")) == ["T-002"]
    assert numbers(TicketSearch(since=LATER)) == ["T-001"]
    assert numbers(TicketSearch(since=LATER + timedelta(minutes=1))) == []
    assert ticket_answers(cast.actor("wang"), TicketSearch()) == []


def test_columns_the_file_lacks_are_added_behind_its_last(cast: Cast) -> None:
    short = HEADINGS[1:7]
    upload = uploaded(cast, workbook([FIRST], short))
    from linmeng.voices.actions import take_in_tickets

    take_in_tickets(cast.actor("sun"), import_id=upload.id)
    answered(cast, words="修好了")
    [[_title, headings, row]] = exported(cast)
    assert headings == [*short, "办理结果", "办结时间", "承办人", "状态"]
    assert row[:8] == [*FIRST, "修好了", "2026-07-07 10:00"]


def test_files_of_one_layout_share_a_sheet(cast: Cast) -> None:
    taken_in(cast, line(FIRST))
    taken_in(cast, line(SECOND))
    other = uploaded(cast, workbook([THIRD[:6]], HEADINGS[1:7]), source="社区平台")
    from linmeng.voices.actions import place_tickets, take_in_tickets

    place_tickets(cast.actor("sun"), import_id=other.id, placed={"T-003": "wt"})
    take_in_tickets(cast.actor("sun"), import_id=other.id)
    assert sorted(len(sheet) for sheet in exported(cast)) == [3, 4]


def test_answers_go_back_by_number_when_the_file_is_gone(cast: Cast) -> None:
    from linmeng.common.actor import Actor
    from linmeng.voices.actions import forget_ticket_files

    taken_in(cast, line(FIRST))
    answered(cast, words="修好了")
    forget_ticket_files(Actor(at=LATER, system="keep"), before=LATER)
    [[headings, row]] = exported(cast)
    assert headings[:2] == ["工单编号", "诉求内容"]
    assert row[:3] == ["T-001", FIRST[5], "修好了"]
