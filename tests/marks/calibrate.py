"""Measures how far a reading may be trusted, on pages the proof never sees.

    python -m tests.marks.calibrate [pages] > table.txt

Prints the two tables of `linmeng_core/marks/calibration.py`. Of all boxes whose measure fell between two
steps, how many were what the measure says? One more error than seen is assumed (rule of succession), and a
step is never more trusted than a better one (pool adjacent violators), so the tables err on the careful side.
"""

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from linmeng.papers.bridge.codes import codes_on
from linmeng_core.marks.judging import doubt_of, looks_marked
from linmeng_core.marks.layout import Layout
from linmeng_core.marks.measuring import Measures
from linmeng_core.marks.reading import measures_of
from tests.marks.scans.pages import TestPage, made_page

FIRST_SEED = 5_000_000
PAGES = 3_000
TRACE_STEPS = (-60, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 100, 130, 170, 220, 300)
STROKE_STEPS = (0, 10, 20, 30, 45, 60, 80, 100, 120, 140, 170, 200, 250, 300, 400, 600)


@dataclass(frozen=True)
class Seen:
    """One box that no rule sent to a person: its measures, and whether its writer chose it."""

    box: Measures
    chosen: bool


def seen_on(page: TestPage) -> Iterator[Seen]:
    """The boxes of a page that are judged by the tables; a choice with two marks is not."""
    codes = codes_on(page.light)
    if not codes:
        return
    measures = measures_of(page.light, np.array(codes[0].corners), Layout.from_plain(page.layout))[1]
    for names in page.layout["groups"].values() if measures else ():
        group = {name: measures[name] for name in names}
        if any(doubt_of(box) for box in group.values()) or sum(map(looks_marked, group.values())) > 1:
            continue
        for name, box in group.items():
            yield Seen(box, page.truth[name])


def table(
    values: Iterable[tuple[int, bool]], steps: tuple[int, ...], *, rising: bool
) -> list[tuple[int, int]]:
    """(from this measure on, per mille right) for each step; `rising`: a larger measure is more trusted."""
    counts = [[1, 2] for _ in steps]  # one error in two more than were seen
    for value, right in values:
        step = max(0, int(np.searchsorted(steps, value, side="right")) - 1)
        counts[step][0] += not right
        counts[step][1] += 1
    ordered = counts if rising else counts[::-1]
    pooled: list[tuple[int, int, int]] = []
    for wrong, whole in ordered:
        pooled.append((wrong, whole, 1))
        while len(pooled) > 1 and pooled[-2][0] * pooled[-1][1] < pooled[-1][0] * pooled[-2][1]:
            (w1, n1, k1), (w2, n2, k2) = pooled[-2:]
            pooled[-2:] = [(w1 + w2, n1 + n2, k1 + k2)]
    shares = [1000 - -(-1000 * wrong // whole) for wrong, whole, times in pooled for _ in range(times)]
    return list(zip(steps, shares if rising else shares[::-1], strict=True))


def _of_seed(seed: int) -> list[Seen]:
    return list(seen_on(made_page(seed)))


def main(pages: int = PAGES) -> None:
    """Print both tables."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        found = workers.map(_of_seed, range(FIRST_SEED, FIRST_SEED + pages), chunksize=20)
        boxes = [seen for some in found for seen in some]
    marked = table(((s.box.stroke, s.chosen) for s in boxes), STROKE_STEPS, rising=True)
    empty = table(((s.box.trace, not s.chosen) for s in boxes), TRACE_STEPS, rising=False)
    print(f"pages = {pages}, boxes = {len(boxes)}, chosen = {sum(s.chosen for s in boxes)}")
    print("MARKED =", tuple(marked))
    print("EMPTY =", tuple(empty))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
