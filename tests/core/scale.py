"""How much of a long proof to run: a few per cent in CI, all of it by `make proof`."""

import os
from fractions import Fraction


def part_of(full: int) -> int:
    """`full` times LINMENG_PROOF_SCALE (0.05 unless set), at least one."""
    return max(1, int(full * Fraction(os.environ.get("LINMENG_PROOF_SCALE", "0.05"))))
