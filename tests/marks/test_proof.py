"""The proof: thousands of test scans, and no wrong mark accepted."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from linmeng.papers.bridge import Layout, read_sheet
from tests.core.scale import part_of
from tests.marks.proving import FIRST_SEED, Findings, findings_of_many
from tests.marks.scans.pages import made_page

FULL = 2_000
RESULTS = Path(__file__).parents[2] / "benchmarks/results/marks_proof.md"


@pytest.mark.proof
def test_no_wrong_mark_is_accepted_and_clean_pages_need_no_person() -> None:
    count = part_of(FULL)
    findings = findings_of_many(count)
    print(as_table(findings), *findings.wrong_pages, *findings.wrong_boxes, sep="\n")
    assert sum(findings.pages.values()) == count
    assert findings.wrong_pages == []
    assert findings.wrong_boxes == []
    assert findings.accepted["clean"] * 100 >= findings.pages["clean"] * 90
    assert findings.accepted["hard"] > 0
    if count == FULL and os.environ.get("LINMENG_PROOF_SCALE"):
        RESULTS.write_text(as_table(findings), encoding="utf-8")


def as_table(findings: Findings) -> str:
    """What the proof found, as it is kept."""
    rows = [
        ("pages", sum(findings.pages.values())),
        ("accepted though wrong", len(findings.wrong_pages)),
        ("boxes read with the stated confidence", findings.boxes_sure),
        ("of them wrong, accepted page or not", len(findings.wrong_boxes)),
    ]
    for kind in ("clean", "hard"):
        pages, accepted = findings.pages[kind], findings.accepted[kind]
        rows += [
            (f"{kind} pages", pages),
            (f"{kind} pages read without a person", f"{accepted} ({accepted / pages:.1%})"),
        ]
    rows += [(f"pages that were: {name}", count) for name, count in sorted(findings.outcomes.items())]
    rows += [(f"boxes left to a person: {name}", count) for name, count in sorted(findings.doubts.items())]
    lines = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"First seed {FIRST_SEED}.\n\n| what | count |\n|---|---|\n{lines}\n"


def test_what_is_wrong_is_found() -> None:
    """The proof would prove little if it counted nothing: with the truth turned round, every box is wrong."""
    page = made_page(30, clean=True)
    turned = replace(page, truth={name: not chosen for name, chosen in page.truth.items()})
    findings = Findings()
    findings.take("turned", turned, read_sheet(page.light, {page.token: Layout.from_plain(page.layout)}.get))
    assert len(findings.wrong_pages) == 1
    assert len(findings.wrong_boxes) == len(page.truth)


def test_test_pages_reach_every_corner() -> None:
    """All forms, resolutions and mishaps appear among the proof's first pages, and each page comes back the same."""
    told = [made_page(FIRST_SEED + number) for number in range(60)]
    words = {word.split(": ")[-1] for page in told for word in page.told if "Machine" not in word}
    assert {"ballot", "long ballot", "slip", "tall slip", "100 dpi", "150 dpi", "200 dpi", "300 dpi"} <= words
    assert {"ordinary", "nothing", "faint", "corrected", "beside", "struck", "speckled"} <= words
    assert any(word.startswith("corner") for word in words)
    again = made_page(FIRST_SEED + 7)
    assert (again.light == told[7].light).all()
    assert again.truth == told[7].truth
