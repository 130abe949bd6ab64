"""The roll file: every fault a sentence with its place and its remedy."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from linmeng.people.bridge import RollOwner, RollPerson, RollResident, open_sheets, read_roll, roll_workbook
from linmeng.people.bridge.faults import SENTENCES, Fault
from linmeng.people.bridge.reading import Reading
from linmeng.people.bridge.roll import floor_of, walk_order
from linmeng.people.bridge.template import EXAMPLE

HEADINGS = ["楼栋", "门洞号", "室号", "建筑面积(㎡)", "产权人姓名", "手机"]
GOOD: list[object] = ["3号楼", "3号", "101", 80.5, "张三", "13800000001"]


def book(*rows: list[object], headings: list[str] = HEADINGS, title: str = "名册") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def read(content: bytes, name: str = "roll.xlsx") -> Reading:
    return read_roll(open_sheets(name, content))


def found(reading: Reading) -> list[tuple[str, int, str]]:
    return [(fault.code, fault.row, fault.column) for fault in reading.faults if fault.is_fault]


def test_template_example_is_read_as_it_is_meant(db: None) -> None:
    reading = read_roll(open_sheets("模板.xlsx", roll_workbook(EXAMPLE)))
    first, second, third = reading.rows
    assert found(reading) == []
    assert (first.unit_code, first.area_dm2, first.storey, first.building) == ("3-101", 8000, 1, "3")
    assert first.residents == (RollResident(first.owners[0].person, "owner"),)
    assert [(o.person.name, o.person.phone, o.representative) for o in second.owners] == [
        ("李示例", "13800000002", False),
        ("王示例", "13800000003", True),
    ]
    assert second.residents == (RollResident(RollPerson("赵租客", "13800000004"), "tenant"),)
    assert third.owners == (RollOwner(RollPerson("示例房地产开发有限公司", company=True), basis="developer"),)
    assert (third.status, third.kind, third.area_source, third.residents) == (
        "unsold",
        "shop",
        "contract",
        (),
    )


def test_empty_template_says_so_and_offers_drop_downs() -> None:
    content = roll_workbook()
    assert found(read(content)) == [("empty_sheet", 0, "")]
    sheet = openpyxl.load_workbook(io.BytesIO(content))["名册"]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["E2"] == '"住宅,商铺,车位,其他"'
    assert lists["H2"] == '"已售,未售,未交付"'


@pytest.mark.parametrize(
    ("area", "dm2"),
    [
        (80, 8000),
        (80.5, 8050),
        (51.23, 5123),
        (80.10000000000002, None),
        ("８０．２５", 8025),
        ("92.35㎡", 9235),
        ("1,080.00", 108000),
    ],
)
def test_area_is_exact_or_a_fault(area: object, dm2: int | None) -> None:
    reading = read(book([*GOOD[:3], area, *GOOD[4:]]))
    if dm2 is None:  # what is left of a calculation
        assert found(reading) == [("three_decimals", 2, "建筑面积(㎡)")]
    else:
        assert [row.area_dm2 for row in reading.rows] == [dm2]


def test_every_hundredth_survives_the_float_of_excel() -> None:
    rows = [["1", "1", str(101 + n), float(Decimal(5000 + n) / 100), "甲", ""] for n in range(800)]
    assert [row.area_dm2 for row in read(book(*rows)).rows] == [5000 + n for n in range(800)]


CELLS = [
    ({3: 80.005}, ("three_decimals", 2, "建筑面积(㎡)")),
    ({3: "80.125"}, ("three_decimals", 2, "建筑面积(㎡)")),
    ({3: 0}, ("area_not_positive", 2, "建筑面积(㎡)")),
    ({3: -80}, ("area_not_positive", 2, "建筑面积(㎡)")),
    ({3: 8005000}, ("area_absurd", 2, "建筑面积(㎡)")),
    ({3: "八十"}, ("not_a_number", 2, "建筑面积(㎡)")),
    ({3: "NaN"}, ("not_a_number", 2, "建筑面积(㎡)")),
    ({3: None}, ("empty_cell", 2, "建筑面积(㎡)")),
    ({3: "=40+40"}, ("formula", 2, "建筑面积(㎡)")),
    ({0: None}, ("empty_cell", 2, "楼栋")),
    ({2: ""}, ("empty_cell", 2, "室号")),
    ({4: ""}, ("no_owner", 2, "产权人姓名")),
    ({5: "1380000000"}, ("phone", 2, "手机")),
    ({5: "13800000001、13800000002"}, ("not_in_step", 2, "手机")),
    ({4: "张三、张三", 5: ""}, ("duplicate_owner", 2, "产权人姓名")),
    ({4: "长" * 61, 5: ""}, ("too_long", 2, "产权人姓名")),
]


@pytest.mark.parametrize(("cells", "fault"), CELLS)
def test_faulty_cell_is_named_with_its_place(cells: dict[int, object], fault: tuple[str, int, str]) -> None:
    row = [cells.get(at, value) for at, value in enumerate(GOOD)]
    reading = read(book(row))
    assert found(reading) == [fault]
    assert reading.rows == []


def test_unknown_word_names_the_words_to_choose_from() -> None:
    reading = read(book([*GOOD, "写字楼"], headings=[*HEADINGS, "用途"]))
    assert found(reading) == [("unknown_word", 2, "用途")]
    assert reading.faults[0].params == {"found": "写字楼", "allowed": "住宅、商铺、车位、其他"}


def test_missing_unknown_and_double_columns() -> None:
    reading = read(
        book(["3", "101", "张三", "x", ""], headings=["楼栋", "室号", "产权人姓名", "备注", "楼号"])
    )
    faults = [(fault.code, fault.level, fault.params) for fault in reading.faults]
    assert faults == [
        ("unknown_column", "hint", {"column": "备注"}),
        ("column_twice", "fault", {"column": "楼栋"}),
        ("missing_column", "fault", {"column": "建筑面积(㎡)"}),
    ]


def test_sheet_without_headings_is_a_fault() -> None:
    assert found(read(book(["a", "b"], headings=["x", "y"]))) == [("no_heading", 0, "")]


def test_full_width_digits_are_read_with_a_hint() -> None:
    reading = read(book(["３号楼", "３号", "１０１", 80, "张　三", "１３８０００００００１"]))
    assert [(row.unit_code, row.owners[0].person) for row in reading.rows] == [
        ("3-101", RollPerson("张三", "13800000001"))
    ]
    assert {fault.code for fault in reading.faults} == {"full_width"}


def test_merged_cells_are_a_fault() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(GOOD, ["3号楼", "3号", "102", 80, "李四", ""])))
    made.active.merge_cells("A2:A3")
    buffer = io.BytesIO()
    made.save(buffer)
    reading = read(buffer.getvalue())
    assert [(f.code, f.params) for f in reading.faults if f.code == "merged_cells"] == [
        ("merged_cells", {"found": "A2:A3"})
    ]


def test_lines_of_one_unit_are_joined_and_contradictions_are_faults() -> None:
    joined = read(book(GOOD, [*GOOD[:4], "李四", "13800000002"]))
    assert [[o.person.name for o in row.owners] for row in joined.rows] == [["张三", "李四"]]
    twice = read(book(GOOD, ["3号楼", "3号", "101", 90, "李四", ""]))
    assert found(twice) == [("duplicate_unit", 3, "户编码")]
    assert twice.faults[0].params == {"found": "3-101", "first": 2}


def test_representative_must_be_an_owner() -> None:
    headings = [*HEADINGS, "投票代表"]
    good = read(book([*GOOD[:4], "张三、李四", "", "李四"], headings=headings))
    assert [(o.person.name, o.representative) for o in good.rows[0].owners] == [
        ("张三", False),
        ("李四", True),
    ]
    assert found(read(book([*GOOD[:4], "张三、李四", "", "王五"], headings=headings))) == [
        ("representative", 2, "投票代表")
    ]


def test_namesakes_without_phone_and_shared_phones_are_pointed_out() -> None:
    rows = [["3", "3", "101", 80, "张三", ""], ["3", "3", "102", 80, "张三", ""]]
    shared = [["3", "3", "103", 80, "李四", "13800000001"], ["3", "3", "104", 80, "王五", "13800000001"]]
    hints = [(f.code, f.row, f.params) for f in read(book(*rows, *shared)).faults]
    assert hints == [
        ("same_name", 3, {"found": "张三", "units": "3-101、3-102"}),
        ("shared_phone", 5, {"found": "138****0001", "names": "李四、王五"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_each_encoding(encoding: str) -> None:
    text = ",".join(HEADINGS) + "\r\n3号楼,3号,101,80.50,张三,13800000001\r\n"
    reading = read(text.encode(encoding), "名册.csv")
    assert [(row.unit_code, row.area_dm2, row.owners[0].person.name) for row in reading.rows] == [
        ("3-101", 8050, "张三")
    ]
    assert found(reading) == []


def test_csv_formula_and_lost_quotation_mark() -> None:
    head = ",".join(HEADINGS) + "\n"
    assert found(read(f"{head}3,3,101,=40*2,张三,\n".encode(), "a.csv")) == [("formula", 2, "建筑面积(㎡)")]
    with pytest.raises(ValidationError):
        read(f'{head}3,3,101,"80\n'.encode(), "a.csv")


def _zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return buffer.getvalue()


def _with_entity() -> bytes:
    source, buffer = io.BytesIO(book(GOOD)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + content
            new.writestr(name, content)
    return buffer.getvalue()


REFUSED = {
    "pdf": (b"%PDF-1.7 ...", "a.xlsx"),
    "old_xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.xls"),
    "docx": (_zip(word__document_xml=b"<w/>"), "a.docx"),
    "docx_renamed": (_zip(word__document_xml=b"<w/>"), "a.xlsx"),
    "html_as_xls": (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "a.xlsx"),
    "text_renamed": ("楼栋,室号\n".encode(), "a.xlsx"),
    "macros": (_zip(xl__workbook_xml=b"<w/>", xl__vbaProject_bin=b"x"), "a.xlsm"),
    "zip_bomb": (_zip(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=b" " * 120_000_000), "a.xlsx"),
    "zip_ratio": (_zip(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=b"0" * 5_000_000), "a.xlsx"),
    "damaged": (book(GOOD)[:2000], "a.xlsx"),
    "not_a_workbook": (_zip(xl__workbook_xml=b"<w/>"), "a.xlsx"),
    "entity": (_with_entity(), "a.xlsx"),
    "binary_csv": (bytes(range(256)) * 4, "a.csv"),
    "empty": (b"", "a.xlsx"),
    "too_large": (b"x" * (20 * 1024 * 1024 + 1), "a.csv"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_file_that_is_no_roll_is_refused_with_one_sentence(kind: str) -> None:
    content, name = REFUSED[kind]
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        read(content, name)
    assert len(refusal.value.messages) == 1
    assert name in refusal.value.messages[0]
    assert "roll" not in refusal.value.messages[0], "files of tickets and of seats are read here, too"


def test_far_away_cell_does_not_blow_up_the_reading() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(GOOD)))
    made.active["XFD1048576"] = "x"
    buffer = io.BytesIO()
    made.save(buffer)
    reading = read(buffer.getvalue())
    assert [row.unit_code for row in reading.rows] == ["3-101"]


def test_too_many_rows(tmp_path: Path) -> None:
    text = ",".join(HEADINGS) + "\n" + "".join(f"1,1,{n},80,甲,\n" for n in range(50_001))
    assert found(read(text.encode(), "a.csv")) == [("too_many_rows", 0, "")]


def test_every_fault_has_its_sentence_and_remedy() -> None:
    params = dict.fromkeys(
        ("column", "found", "most", "names", "first", "allowed", "units", "read", "gone", "all"), "§"
    )
    for code in SENTENCES:
        fault = Fault(code, sheet="名册", row=3, column="室号", params=params)
        assert fault.sentence and fault.remedy and "%(" not in fault.sentence + fault.remedy
        assert "名册" in fault.place and "3" in fault.place and "室号" in fault.place
        assert Fault.from_json(fault.as_json()) == fault


@pytest.mark.parametrize(("room", "floor"), [("101", 1), ("1203", 12), ("0301", 3), ("A", 1), ("B2-15", 1)])
def test_floor_is_read_from_the_room(room: str, floor: int) -> None:
    assert floor_of(room) == floor


def test_doors_are_walked_by_their_numbers() -> None:
    doors = [("10", "10", "101"), ("2", "2", "1001"), ("2", "2", "201"), ("2", "1", "601")]
    assert sorted(doors, key=lambda door: walk_order(*door)) == [doors[3], doors[2], doors[1], doors[0]]
    assert walk_order("199", "99", "99999") < 2**31
