"""What hands draw on a sheet: ticks, crosses, fills, corrections, strays. Millimetres, seeded, drawn with Pillow."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

FINER = 3
"""A stroke is drawn this many times finer than the sheet and then brought down."""

Line = list[tuple[float, float]]


@dataclass(frozen=True)
class Pen:
    """Width in millimetres; tone 0…1, how much of the paper's light it takes; grain 0…1, how broken it is."""

    width: float
    tone: float
    grain: float


def ordinary_pen(chance: Random) -> Pen:
    """A ballpoint, a gel pen, a felt pen or a soft pencil pressed as one does on a form."""
    if chance.random() < 0.25:
        return Pen(chance.uniform(0.45, 0.8), chance.uniform(0.5, 0.75), chance.uniform(0.1, 0.4))
    return Pen(chance.uniform(0.35, 0.9), chance.uniform(0.6, 0.98), chance.uniform(0, 0.1))


def faint_pen(chance: Random) -> Pen:
    """A hard pencil, a pen that is running dry."""
    return Pen(chance.uniform(0.25, 0.5), chance.uniform(0.15, 0.4), chance.uniform(0.1, 0.6))


@dataclass(frozen=True)
class Place:
    """A box on paper, in millimetres."""

    x: float
    y: float
    w: float
    h: float

    def at(self, right: float, down: float) -> tuple[float, float]:
        """A point by shares of the box: (0, 0) its upper left corner, (1, 1) its lower right."""
        return self.x + right * self.w, self.y + down * self.h


def bent(chance: Random, line: Line, wobble: float) -> Line:
    """The same way, drawn by a hand: through points a little off."""
    way: Line = []
    for (x0, y0), (x1, y1) in pairwise(line):
        bow_x, bow_y = chance.gauss(0, wobble), chance.gauss(0, wobble)
        for step in range(9):
            share = step / 8
            bow = 4 * share * (1 - share)
            way.append((x0 + (x1 - x0) * share + bow * bow_x, y0 + (y1 - y0) * share + bow * bow_y))
    return way


def tick(chance: Random, box: Place) -> list[Line]:
    """√, its long arm now and then beyond the frame."""
    beyond = chance.choice((0, 0, 0, 0.1, 0.25))
    start = box.at(chance.uniform(0.1, 0.3), chance.uniform(0.4, 0.6))
    turn = box.at(chance.uniform(0.3, 0.5), chance.uniform(0.72, 0.92))
    end = box.at(
        chance.uniform(0.75, 0.92) + beyond, chance.uniform(0.1, 0.28) - beyond * chance.uniform(0.3, 1)
    )
    return [bent(chance, [start, turn, end], 0.2)]


def cross(chance: Random, box: Place) -> list[Line]:
    """×, within the frame or just touching it."""
    low, high = chance.uniform(0.08, 0.25), chance.uniform(0.75, 0.92)
    near = [box.at(low + chance.gauss(0, 0.04), place + chance.gauss(0, 0.04)) for place in (low, high)]
    far = [box.at(high + chance.gauss(0, 0.04), place + chance.gauss(0, 0.04)) for place in (high, low)]
    return [bent(chance, [near[0], far[0]], 0.2), bent(chance, [near[1], far[1]], 0.2)]


def slash(chance: Random, box: Place) -> list[Line]:
    """One stroke from corner to corner."""
    start = box.at(chance.uniform(0.1, 0.25), chance.uniform(0.75, 0.9))
    return [bent(chance, [start, box.at(chance.uniform(0.75, 0.9), chance.uniform(0.1, 0.25))], 0.2)]


def ring(chance: Random, box: Place, size: float = 0) -> list[Line]:
    """○, inside the box (or, with a size above 1, around it)."""
    size = size or chance.uniform(0.45, 0.75)
    middle = box.at(0.5 + chance.gauss(0, 0.04), 0.5 + chance.gauss(0, 0.04))
    start, turn = chance.uniform(0, 6.28), chance.uniform(6, 7)
    flat = chance.uniform(0.85, 1.1)
    angles = [start + turn * step / 28 for step in range(29)]
    across, down = box.w / 2 * size, box.h / 2 * size * flat
    return [[(middle[0] + across * math.cos(a), middle[1] + down * math.sin(a)) for a in angles]]


def fill(chance: Random, box: Place) -> list[Line]:
    """The box blackened to and fro, not quite to its edges."""
    return [_to_and_fro(chance, box, chance.uniform(0.08, 0.14), chance.uniform(0.35, 0.55))]


def scratched_out(chance: Random, box: Place) -> list[Line]:
    """A mark taken back: scratched over to and fro, past the frame on both sides."""
    return [
        _to_and_fro(chance, box, -chance.uniform(0.22, 0.45), chance.uniform(0.5, 1.1)),
        _to_and_fro(chance, box, -chance.uniform(0.1, 0.3), chance.uniform(0.6, 1.4)),
    ]


def _to_and_fro(chance: Random, box: Place, inset: float, pitch: float) -> Line:
    count = max(4, int(box.h * (1 - 2 * max(inset, 0.05)) / pitch))
    way: Line = []
    for step in range(count + 1):
        down = max(inset, 0.05) + (1 - 2 * max(inset, 0.05)) * step / count
        side = inset if step % 2 else 1 - inset
        way.append(box.at(side + chance.gauss(0, 0.02), down + chance.gauss(0, 0.015)))
    return way


def beside(chance: Random, box: Place) -> list[Line]:
    """A tick that sits across the frame or mostly outside."""
    side = chance.choice(((0.55, 0), (-0.55, 0), (0, 0.6), (0, -0.6)))
    strength = chance.uniform(0.8, 1.4)
    moved = Place(box.x + side[0] * box.w * strength, box.y + side[1] * box.h * strength, box.w, box.h)
    return tick(chance, moved)


def speck(chance: Random, box: Place) -> list[Line]:
    """A dot where the pen rested."""
    x, y = box.at(chance.uniform(0.15, 0.85), chance.uniform(0.15, 0.85))
    return [[(x, y), (x + chance.uniform(0, 0.4), y + chance.uniform(0, 0.3))]]


def stray(chance: Random, box: Place) -> list[Line]:
    """A line that comes from elsewhere and runs into the box or through it."""
    angle = chance.uniform(0, 6.28)
    aim = box.at(chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9))
    behind, ahead = chance.uniform(1.5, 3) * box.w, chance.choice((0.5, 1, 2, 12, 20))
    start = (aim[0] - behind * math.cos(angle), aim[1] - behind * math.sin(angle))
    return [bent(chance, [start, (aim[0] + ahead * math.cos(angle), aim[1] + ahead * math.sin(angle))], 0.6)]


ORDINARY: list[tuple[Callable[[Random, Place], list[Line]], int]] = [
    (tick, 50),
    (cross, 24),
    (fill, 10),
    (ring, 10),
    (slash, 6),
]


def ordinary_mark(chance: Random, box: Place) -> list[Line]:
    """One of the marks people make when asked to mark a box."""
    kinds, weights = zip(*ORDINARY, strict=True)
    return chance.choices(kinds, weights)[0](chance, box)


def draw(sheet: NDArray[np.uint8], dpi: int, lines: list[Line], pen: Pen, chance: Random) -> None:
    """Ink on the sheet, in place."""
    scale = dpi / 25.4
    xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
    left, top = (max(0, int((min(side) - 2) * scale)) for side in (xs, ys))
    right = min(sheet.shape[1], int((max(xs) + 2) * scale) + 1)
    bottom = min(sheet.shape[0], int((max(ys) + 2) * scale) + 1)
    if right - left < 2 or bottom - top < 2:
        return
    mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER))
    pencil = ImageDraw.Draw(mask)
    width = max(1, round(pen.width * scale * FINER))
    for line in lines:
        way = [((x * scale - left) * FINER, (y * scale - top) * FINER) for x, y in line]
        pencil.line(way, fill=255, width=width, joint="curve")
        for x, y in (way[0], way[-1]):
            pencil.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    cover = np.asarray(mask.reduce(FINER), dtype=np.float32) / 255
    if pen.grain:
        cover = cover * (1 - pen.grain * _grains(cover.shape, chance))
    part = sheet[top:bottom, left:right]
    part[:] = np.clip(part * (1 - pen.tone * cover), 0, 255).astype(np.uint8)


def _grains(shape: tuple[int, ...], chance: Random) -> NDArray[np.float32]:
    noise = np.random.default_rng(chance.getrandbits(32)).integers(0, 256, shape, dtype=np.uint8)
    soft = Image.fromarray(noise).filter(ImageFilter.BoxBlur(0.7))
    return np.clip((np.asarray(soft, dtype=np.float32) - 90) / 80, 0, 1)
