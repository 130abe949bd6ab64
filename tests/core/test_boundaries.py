"""The count against the slow one on votes that lie on the boundaries of the law, every cell of the result."""

import pytest

from tests.core.boundary_votes import boundary_vote
from tests.core.scale import keep_proof, part_of
from tests.core.slow_twin import THREE_QUARTERS, recount
from tests.core.test_twin import counted

FULL = 50_000


@pytest.mark.proof
def test_count_equals_slow_twin_on_boundary_votes() -> None:
    for seed in range(part_of(FULL)):
        vote = boundary_vote(seed)
        result = counted(vote)
        del result["rule"], result["lines"]
        assert result == recount(vote), f"seed {seed}: {vote}"
    keep_proof("votes on the boundaries equal to the slow count in every cell", part_of(FULL))


def gap(part: dict, whole: dict, share: tuple[int, int]) -> tuple[int, int]:
    """By how much the share is exceeded, in area and heads: 0 is exactly met; areas in dm²."""
    area = [int(measure["area_m2"].replace(".", "")) for measure in (part, whole)]
    return (
        area[0] * share[1] - area[1] * share[0],
        part["heads"] * share[1] - whole["heads"] * share[0],
    )


def test_boundary_votes_lie_on_every_boundary() -> None:
    seen: dict[str, int] = {}
    for seed in range(700):
        vote = boundary_vote(seed)
        result = recount(vote)
        bare = result.get("without_silence", result)
        share = (3, 4) if vote["matter"] in THREE_QUARTERS else (1, 2)
        on = {"2/3": gap(bare["participating"], bare["total"], (2, 3))}
        on["/".join(map(str, share))] = gap(bare["yes"], bare["participating"], share)
        for boundary, (area, heads) in on.items():
            for measure, beside in (("area", area), ("heads", heads)):
                if abs(beside) <= int(boundary[-1]):  # one head, or 0.01 m², from the share
                    where = "exactly" if beside == 0 else "just above" if beside > 0 else "just below"
                    seen[f"{boundary} of {measure} {where}"] = (
                        seen.get(f"{boundary} of {measure} {where}", 0) + 1
                    )
        silence = vote["policy"]["silence"] == "follow_majority"
        features = {
            "both measures exactly 2/3": on["2/3"] == (0, 0),
            "a tie": gap(bare["yes"], bare["no"], (1, 1)) == (0, 0),
            "split": bare["split"]["heads"] > 0,
            "disputed": bare["disputed"]["area_m2"] != "0.00",
            "disputes matter": bare["if_disputed"]["matters"],
            "silence followed": silence and result["participating"] != bare["participating"],
            "silence without a leader": silence and result["participating"] == bare["participating"],
            "silence decides": result["passed"] != bare["passed"],
            "representative": any(unit["representative"] for unit in vote["roll"]),
            "proxy": any("proxy_for" in ballot for ballot in vote["ballots"]),
            "developer's lump": sum(unit["status"] != "sold" for unit in vote["roll"]) > 1,
            "several units": len({str(sorted(unit["owners"])) for unit in vote["roll"]}) < len(vote["roll"]),
            "passed": result["passed"],
            "failed by approval alone": result["quorum"]["met"] and not result["passed"],
            **{entry["reason"]: True for entry in result["refused"]},
        }
        for mark, hit in features.items():
            seen[mark] = seen.get(mark, 0) + hit
    boundaries = [f"{share} of {measure}" for share in ("2/3", "1/2", "3/4") for measure in ("area", "heads")]
    for boundary in boundaries:
        for beside in ("exactly", "just above", "just below"):
            seen.setdefault(f"{boundary} {beside}", 0)
    assert {mark: times for mark, times in seen.items() if times < 5} == {}
