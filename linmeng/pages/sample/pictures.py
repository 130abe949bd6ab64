"""Drawn pictures for the sample's voices: nobody's photo, and plainly a drawing."""

import io
import random

from PIL import Image, ImageDraw

SIZE = (1200, 900)
PAPER, LINE, TILE, GAP, SKY = "#FBF8F3", "#8C8377", "#D9CBB2", "#5C544A", "#DCE4EA"


def fallen_tile(chance: random.Random) -> bytes:
    """A façade of tiles with some fallen off, as a JPEG."""
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((140, 0, 1060, 760), fill=PAPER)
    for row in range(19):
        for column in range(23):
            x, y = 140 + column * 40 + (row % 2) * 20, row * 40
            fallen = abs(column - 14) + abs(row - 9) < chance.randint(2, 5)
            pen.rectangle((x, y, min(x + 38, 1060), y + 38), fill=GAP if fallen else TILE, outline=LINE)
    for column in (260, 780):
        pen.rectangle((column, 120, column + 160, 300), fill=SKY, outline=LINE, width=6)
        pen.line((column + 80, 120, column + 80, 300), fill=LINE, width=6)
    pen.rectangle((0, 760, 1200, 900), fill="#B9B2A6")
    for _ in range(14):
        x, y = chance.randint(520, 900), chance.randint(770, 880)
        pen.polygon([(x, y), (x + 26, y - 8), (x + 34, y + 10), (x + 6, y + 16)], fill=TILE, outline=LINE)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
