"""Compounds and seats from pasted lines: what each line does, and the sentence that refuses it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import Body, CommitteeTerm, Compound, PropertyService
from linmeng.common.errors import NeedsSecondFactor
from linmeng.pages.setup import compound_lines, seat_lines
from linmeng.pages.setup.table_lines import (
    TableLine,
    as_text,
    day_of,
    number_of,
    read_lines,
    take_lines,
    template_workbook,
    try_lines,
)
from linmeng.people.models import ContactWay, Person, Seat
from linmeng.record.models import Entry
from tests.cast import Cast
from tests.setup.conftest import Founded

GOOD = {
    "name": "桂花苑",
    "address": "桂花路1弄",
    "code": "gh",
    "built_year": "1992年",
    "company": "安心物业",
    "service_from": "2022/1/1",
    "state": "在任",
    "term": "第3届",
    "members": "5人",
    "starts_on": "2024年3月1日",
    "ends_on": "2029.2.28",
    "filing": "备1",
}


def compound_line(**changed: str) -> TableLine:
    return TableLine(2, GOOD | changed)


def enter_compound(founded: Founded, role: str = "clerk", **changed: str) -> str:
    actor = founded.actor(role)
    return take_lines([compound_line(**changed)], "name", lambda one: compound_lines.enter_line(actor, one))[
        0
    ].fault


def test_line_enters_compound_service_committee_and_term(founded: Founded) -> None:
    assert enter_compound(founded) == ""
    compound = Compound.objects.get()
    assert (compound.code, compound.name, compound.built_year) == ("gh", "桂花苑", 1992)
    assert compound.residents_committee is not None
    assert compound.residents_committee.name == "东镇居民委员会"
    service = PropertyService.objects.get()
    assert (service.company.name, service.valid_from) == ("安心物业", date(2022, 1, 1))
    term = CommitteeTerm.objects.get()
    assert (term.number, term.members, term.state, term.filing) == (3, 5, "in_office", "备1")
    assert (term.starts_on, term.ends_on) == (date(2024, 3, 1), date(2029, 2, 28))
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))[-5:]
    assert kinds == [
        "compound_added",
        "body_added",
        "service_started",
        "body_added",
        "committee_term_begun",
    ]


@pytest.mark.parametrize(
    ("word", "state"),
    [("空缺", "vacant"), ("代管", "acting"), ("换届中", "in_reelection"), ("未成立", "vacant")],
)
def test_state_of_committee_is_told_in_chinese(founded: Founded, word: str, state: str) -> None:
    assert enter_compound(founded, state=word) == ""
    assert CommitteeTerm.objects.get().state == state


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"address": ""},
        {"code": "桂花"},
        {"built_year": "很久"},
        {"service_from": "去年"},
        {"starts_on": "2024-02-31"},
        {"state": "不错"},
        {"term": ""},
        {"members": "4"},
        {"filing": ""},
        {"ends_on": "2039-01-01"},
    ],
)
def test_bad_line_is_refused_whole(founded: Founded, changed: dict[str, str]) -> None:
    assert enter_compound(founded, **changed) != ""
    assert not Compound.objects.exists()
    assert not Body.objects.filter(kind__in=["owners_committee", "property_company"]).exists()


def test_secretary_without_the_clerks_hat_leaves_the_state_open(founded: Founded) -> None:
    assert enter_compound(founded, "secretary") == ""
    assert Compound.objects.count() == 1
    assert not CommitteeTerm.objects.exists()


def test_trying_lines_changes_nothing_and_tells_the_same(founded: Founded) -> None:
    actor, before = founded.actor("clerk"), Entry.objects.count()
    lines = [compound_line(), compound_line(name="石榴里", code="gh"), compound_line(name="", code="x")]

    def enter(line: TableLine) -> str:
        return compound_lines.enter_line(actor, line)

    tried = try_lines(lines, "name", enter)
    assert (Compound.objects.count(), Entry.objects.count()) == (0, before)
    assert [bool(one.fault) for one in tried] == [False, True, True]
    assert take_lines(lines, "name", enter) == tried
    assert Compound.objects.count() == 1
    again = take_lines(lines[:1], "name", enter)
    assert (again[0].fault, Compound.objects.count()) == ("", 1)


def test_codes_are_suggested_one_after_the_other(founded: Founded) -> None:
    enter_compound(founded, code="")
    assert Compound.objects.get().code == "c01"
    assert compound_lines.next_code() == "c02"


def test_pasted_text_with_and_without_headings_and_the_template_read_alike() -> None:
    columns = seat_lines.COLUMNS
    cells = {"name": "张三", "phone": "13800000001", "role": "社工", "compound": "", "building": ""}
    text = as_text(columns, [TableLine(2, cells)])
    expected = [{**cells}]
    for content in (text, text.split("\n")[1], text.replace("姓名", "姓名*").replace("\t", ",")):
        found = read_lines(columns, name="lines.csv", content=content.encode())
        assert [line.cells for line in found] == expected
    assert template_workbook(columns, "席位").startswith(b"PK")
    with pytest.raises(ValidationError):
        read_lines(columns, name="席位.xlsx", content=template_workbook(columns, "席位"))  # nothing filled in


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0", "姓名\t手机".encode()]
)
def test_file_that_is_no_table_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(ValidationError):
        read_lines(seat_lines.COLUMNS, name="a.xlsx" if content[:2] == b"PK" else "a.csv", content=content)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ValidationError):
        read_lines(seat_lines.COLUMNS, name="a.csv", content="\n".join(["张三\t1"] * 400).encode())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024/3/1", date(2024, 3, 1)),
        ("2024.3.1", date(2024, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("2024年3月", date(2024, 3, 1)),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert day_of(text, "x") == day


@pytest.mark.parametrize("text", ["2024-13-01", "昨天", "01/03/2024"])
def test_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        day_of(text, "届期开始")


def test_numbers_carry_their_chinese_measure_word() -> None:
    assert [number_of(text, "x") for text in ("第3届", "5人", "7", "")] == [3, 5, 7, None]


def seat(cast: Cast, who: str = "sun", **cells: str) -> tuple[str, str]:
    actor = cast.actor(who)
    given = {"name": "", "phone": "", "role": "", "compound": "", "building": ""} | cells
    outcome = take_lines([TableLine(2, given)], "name", lambda one: seat_lines.enter_line(actor, one))[0]
    return outcome.words, outcome.fault


def test_neighbour_known_by_name_and_number_is_not_entered_twice(cast: Cast) -> None:
    people = Person.objects.count()
    words, fault = seat(
        cast, name="李秋生", phone="138 0000 0000", role="楼组长", compound="梧桐苑", building="3号楼"
    )
    assert (bool(words), fault) == (True, "")
    assert Person.objects.count() == people
    held = Seat.objects.get(person=cast.people["li"])
    assert (held.role, held.building.code) == ("building_leader", "3")  # type: ignore[union-attr]
    assert seat(cast, name="李秋生", phone="13800000000", role="楼组长", compound="wt", building="3")[1] == ""
    assert Seat.objects.filter(person=cast.people["li"]).count() == 1


def test_neighbour_without_a_number_is_found_by_name_and_gets_it(cast: Cast) -> None:
    ContactWay.objects.filter(person=cast.neighbours[0]).delete()
    people = Person.objects.count()
    assert seat(cast, name="邻居0", phone="13911112222", role="业委会委员", compound="梧桐苑")[1] == ""
    assert Person.objects.count() == people
    assert cast.neighbours[0].contact_ways.get().value == "13911112222"  # type: ignore[attr-defined]
    assert Seat.objects.get(person=cast.neighbours[0]).role == "committee_member"


def test_officer_from_outside_is_entered_anew(cast: Cast) -> None:
    assert seat(cast, name="邵经理", phone="13711110005", role="物业经理", compound="梧桐苑")[1] == ""
    assert Seat.objects.get(person__name="邵经理").body == cast.bodies["company"]
    assert seat(cast, name="新社工", phone="13711110006", role="社工")[1] == ""
    assert Seat.objects.get(person__name="新社工").body == cast.bodies["residents"]


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "李秋生", "phone": "13800000001", "role": "楼组长", "compound": "梧桐苑", "building": "3"},
        {"name": "邻居1", "phone": "13911112222", "role": "楼组长", "compound": "梧桐苑", "building": "3"},
        {"name": "外人", "phone": "13911112222", "role": "业委会主任", "compound": "梧桐苑"},
        {"name": "外人", "phone": "13911112222", "role": "楼组长", "compound": "梧桐苑", "building": "9"},
        {"name": "外人", "phone": "13911112222", "role": "楼组长", "compound": "梧桐苑"},
        {"name": "外人", "phone": "13911112222", "role": "楼组长", "compound": "不存在"},
        {"name": "外人", "phone": "13911112222", "role": "皇帝", "compound": "梧桐苑"},
        {"name": "外人", "phone": "139", "role": "社工"},
        {"name": "", "phone": "13911112222", "role": "社工"},
        {"name": "外人", "phone": "13911112222", "role": "物业经理", "compound": "海棠里"},
        {"name": "外人", "phone": "13911112222", "role": "书记"},
    ],
)
def test_seat_that_cannot_be_given_is_refused_and_enters_nobody(cast: Cast, cells: dict[str, str]) -> None:
    people, seats = Person.objects.count(), Seat.objects.count()
    words, fault = seat(cast, **cells)
    assert (words, bool(fault)) == ("", True)
    assert (Person.objects.count(), Seat.objects.count()) == (people, seats)
    assert "138" not in fault and "139" not in fault, "a sentence gives no number away"


def test_second_factor_is_asked_for_not_told_as_a_fault_of_the_line(cast: Cast) -> None:
    def enter(_line: TableLine) -> str:
        raise NeedsSecondFactor("code")

    with pytest.raises(NeedsSecondFactor):
        take_lines([TableLine(2, {})], "name", enter)
