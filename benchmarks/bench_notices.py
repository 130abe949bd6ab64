"""Notices through the outbox back end: seconds for two alliances' notices, with the worker killed on the way.

    python -m benchmarks.bench_notices [notices]

The worker is a process of its own, as in the house; its start is part of the time. In the second row it is
killed (SIGKILL) when a third and when two thirds were sent, and started again each time. Quality: lost,
twice and misdirected messages, counted in the outbox.
"""

import platform
import sys
import tempfile
import time
from pathlib import Path

from tests.notices.outbox_house import OutboxHouse

NOTICES = 5_000


def measure(notices: int, kills: int) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as home:
        house = OutboxHouse(Path(home) / "home")
        told = house.fill(notices)
        people = sum(len(addresses) for addresses in told.values())
        deliveries = sum(len(ids) for addresses in told.values() for ids in addresses.values())
        started = time.perf_counter()
        try:
            for kill in range(1, kills + 1):
                house.start()
                house.wait_for(people * kill // (kills + 1))
                house.kill()
            house.start()
            house.wait_settled()
            seconds = time.perf_counter() - started
        finally:
            house.kill()
        fault = house.fault(told) or "none lost, none twice, none astray"
    return (
        f"| {deliveries} notices to {people} people of {len(told)} alliances | {kills} | {seconds:.1f} s "
        f"| {fault} | Python {platform.python_version()} |"
    )


def main() -> None:
    """Both rows, each in a home of its own."""
    notices = int(sys.argv[1]) if len(sys.argv) > 1 else NOTICES
    print("| what | kill -9 | all sent after | in the outbox | machine |\n|---|---|---|---|---|", flush=True)
    for kills in (0, 2):
        print(measure(notices, kills), flush=True)


if __name__ == "__main__":
    main()
