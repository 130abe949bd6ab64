"""From what was put in (a PDF of scans, a photo) to grey pages, one at a time."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import pillow_heif
import pypdfium2
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 200 * 1024 * 1024
MOST_PAGES = 500
MOST_PIXELS_OPENED = 120_000_000
"""A picture with more is refused before it is opened: it may be made to fill the memory."""
MOST_PIXELS = 6_000_000
"""Enough for A4 at 240 dpi and A3 at 170; more costs time and reads no better."""
LONGEST_SIDE = 65_535
"""The code reader takes no longer picture; a sheet has no such shape."""
PDF_DPI = 200
PICTURES = ["JPEG", "PNG", "WEBP", "HEIF", "TIFF"]

pillow_heif.register_heif_opener()
_one_at_a_time = Lock()  # PDFium is not made for several threads


@dataclass(frozen=True)
class Page:
    """One page of a file put in; its picture is made only when asked for. `number` counts from 0."""

    name: str
    number: int
    content: bytes = field(repr=False)

    def gray(self, *, most_pixels: int = MOST_PIXELS) -> NDArray[np.uint8]:
        """The page, grey (height, width), with at most `most_pixels`."""
        return gray_page(self.content, self.name, self.number, most_pixels=most_pixels)


def open_pages(content: bytes, name: str) -> list[Page]:
    """The pages of a PDF, a photo or a many-paged TIFF. Raises ValidationError with a sentence."""
    return [Page(name, number, content) for number in range(page_count(content, name))]


def page_count(content: bytes, name: str) -> int:
    """How many pages the file has. Raises ValidationError with a sentence."""
    if not content:
        raise ValidationError(_("“%(name)s” is empty. Please scan it again.") % {"name": name})
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("“%(name)s” is larger than %(megabytes)s MB. Please put in a smaller pile.")
            % {"name": name, "megabytes": MOST_BYTES // 1024 // 1024}
        )
    if _is_pdf(content):
        with _document(content, name) as document:
            count = len(document)
    else:
        count = getattr(_picture(content, name), "n_frames", 1)
    if not 0 < count <= MOST_PAGES:
        raise ValidationError(
            _("“%(name)s” has %(count)s pages; a pile has 1 to %(most)s. Please divide it.")
            % {"name": name, "count": count, "most": MOST_PAGES}
        )
    return count


def gray_page(content: bytes, name: str, number: int, *, most_pixels: int = MOST_PIXELS) -> NDArray[np.uint8]:
    """Page `number` (from 0), grey (height, width). Raises ValidationError with a sentence."""
    if _is_pdf(content):
        gray = _from_pdf(content, name, number, most_pixels)
    else:
        gray = _from_picture(_picture(content, name), name, number, most_pixels)
    if max(gray.shape) > LONGEST_SIDE:
        raise _unreadable(name)
    return gray


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


@contextmanager
def _document(content: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as fault:
            raise _unreadable(name) from fault
        try:
            yield document
        except pypdfium2.PdfiumError as fault:
            raise _unreadable(name) from fault
        finally:
            document.close()


def _from_pdf(content: bytes, name: str, number: int, most_pixels: int) -> NDArray[np.uint8]:
    with _document(content, name) as document:
        if not 0 <= number < len(document):
            raise _unreadable(name)
        page = document[number]
        width, height = page.get_size()
        scale = min(PDF_DPI / 72, math.sqrt(most_pixels / max(width * height, 1)))
        seen = page.render(scale=scale, grayscale=True).to_numpy()
        return np.array(seen.reshape(seen.shape[:2]))


def _picture(content: bytes, name: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=PICTURES)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise _unreadable(name) from fault
    if picture.width * picture.height > MOST_PIXELS_OPENED:
        raise ValidationError(
            _("“%(name)s” has too many pixels. Please scan it at 200 to 300 dpi.") % {"name": name}
        )
    return picture


def _from_picture(picture: Image.Image, name: str, number: int, most_pixels: int) -> NDArray[np.uint8]:
    times = max(1, math.ceil(math.sqrt(picture.width * picture.height / most_pixels)))
    try:
        picture.seek(number)
        # a JPEG can be opened at a half, a quarter or an eighth for less than a whole one costs
        picture.draft("L", (picture.width // times, picture.height // times))
        gray = ImageOps.exif_transpose(picture).convert("L")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as fault:
        raise _unreadable(name) from fault
    left = math.ceil(math.sqrt(gray.width * gray.height / most_pixels))
    return np.array(gray.reduce(left) if left > 1 else gray)


def _unreadable(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” cannot be read. Please put in a PDF, JPG, PNG, TIFF, WebP or HEIC file.")
        % {"name": name}
    )
