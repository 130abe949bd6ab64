import itertools
import time
from concurrent.futures import ThreadPoolExecutor

from linmeng.ground.ids import EPOCH_MS, RANDOM_BITS, new_id, new_token


def test_ids_rise_and_differ_in_many_threads() -> None:
    with ThreadPoolExecutor(8) as threads:
        runs = list(threads.map(lambda _turn: [new_id() for _ in range(5_000)], range(8)))
    assert all(a < b for run in runs for a, b in itertools.pairwise(run))
    assert len({i for run in runs for i in run}) == 40_000


def test_id_holds_its_instant_and_fits_64_bits() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    # the process may run a little ahead of the clock after many ids in one millisecond
    assert before - EPOCH_MS <= made >> RANDOM_BITS <= before - EPOCH_MS + 1_000
    assert 0 < made < 2**63


def test_token_has_no_look_alikes() -> None:
    tokens = [new_token(12) for _ in range(500)]
    assert len(set(tokens)) == 500
    assert {len(token) for token in tokens} == {12}
    assert not set("".join(tokens)) & set("01OIL")
