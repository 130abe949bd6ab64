"""What scanners, phones and time do to a sheet: turned, tilted, shaded, blurred, noisy, stained, torn, folded."""

import io
import math
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Sheet = NDArray[np.uint8]


@dataclass(frozen=True)
class Machine:
    """One way of taking the picture. Blur in millimetres (standard deviation), noise and light in steps of 255."""

    turn: float
    tilt: tuple[float, float]
    background: int
    blur: float
    noise: float
    black: int
    white: int
    shadow: float
    hard_shadow: float
    quality: int
    margin: float = 2
    crease: float = 0


def turned(chance: Random, most: float) -> float:
    """Up to `most` degrees off, now and then upside down."""
    return chance.uniform(-most, most) + chance.choice((0, 0, 0, 180))


def good_scanner(chance: Random) -> Machine:
    """A copier's feeder: slightly skewed, slightly soft, slightly noisy."""
    return Machine(
        turn=turned(chance, 5),
        tilt=(0, 0),
        background=chance.choice((255, 250, 240, 30)),
        blur=chance.uniform(0, 0.1),
        noise=chance.uniform(0, 6),
        black=chance.randint(5, 45),
        white=chance.randint(235, 255),
        shadow=chance.uniform(0, 0.05),
        hard_shadow=0,
        quality=chance.randint(70, 95),
    )


def poor_scanner(chance: Random) -> Machine:
    """An old machine: soft, noisy, grey, badly fed."""
    return Machine(
        turn=turned(chance, 5),
        tilt=(0, 0),
        background=chance.choice((255, 235, 120, 10)),
        blur=chance.uniform(0.05, 0.3),
        noise=chance.uniform(3, 18),
        black=chance.randint(5, 90),
        white=chance.randint(190, 255),
        shadow=chance.uniform(0, 0.2),
        hard_shadow=0,
        quality=chance.randint(35, 85),
        crease=chance.choice((0, 0, 0, 0.25)),
    )


def phone(chance: Random) -> Machine:
    """A phone over a desk: tilted, shaded by a hand, any way up."""
    return Machine(
        turn=chance.uniform(-5, 5) + chance.choice((0, 90, 180, 270)),
        tilt=(chance.uniform(-7, 7), chance.uniform(-7, 7)),
        background=chance.randint(20, 170),
        blur=chance.uniform(0.03, 0.22),
        noise=chance.uniform(2, 12),
        black=chance.randint(10, 60),
        white=chance.randint(170, 250),
        shadow=chance.uniform(0, 0.45),
        hard_shadow=chance.choice((0, 0, chance.uniform(0.1, 0.45))),
        quality=chance.randint(55, 92),
        margin=chance.uniform(2, 25),
        crease=chance.choice((0, 0, 0, 0.25)),
    )


def tear(chance: Random, sheet: Sheet, dpi: int, corner: int, background: int) -> None:
    """One corner gone: torn off (what lies behind shows) or folded over (the back of the paper shows)."""
    height, width = sheet.shape
    side = [chance.uniform(12, 45) * dpi / 25.4 for _ in range(2)]
    x, y = (corner % 2) * width, (corner // 2) * height
    inward_x, inward_y = (-1 if corner % 2 else 1), (-1 if corner // 2 else 1)
    one, other = (x + inward_x * side[0], y), (x, y + inward_y * side[1])
    folded = chance.random() < 0.5
    picture = Image.fromarray(sheet)
    brush = ImageDraw.Draw(picture)
    middle = [((one[0] + other[0]) / 2 + chance.gauss(0, 4), (one[1] + other[1]) / 2 + chance.gauss(0, 4))]
    gone = [(x, y), one, *([] if folded else middle), other]
    brush.polygon(gone, fill=background)
    if folded:
        tip = (one[0] + other[0] - x, one[1] + other[1] - y)
        brush.polygon([one, other, tip], fill=chance.randint(225, 250))
        brush.line([one, other], fill=190, width=max(1, dpi // 100))
    sheet[:] = np.asarray(picture)


def stain(chance: Random, sheet: Sheet, dpi: int) -> None:
    """Coffee: a patch with a darker rim."""
    height, width = sheet.shape
    radius = chance.uniform(6, 25) * dpi / 25.4
    x, y = chance.uniform(0, width), chance.uniform(0, height)
    mask = Image.new("L", (width, height))
    brush = ImageDraw.Draw(mask)
    frame = (x - radius, y - radius * 0.9, x + radius, y + radius * 0.9)
    brush.ellipse(
        frame, fill=chance.randint(15, 60), outline=chance.randint(40, 110), width=max(2, dpi // 60)
    )
    part = slice(max(0, int(y - radius * 1.2)), int(y + radius * 1.2) + 1)
    soft = np.asarray(mask.filter(ImageFilter.BoxBlur(dpi / 120)), dtype=np.float32)[part]
    sheet[part] = (sheet[part] * (1 - soft / 255)).astype(np.uint8)


def punch(chance: Random, sheet: Sheet, dpi: int, background: int) -> None:
    """Two holes at the left edge."""
    picture = Image.fromarray(sheet)
    brush = ImageDraw.Draw(picture)
    scale, middle = dpi / 25.4, sheet.shape[0] / 2 + chance.gauss(0, 30)
    for y in (middle - 40 * scale, middle + 40 * scale):
        brush.ellipse((9 * scale, y - 3 * scale, 15 * scale, y + 3 * scale), fill=background)
    sheet[:] = np.asarray(picture)


def show_through(chance: Random, sheet: Sheet) -> None:
    """Thin paper: what is printed on the back is seen, mirrored and pale."""
    strength = chance.uniform(0.03, 0.12)
    back = np.roll(sheet[:, ::-1], (chance.randrange(400), chance.randrange(400)), axis=(0, 1))
    sheet[:] = (sheet * (1 - strength * (1 - back / np.float32(255)))).astype(np.uint8)


def streak(chance: Random, sheet: Sheet, dpi: int) -> None:
    """Dirt on the glass of a feeder: a line down the whole page, dark or pale."""
    left, width = chance.randrange(sheet.shape[1]), max(1, int(chance.uniform(0.05, 0.4) * dpi / 25.4))
    part = sheet[:, left : left + width]
    part[:] = np.clip(part.astype(np.int16) + chance.choice((-200, -120, -60, -30, 80)), 0, 255).astype(
        np.uint8
    )


def taken(chance: Random, sheet: Sheet, dpi: int, machine: Machine) -> tuple[bytes, NDArray[np.float64]]:
    """The picture as a JPEG, and the 3 × 3 matrix from the sheet's pixels to the picture's."""
    if machine.crease:
        row = int(sheet.shape[0] * chance.uniform(0.3, 0.7))
        sheet[row : row + max(1, dpi // 120)] = (
            sheet[row : row + max(1, dpi // 120)] * (1 - machine.crease)
        ).astype(np.uint8)
    matrix, size = _view(sheet.shape, dpi, machine)
    back = np.linalg.inv(matrix)
    back = back / back[2, 2]
    picture = Image.fromarray(sheet).transform(
        size,
        Image.Transform.PERSPECTIVE,
        tuple(back.reshape(-1)[:8]),
        Image.Resampling.BILINEAR,
        fillcolor=machine.background,
    )
    if machine.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(machine.blur * dpi / 25.4))
    light = np.asarray(picture, dtype=np.float32)
    light = machine.black + light * ((machine.white - machine.black) / 255)
    light = light * _shade(chance, light.shape, machine)
    return _as_jpeg(_noisy(chance, light, machine.noise), machine.quality), matrix


def _view(shape: tuple[int, ...], dpi: int, machine: Machine) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Seen from above at a distance of twice the sheet, tilted about both axes and turned."""
    height, width = shape
    far = 2.0 * max(shape)
    a, b, c = (math.radians(angle) for angle in (*machine.tilt, machine.turn))
    about_x = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    about_y = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    about_z = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    turned_plane = (about_z @ about_y @ about_x)[:, :2]
    lens = np.array([[far, 0, 0], [0, far, 0], [0, 0, 1]])
    middle = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]])
    placed = np.column_stack([turned_plane, [0, 0, far]])
    matrix = lens @ placed @ middle
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ matrix.T
    corners = corners[:, :2] / corners[:, 2:]
    margin = machine.margin * dpi / 25.4
    low, high = corners.min(axis=0) - margin, corners.max(axis=0) + margin
    moved = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ matrix
    return moved, (int(high[0] - low[0]), int(high[1] - low[1]))


def _shade(chance: Random, shape: tuple[int, ...], machine: Machine) -> NDArray[np.float32]:
    """A lamp's slope, and perhaps the edge of a hand's shadow."""
    across = np.linspace(-1, 1, shape[1], dtype=np.float32)
    down = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
    angle = chance.uniform(0, 6.28)
    slope = np.float32(math.cos(angle)) * across + np.float32(math.sin(angle)) * down
    shade = 1 - np.float32(machine.shadow / 2) * (1 + slope / np.float32(1.42))
    if machine.hard_shadow:
        edge, softness = chance.uniform(-0.8, 0.8), chance.uniform(0.01, 0.2)
        angle = chance.uniform(0, 6.28)
        place = np.float32(math.cos(angle)) * across + np.float32(math.sin(angle)) * down - np.float32(edge)
        shade = shade * (
            1 - np.float32(machine.hard_shadow) * np.clip(place / np.float32(softness) + 0.5, 0, 1)
        )
    return shade


def _noisy(chance: Random, light: NDArray[np.float32], noise: float) -> Sheet:
    if noise:
        random = np.random.default_rng(chance.getrandbits(32))
        light = light + random.standard_normal(light.shape, dtype=np.float32) * np.float32(noise)
    return np.clip(light, 0, 255).astype(np.uint8)


def _as_jpeg(light: Sheet, quality: int) -> bytes:
    kept = io.BytesIO()
    Image.fromarray(light).save(kept, "JPEG", quality=quality)
    return kept.getvalue()
