"""Every worked case of every pack, counted."""

from typing import Any

import pytest

from linmeng_core.formats.vote import result_as_json
from linmeng_core.law.cases import Case
from linmeng_core.law.load import all_cases, all_packs, pack_in_force
from linmeng_core.tally.law_cases import vote_of
from linmeng_core.tally.owners_vote import count

CASES = [case for pack_id in sorted({pack.id for pack in all_packs()}) for case in all_cases(pack_id)]


def asked_for(expected: Any, found: Any) -> Any:
    """The part of `found` that `expected` speaks of."""
    if not isinstance(expected, dict):
        return found
    return {key: asked_for(value, found[key]) for key, value in expected.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.title_en}")
def test_case_of_the_law_pack(case: Case) -> None:
    pack = pack_in_force(case.place, case.day)
    result = result_as_json(count(vote_of(case, pack), pack), "zh")
    assert asked_for(case.expect, result) == case.expect


def test_cases_hold_those_the_law_notes_demand() -> None:
    numbers = {case.number.rstrip("abc") for case in all_cases("cn.owners_vote")}
    wanted = {str(number) for number in (*range(1, 21), 22, 23, 24, 30, 37)}
    assert wanted <= numbers
