"""The fast count against the slow one, every cell of the result."""

import pytest

from linmeng_core.formats.vote import outcome_as_json, read_vote, result_as_json
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import count
from tests.core.random_votes import random_vote
from tests.core.scale import keep_proof, part_of
from tests.core.slow_twin import recount

FULL = 60_000


def counted(vote: dict) -> dict:
    file = read_vote(vote)
    return result_as_json(count(file.vote, pack_in_force(file.place, file.day)), "zh")


@pytest.mark.proof
def test_count_equals_slow_twin_on_random_votes() -> None:
    for seed in range(part_of(FULL)):
        vote = random_vote(seed)
        result = counted(vote)
        del result["rule"], result["lines"]
        assert result == recount(vote), f"seed {seed}: {vote}"
    keep_proof("random votes equal to the slow count in every cell", part_of(FULL))


def test_random_votes_reach_every_corner() -> None:
    """The proof would prove little if its votes all looked alike."""
    seen: dict[str, int] = {}
    for seed in range(1_000):
        vote = random_vote(seed)
        result = recount(vote)
        for entry in result["refused"]:
            seen[entry["reason"]] = seen.get(entry["reason"], 0) + 1
        bare = result.get("without_silence", result)
        marks = {
            "passed": result["passed"],
            "quorum without approval": result["quorum"]["met"] and not result["passed"],
            "only heads miss the quorum": result["quorum"]["area"] and not result["quorum"]["heads"],
            "only area misses the quorum": result["quorum"]["heads"] and not result["quorum"]["area"],
            "measures of approval differ": len(set(result["approval"].values())) == 2,
            "split": result["split"]["heads"] > 0,
            "disputed": result["disputed"]["area_m2"] != "0.00",
            "disputed unit of a head that cast": result["disputed"]["area_m2"] != "0.00"
            and result["disputed"]["heads"] == 0,
            "dispute matters": result["if_disputed"]["matters"],
            "frozen": any(ballot.get("frozen") for ballot in vote["ballots"])
            and result["disputed"]["heads"] > 0,
            "silence changes the result": bare["passed"] != result["passed"],
            "nobody": result["participating"]["heads"] == 0,
        }
        for mark, hit in marks.items():
            seen[mark] = seen.get(mark, 0) + hit
    rare = {mark: times for mark, times in seen.items() if times < 5}
    assert rare == {}
    assert {"unknown_unit", "late", "not_entitled", "unclear", "repeat", "not_representative"} <= seen.keys()


def test_without_silence_equals_the_count_with_the_clause_off() -> None:
    for seed in range(300):
        vote = random_vote(seed)
        vote["policy"]["silence"] = "follow_majority"
        on = counted(vote)
        vote["policy"]["silence"] = "off"
        file = read_vote(vote)
        off = count(file.vote, pack_in_force(file.place, file.day))
        assert on["without_silence"] == outcome_as_json(off)
