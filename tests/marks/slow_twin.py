"""The sampling and the measuring once more, sample by sample in plain loops with plain numbers."""

import math

from linmeng_core.marks.layout import Box

STEP, AROUND, SHIFT, BESIDE, INSET, LOOP = 2, 32, 14, 8, 8, 15
GRAIN, DARK, CROSSING = 100, 200, 260


def light(page: list[list[int]], x: float, y: float) -> float:
    """Bilinear; black outside."""
    height, width = len(page), len(page[0])
    if not (0 <= x <= width - 1 and 0 <= y <= height - 1):
        return 0.0
    left, top = min(int(x), width - 2), min(int(y), height - 2)
    right, down = x - left, y - top
    above = page[top][left] * (1 - right) + page[top][left + 1] * right
    below = page[top + 1][left] * (1 - right) + page[top + 1][left + 1] * right
    return above * (1 - down) + below * down


def through(matrix: list[list[float]], x: float, y: float) -> tuple[float, float]:
    """A point of the paper in the picture."""
    across, down, whole = (row[0] * x + row[1] * y + row[2] for row in matrix)
    return across / whole, down / whole


def shrunk(page: list[list[int]], times: int) -> list[list[int]]:
    """Means of squares, rounded down."""
    return [
        [
            sum(page[y * times + j][x * times + i] for i in range(times) for j in range(times)) // times**2
            for x in range(len(page[0]) // times)
        ]
        for y in range(len(page) // times)
    ]


def measures(page: list[list[int]], matrix: list[list[float]], box: Box, blackness: int) -> dict[str, float]:
    """All measures of one box, unrounded."""
    spare, edge = SHIFT // STEP, AROUND // STEP
    border = edge + spare
    columns, rows = box.w // STEP + 2 * border + 1, box.h // STEP + 2 * border + 1
    seen = [
        [
            light(page, *through(matrix, box.x + (c - border) * STEP, box.y + (r - border) * STEP))
            for c in range(columns)
        ]
        for r in range(rows)
    ]
    inks, unevenness = _ink(seen, border, blackness)
    right, right_frame = _shift(inks, border)
    lower, lower_frame = _shift([list(column) for column in zip(*inks, strict=True)], border)
    moved = [
        row[spare + right : columns - spare + right] for row in inks[spare + lower : rows - spare + lower]
    ]
    return {**_measured(moved, edge), "frame": min(right_frame, lower_frame), "unevenness": unevenness}


def _median(values: list[float]) -> float:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _ink(seen: list[list[float]], border: int, blackness: int) -> tuple[list[list[float]], float]:
    rows, columns = len(seen), len(seen[0])
    near, far = border - 11, border - 5
    top = _median([seen[r][c] for r in range(near, far) for c in range(border, columns - border)])
    bottom = _median(
        [seen[rows - 1 - r][c] for r in range(near, far) for c in range(border, columns - border)]
    )
    left = _median([seen[r][c] for r in range(border, rows - border) for c in range(near, far)])
    right = _median(
        [seen[r][columns - 1 - c] for r in range(border, rows - border) for c in range(near, far)]
    )
    level = max((top + bottom + left + right) / 4, 1)
    sides = (top, bottom, left, right)
    unevenness = 1000 * max(abs(top + bottom - left - right) / 2, (max(sides) - min(sides)) / 2) / level
    inks = []
    for r in range(rows):
        inks.append([])
        for c in range(columns):
            down = (r - (rows - 1) / 2) / (rows - near - far)
            across = (c - (columns - 1) / 2) / (columns - near - far)
            paper = max(level + (bottom - top) * down + (right - left) * across, 1)
            inks[-1].append((paper - seen[r][c]) / paper * 1_000_000 / max(1000 - blackness, 1))
    return inks, unevenness


def _shift(inks: list[list[float]], border: int) -> tuple[int, float]:
    """The first of the best shifts along the rows."""
    rows = inks[border + 6 : len(inks) - border - 6]
    profile = [sum(column) / len(rows) for column in zip(*rows, strict=True)]

    def line(at: int) -> float:
        return (profile[at - 1] + 2 * profile[at] + profile[at + 1]) / 4

    last = len(profile) - 1 - border
    best, found = -math.inf, 0
    for shift in range(-(SHIFT // STEP), SHIFT // STEP + 1):
        first = line(border + shift) - line(border + shift - BESIDE // STEP)
        second = line(last + shift) - line(last + shift + BESIDE // STEP)
        if min(first, second) > best:
            best, found = min(first, second), shift
    return found, best


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _measured(inks: list[list[float]], edge: int) -> dict[str, float]:
    soft = [
        [sum(inks[r + j][c + i] for i in range(3) for j in range(3)) / 9 for c in range(len(inks[0]) - 2)]
        for r in range(len(inks) - 2)
    ]
    edge -= 1
    inset = edge + INSET // STEP + 1
    inside = [row[inset:-inset] for row in soft[inset:-inset]]
    every = [value for row in inside for value in row]
    ink = [[max(value - GRAIN, 0) for value in row] for row in inside]
    around = [value > CROSSING for value in _loop(soft, edge - LOOP // STEP)]
    return {
        "stroke": max(
            sum(map(sum, part)) / len(part) / len(part[0]) * min(len(part), len(part[0])) * STEP / 10
            for part in _squares(ink)
        ),
        "trace": max(_quantile([value for row in part for value in row], 0.98) for part in _squares(inside)),
        "ground": _quantile(every, 0.2),
        "span": _span(inside),
        "breadth": _breadth(ink),
        "halo": _quantile([value for far in range(4, 11) for value in _loop(soft, edge - far)], 0.98),
        "exits": sum(now and not before for before, now in zip([around[-1], *around], around, strict=False)),
        "around": 1000 * sum(around) / len(around),
    }


def _squares(inside: list[list[float]]) -> list[list[list[float]]]:
    """Parts of a long box, the first ones larger by one sample where it does not divide evenly."""
    rows, columns = len(inside), len(inside[0])
    if rows > columns:
        turned = _squares([list(column) for column in zip(*inside, strict=True)])
        return [[list(column) for column in zip(*part, strict=True)] for part in turned]
    count = columns // rows
    sizes = [columns // count + (place < columns % count) for place in range(count)]
    starts = [sum(sizes[:place]) for place in range(count)]
    return [[row[start : start + size] for row in inside] for start, size in zip(starts, sizes, strict=True)]


def _loop(soft: list[list[float]], at: int) -> list[float]:
    bottom, right = len(soft) - 1 - at, len(soft[0]) - 1 - at
    way = [soft[at][c] for c in range(at, right)]
    way += [soft[r][right] for r in range(at, bottom)]
    way += [soft[bottom][c] for c in range(right, at, -1)]
    return way + [soft[r][at] for r in range(bottom, at, -1)]


def _span(inside: list[list[float]]) -> float:
    rows = [r for r, row in enumerate(inside) if any(value > DARK for value in row)]
    columns = [c for c in range(len(inside[0])) if any(row[c] > DARK for row in inside)]
    if not rows:
        return 0
    down, across = rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]
    return max(1000 * down / len(inside), 1000 * across / len(inside[0]))


def _breadth(ink: list[list[float]]) -> float:
    rows, columns = len(ink), len(ink[0])
    points = [(c / columns, r / rows, ink[r][c]) for r in range(rows) for c in range(columns)]
    whole = max(sum(w for _, _, w in points), 1)
    x, y = sum(w * x for x, _, w in points) / whole, sum(w * y for _, y, w in points) / whole
    xx = sum(w * px * px for px, _, w in points) / whole - x * x
    yy = sum(w * py * py for _, py, w in points) / whole - y * y
    xy = sum(w * px * py for px, py, w in points) / whole - x * y
    return 1000 * math.sqrt(max((xx + yy) / 2 - math.sqrt((xx - yy) ** 2 / 4 + xy * xy), 0))
