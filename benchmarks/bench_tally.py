"""How long it takes to count a large compound: 5,000 units, 5,000 ballots, every kind of ballot among them.

    python -m benchmarks.bench_tally [units] [rounds]

Prints one table row a measurement: commit, machine, what, size, median, worst.
"""

import gc
import json
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from linmeng_core.formats.json_text import read_json
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import count, turnout

SEED = 20260705


def large_vote(units: int) -> dict:
    """A vote of `units` units: 2 % the developer's, 10 % co-owned, 5 % held by owners of two, 1 % disputed."""
    chance = random.Random(SEED)
    roll = [_unit(chance, number) for number in range(units)]
    ballots = [_ballot(chance, chance.choice(roll)) for _ in range(units // 10)]
    ballots += [_ballot(chance, entry) for entry in roll[: units - len(ballots)]]
    chance.shuffle(ballots)
    return {
        "place": "cn-shanghai",
        "date": "2026-07-05",
        "matter": "use_fund",
        "policy": {"silence": "follow_majority", "unclear": "abstain", "repeat": "first"},
        "roll": roll,
        "ballots": ballots,
        "closes_at": "2026-08-01T00:00:00+08:00",
    }


def _unit(chance: random.Random, number: int) -> dict:
    owners = [f"p{number - number % 2 if chance.random() < 0.05 else number}"]
    if chance.random() < 0.1:
        owners.append(f"q{number}")
    status = "sold" if chance.random() < 0.98 else "unsold"
    return {
        "unit": f"{number // 100}-{number % 100:04d}",
        "area_m2": f"{chance.randint(40, 160)}.{chance.randint(0, 99):02d}",
        "owners": owners if status == "sold" else ["developer"],
        "status": status,
        "delivered": chance.random() < 0.9,
        "representative": owners[0] if len(owners) > 1 and chance.random() < 0.5 else None,
    }


def _ballot(chance: random.Random, entry: dict) -> dict:
    return {
        "unit": entry["unit"],
        "choice": chance.choices(("yes", "no", "abstain", "unclear"), (70, 20, 8, 2))[0],
        "channel": chance.choice(("web", "paper")),
        "at": f"2026-07-{chance.randint(21, 31)}T{chance.randint(8, 20):02d}:{chance.randint(0, 59):02d}:00+08:00",
        "by": chance.choice(entry["owners"]),
    }


def measured(what: str, units: int, rounds: int, work: Callable[[], object]) -> None:
    """Print the row of one measurement; the collector rests meanwhile so that rounds compare."""
    work()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    median, worst = statistics.median(times), max(times)
    print(f"| {commit.stdout.strip() or '-'} | {machine} | {what} | {units} | {median:.1f} | {worst:.1f} |")


def main(units: int = 5_000, rounds: int = 25) -> None:
    """Count alone, turnout alone, and the whole way from JSON text to JSON text."""
    text = json.dumps(large_vote(units), ensure_ascii=False)
    file = read_vote(read_json(text))
    pack = pack_in_force(file.place, file.day)

    def whole_way() -> str:
        read = read_vote(read_json(text))
        return json.dumps(result_as_json(count(read.vote, pack), "zh"), ensure_ascii=False)

    print("| commit | machine | what | units | median ms | worst ms |\n|---|---|---|---|---|---|")
    measured("count", units, rounds, lambda: count(file.vote, pack))
    measured("turnout", units, rounds, lambda: turnout(file.vote))
    measured("JSON text → result text", units, rounds, whole_way)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
