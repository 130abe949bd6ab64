"""Durable casting over HTTP beside a plain Django view, on SQLite and PostgreSQL; and what a ballot's turnout costs.

    python -m benchmarks.bench_casting [ballots a round] [rounds]

What is counted is the last step of voting on the phone: POST of the confirmed choice, with everything it
checks and writes (session, user, token, person and homes, roll, moment, mandate, the form's key, receipt,
choice, turnout, hash chain) until the redirect to the receipt; acknowledged only after the commit is on disk.
Beside it, on the same server, disk and settings of durability: a plain view that inserts one row
in one transaction, once open to anybody, once behind a log-in as Django ships it. A process of its own
sends the requests of 32 clients and shares the cores with the server. A round is some short bursts of each in
turns, so that a slow moment of the machine is everybody's. The plain view is served twice, as the house is and
by one process of four threads, and the better of the two is what counts. A round that is not counted comes
first; after it PostgreSQL counts its rows (ANALYZE), as its own daemon does every minute.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.casting.crowd import WARM
from benchmarks.casting.served import (
    ONE_PROCESS,
    OURS,
    PLAIN,
    Pair,
    PlainHouse,
    Timed,
    casts,
    count_rows,
    fsyncs_a_second,
    in_force,
    inserts,
    pair_on,
    serving,
)
from benchmarks.casting.turnout import turnout_rows
from linmeng.pages.management.web_server import PROCESSES, THREADS

BALLOTS, ROUNDS, BURSTS, SHARE, SLOWEST_MS, LONGER = 1_000, 5, 5, 0.25, 1_000, 4


def measure(pair: Pair, ballots: int, rounds: int) -> list[dict[str, Any]]:
    """Rounds of short bursts in turns, so that a slow moment of the machine is everybody's. The first round
    warms the servers up and fills the tables; it is left out.
    """
    other = PlainHouse(pair.plain.home, database_url=pair.plain.database_url)
    timed = {"ours": Timed(pair.ours, partial(casts, pair))}
    for view in PLAIN:
        timed[view] = Timed(pair.plain if view.endswith("1") else other, partial(inserts, pair, view))
    found = []
    with serving((pair.ours, OURS), (pair.plain, OURS), (other, ONE_PROCESS)):
        for _round in range(rounds + 1):
            fsync = fsyncs_a_second(pair.ours.home)
            for _turn in range(BURSTS):
                for view, one in timed.items():
                    one.burst(ballots // BURSTS * (1 if view == "ours" else LONGER))
            found.append({"fsync": fsync} | {view: one.end_round() for view, one in timed.items()})
            for house in (pair.ours, pair.plain):
                count_rows(house)
    return [one | {view: one[_better(found[1:], view)] for view in ("bare", "checked")} for one in found[1:]]


def _better(found: list[dict[str, Any]], view: str) -> str:
    """Of the two layouts of a plain view the one whose median rate is the higher."""
    return max(
        (f"{view}1", f"{view}2"), key=lambda one: statistics.median(each[one]["rate"] for each in found)
    )


def check(pair: Pair, found: list[dict[str, Any]], ballots: int) -> None:
    """Everything answered was done, once, and the chain holds."""
    for one in found:
        assert one["ours"]["statuses"] == {"302": ballots}, one["ours"]["statuses"]
        assert all(one[view]["statuses"] == {"200": ballots * LONGER} for view in PLAIN)
    cast = (len(found) + 1) * (ballots + BURSTS * WARM)
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
    homes = (rounds + 1) * (ballots + BURSTS * WARM) + 12
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
