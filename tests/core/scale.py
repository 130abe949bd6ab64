"""How much of a long proof to run: a few per cent in CI, all of it by `make proof`, which keeps what held."""

import os
from fractions import Fraction
from pathlib import Path

RESULTS = Path(__file__).parents[2] / "benchmarks/results/count_proof.md"
HEAD = "| what was proved | how many |\n|---|---|\n"


def part_of(full: int) -> int:
    """`full` times LINMENG_PROOF_SCALE (0.05 unless set), at least one."""
    return max(1, int(full * Fraction(os.environ.get("LINMENG_PROOF_SCALE", "0.05"))))


def keep_proof(what: str, how_many: int) -> None:
    """Keep a count's proof that held at full size, in place of its earlier row."""
    if os.environ.get("LINMENG_PROOF_SCALE") != "1":
        return
    lines = RESULTS.read_text(encoding="utf-8").splitlines()[2:] if RESULTS.exists() else []
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in lines}
    rows[what] = f"| {what} | {how_many:,} |"
    RESULTS.write_text(HEAD + "".join(f"{rows[key]}\n" for key in sorted(rows)), encoding="utf-8")
