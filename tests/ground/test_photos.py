"""A photo comes in as anything a phone makes; what is kept is the picture and nothing else."""

import hashlib
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image

from linmeng.ground.actions.photos import store_photo
from tests.cast import Cast

AT = datetime(2026, 7, 5, 2, 0, tzinfo=UTC)


def _bytes(picture: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **more)
    return buffer.getvalue()


def _photo(width: int = 3000, height: int = 1000) -> Image.Image:
    picture = Image.new("RGB", (width, height), "#2F7F73")
    picture.paste("#B42318", (0, 0, width // 2, height // 2))  # red marks the upper left
    return picture


def _kept(home: Path, cast: Cast, folder: str) -> dict[str, bytes]:
    place = home / "files" / str(cast.alliance.id) / folder
    return {file.name: file.read_bytes() for file in place.iterdir()}


def test_photo_is_kept_in_two_sizes(cast: Cast, home: Path) -> None:
    stored = store_photo(_bytes(_photo(), "JPEG"), "外墙.jpg", at=AT)
    kept = _kept(home, cast, stored.folder)
    sizes = {name: Image.open(io.BytesIO(content)).size for name, content in kept.items()}
    assert sizes == {"2048.jpg": (2048, 683), "480.jpg": (480, 160)}
    assert stored.sha256 == hashlib.sha256(kept["2048.jpg"]).hexdigest()
    assert (stored.width, stored.height, stored.size) == (3000, 1000, len(kept["2048.jpg"]))
    assert (stored.name, stored.folder) == ("外墙.jpg", f"2026/07/{stored.token}")


def test_small_photo_is_not_enlarged(cast: Cast, home: Path) -> None:
    stored = store_photo(_bytes(_photo(100, 50), "PNG"), "小.png", at=AT)
    sizes = {n: Image.open(io.BytesIO(c)).size for n, c in _kept(home, cast, stored.folder).items()}
    assert sizes == {"2048.jpg": (100, 50), "480.jpg": (100, 50)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_hidden_notes_are_gone(cast: Cast, home: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 5.0), 29: "secret-gps"})
    more: dict[str, object] = {"exif": exif}
    if kind == "JPEG":
        more |= {"comment": b"secret comment", "xmp": b"<x>secret xmp</x>"}
    content = _bytes(_photo(400, 300), kind, **more)
    assert b"secret" in content
    stored = store_photo(content, f"照片.{kind.lower()}", at=AT)
    for kept in _kept(home, cast, stored.folder).values():
        assert b"secret" not in kept
        assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_photo_is_turned_upright(cast: Cast, home: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by 90° clockwise
    stored = store_photo(_bytes(_photo(400, 200), "JPEG", exif=exif), "立.jpg", at=AT)
    kept = Image.open(io.BytesIO(_kept(home, cast, stored.folder)["480.jpg"]))
    assert kept.size == (200, 400)
    red, green, _blue = kept.getpixel((190, 10))
    assert red > green  # upper left has become upper right


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_read(cast: Cast, home: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Image.new("I;16", (20, 10)) if mode == "I;16" else _photo(20, 10).convert(mode)
    assert store_photo(_bytes(picture, kind), "x", at=AT).width == 20


def _bomb() -> bytes:
    """A PNG that says it has 900 million pixels."""
    small = bytearray(_bytes(Image.new("L", (1, 1)), "PNG"))
    small[16:24] = (30_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "“x” is empty"),
        (b"\xff" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        (b"%PDF-1.7 no photo", "not a photo we can read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a photo we can read"),
        (_bytes(_photo(300, 300), "GIF"), "not a photo we can read"),
        (_bytes(_photo(300, 300), "JPEG")[:-500], "not a photo we can read"),
        (_bytes(_photo(300, 300), "PNG")[:200], "not a photo we can read"),
        (_bomb(), "not a photo we can read"),
        (_bytes(Image.new("1", (8000, 8000)), "PNG"), "too many pixels"),
    ],
    ids=["empty", "large", "pdf", "svg", "gif", "cut jpeg", "cut png", "bomb", "wide"],
)
def test_what_is_no_photo_gets_a_sentence(cast: Cast, home: Path, content: bytes, said: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        store_photo(content, "x", at=AT)
    assert list((home / "files").rglob("*.jpg")) == []
