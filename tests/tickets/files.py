"""Files of tickets as a hotline exports them."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

import openpyxl

from linmeng.voices.actions import name_columns, take_in_tickets, upload_tickets
from linmeng.voices.models import TicketImport
from tests.cast import Cast

HOTLINE = "12345热线"
HEADINGS = [
    "序号", "工单编号", "诉求类型", "诉求人", "联系电话", "诉求地址", "诉求内容", "受理时间", "办结时限",
    "办理结果", "办结时间", "承办人", "工单状态", "备注",
]  # fmt: skip
FIRST = ["T-001", "投诉", "李秋生", "13800000000", "梧桐苑3号楼", "三号楼北墙的砖掉下来了，差点砸到人。"]
SECOND = ["T-002", "咨询", "不认识", "13111112222", "海棠里路1弄", "停车费什么时候调整？"]
THIRD = ["T-003", "建议", "路人", "021-62345678", "地下通道", "通道里想要一盏灯。"]
RECEIVED, DUE = datetime(2026, 7, 3, 9, 30), "2026-07-10 17:00"  # noqa: DTZ001  as a workbook holds them


def line(ticket: Sequence[str], place: int = 1, due: object = DUE, note: str = "") -> list[object]:
    return [place, *ticket, RECEIVED, due, None, None, None, "待办理", note]


def workbook(lines: Sequence[Sequence[object]], headings: Sequence[str] = tuple(HEADINGS)) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "工单"
    sheet.append(["12345热线工单导出"])
    sheet.append(list(headings))
    for cells in lines:
        sheet.append(list(cells))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(lines: Sequence[Sequence[object]], encoding: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([HEADINGS, *lines])
    return buffer.getvalue().encode(encoding)


def uploaded(cast: Cast, content: bytes, name: str = "工单.xlsx", source: str = HOTLINE) -> TicketImport:
    """Uploaded, with the columns as guessed."""
    actor = cast.actor("sun")
    upload = upload_tickets(actor, source=source, name=name, content=content)
    return name_columns(actor, import_id=upload.id, columns=upload.columns)


def taken_in(cast: Cast, *tickets: Sequence[object]) -> TicketImport:
    return take_in_tickets(cast.actor("sun"), import_id=uploaded(cast, workbook(tickets)).id)
