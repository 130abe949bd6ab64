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
    """The codes of the first view of the page on which any is found; an empty list when none shows.

    A code that is pale beside another shines through from the back of the paper and is left out.
    """
    for seen, times in _views(gray):
        codes = [
            Code(found.text, _corners(found.position, times))
            for found in zxingcpp.read_barcodes(seen, formats=QR, try_invert=False, try_downscale=True)
            if found.valid
        ]
        if codes:
            contrasts = [_contrast(gray, code) for code in codes]
            return [code for code, seen in zip(codes, contrasts, strict=True) if 2 * seen >= max(contrasts)]
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


def _contrast(gray: Gray, code: Code) -> float:
    """Between the light and the dark modules, in steps of 255."""
    low, high = np.clip(np.min(code.corners, axis=0), 0, None), np.max(code.corners, axis=0)
    dark, light = np.quantile(gray[low[1] : high[1] + 1, low[0] : high[0] + 1], [0.2, 0.8])
    return float(light - dark)


def _corners(position: zxingcpp.Position, times: int) -> Corners:
    one, two, three, four = (
        (point.x * times, point.y * times)
        for point in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    )
    return one, two, three, four
