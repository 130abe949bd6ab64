"""Reads many test pages as the worker does and keeps count of what became of each."""

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from linmeng.papers.bridge import ACCEPT_AT, Layout, ReadSheet, gray_page, read_sheet
from tests.marks.scans.pages import TestPage, made_page

FIRST_SEED = 15_000_000
"""Far from the seeds on which tables and limits were found."""
WORTH_SHARING = 500


@dataclass
class Findings:
    """Pages by kind, pages accepted without a person, what was wrong, milliseconds a page."""

    pages: dict[str, int] = field(default_factory=lambda: {"clean": 0, "hard": 0})
    accepted: dict[str, int] = field(default_factory=lambda: {"clean": 0, "hard": 0})
    outcomes: dict[str, int] = field(default_factory=dict)
    doubts: dict[str, int] = field(default_factory=dict)
    boxes_sure: int = 0
    wrong_pages: list[str] = field(default_factory=list)
    """Accepted, yet not what was written."""
    wrong_boxes: list[str] = field(default_factory=list)
    """Boxes read with the stated confidence, yet wrong, on any page."""
    milliseconds: list[float] = field(default_factory=list)

    def add(self, other: "Findings") -> None:
        """Join what another process found."""
        for mine, theirs in (
            (self.pages, other.pages),
            (self.accepted, other.accepted),
            (self.outcomes, other.outcomes),
            (self.doubts, other.doubts),
        ):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count
        self.boxes_sure += other.boxes_sure
        self.wrong_pages += other.wrong_pages
        self.wrong_boxes += other.wrong_boxes
        self.milliseconds += other.milliseconds

    def take(self, name: str, page: TestPage, read: ReadSheet) -> None:
        """Count one page."""
        kind = "clean" if page.clean else "hard"
        self.pages[kind] += 1
        self.accepted[kind] += read.accepted
        self.outcomes[read.outcome] = self.outcomes.get(read.outcome, 0) + 1
        if read.outcome == "read" and read.token != page.token:
            self.wrong_pages.append(f"{name}: token {read.token} instead of {page.token}")
        wrong = [box for box, seen in read.boxes.items() if _is_wrong(seen, page.truth[box])]
        self.wrong_boxes += [f"{name}: {box} {page.told}" for box in wrong]
        if read.accepted and wrong:
            self.wrong_pages.append(f"{name}: {wrong} {page.told}")
        for seen in read.boxes.values():
            self.boxes_sure += seen["mark"] != "unsure"
            if doubt := seen.get("doubt"):
                self.doubts[str(doubt)] = self.doubts.get(str(doubt), 0) + 1


def _is_wrong(seen: Mapping[str, str | int], chosen: bool) -> bool:
    sure = seen["mark"] != "unsure" and int(seen["confidence"]) >= ACCEPT_AT
    return sure and (seen["mark"] == "marked") != chosen


def findings_of(seeds: Iterable[int]) -> Findings:
    """Make, read and count the page of each seed; opening and reading are timed."""
    findings = Findings()
    for seed in seeds:
        page = made_page(seed)
        layout = Layout.from_plain(page.layout)
        start = time.perf_counter()
        read = read_sheet(gray_page(page.content, "scan.jpg", 0), {page.token: layout}.get)
        findings.milliseconds.append(1000 * (time.perf_counter() - start))
        findings.take(f"seed {seed}", page, read)
    return findings


def findings_of_many(count: int) -> Findings:
    """The first `count` pages of the proof; a long proof is shared among the processors."""
    seeds = range(FIRST_SEED, FIRST_SEED + count)
    if count < WORTH_SHARING:
        return findings_of(seeds)
    whole = Findings()
    # started afresh, not forked: the typesetter's threads do not survive a fork
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        for part in workers.map(findings_of, [seeds[first::40] for first in range(40)]):
            whole.add(part)
    return whole
