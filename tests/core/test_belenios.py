"""Our totals beside those of Belenios, which adds up encrypted ballots with weights and never sees one."""

import random
from pathlib import Path

import pytest

from linmeng_core.tally.cells import CLEAR
from tests.core.belenios import TOOL, tallied
from tests.core.scale import keep_proof, part_of
from tests.core.small_votes import decide, door, says

OWNERS = max(8, part_of(50))
SEED = 20260705


@pytest.mark.proof
@pytest.mark.skipif(
    TOOL is None, reason="belenios-tool is not installed (Debian: apt-get install belenios-tool)"
)
@pytest.mark.parametrize("number", range(part_of(3)))
def test_totals_in_both_measures_equal_those_of_belenios(number: int, tmp_path: Path) -> None:
    """One unit an owner. Weights are dm² for the areas, and 1 for the heads."""
    chance = random.Random(SEED + number)
    areas = [chance.randint(4_000, 16_000) for _ in range(OWNERS)]
    choices = [chance.choice((0, 0, 0, 1, 1, 2, None)) for _ in range(OWNERS)]
    roll = [door(str(unit), area=area) for unit, area in enumerate(areas)]
    ballots = [says(str(unit), CLEAR[choice]) for unit, choice in enumerate(choices) if choice is not None]
    result = decide(roll, ballots)
    for name, weights in (("areas", areas), ("heads", [1] * OWNERS)):
        (tmp_path / name).mkdir()
        theirs = tallied(tmp_path / name, weights, choices, CLEAR)
        ours = [getattr(result, cell) for cell in CLEAR]
        assert theirs == [cell.area_dm2 if name == "areas" else cell.heads for cell in ours]
    keep_proof(f"owners of vote {number + 1} whose totals equal those of Belenios", OWNERS)
