"""Every worked case of every pack, run."""

from typing import Any

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.law.cases import Case
from linmeng_core.law.cases.acts import READERS
from linmeng_core.law.cases.bodies import ASKS
from linmeng_core.law.cases.reading import KINDS
from linmeng_core.law.load import all_cases, all_heads
from tests.laws.running import COMMITTEE, RUNNERS, run
from tests.laws.running_acts import RUNNERS as ACT_RUNNERS


def cases_of(pack_id: str) -> tuple[Case, ...]:
    """None for a pack that has no twin."""
    try:
        return all_cases(pack_id)
    except BadInput:
        return ()


CASES = [
    (pack_id, case)
    for pack_id in sorted({head.name.id for head in all_heads()})
    for case in cases_of(pack_id)
]


def asked_for(expected: Any, found: Any) -> Any:
    """The part of `found` that `expected` speaks of."""
    if not isinstance(expected, dict):
        return found
    return {key: asked_for(value, found[key]) for key, value in expected.items()}


@pytest.mark.parametrize(
    ("pack_id", "case"), CASES, ids=[f"{pack_id}-{case.number}-{case.title_en}" for pack_id, case in CASES]
)
def test_case_of_the_law_pack(pack_id: str, case: Case) -> None:
    found = run(case)
    assert asked_for(case.expect, found) == case.expect


def test_cases_hold_all_that_the_law_notes_demand() -> None:
    """The forty-one worked cases keep their numbers, whatever the file; a, b … are parts of one."""
    numbers = {case.number.rstrip("abcdefgh") for _, case in CASES}
    missing = {str(number) for number in range(1, 42)} - numbers
    assert missing == set()
    assert len(CASES) >= 90


def test_every_kind_of_case_can_be_read_and_run_and_is() -> None:
    assert set(RUNNERS) == set(KINDS) == {case.kind for _, case in CASES}
    assert set(COMMITTEE) == set(ASKS)
    assert set(ACT_RUNNERS) == set(READERS)
