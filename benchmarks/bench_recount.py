"""The recount of a city's votes beside DuckDB, in the same run and equal in every cell.

    python -m benchmarks.bench_recount [rounds]

Rounds alternate: DuckDB (all cores, table in its memory) sums the areas and counts the distinct heads of
every vote and choice; ours (one core) gives these and the cells of participants and split heads besides.
Prints one row a size: best and (median) seconds of both, their ratio, bytes a row, cells compared.
"""

import gc
import math
import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable

import duckdb
import numpy as np

from linmeng_core.tally.cells import CLEAR
from linmeng_core.tally.recount import Recounted, recount
from linmeng_core.tally.recount_columns import CODES, Columns

SEED = 20260705
SIZES = ((100_000, 130), (1_000_000, 1_300), (10_000_000, 13_000))
QUERY = """
    SELECT vote, choice, sum(area_dm2)::BIGINT AS area, count(DISTINCT head) AS heads
    FROM ballots GROUP BY vote, choice
"""


def large_columns(rows: int, votes: int) -> Columns:
    """Votes of about 770 ballots, 40 to 160 m² each; every tenth unit belongs to the head of another one."""
    chance = np.random.default_rng(SEED)
    sizes = chance.multinomial(rows, np.full(votes, 1 / votes))
    starts = np.concatenate(([0], np.cumsum(sizes)))
    of_vote = np.repeat(sizes, sizes)
    own = np.arange(rows) - np.repeat(starts[:-1], sizes)
    head = np.where(chance.random(rows) < 0.1, chance.integers(0, of_vote), own)
    choice = chance.choice(len(CODES), rows, p=(0.7, 0.2, 0.1))
    area = chance.integers(4_000, 16_000, rows)
    return Columns(starts, area.astype(np.int32), head.astype(np.int32), choice.astype(np.uint8))


def table_of(columns: Columns) -> duckdb.DuckDBPyConnection:
    """The same rows as a table of DuckDB's own, with the number of the vote in place of the starts."""
    database = duckdb.connect()
    vote = np.repeat(np.arange(columns.votes, dtype=np.int32), np.diff(columns.starts))
    rows = {"vote": vote, "area_dm2": columns.area_dm2, "head": columns.head, "choice": columns.choice}
    database.register("rows", rows)
    database.execute("CREATE TABLE ballots AS SELECT * FROM rows")
    database.unregister("rows")
    return database


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compared_cells(found: Recounted, database: duckdb.DuckDBPyConnection) -> int:
    """How many cells were compared; stops at the first that differs."""
    theirs = database.execute(QUERY).fetchnumpy()
    area, heads = (np.zeros((len(found.voices["yes"]), len(CLEAR)), np.int64) for _ in range(2))
    area[theirs["vote"], theirs["choice"]] = theirs["area"]
    heads[theirs["vote"], theirs["choice"]] = theirs["heads"]
    for name, code in CODES.items():
        assert np.array_equal(found.area_dm2[name], area[:, code]), name
        assert np.array_equal(found.voices[name], heads[:, code]), name
    return area.size + heads.size


def working_memory(columns: Columns) -> int:
    """Bytes taken at the highest beside the columns, result included."""
    tracemalloc.start()
    recount(columns)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def measured(rows: int, votes: int, rounds: int) -> float:
    """Print the row of one size; gives back our best time."""
    columns = large_columns(rows, votes)
    database = table_of(columns)
    cells = compared_cells(recount(columns), database)
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(seconds(lambda: database.execute(QUERY).fetchnumpy()))
        ours.append(seconds(lambda: recount(columns)))
    memory = working_memory(columns)
    print(
        f"| {rows:,} | {votes:,} | {min(ours):.4f} ({statistics.median(ours):.4f}) "
        f"| {min(theirs):.4f} ({statistics.median(theirs):.4f}) | {min(theirs) / min(ours):.1f} "
        f"({statistics.median(theirs) / statistics.median(ours):.1f}) "
        f"| {columns.bytes_a_row:.2f} | {memory / 1e6:.1f} | {cells:,} equal |",
        flush=True,
    )
    return min(ours)


def main(rounds: int = 5) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    print(
        f"Commit {commit.stdout.strip() or '-'}, {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, NumPy {np.__version__}, DuckDB {duckdb.__version__}, "
        f"seed {SEED}, best (median) of {rounds} rounds; "
        f"load of the machine at the start {os.getloadavg()[0]:.1f}.\n"
    )
    print(
        "| ballots | votes | recount s | DuckDB s | times faster | columns B/row | working memory MB | cells |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    times = [measured(rows, votes, rounds) for rows, votes in SIZES]
    for (small, _), (large, _), before, after in zip(SIZES, SIZES[1:], times, times[1:], strict=False):
        exponent = math.log(after / before) / math.log(large / small)
        print(f"\nGrowth from {small:,} to {large:,} ballots: exponent {exponent:.2f} (1 is linear).")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
