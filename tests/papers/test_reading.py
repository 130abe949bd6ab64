from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.papers.actions import (
    correct_reading,
    issue_sheets,
    mark_taken_in,
    read_sheet,
    set_aside,
    take_scan_reading,
)
from linmeng.papers.models import DoubleEntry, Scan, ScanPile, Sheet
from linmeng.papers.queries import settled_values, sheets_to_read_again, sheets_to_take_in
from linmeng.papers.states import SHEET
from linmeng.people.models import Role, Seat
from tests.cast import CAST, NOON, SINCE, Cast
from tests.papers.issued import MAKERS, ballots, pile, printed_page, sheets_of, slips

YES, NO = {"1": "yes", "signed_by": "7"}, {"1": "no", "signed_by": "7"}


def first(run: Any) -> Sheet:
    return sheets_of(run)[0]


def read(cast: Cast, who: str, sheet: Sheet, values: dict[str, Any]) -> str:
    return read_sheet(cast.actor(who), sheet_id=sheet.id, values=values).state


def scanned(cast: Cast, sheet: Sheet) -> Scan:
    """A page of a pile that shows this sheet, not read yet."""
    scan = pile(cast, [printed_page(cast, sheet)]).scans.get()
    Scan.objects.filter(id=scan.id).update(sheet=sheet)
    return Scan.objects.get(id=scan.id)


def test_one_reading_settles_where_one_is_needed(cast: Cast) -> None:
    sheet = first(slips(cast))
    assert read(cast, "sun", sheet, {"1": "solved", "worry": "2"}) == "settled"
    sheet.refresh_from_db()
    assert (settled_values(sheet), sheet.returned_at) == ({"1": "solved", "worry": "2"}, NOON)


def test_two_equal_readings_settle(cast: Cast) -> None:
    sheet = first(ballots(cast))
    assert [read(cast, who, sheet, YES) for who in ("sun", "wang")] == ["read_once", "settled"]
    sheet.refresh_from_db()
    assert settled_values(sheet) == YES


@pytest.mark.parametrize(
    ("third", "after"), [(YES, "settled"), (NO, "settled"), ({"1": "abstain"}, "read_apart")]
)
def test_a_third_person_decides_only_with_one_of_the_two(
    cast: Cast, third: dict[str, Any], after: str
) -> None:
    sheet = first(ballots(cast))
    assert [read(cast, "sun", sheet, YES), read(cast, "wang", sheet, NO)] == ["read_once", "read_apart"]
    assert read(cast, "he", sheet, third) == after
    sheet.refresh_from_db()
    if after == "settled":
        assert settled_values(sheet) == third


@pytest.mark.parametrize("other", [{"1": "yes"}, {}, {"1": "yes", "signed_by": "7", "2": "no"}])
def test_people_agree_on_everything_or_not_at_all(cast: Cast, other: dict[str, Any]) -> None:
    sheet = first(ballots(cast))
    assert [read(cast, "sun", sheet, YES), read(cast, "wang", sheet, other)] == ["read_once", "read_apart"]


@pytest.mark.parametrize("who", ["sun", "wang"])
def test_nobody_reads_a_sheet_twice(cast: Cast, who: str) -> None:
    sheet = first(ballots(cast))
    read(cast, who, sheet, YES)
    with pytest.raises(WrongState, match="somebody else must"):
        read(cast, who, sheet, YES)
    assert sheet.readings.count() == 1


def test_a_settled_and_a_void_sheet_are_read_no_more(cast: Cast) -> None:
    settled, void = sheets_of(slips(cast))[:2]
    read(cast, "sun", settled, {"1": "solved"})
    set_aside(cast.actor("sun"), sheet_id=void.id, reason="被雨淋湿")
    for sheet in (settled, void):
        with pytest.raises(WrongState, match="already read, or void"):
            read(cast, "wang", sheet, {"1": "solved"})


@pytest.mark.parametrize("kind", ["code_letter", "answer_slip", "ballot"])
@pytest.mark.parametrize("who", CAST)
def test_who_reads_which_kind(cast: Cast, who: str, kind: str) -> None:
    sheet = first(slips(cast, kind=kind))
    if who in MAKERS and kind != "code_letter":
        assert read(cast, who, sheet, {"1": "yes"}) == "settled"
        return
    with pytest.raises(NotAllowed, match="read these sheets"):
        read(cast, who, sheet, {"1": "yes"})
    assert DoubleEntry.objects.count() == 0


def test_a_scrutineer_reads_ballots_only(cast: Cast) -> None:
    Seat.objects.create(
        person=cast.people["li"], body=cast.bodies["committee"], role=Role.SCRUTINEER, valid_from=SINCE
    )
    assert read(cast, "li", first(ballots(cast)), YES) == "read_once"
    with pytest.raises(NotAllowed):
        read(cast, "li", first(slips(cast)), {"1": "solved"})


@pytest.mark.parametrize("machine_first", [True, False])
@pytest.mark.parametrize(("person", "after"), [(YES, "settled"), (NO, "read_apart")])
def test_a_scan_is_one_of_the_two_readings(
    cast: Cast, machine_first: bool, person: dict[str, Any], after: str
) -> None:
    sheet = first(ballots(cast))
    scan, sun = scanned(cast, sheet), cast.actor("sun")

    def machine() -> None:
        take_scan_reading(sun, sheet_id=sheet.id, scan_id=scan.id, values={"1": "yes"})

    if machine_first:
        machine()
        read(cast, "wang", sheet, person)
    else:
        read(cast, "wang", sheet, person)
        machine()
    sheet.refresh_from_db()
    assert sheet.state == after
    if after == "settled":
        assert settled_values(sheet) == YES  # who signed is said by the person only
    assert list(sheet.readings.filter(by_person_id=None).values_list("values", flat=True)) == [{"1": "yes"}]


@pytest.mark.parametrize(
    ("run", "values", "kept"),
    [({"scan_counts": False}, {"1": "yes"}, 0), ({}, {}, 0), ({}, {"1": "yes"}, 1)],
)
def test_a_scan_counts_only_where_it_may_and_says_something(
    cast: Cast, run: dict[str, Any], values: dict[str, Any], kept: int
) -> None:
    sheet = first(ballots(cast, **run))
    scan = scanned(cast, sheet)
    for _again in range(2):
        take_scan_reading(cast.actor("sun"), sheet_id=sheet.id, scan_id=scan.id, values=values)
    assert sheet.readings.count() == kept


def test_two_scans_alone_never_settle_a_sheet_for_two(cast: Cast) -> None:
    sheet = first(ballots(cast))
    for _page in range(2):
        scan = scanned(cast, sheet)
        take_scan_reading(cast.actor("sun"), sheet_id=sheet.id, scan_id=scan.id, values={"1": "yes"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.readings.count()) == ("read_once", 1)


def test_a_correction_leaves_its_trace(cast: Cast) -> None:
    sheet, sun = first(slips(cast)), cast.actor("sun")
    read(cast, "sun", sheet, {"1": "solved"})
    mark_taken_in(sun, sheet_id=sheet.id)
    assert sheets_to_take_in("answer_slip") == []
    corrected = correct_reading(sun, sheet_id=sheet.id, values={"1": "not_yet"}, reason="看错了勾")
    assert settled_values(corrected) == {"1": "not_yet"}
    assert list(corrected.readings.values_list("values", "corrects")) == [
        ({"1": "solved"}, False),
        ({"1": "not_yet"}, True),
    ]
    assert [event.kind for event in corrected.custody.all()] == ["printed", "read", "corrected"]
    assert sheets_to_take_in("answer_slip") == [corrected]  # its area takes it in anew


def test_what_two_settled_one_does_not_correct(cast: Cast) -> None:
    sheet = first(ballots(cast))
    read(cast, "sun", sheet, YES)
    read(cast, "wang", sheet, YES)
    with pytest.raises(WrongState, match="cannot be corrected"):
        correct_reading(cast.actor("he"), sheet_id=sheet.id, values=NO, reason="看错了勾")


@pytest.mark.parametrize("who", [who for who in CAST if who not in MAKERS])
def test_a_correction_needs_the_office(cast: Cast, who: str) -> None:
    sheet = first(slips(cast))
    read(cast, "sun", sheet, {"1": "solved"})
    with pytest.raises(NotAllowed, match="correct them"):
        correct_reading(cast.actor(who), sheet_id=sheet.id, values={"1": "not_yet"}, reason="看错了勾")


def test_a_correction_needs_a_reason(cast: Cast) -> None:
    sheet = first(slips(cast))
    read(cast, "sun", sheet, {"1": "solved"})
    with pytest.raises(ValidationError, match="what was wrong"):
        correct_reading(cast.actor("sun"), sheet_id=sheet.id, values={"1": "not_yet"}, reason="")


def test_who_reads_next_is_told_nothing_of_what_was_read(cast: Cast) -> None:
    run = ballots(cast)
    sheet = first(run)
    read(cast, "sun", sheet, YES)
    assert list(sheets_to_read_again(cast.actor("sun"), run)) == []
    assert list(sheets_to_read_again(cast.actor("wang"), run)) == [sheet]
    assert sheets_to_take_in("ballot") == []


def test_the_table_of_states_knows_every_state() -> None:
    assert set(SHEET.table) == set(Sheet.State.values)


def test_what_was_read_is_never_changed(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    sheet = first(slips(cast))
    read(cast, "sun", sheet, {"1": "solved"})
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        DoubleEntry.objects.update(values={"1": "not_yet"})
    assert sheet.readings.get().values == {"1": "solved"}


def test_a_page_of_another_sheet_cannot_be_named(cast: Cast) -> None:
    one, other = sheets_of(slips(cast))[:2]
    scan = scanned(cast, other)
    with pytest.raises(ValidationError, match="another sheet"):
        read_sheet(cast.actor("sun"), sheet_id=one.id, values={"1": "solved"}, scan_id=scan.id)
    assert ScanPile.objects.count() == 1


def test_next_door_reads_nothing_here(cast: Cast) -> None:
    run = issue_sheets(
        cast.actor("sun"), compound=cast.next_door, kind="answer_slip", title="x", places=_one_door(cast)
    )
    with pytest.raises(NotAllowed):
        read(cast, "wang", first(run), {"1": "solved"})


def _one_door(cast: Cast) -> list[Any]:
    from linmeng.papers.actions import SheetPlace

    return [SheetPlace(unit_id=cast.next_door.units.get().id)]
