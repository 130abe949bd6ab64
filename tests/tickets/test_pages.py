import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.voices.models import TicketImport, Voice
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.tickets.files import FIRST, HOTLINE, SECOND, THIRD, line, taken_in, uploaded, workbook


def test_from_file_to_voices_and_back(cast: Cast, page: Visits) -> None:
    sun = page("sun")
    file = SimpleUploadedFile("a.xlsx", workbook([line(FIRST), line(THIRD, 2), line(["", *FIRST[1:]], 3)]))
    to_columns = sun.post(path(cast, "tickets/new/"), {"name": HOTLINE, "file": file, "once": "1"})
    upload = TicketImport.objects.get()
    assert to_columns["Location"] == path(cast, f"tickets/{upload.id}/columns/")
    shown = sun.get(to_columns["Location"]).content.decode()
    assert ("工单编号" in shown, "李秋生" in shown, "13800000000" in shown) == (True, False, False)
    here = path(cast, f"tickets/{upload.id}/")
    assert sun.post(to_columns["Location"], upload.columns)["Location"] == here
    preview = sun.get(here).context["here"]
    assert (preview.kind, preview.counts["new"], preview.counts["unplaced"], preview.counts["faults"]) == (
        "unplaced", 1, 1, 1,
    )  # fmt: skip
    [fault] = sun.get(f"{here}?kind=faults").context["page"].object_list
    assert (fault.sheet, fault.row, fault.column) == ("工单", 5, "工单编号")
    sun.post(f"{here}places/", {"rest": "wt"})
    sun.post(f"{here}take-in/")
    assert Voice.objects.filter(compound=cast.compound).count() == 2
    book = openpyxl.load_workbook(io.BytesIO(sun.get(path(cast, "tickets/answers.xlsx")).content))
    assert [row[1] for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)] == ["T-001", "T-003"]


@pytest.mark.parametrize(
    "rest", ["tickets/", "tickets/new/", "tickets/answers.xlsx", "tickets/{pk}/", "tickets/{pk}/columns/"]
)
def test_pages_are_the_clerks_with_a_second_factor(cast: Cast, page: Visits, rest: str) -> None:
    address = path(cast, rest.format(pk=uploaded(cast, workbook([line(FIRST)])).id))
    codes = {who: page(who).get(address).status_code for who in CAST}
    assert codes == {who: 200 if who == "sun" else 302 if who == "stranger" else 403 for who in CAST}
    assert "confirm" in page("sun", second_factor=False).get(address)["Location"]


@pytest.mark.parametrize("verb", ["places/", "take-in/", "aside/"])
def test_verbs_are_the_clerks(cast: Cast, page: Visits, verb: str) -> None:
    upload = uploaded(cast, workbook([line(FIRST)]))
    others = {
        who: page(who).post(path(cast, f"tickets/{upload.id}/{verb}")).status_code
        for who in CAST
        if who != "sun"
    }
    assert others == {who: 302 if who == "stranger" else 403 for who in CAST if who != "sun"}
    assert page("sun").post(path(cast, f"tickets/1/{verb}")).status_code == 404
    assert page("sun").post(path(cast, f"tickets/{upload.id}/{verb}")).status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"%PDF-1.4"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.csv", b"\xff\xfe\xfd"),
        ("a.xlsx", b"PK rubbish"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(
    cast: Cast, page: Visits, name: str, content: bytes
) -> None:
    answer = page("sun").post(
        path(cast, "tickets/new/"), {"name": HOTLINE, "file": SimpleUploadedFile(name, content)}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])
    assert TicketImport.objects.count() == 0


def test_ticket_stands_on_its_voice_for_who_sorts(cast: Cast, page: Visits) -> None:
    taken_in(cast, line(FIRST))
    address = path(cast, f"voices/{Voice.objects.get().id}/")
    seen = {who: "T-001" in page(who).get(address).content.decode() for who in ("sun", "wang", "feng", "li")}
    assert seen == {"sun": True, "wang": True, "feng": False, "li": False}


def test_list_of_tickets_costs_the_same_at_one_and_three(cast: Cast, page: Visits) -> None:
    sun, counts = page("sun"), []
    for tickets in ([line(FIRST)], [line(SECOND), line(["T-8", *FIRST[1:]], 2)]):
        taken_in(cast, *tickets)
        sun.get(path(cast, "tickets/"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sun.get(path(cast, "tickets/"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
