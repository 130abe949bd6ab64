"""Durable casting over HTTP beside a plain Django view, on SQLite and PostgreSQL; and what a ballot's turnout costs.

    python -m benchmarks.bench_casting [ballots a round] [rounds]

What is counted is the last step of voting on the phone: POST of the confirmed choice, with everything it
checks and writes (session, user, token, person and homes, roll, moment, mandate, the form's key, receipt,
choice, turnout, hash chain) until the redirect to the receipt; acknowledged only after the commit is on disk.
Beside it, in turns, on the same server, disk and settings of durability: a plain view that inserts one row
in one transaction, once open to anybody, once behind a log-in as Django ships it. A process of its own
sends the requests of 32 clients and shares the cores with the server. The plain view is served twice, as
the house is and by one process of four threads, and the better of the two is what counts. A round that is
not counted comes first; after it PostgreSQL counts its rows (ANALYZE), as its own daemon does every minute.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.casting.crowd import WARM
from benchmarks.casting.served import (
    ONE_PROCESS,
    OURS,
    Pair,
    casts,
    count_rows,
    crowd,
    fsyncs_a_second,
    in_force,
    inserts,
    pair_on,
)
from benchmarks.casting.turnout import turnout_rows
from linmeng.pages.management.web_server import PROCESSES, THREADS

BALLOTS, ROUNDS, SHARE, SLOWEST_MS, LONGER = 1_000, 3, 0.25, 1_000, 4


def measure(pair: Pair, ballots: int, rounds: int) -> list[dict[str, Any]]:
    """The three in turns, each round with homes and rows of its own; the plain view in both layouts. The first
    round fills the tables and is left out.
    """
    tries = []
    for turn in range(rounds + 1):
        begin, number = turn * (ballots + WARM), ballots + WARM
        tries.append(
            {
                "fsync": fsyncs_a_second(pair.ours.home),
                "bare": _both_ways(pair, "bare", turn, ballots),
                "checked": _both_ways(pair, "checked", turn, ballots),
                "ours": crowd(pair.ours, casts(pair, begin, number)),
            }
        )
        for house in (pair.ours, pair.plain):
            count_rows(house)
    counted = tries[1:]
    best = {view: _better([one[view] for one in counted]) for view in ("bare", "checked")}
    return [one | {view: one[view][place] for view, place in best.items()} for one in counted]


def _both_ways(pair: Pair, view: str, turn: int, ballots: int) -> list[dict[str, Any]]:
    """A plain view as the house is served and by one process; more rows, for it is soon done."""
    number = LONGER * ballots + WARM
    begins = [(2 * turn + place) * number for place in range(2)]
    told = [
        crowd(pair.plain, inserts(pair, view, begin, number), layout)
        for begin, layout in zip(begins, (OURS, ONE_PROCESS), strict=True)
    ]
    assert all(one["statuses"] == {"200": number - WARM} for one in told)
    return told


def _better(tries: list[list[dict[str, Any]]]) -> int:
    """The place of the layout whose median rate is the higher."""
    return max(range(2), key=lambda place: statistics.median(one[place]["rate"] for one in tries))


def check(pair: Pair, found: list[dict[str, Any]], ballots: int) -> None:
    """Everything answered was done, once, and the chain holds."""
    for one in found:
        assert one["ours"]["statuses"] == {"302": ballots}, one["ours"]["statuses"]
    cast = (len(found) + 1) * (ballots + WARM)
    assert pair.ours.rows("SELECT count(*), count(DISTINCT entry_id) FROM assembly_receipt") == [(cast, cast)]
    assert pair.ours.rows("SELECT units FROM assembly_voteturnout") == [(cast,)]
    assert pair.ours.record_finding(pair.told["slug"]) == ""


def line(vendor: str, name: str, one: dict[str, Any]) -> str:
    """A row of the table."""
    ours, bare, checked = one["ours"], one["bare"], one["checked"]
    return (
        f"| {vendor} | {name} | {one['fsync']:,.0f} | {bare['rate']:,.0f} | {checked['rate']:,.0f} "
        f"| **{ours['rate']:,.0f}** | {ours['rate'] / bare['rate']:.0%} | {ours['rate'] / checked['rate']:.0%} "
        f"| {ours['p50']:.0f} | {ours['p99']:.0f} | {bare['p99']:.0f} |"
    )


def middle(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians over the rounds."""
    told: dict[str, Any] = {"fsync": statistics.median(one["fsync"] for one in found)}
    for name in ("bare", "checked", "ours"):
        told[name] = {
            key: statistics.median(one[name][key] for one in found) for key in ("rate", "p50", "p99")
        }
    return told


def run_on(vendor: str, ballots: int, rounds: int) -> str:
    """The rows of one database, and a sentence on whether the goal is met."""
    homes = (rounds + 1) * (ballots + WARM) + 12
    with (
        tempfile.TemporaryDirectory(prefix="linmeng-casting-") as home,
        pair_on(vendor, Path(home), homes) as pair,
    ):
        force = in_force(pair.ours)
        assert force == in_force(pair.plain)
        found = measure(pair, ballots, rounds)
        check(pair, found, ballots)
    for number, one in enumerate(found, start=1):
        print(line(vendor, str(number), one), flush=True)
    told = middle(found)
    print(line(vendor, "median", told), flush=True)
    shares = {name: told["ours"]["rate"] / told[name]["rate"] for name in ("bare", "checked")}
    met = {name: "met" if share >= SHARE else "**not met**" for name, share in shares.items()}
    slow = "met" if told["ours"]["p99"] <= SLOWEST_MS else "**not met**"
    words = ", ".join(f"{name}={value}" for name, value in force.items())
    return (
        f"{vendor}: {SHARE:.0%} of the plain view behind a log-in {met['checked']}, of the bare one {met['bare']}; "
        f"p99 ≤ 1 s {slow}. Asked through both connections: {words}."
    )


def commit() -> str:
    """The commit measured."""
    words = ["git", "describe", "--always", "--dirty"]
    said = subprocess.run(words, cwd=Path(__file__).parent, check=False, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


def machine() -> str:
    """What it ran on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.machine())
    return f"{cpu}, {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f} at the start), Python {platform.python_version()}"


def main() -> None:
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else BALLOTS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    print("# Durable casting over HTTP\n")
    print(f"Commit {commit()}; {machine()}; `python -m benchmarks.bench_casting {ballots} {rounds}`.\n")
    print(" ".join((__doc__ or "").split("\n\n", 2)[2].split()))
    print(
        f"The house: granian, {PROCESSES} processes of {THREADS} threads, kept connections; rates are requests a second.\n"
    )
    print(
        "| database | round | fsync/s | plain, bare | plain, log-in | cast | of bare | of log-in | p50 ms | p99 ms | bare p99 |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    sentences = [run_on(vendor, ballots, rounds) for vendor in ("sqlite", "postgresql")]
    print("\n" + "\n".join(f"- {sentence}" for sentence in sentences))
    print(
        "- No ballot of any round was lost or doubled; the turnout row and the hash chain agree with the receipts."
    )
    print("\n## What a ballot's turnout costs\n")
    for row in turnout_rows():
        print(row, flush=True)


if __name__ == "__main__":
    main()
