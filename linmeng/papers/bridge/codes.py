"""QR codes on a page, with their corners."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Gray = NDArray[np.uint8]
Corners = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]
QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@dataclass(frozen=True)
class Code:
    """A code read: its text and its symbol's corners in pixels, upper left, upper right, lower right, lower
    left as printed.
    """

    text: str
    corners: Corners


def codes_on(gray: Gray) -> list[Code]:
    """The codes of the first view of the page on which any is found; an empty list when none shows."""
    for seen, times in _views(gray):
        codes = [
            Code(found.text, _corners(found.position, times))
            for found in zxingcpp.read_barcodes(seen, formats=QR, try_invert=False, try_downscale=True)
            if found.valid
        ]
        if codes:
            return codes
    return []


def token_of(text: str) -> str:
    """The sheet's token: the last part of the address's path; "" when the text is no address."""
    try:
        address = urlsplit(text)
    except ValueError:
        return ""
    if address.scheme not in ("http", "https"):
        return ""
    return address.path.rstrip("/").rpartition("/")[2]


def _views(gray: Gray) -> Iterator[tuple[Gray, int]]:
    """As it is, then smaller (noise goes), sharper (blur goes), and smaller and sharper."""
    yield gray, 1
    picture = Image.fromarray(gray)
    half = picture.reduce(2)
    yield np.asarray(half), 2
    yield np.asarray(picture.filter(ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0))), 1
    yield np.asarray(half.filter(ImageFilter.UnsharpMask(radius=2, percent=250, threshold=0))), 2
    yield np.asarray(picture.filter(ImageFilter.MedianFilter(3))), 1


def _corners(position: zxingcpp.Position, times: int) -> Corners:
    one, two, three, four = (
        (point.x * times, point.y * times)
        for point in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    )
    return one, two, three, four
