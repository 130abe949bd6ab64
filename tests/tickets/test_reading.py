from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.clock import SHANGHAI
from linmeng.people.bridge.sheets import open_sheets
from linmeng.voices.bridge import (
    KnownCompound,
    building_in,
    guessed_columns,
    placed_in,
    read_table,
    read_tickets,
)
from linmeng.voices.bridge.times import read_time
from tests.tickets.files import FIRST, HEADINGS, SECOND, line, table, workbook

COMPOUNDS = [
    KnownCompound(1, "wt", "梧桐苑", "幸福路1弄", ((11, "3", "3号楼"), (12, "13", "13号楼"))),
    KnownCompound(2, "wt2", "梧桐苑二期", "长宁区幸福路11弄"),
    KnownCompound(3, "ht", "海棠里", "上海市长宁区幸福路28弄"),
]


def test_headings_are_found_below_a_title_and_guessed(db: None) -> None:
    read = read_table("a.xlsx", open_sheets("a.xlsx", workbook([line(FIRST)])))
    assert (read.sheet, read.heading_row, read.headings) == ("工单", 2, HEADINGS)
    assert guessed_columns(read.headings) == {
        "number": "工单编号", "words": "诉求内容", "caller": "诉求人", "phone": "联系电话", "address": "诉求地址",
        "kind": "诉求类型", "received": "受理时间", "due": "办结时限", "result": "办理结果", "done": "办结时间",
        "seat": "承办人", "state": "工单状态",
    }  # fmt: skip


def test_headings_of_another_system_are_guessed() -> None:
    found = guessed_columns(
        [
            "*诉求编号（必填）",
            "来电人",
            "来电号码",
            "问题描述",
            "事发地址",
            "创建时间",
            "截止时间",
            "处理结果",
        ]
    )
    assert found == {
        "number": "*诉求编号（必填）", "words": "问题描述", "caller": "来电人", "phone": "来电号码",
        "address": "事发地址", "received": "创建时间", "due": "截止时间", "result": "处理结果",
    }  # fmt: skip


def test_remembered_columns_go_before_guesses() -> None:
    assert guessed_columns(["编号", "工单编号", "内容"], {"number": "编号"}) == {
        "number": "编号",
        "words": "内容",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_is_read_like_the_workbook(db: None, encoding: str) -> None:
    content = table([line(FIRST)], encoding)
    read = read_table("a.csv", open_sheets("a.csv", content))
    [ticket] = read_tickets(read, guessed_columns(read.headings)).tickets
    assert (ticket.number, ticket.words, ticket.kind, ticket.row) == ("T-001", FIRST[5], "complaint", 2)
    assert ticket.received_at == datetime(2026, 7, 3, 9, 30, tzinfo=SHANGHAI)
    assert ticket.due_at == datetime(2026, 7, 10, 17, 0, tzinfo=SHANGHAI)


def test_faults_name_sheet_line_and_column(db: None) -> None:
    no_number, silent = ["", *FIRST[1:]], [*SECOND[:5], ""]
    formula, odd = ["T-7", *FIRST[1:5], "=1+1"], ["T-8", *FIRST[1:]]
    twice = [*FIRST[:5], "另一句话"]
    lines = [line(FIRST), line(no_number), line(silent), line(formula), line(odd, due="尽快"), line(twice)]
    read = read_table("a.xlsx", open_sheets("a.xlsx", workbook(lines)))
    reading = read_tickets(read, guessed_columns(read.headings))
    told = [(fault.code, fault.sheet, fault.row, fault.column, fault.is_fault) for fault in reading.faults]
    assert told == [
        ("no_number", "工单", 4, "工单编号", True),
        ("no_words", "工单", 5, "诉求内容", True),
        ("formula", "工单", 6, "诉求内容", True),
        ("not_a_time", "工单", 7, "办结时限", False),
        ("number_twice", "工单", 8, "工单编号", True),
    ]
    assert [ticket.number for ticket in reading.tickets] == ["T-001", "T-8"]
    assert all(fault.sentence and fault.remedy and "工单" in fault.place for fault in reading.faults)


@pytest.mark.parametrize(
    ("lines", "words"), [([], "headings"), ([line(FIRST, place) for place in range(5001)], "5000")]
)
def test_empty_and_overlong_files_are_refused(db: None, lines: list[list[object]], words: str) -> None:
    from django.utils import translation

    with translation.override("en"), pytest.raises(ValidationError, match=words):
        read_table("a.xlsx", open_sheets("a.xlsx", workbook(lines)))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-07-10 17:00", datetime(2026, 7, 10, 17, 0, tzinfo=SHANGHAI)),
        ("2026/7/10 8:05:30", datetime(2026, 7, 10, 8, 5, 30, tzinfo=SHANGHAI)),
        ("2026年7月10日", datetime(2026, 7, 10, 23, 59, tzinfo=SHANGHAI)),
        ("2026.07.10", datetime(2026, 7, 10, 23, 59, tzinfo=SHANGHAI)),
        (datetime(2026, 7, 10), datetime(2026, 7, 10, 23, 59, tzinfo=SHANGHAI)),  # noqa: DTZ001  as in a workbook
        (46213.5, datetime(2026, 7, 10, 12, 0, tzinfo=SHANGHAI)),
        ("2026-06-31", None),
        ("尽快", None),
        (True, None),
        (12, None),
    ],
)
def test_times_as_other_systems_write_them(cell: object, expected: datetime | None) -> None:
    assert read_time(cell, end_of_day=True) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("长宁区梧桐苑3号楼201", "wt"),
        ("梧桐苑二期门口", "wt2"),
        ("长宁区幸福路28弄5号", "ht"),
        ("幸福路1弄", "wt"),
        ("幸福路11弄3号", "wt2"),
        ("梧桐苑和海棠里之间", ""),
        ("平安路28弄", ""),
        ("地下通道", ""),
    ],
)
def test_address_means_one_compound_or_none(text: str, code: str) -> None:
    found = placed_in(text, COMPOUNDS)
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("text", "building"),
    [("3号楼", 11), ("13号楼", 12), ("3号201室", 11), ("3号楼和13号楼", None), ("", None)],
)
def test_building_is_not_guessed(text: str, building: int | None) -> None:
    assert building_in(text, COMPOUNDS[0]) == building
