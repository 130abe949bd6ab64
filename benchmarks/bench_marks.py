"""Reading scanned sheets: from a JPEG or PDF page to marks, and how small a code may be printed.

    python -m benchmarks.bench_marks [pages]

Prints two tables: milliseconds a page (opening the file, finding the code, reading the marks), and the share
of poor scans on which the code is read, by its side, the length of its address and the resolution.
"""

import io
import platform
import random
import statistics
import subprocess
import sys
import time

import numpy as np
import segno
from PIL import Image

from linmeng.papers.bridge import Layout, codes_on, gray_page, read_sheet
from tests.marks.scans.machines import poor_scanner, taken
from tests.marks.scans.pages import TestPage, made_page

FIRST_SEED = 9_000_000
CODES = 40


def as_file(page: TestPage, form: str) -> bytes:
    """The page as a scanner's JPEG or as a PDF of one page."""
    if form == "JPEG":
        return page.content
    kept = io.BytesIO()
    dpi = int(next(word for word in page.told if word.endswith(" dpi")).removesuffix(" dpi"))
    Image.fromarray(page.light).save(kept, form, resolution=dpi)
    return kept.getvalue()


def milliseconds(page: TestPage, form: str) -> list[float]:
    """Opening and reading one page, each by itself."""
    content = as_file(page, form)
    layouts = {page.token: Layout.from_plain(page.layout)}
    start = time.perf_counter()
    gray = gray_page(content, "scan", 0)
    opened = time.perf_counter()
    read_sheet(gray, layouts.get)
    return [1000 * (opened - start), 1000 * (time.perf_counter() - opened)]


def measured(kind: str, form: str, pages: int) -> None:
    """Print the row of one kind of page in one form."""
    clean = kind == "clean"
    rows = [milliseconds(made_page(FIRST_SEED + n, clean=clean), form) for n in range(pages + 2)][2:]
    whole = sorted(map(sum, rows))
    opening, reading = (statistics.mean(column) for column in zip(*rows, strict=True))
    p95 = whole[int(len(whole) * 0.95)]
    print(
        f"| {_commit()} | {platform.machine()}, Python {platform.python_version()} | {kind}, {form} | {pages} "
        f"| {opening:.1f} | {reading:.1f} | {statistics.mean(whole):.1f} | {p95:.1f} | {whole[-1]:.1f} |"
    )


def codes_read(side: int, letters: int, dpi: int) -> int:
    """On how many of CODES poor scans a code of `side` millimetres is found."""
    found = 0
    for seed in range(CODES):
        chance = random.Random(seed)
        address = "https://lm.example.org/s/" + "".join(
            chance.choices("abcdefghjkmnpqrstuvwxyz23456789", k=letters - 25)
        )
        square = np.array(
            segno.make(address, error="m", micro=False, boost_error=False).matrix, dtype=np.uint8
        )
        modules = np.pad(255 * (1 - square), 4, constant_values=255).astype(np.uint8)
        pixels = round(side * len(modules) / len(square) * dpi / 25.4)
        light = np.full((3 * pixels, 3 * pixels), 255, dtype=np.uint8)
        fine = Image.fromarray(modules).resize((pixels * 4, pixels * 4), Image.Resampling.NEAREST).reduce(4)
        light[pixels : 2 * pixels, pixels : 2 * pixels] = np.asarray(fine)
        content, _matrix = taken(chance, light, dpi, poor_scanner(chance))
        found += [code.text for code in codes_on(gray_page(content, "code.jpg", 0))] == [address]
    return found


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "-"


def main(pages: int = 150) -> None:
    """Both tables."""
    print("| commit | machine | what | pages | opening ms | reading ms | mean ms | p95 ms | worst ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind in ("clean", "hard"):
        for form in ("JPEG", "PDF"):
            measured(kind, form, pages)
    print(f"\nCodes read, of {CODES} poor scans (soft, noisy, grey, skewed up to 5° or upside down):\n")
    print("| side mm | letters | 100 dpi | 120 dpi | 150 dpi | 200 dpi |\n|---|---|---|---|---|---|")
    for side in (18, 20, 22, 25, 30, 36):
        for letters in (37, 60):
            row = " | ".join(str(codes_read(side, letters, dpi)) for dpi in (100, 120, 150, 200))
            print(f"| {side} | {letters} | {row} |")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
