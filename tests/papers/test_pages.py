"""Who opens which page, in which state; and what a page does."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext

from linmeng.pages.papers.making import make_waiting
from linmeng.papers.actions import issue_sheets, set_aside
from linmeng.papers.background import read_waiting_scans
from linmeng.papers.models import PrintRun, Scan, ScanPile, Sheet
from linmeng.papers.queries import settled_values
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.papers.issued import (
    as_file,
    ballots,
    pile,
    printed_page,
    sheets_of,
    slips,
    slips_with_boxes,
    ticked,
)
from tests.papers.test_making import letters
from tests.papers.test_scanning import BLANK

OFFICE = {"sun", "wang", "he"}
WORKS = {*OFFICE, "zhao"}


def expected(who: str, allowed: set[str]) -> int:
    """Those in charge 200, strangers to the log-in, everybody else: not there."""
    return 200 if who in allowed else 302 if who == "stranger" else 404


@pytest.mark.parametrize("who", CAST)
def test_who_opens_the_pages_of_a_run(cast: Cast, page: Visits, who: str) -> None:
    run = slips_with_boxes(cast, doors=2)
    sheet = sheets_of(run)[0]
    client, here = page(who), f"prints/{run.id}/"
    seen = {rest: client.get(path(cast, here + rest)).status_code for rest in ("", "carry/", "register.xlsx")}
    assert set(seen.values()) == {expected(who, WORKS)}
    assert client.get(path(cast, f"{here}sheets/{sheet.id}/")).status_code == expected(who, WORKS)
    reading = client.get(path(cast, f"{here}sheets/{sheet.id}/read/"))
    assert reading.status_code == (200 if who in WORKS else expected(who, WORKS))


@pytest.mark.parametrize("who", CAST)
def test_who_opens_the_pages_of_a_pile(cast: Cast, page: Visits, who: str) -> None:
    put = pile(cast, [BLANK])
    read_waiting_scans(NOON)
    client = page(who)
    for rest in ("", "1/", "1/page.jpg"):
        assert client.get(path(cast, f"scans/{put.id}/{rest}")).status_code == expected(who, OFFICE)
    upload = client.get(path(cast, "scans/")).status_code
    assert upload == (200 if who in OFFICE else 302 if who == "stranger" else 403)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("act", ["again/", "forget/", "hand-out/"])
def test_who_handles_a_file(cast: Cast, page: Visits, who: str, act: str) -> None:
    run = letters(cast)
    make_waiting(cast.alliance, NOON)
    answer = page(who).post(path(cast, f"prints/{run.id}/{act}"))
    wanted = {"zhao": 403}.get(who, expected(who, OFFICE))
    if who in OFFICE:
        wanted = 409 if act == "again/" else 302
    assert answer.status_code == wanted


@pytest.mark.parametrize("who", CAST)
def test_the_file_of_letters_is_fetched_by_who_issues_them_with_a_code(
    cast: Cast, page: Visits, who: str
) -> None:
    """A member of the committee prints other forms, but every door's code stands in this file."""
    run = letters(cast)
    make_waiting(cast.alliance, NOON)
    address = path(cast, f"prints/{run.id}/file/")
    assert page(who, second_factor=False).get(address).status_code in (302, 403, 404)
    answer: Any = page(who).get(address)
    assert answer.status_code == {"zhao": 403, "he": 403}.get(who, expected(who, OFFICE))
    if who in OFFICE - {"he"}:
        heads = {k: answer[k] for k in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
        assert heads == {
            "Content-Type": "application/pdf",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_the_director_next_door_finds_nothing(cast: Cast, page: Visits) -> None:
    run = slips(cast)
    PrintRun.objects.filter(id=run.id).update(compound=cast.next_door)
    put = pile(cast, [BLANK])
    ScanPile.objects.filter(id=put.id).update(compound=cast.next_door)
    client = page("wang")
    for rest in (
        f"prints/{run.id}/",
        f"prints/{run.id}/file/",
        f"scans/{put.id}/",
        f"scans/{put.id}/1/page.jpg",
    ):
        assert client.get(path(cast, rest)).status_code == 404


def test_a_leader_ticks_an_entrance_in_one_tap(cast: Cast, page: Visits) -> None:
    run, client = slips(cast, doors=3), page("zhao")
    here = path(cast, f"prints/{run.id}/carry/")
    assert client.post(here, {"all": "1"}).status_code == 302
    assert {sheet.state for sheet in sheets_of(run)} == {"delivered"}
    first = sheets_of(run)[0]
    client.post(here + "?step=return", {"act": "returned", "sheet": [str(first.id)]})
    assert [sheet.state for sheet in sheets_of(run)] == ["returned", "delivered", "delivered"]


def test_nobody_at_home_leaves_the_door_on_the_list(cast: Cast, page: Visits) -> None:
    run, client = slips(cast, doors=1), page("zhao")
    here = path(cast, f"prints/{run.id}/carry/")
    client.post(here, {"act": "nobody_home", "sheet": [str(sheets_of(run)[0].id)]})
    assert sheets_of(run)[0].state == "printed"
    assert (
        "没人在家" in client.get(here).content.decode()
        or "nobody at home" in client.get(here).content.decode()
    )


def test_ticking_nothing_says_so(cast: Cast, page: Visits) -> None:
    run = slips(cast, doors=1)
    answer = page("zhao").post(path(cast, f"prints/{run.id}/carry/"), {"act": "delivered"}, follow=True)
    assert (answer.status_code, sheets_of(run)[0].state) == (200, "printed")


def test_the_register_is_searched_and_taken_as_excel(cast: Cast, page: Visits) -> None:
    run, client = slips(cast, doors=9), page("sun")
    found = client.get(path(cast, f"prints/{run.id}/?q=3-20")).context["page"].paginator.count
    assert found == 3
    assert client.get(path(cast, f"prints/{run.id}/?q=7")).context["lines"][0].door == "3-301"
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(path(cast, f"prints/{run.id}/register.xlsx?q=7")).content)
    )
    rows = [[cell.value for cell in row][:3] for row in book.active.iter_rows(min_row=2)]
    assert rows == [[7, "3号楼", "3-301"]]


@pytest.mark.parametrize("who", [*CAST])
def test_a_token_alone_tells_nothing_of_a_home(cast: Cast, page: Visits, who: str) -> None:
    sheet = sheets_of(slips(cast, doors=1))[0]
    answer = page(who).get(path(cast, f"s/{sheet.token.lower()}/"))
    if who in OFFICE:
        assert answer.status_code == 302
        return
    text = answer.content.decode()
    assert answer.status_code == 200
    assert [
        private
        for private in ("3-101", "101", "李", "13800000000", "202627")
        if private in text.split("<main")[1]
    ] == []


def test_a_code_letter_leads_to_the_binding_page(cast: Cast, page: Visits) -> None:
    sheet = sheets_of(letters(cast))[0]
    answer: Any = page("stranger").get(path(cast, f"s/{sheet.token}/"))
    assert (answer.status_code, answer.url) == (302, path(cast, f"bind/?door={sheet.token}"))
    set_aside(cast.actor("sun"), sheet_id=sheet.id, reason="撕破了")
    assert page("stranger").get(path(cast, f"s/{sheet.token}/")).status_code == 200


def test_an_unknown_token_is_not_there(cast: Cast, page: Visits) -> None:
    assert page("sun").get(path(cast, "s/ABCDEFGH23/")).status_code == 404


def test_a_pile_is_put_in_once_however_often_it_is_sent(cast: Cast, page: Visits) -> None:
    client = page("sun")
    for _again in range(2):
        given = {"compound": cast.compound.id, "name": "周一", "once": "key-1"}
        given["scans"] = [_upload("a.png"), _upload("b.png")]
        answer: Any = client.post(path(cast, "scans/"), given)
    put = ScanPile.objects.get()
    assert (answer.url, put.pages) == (path(cast, f"scans/{put.id}/"), 2)


def test_pages_that_wait_for_a_person_stand_on_the_desk_and_in_the_list(cast: Cast, page: Visits) -> None:
    pile(cast, [BLANK, BLANK])
    read_waiting_scans(NOON)
    sun = page("sun")
    assert "2 页等您看" in sun.get(path(cast, "scans/")).content.decode()
    first_group = sun.get(path(cast, "desk")).context["desk"].doors[0]
    assert [door.waiting for door in first_group.doors if door.url == path(cast, "scans/")] == [2]


def _upload(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_file(BLANK).read() if content is None else content)


def test_a_page_of_markup_is_refused_and_never_shown(cast: Cast, page: Visits) -> None:
    bad = _upload("x.png", b"<html><script>alert(1)</script></html>")
    given = {"compound": cast.compound.id, "scans": [bad], "once": "key-2"}
    answer = page("sun").post(path(cast, "scans/"), given)
    assert (answer.status_code, ScanPile.objects.count()) == (200, 0)


def test_next_doors_compound_cannot_be_chosen(cast: Cast, page: Visits) -> None:
    given = {"compound": cast.next_door.id, "scans": [_upload("a.png")], "once": "key-3"}
    assert page("wang").post(path(cast, "scans/"), given).status_code == 200
    assert ScanPile.objects.count() == 0


def test_a_person_looks_where_the_machine_is_unsure(cast: Cast, page: Visits) -> None:
    run = slips_with_boxes(cast, doors=2)
    pages = [ticked(printed_page(cast, s), run.layout, ["1:solved", "words"]) for s in sheets_of(run)]
    put = pile(cast, pages)
    read_waiting_scans(NOON)
    client = page("sun")
    looking = client.get(path(cast, f"scans/{put.id}/1/"))
    assert looking.context["form"]["g_1"].initial == "solved"
    given = {"g_1": "not_yet", "g_worry": "", "w_words": "楼上还漏水"}
    answer: Any = client.post(path(cast, f"scans/{put.id}/1/"), given)
    assert answer.url == path(cast, f"scans/{put.id}/2/")
    sheet = sheets_of(run)[0]
    assert settled_values(sheet) == {"1": "not_yet", "words": "楼上还漏水"}
    assert list(Scan.objects.order_by("page").values_list("state", flat=True)) == ["settled", "unsure"]
    empty = client.post(path(cast, f"scans/{put.id}/2/"), {"g_1": "", "g_worry": "", "w_words": ""})
    assert (empty.status_code, Scan.objects.get(page=2).state) == (200, "unsure")


def test_where_two_must_read_alike_nothing_is_shown_beforehand(cast: Cast, page: Visits) -> None:
    run = slips_with_boxes(cast, doors=1, readings_needed=2)
    put = pile(cast, [ticked(printed_page(cast, sheets_of(run)[0]), run.layout, ["1:solved", "words"])])
    read_waiting_scans(NOON)
    given = {"g_1": "not_yet", "g_worry": "", "w_words": "还漏水"}
    assert page("sun").get(path(cast, f"scans/{put.id}/1/")).context["form"]["g_1"].initial is None
    page("sun").post(path(cast, f"scans/{put.id}/1/"), given)
    assert page("sun").get(path(cast, f"scans/{put.id}/1/")).context["form"] is None
    other = page("wang").get(path(cast, f"scans/{put.id}/1/"))
    assert (other.context["form"]["g_1"].initial, "还漏水" in other.content.decode()) == (None, False)


def test_a_page_without_code_is_named_and_then_read(cast: Cast, page: Visits) -> None:
    run, client = slips_with_boxes(cast, doors=1), page("sun")
    put = pile(cast, [BLANK])
    read_waiting_scans(NOON)
    here = path(cast, f"scans/{put.id}/1/")
    assert client.post(here, {"sign": "99"}).status_code == 200
    answer: Any = client.post(here, {"sign": sheets_of(run)[0].token})
    assert (answer.url, Scan.objects.get().state) == (here, "unsure")
    client.post(here, {"g_1": "solved", "g_worry": "3", "w_words": ""})
    assert settled_values(Sheet.objects.get(id=sheets_of(run)[0].id)) == {"1": "solved", "worry": "3"}


def test_a_scan_is_shown_as_pixels_only(cast: Cast, page: Visits) -> None:
    run = slips_with_boxes(cast, doors=1)
    put = pile(cast, [printed_page(cast, sheets_of(run)[0]).rotate(180)])
    read_waiting_scans(NOON)
    answer: Any = page("sun").get(path(cast, f"scans/{put.id}/1/page.jpg"))
    assert answer["Content-Type"] == "image/jpeg"
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert answer.content.startswith(b"\xff\xd8")


def test_a_correction_by_the_office(cast: Cast, page: Visits) -> None:
    run, client = slips_with_boxes(cast, doors=1), page("sun")
    here = path(cast, f"prints/{run.id}/sheets/{sheets_of(run)[0].id}/read/")
    client.post(here, {"g_1": "solved", "g_worry": "", "w_words": ""})
    client.post(here, {"g_1": "not_yet", "g_worry": "", "w_words": "", "reason": "看错了"})
    assert settled_values(sheets_of(run)[0]) == {"1": "not_yet"}


def test_lists_need_as_many_queries_for_three_as_for_one(cast: Cast, page: Visits) -> None:
    from django.db import connection

    client, counted = page("sun"), []
    for doors in (1, 9):
        run = slips(cast, doors=doors, subject_id=doors)
        pile(cast, [BLANK] * (1 if doors == 1 else 3))
        read_waiting_scans(NOON)
        put = ScanPile.objects.order_by("-id").first()
        assert put is not None
        addresses = ["prints/", f"prints/{run.id}/", f"prints/{run.id}/carry/", "scans/", f"scans/{put.id}/"]
        row = []
        for rest in addresses:
            client.get(path(cast, rest))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path(cast, rest)).status_code == 200
            row.append(len(queries))
        counted.append(row)
    assert counted[0] == counted[1]


def test_empty_pages_say_what_to_do(cast: Cast, page: Visits) -> None:
    for rest in ("prints/", "scans/"):
        assert "empty-title" in page("sun").get(path(cast, rest)).content.decode()


def test_ballots_are_not_read_here(cast: Cast, page: Visits) -> None:
    run = ballots(cast, doors=1)
    here = path(cast, f"prints/{run.id}/sheets/{sheets_of(run)[0].id}/")
    assert page("sun").get(here + "read/").status_code == 404
    assert page("sun").get(here).context["reads"] is False


def test_issuing_area_next_door_keeps_its_sheets(cast: Cast, page: Visits) -> None:
    from linmeng.papers.actions import SheetPlace

    unit = cast.next_door.units.get()
    run = issue_sheets(
        cast.actor("sun"),
        compound=cast.next_door,
        kind="answer_slip",
        title="海棠里",
        places=[SheetPlace(unit_id=unit.id)],
    )
    assert page("zhao").get(path(cast, f"prints/{run.id}/")).status_code == 404
    assert page("sun").get(path(cast, f"prints/{run.id}/")).status_code == 200
