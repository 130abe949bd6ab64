"""A scanned page as a picture for one pair of eyes: upright, at a steady size, drawn anew from pixels only."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from linmeng.ground.actions.documents import document_path
from linmeng.papers.bridge import Code, codes_on, gray_page
from linmeng.papers.models import Scan

DOTS_PER_TENTH_MM = 0.8  # 203 dpi: every stroke of a pen is seen
MOST_PIXELS = 5_000_000
SIDE = 1_700


def page_jpeg(scan: Scan) -> bytes:
    """The page; straightened by its code where that is known. Nothing of the uploaded bytes is passed on."""
    content = document_path(scan.file).read_bytes()
    gray = gray_page(content, scan.file.name, scan.file_page, most_pixels=MOST_PIXELS)
    layout = scan.sheet.run.layout if scan.sheet is not None else {}
    codes = codes_on(gray) if layout else []
    picture = Image.fromarray(gray)
    if codes:
        picture = straightened(picture, codes[0], layout)
    else:
        picture.thumbnail((SIDE, SIDE))
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()


def straightened(picture: Image.Image, code: Code, layout: Mapping[str, Any]) -> Image.Image:
    """The whole sheet as it was printed: three corners of its code say how it lay under the glass."""
    left, top, side = layout["qr"]
    (ax, ay), (bx, by), _lower, (cx, cy) = code.corners
    across, down = ((bx - ax) / side, (by - ay) / side), ((cx - ax) / side, (cy - ay) / side)
    width, height = (round(length * DOTS_PER_TENTH_MM) for length in layout["page"])
    step = 1 / DOTS_PER_TENTH_MM
    matrix = (
        across[0] * step,
        down[0] * step,
        ax - left * across[0] - top * down[0],
        across[1] * step,
        down[1] * step,
        ay - left * across[1] - top * down[1],
    )
    return picture.transform(
        (width, height), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255
    )
