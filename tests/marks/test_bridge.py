"""Files put in → pages → the sheet and its marks."""

import io
from random import Random

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from numpy.typing import NDArray
from PIL import Image

from linmeng.papers.bridge import (
    Layout,
    ReadSheet,
    codes_on,
    gray_page,
    open_pages,
    page_count,
    read_sheet,
    token_of,
)
from tests.marks.scans import strokes
from tests.marks.scans.forms import printed, typeset
from tests.marks.scans.pages import made_page


def as_file(light: NDArray[np.uint8], form: str, **options: object) -> bytes:
    kept = io.BytesIO()
    Image.fromarray(light).save(kept, form, **options)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("https://linmeng.example.org/a/dongzhen/s/Hk3vB8dQ2mXz", "Hk3vB8dQ2mXz"),
        ("http://127.0.0.1:8000/a/dongzhen/s/Hk3vB8dQ2mXz/?from=paper#top", "Hk3vB8dQ2mXz"),
        ("https://linmeng.example.org", ""),
        ("weixin://pay/Hk3vB8dQ2mXz", ""),
        ("Hk3vB8dQ2mXz", ""),
        ("http://[half/abc", ""),
        ("", ""),
    ],
)
def test_token_of_an_address(text: str, token: str) -> None:
    assert token_of(text) == token


def test_pages_of_a_pdf_come_grey_at_200_dpi_one_by_one() -> None:
    _layout, pdf = typeset("slip")
    pages = open_pages(pdf, "slips.pdf")
    assert [(page.name, page.number) for page in pages] == [
        ("slips.pdf", 0),
        ("slips.pdf", 1),
        ("slips.pdf", 2),
    ]
    second = pages[1].gray()
    assert second.dtype == np.uint8
    assert second.shape == (1166, 1654)
    assert [token_of(code.text) for code in codes_on(second)] == ["pW7rT4nYc6Lf"]


def test_a_page_has_no_more_pixels_than_allowed() -> None:
    _layout, pdf = typeset("ballot")
    assert gray_page(pdf, "a.pdf", 0, most_pixels=100_000).size <= 101_000
    photo = as_file(np.full((3_000, 4_000), 200, dtype=np.uint8), "JPEG")
    assert gray_page(photo, "a.jpg", 0, most_pixels=3_100_000).shape == (1_500, 2_000)
    assert gray_page(photo, "a.jpg", 0, most_pixels=100_000).size <= 100_000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_a_picture_of_each_form_is_one_page(form: str) -> None:
    light = np.full((60, 80), 128, dtype=np.uint8)
    content = as_file(light, form)
    assert page_count(content, "photo") == 1
    gray = gray_page(content, "photo", 0)
    assert gray.shape == (60, 80)
    assert abs(int(gray.mean()) - 128) <= 2


def test_a_many_paged_tiff_is_as_many_pages() -> None:
    kept = io.BytesIO()
    Image.new("L", (30, 20), 10).save(
        kept, "TIFF", save_all=True, append_images=[Image.new("L", (30, 20), 200)]
    )
    assert page_count(kept.getvalue(), "fax.tiff") == 2
    assert [int(page.gray().mean()) for page in open_pages(kept.getvalue(), "fax.tiff")] == [10, 200]


def test_a_photo_taken_sideways_is_set_upright() -> None:
    picture = Image.new("L", (40, 20), 255)
    notes = Image.Exif()
    notes[0x0112] = 6  # the camera was held turned to the right
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=notes)
    assert gray_page(kept.getvalue(), "photo.jpg", 0).shape == (40, 20)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 nothing more", "cannot be read"),
        (b"words, no picture", "cannot be read"),
        (as_file(np.zeros((9, 9), dtype=np.uint8), "JPEG")[:150], "cannot be read"),
        (as_file(np.zeros((9, 9), dtype=np.uint8), "GIF"), "cannot be read"),
    ],
)
def test_a_file_that_is_no_scan_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        [page.gray() for page in open_pages(content, "pile.pdf")]
    assert words in refused.value.message
    assert "pile.pdf" in refused.value.message


def test_a_picture_too_large_to_open_is_refused_before_it_is_opened() -> None:
    huge = as_file(np.zeros((1, 1), dtype=np.uint8), "PNG")
    sized = huge[:16] + (20_000).to_bytes(4, "big") * 2 + huge[24:]
    with pytest.raises(ValidationError):
        page_count(sized, "huge.png")


def test_a_page_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValidationError):
        gray_page(typeset("slip")[1], "slips.pdf", 3)
    with pytest.raises(ValidationError):
        gray_page(as_file(np.zeros((9, 9), dtype=np.uint8), "PNG"), "photo.png", 1)


def test_a_page_without_a_code() -> None:
    assert read_sheet(np.full((800, 600), 240, dtype=np.uint8), {}.get) == ReadSheet("no_code")


def test_a_page_with_the_code_of_another_place() -> None:
    assert read_sheet(printed("slip", 0, 150).light, {}.get) == ReadSheet("foreign", "Hk3vB8dQ2mXz")


def test_two_sheets_on_one_picture_are_left_to_a_person() -> None:
    one, other = printed("slip", 0, 150), printed("slip", 1, 150)
    layout = Layout.from_plain(one.layout)
    both = np.vstack([one.light, other.light])
    assert read_sheet(both, {one.token: layout, other.token: layout}.get) == ReadSheet("several")
    assert read_sheet(both, {one.token: layout}.get).outcome == "read"


def test_the_same_code_seen_through_the_paper_does_not_disturb() -> None:
    sheet = printed("slip", 0, 150)
    back = np.roll(sheet.light[:, ::-1], (150, 60), axis=(0, 1))
    light = np.minimum(sheet.light, 215 + back // 7).astype(np.uint8)
    alone = np.where(sheet.light < 255, 255, light).astype(np.uint8)
    assert [token_of(code.text) for code in codes_on(alone)] == [sheet.token]
    read = read_sheet(light, {sheet.token: Layout.from_plain(sheet.layout)}.get)
    assert (read.outcome, read.token, read.accepted) == ("read", sheet.token, True)


def test_two_copies_of_a_sheet_on_one_picture_are_left_to_a_person() -> None:
    sheet = printed("slip", 0, 150)
    both = np.vstack([sheet.light, sheet.light])
    assert read_sheet(both, {sheet.token: Layout.from_plain(sheet.layout)}.get) == ReadSheet("several")


def test_a_clean_page_is_read_with_its_token() -> None:
    page = made_page(30, clean=True)
    read = read_sheet(page.light, {page.token: Layout.from_plain(page.layout)}.get)
    assert (read.outcome, read.token, read.accepted) == ("read", page.token, True)
    assert {name: box["mark"] for name, box in read.boxes.items()} == {
        name: "marked" if chosen else "empty" for name, chosen in page.truth.items()
    }
    assert {tuple(box) for box in read.boxes.values()} == {("mark", "confidence")}


def test_an_unsure_box_says_why() -> None:
    sheet, chance = printed("ballot", 0, 150), Random(1)
    light = sheet.light.copy()
    for box in sheet.layout["boxes"][:2]:
        place = strokes.Place(box["x"] / 10, box["y"] / 10, box["w"] / 10, box["h"] / 10)
        strokes.draw(light, 150, strokes.cross(chance, place), strokes.Pen(0.5, 0.8, 0), chance)
    read = read_sheet(light, {sheet.token: Layout.from_plain(sheet.layout)}.get)
    assert not read.accepted
    assert [dict(read.boxes[name]) for name in ("q1:yes", "q1:no")] == [
        {"mark": "unsure", "confidence": 0, "doubt": "several"}
    ] * 2
    assert {box["mark"] for name, box in read.boxes.items() if name not in ("q1:yes", "q1:no")} == {"empty"}
