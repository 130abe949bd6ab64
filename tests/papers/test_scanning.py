from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.documents import MAX_DOCUMENT_BYTES, Incoming, document_path
from linmeng.papers import background
from linmeng.papers.actions import (
    PageSeen,
    keep_page,
    name_scan,
    put_in_pile,
    set_aside,
    set_scan_aside,
)
from linmeng.papers.background import read_waiting_scans
from linmeng.papers.models import CustodyEvent, DoubleEntry, PrintRun, Scan, ScanPile
from linmeng.papers.queries import settled_values, values_of
from tests.cast import CAST, NOON, Cast
from tests.papers.issued import (
    MAKERS,
    as_file,
    pile,
    printed_page,
    sheets_of,
    slips,
    slips_with_boxes,
    ticked,
)

BLANK = Image.new("L", (1240, 877), 255)


def marks(layout: dict[str, Any], *marked: str, unsure: str = "") -> dict[str, Any]:
    """Boxes as the reader tells of them."""
    names = [name for names in layout["groups"].values() for name in names]
    said = {name: "marked" if name in marked else "unsure" if name == unsure else "empty" for name in names}
    return {name: {"mark": mark, "confidence": 990} for name, mark in said.items()}


LAYOUT = {
    "groups": {"1": ["1:solved", "1:not_yet"], "worry": ["worry:1", "worry:2"], "words": ["words"]},
    "may_be_empty": ["1", "worry"],
    "written": ["words"],
}


@pytest.mark.parametrize(
    ("marked", "unsure", "values", "sure"),
    [
        (["1:solved", "worry:2"], "", {"1": "solved", "worry": "2"}, True),
        (["1:solved"], "", {"1": "solved"}, True),
        ([], "", {}, False),
        (["1:solved", "1:not_yet"], "", {}, False),
        (["1:solved"], "worry:1", {"1": "solved"}, False),
        (["1:solved", "words"], "", {"1": "solved"}, False),
        (["words"], "", {}, False),
    ],
)
def test_what_boxes_say_and_what_is_left_to_people(
    marked: list[str], unsure: str, values: dict[str, str], sure: bool
) -> None:
    reading = values_of(LAYOUT, marks(LAYOUT, *marked, unsure=unsure))
    assert (reading.values, reading.sure) == (values, sure)


def test_a_group_that_must_be_marked_is_left_to_people_when_empty() -> None:
    layout = {"groups": {"1": ["1:yes", "1:no"], "2": ["2:yes", "2:no"]}}
    assert values_of(layout, marks(layout, "1:yes")).sure is False
    assert values_of(layout, marks(layout, "1:yes", "2:no")).sure is True


def test_without_a_look_at_the_boxes_nothing_is_sure() -> None:
    reading = values_of(LAYOUT, {})
    assert (reading.values, reading.sure) == ({}, False)


def states(found: ScanPile) -> list[str]:
    return list(Scan.objects.filter(pile=found).order_by("page").values_list("state", flat=True))


def test_a_pile_is_read_page_by_page(cast: Cast) -> None:
    run = slips_with_boxes(cast, doors=4)
    clean, written, next_door, twice = sheets_of(run)
    other = slips_with_boxes(cast, doors=1, subject_id=1)
    PrintRun.objects.filter(id=other.id).update(compound=cast.next_door)
    put = pile(
        cast,
        [
            ticked(printed_page(cast, clean), run.layout, ["1:solved", "worry:2"]),
            ticked(printed_page(cast, written), run.layout, ["1:not_yet", "words"]),
            printed_page(cast, sheets_of(other)[0]),
            BLANK,
            ticked(printed_page(cast, clean), run.layout, ["1:not_yet"]).rotate(180),
            ticked(printed_page(cast, twice), run.layout, ["1:solved", "1:not_yet"]),
        ],
    )
    assert read_waiting_scans(NOON) == 6
    assert states(put) == ["read", "unsure", "foreign", "no_code", "twice", "unsure"]
    clean.refresh_from_db()
    assert (clean.state, settled_values(clean)) == ("settled", {"1": "solved", "worry": "2"})
    kinds = CustodyEvent.objects.filter(sheet=clean).values_list("kind", flat=True)
    assert list(kinds) == ["printed", "scanned", "read"]
    assert [sheet.state for sheet in sheets_of(run)] == ["settled", "returned", "printed", "returned"]
    put.refresh_from_db()
    assert (put.state, put.pages_read, next_door.number) == ("read", 6, 3)
    assert read_waiting_scans(NOON) == 0


def test_reading_goes_on_where_it_stopped(cast: Cast) -> None:
    run = slips_with_boxes(cast, doors=3)
    put = pile(cast, [ticked(printed_page(cast, s), run.layout, ["1:solved"]) for s in sheets_of(run)])
    assert read_waiting_scans(NOON, most=2) == 2
    put.refresh_from_db()
    assert (put.state, put.pages_read, states(put)) == ("waiting", 2, ["read", "read", "waiting"])
    assert read_waiting_scans(NOON, most=2) == 1
    put.refresh_from_db()
    assert (put.state, DoubleEntry.objects.count()) == ("read", 3)


def test_a_page_that_ends_the_worker_is_left_to_a_person(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page behind it is read all the same."""
    run = slips_with_boxes(cast, doors=1)
    put = pile(cast, [BLANK, ticked(printed_page(cast, sheets_of(run)[0]), run.layout, ["1:solved"])])
    real = background.look_at

    def deadly(scan: Scan) -> PageSeen:
        if scan.page == 1:
            raise SystemError("the process ended here")
        return real(scan)

    monkeypatch.setattr(background, "look_at", deadly)
    for _turn in range(background.MOST_TRIES):
        with pytest.raises(SystemError):
            read_waiting_scans(NOON)
    assert read_waiting_scans(NOON) == 2
    assert states(put) == ["no_code", "read"]


def test_a_page_kept_by_another_worker_stays(cast: Cast) -> None:
    run = slips_with_boxes(cast, doors=1)
    scan = pile(cast, [printed_page(cast, sheets_of(run)[0])]).scans.get()
    system = cast.actor("sun")
    seen = PageSeen(True, sheets_of(run)[0].id, marks(run.layout, "1:solved"))
    first, second = (keep_page(system, scan_id=scan.id, seen=seen) for _ in range(2))
    assert (first.state, second.state, first.pile.pages_read) == ("read", "read", 1)
    assert DoubleEntry.objects.count() == 1


def test_a_letter_that_came_back_is_known_by_its_code(cast: Cast) -> None:
    run = slips(cast, doors=1, kind="code_letter")
    put = pile(cast, [printed_page(cast, sheets_of(run)[0])])
    read_waiting_scans(NOON)
    assert (states(put), sheets_of(run)[0].state) == (["read"], "returned")


def test_a_void_sheet_is_put_aside(cast: Cast) -> None:
    run = slips_with_boxes(cast, doors=1)
    [sheet] = sheets_of(run)
    set_aside(cast.actor("sun"), sheet_id=sheet.id, reason="被雨淋湿")
    put = pile(cast, [ticked(printed_page(cast, sheet), run.layout, ["1:solved"])])
    read_waiting_scans(NOON)
    assert (states(put), DoubleEntry.objects.count()) == (["set_aside"], 0)


def test_what_the_machine_doubts_is_no_reading(cast: Cast) -> None:
    run = slips_with_boxes(cast, doors=1)
    scan = pile(cast, [BLANK]).scans.get()
    boxes = marks(run.layout, "1:solved")
    seen = PageSeen(True, sheets_of(run)[0].id, boxes, accepted=False)
    assert keep_page(cast.actor("sun"), scan_id=scan.id, seen=seen).state == "unsure"
    assert DoubleEntry.objects.count() == 0


def test_a_page_without_code_is_named_by_hand(cast: Cast) -> None:
    run, sun = slips_with_boxes(cast, doors=2), cast.actor("sun")
    one, other = sheets_of(run)
    put = pile(cast, [ticked(printed_page(cast, one), run.layout, ["1:solved"]), BLANK, BLANK])
    read_waiting_scans(NOON)
    _read, second, third = put.scans.order_by("page")
    with pytest.raises(ValidationError, match="was scanned before, as page 1"):
        name_scan(sun, scan_id=second.id, sheet_id=one.id)
    assert name_scan(sun, scan_id=second.id, sheet_id=other.id).state == "unsure"
    with pytest.raises(ValidationError, match="was scanned before, as page 2"):
        name_scan(sun, scan_id=third.id, sheet_id=other.id)
    assert set_scan_aside(sun, scan_id=third.id, reason="空白页").state == "set_aside"
    with pytest.raises(WrongState, match="already settled"):
        set_scan_aside(sun, scan_id=third.id, reason="空白页")


@pytest.mark.parametrize("who", CAST)
def test_who_puts_piles_in(cast: Cast, who: str) -> None:
    if who in MAKERS:
        assert pile(cast, [BLANK], who=who).pages == 1
        return
    with pytest.raises(NotAllowed, match="puts in scans"):
        pile(cast, [BLANK], who=who)
    assert ScanPile.objects.count() == 0


@pytest.mark.parametrize("who", [who for who in CAST if who not in MAKERS])
def test_who_names_pages_and_puts_them_aside(cast: Cast, who: str) -> None:
    run = slips_with_boxes(cast, doors=1)
    scan = pile(cast, [BLANK]).scans.get()
    read_waiting_scans(NOON)
    with pytest.raises(NotAllowed):
        name_scan(cast.actor(who), scan_id=scan.id, sheet_id=sheets_of(run)[0].id)
    with pytest.raises(NotAllowed):
        set_scan_aside(cast.actor(who), scan_id=scan.id, reason="空白页")


def _incoming(content: bytes, name: str = "x.pdf", size: int | None = None) -> Incoming:
    return Incoming(name, len(content) if size is None else size, lambda: content)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (_incoming(b""), "“x.pdf” is empty"),
        (_incoming(b"<html><script>alert(1)</script></html>", "x.png"), "neither a PDF nor a JPG"),
        (_incoming(b"GIF89a" + bytes(40), "x.jpg"), "neither a PDF nor a JPG"),
        (_incoming(b"%PDF-1.7 broken"), "cannot be read"),
        (_incoming(b"%PDF-1.7", size=MAX_DOCUMENT_BYTES + 1), "larger than 20 MB"),
    ],
)
def test_one_bad_file_refuses_the_whole_pile(cast: Cast, file: Incoming, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        put_in_pile(cast.actor("sun"), compound_id=cast.compound.id, name="", files=[as_file(BLANK), file])
    assert (ScanPile.objects.count(), Scan.objects.count()) == (0, 0)


def test_no_file_is_no_pile(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="at least one scan"):
        put_in_pile(cast.actor("sun"), compound_id=cast.compound.id, name="", files=[])


def test_at_most_500_pages(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="500 pages"):
        put_in_pile(cast.actor("sun"), compound_id=cast.compound.id, name="", files=[as_file(BLANK)] * 501)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_photos_of_every_kind_are_kept_as_they_are(cast: Cast, form: str, media_type: str) -> None:
    file = as_file(BLANK, "照片", form)
    put = put_in_pile(cast.actor("sun"), compound_id=cast.compound.id, name="", files=[file])
    stored = put.scans.get().file
    assert (stored.media_type, document_path(stored).read_bytes()) == (media_type, file.read())


def test_each_page_of_a_pdf_is_a_page_of_the_pile(cast: Cast) -> None:
    import io

    buffer = io.BytesIO()
    BLANK.save(buffer, "PDF", save_all=True, append_images=[BLANK, BLANK])
    content = buffer.getvalue()
    put = put_in_pile(
        cast.actor("sun"),
        compound_id=cast.compound.id,
        name="",
        files=[as_file(BLANK, "a.png"), _incoming(content, "b.pdf")],
    )
    pages = put.scans.order_by("page").values_list("page", "file__name", "file_page")
    assert list(pages) == [(1, "a.png", 0), (2, "b.pdf", 0), (3, "b.pdf", 1), (4, "b.pdf", 2)]
    assert (put.name, put.pages) == ("a.png", 4)


def _pdf(width: int, height: int) -> bytes:
    page = f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>endobj\n"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n{page}trailer<</Root 1 0 R>>\n"
    ).encode()


WHOLE_PDF, WHOLE_PHOTO = _pdf(595, 842), as_file(BLANK, "a.jpg", "JPEG").read()


@pytest.mark.parametrize(
    ("name", "whole", "broken"),
    [
        ("cut.pdf", WHOLE_PDF, WHOLE_PDF[:40]),
        ("cut.jpg", WHOLE_PHOTO, WHOLE_PHOTO[: len(WHOLE_PHOTO) // 3]),
        ("empty.jpg", WHOLE_PHOTO, b""),
        ("endless.pdf", _pdf(1, 200_000), _pdf(1, 200_000)),
    ],
)
def test_a_page_that_cannot_be_opened_is_left_to_people(
    cast: Cast, name: str, whole: bytes, broken: bytes
) -> None:
    """Broken on the disk, or of a size that no picture has: looked at once, and the pages after it are read."""
    files = [_incoming(whole, name), as_file(BLANK)]
    put = put_in_pile(cast.actor("sun"), compound_id=cast.compound.id, name="", files=files)
    document_path(put.scans.get(page=1).file).write_bytes(broken)
    assert (read_waiting_scans(NOON), states(put)) == (2, ["no_code", "no_code"])
    put.refresh_from_db()
    assert (put.state, read_waiting_scans(NOON)) == ("read", 0)


def test_a_page_whose_file_is_gone_is_left_to_people(cast: Cast) -> None:
    put = pile(cast, [BLANK])
    document_path(put.scans.get().file).unlink()
    assert (read_waiting_scans(NOON), states(put)) == (1, ["no_code"])
