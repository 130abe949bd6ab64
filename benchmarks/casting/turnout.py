"""What keeping the turnout costs after a ballot, in a vote of ten thousand and of a million ballots.

python -m benchmarks.casting.turnout BALLOTS      in a filled home: adds so many homes and ballots, measures
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.assembly.serving import House

PROJECT = Path(__file__).parents[2]
SIZES, LEFT, FILLED, VOIDS = (10_000, 1_000_000), 220, 12, 20
TABLE = """| database | ballots in the vote | rows written | rows read | SQLite steps | µs a ballot | µs void + next | anew, ms |
|---|---|---|---|---|---|---|---|"""
TOUCHED = """SELECT coalesce(sum(n_tup_ins + n_tup_upd), 0), coalesce(sum(seq_tup_read + idx_tup_fetch), 0)
FROM pg_stat_xact_user_tables"""


def turnout_rows() -> Iterator[str]:
    """The lines of the table, each measured in a process of its own."""
    from tests.assembly.serving import House  # not for the measured process: it has its settings first
    from tests.cluster import cluster

    yield TABLE
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="linmeng-turnout-") as home:
            yield _row(House(Path(home)), "sqlite", size)
    with cluster() as made:
        for size in SIZES:
            with tempfile.TemporaryDirectory(prefix="linmeng-turnout-") as home:
                yield _row(House(Path(home), database_url=made.create(f"turnout{size}")), "postgresql", size)


def _row(house: "House", vendor: str, size: int) -> str:
    house.fill(FILLED)
    words = [sys.executable, "-m", "benchmarks.casting.turnout", str(size)]
    done = subprocess.run(
        words, cwd=PROJECT, env=house.environment, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    steps = f"{told['steps']:,}" if vendor == "sqlite" else "–"
    read = "–" if vendor == "sqlite" else told["read"]
    return (
        f"| {vendor} | {size:,} | {told['written']} | {read} | {steps} | {told['microseconds']:,.0f} "
        f"| {told['void']:,.0f} | {told['anew']:,.0f} |"
    )


def _copy(cursor: Any, model: Any, like: int, number: int, changes: dict[str, str]) -> None:
    """`number` rows like one that is there, but for some columns; `n.i` counts them."""
    counting = "generate_series(1, %s) AS n(i)"
    if cursor.db.vendor == "sqlite":
        counting = "(WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %s) SELECT i FROM c) AS n"
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = ", ".join(changes.get(column, f'src."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" src, {counting} WHERE src.id = %s',
        [number, like],
    )


def _grow(vote: Any, ballots: int) -> int:
    """A vote with so many ballots more; the first number of its new roll."""
    from django.db import connection, transaction

    from linmeng.alliance.models import Unit
    from linmeng.assembly.actions import cast_web_ballot
    from linmeng.assembly.actions.turnout import recompute_turnout
    from linmeng.assembly.models import HeadHomes, Receipt, RollEntry
    from linmeng.common import clock
    from linmeng.ground.ids import new_id
    from linmeng.ground.tenancy import citywide
    from linmeng.people.models import Person
    from linmeng.people.queries.actors import actor_for

    entry = RollEntry.objects.filter(vote=vote, representative="").order_by("walk_order").last()
    owner = actor_for(Person.objects.get(id=entry.owners[0]), clock.now())
    receipt = cast_web_ballot(owner, vote_id=vote.id, entry_id=entry.id, choices={1: "yes"}, key="first")
    number, first = ballots + LEFT, new_id() + 1
    ids = {"id": f"{first} + n.i"}
    named = {name: f"'{name[0]}' || n.i" for name in ("unit_code", "mask", "head_key", "code", "room", "by")}
    home = ids | {"unit_id": f"{first} + n.i"} | {n: named[n] for n in ("unit_code", "mask", "head_key")}
    with citywide(), connection.cursor() as cursor:
        _copy(cursor, Unit, entry.unit_id, number, ids | {n: named[n] for n in ("code", "room")})
        _copy(cursor, RollEntry, entry.id, number, home)
        cast = ids | {"entry_id": f"{first} + n.i", "by": named["by"], "code": "'0' || n.i"}
        _copy(cursor, Receipt, receipt.id, ballots, cast)
        head = HeadHomes.objects.filter(vote_id=vote.id).first()
        _copy(cursor, HeadHomes, head.id, ballots, ids | {"head_key": named["head_key"]})
        cursor.execute("ANALYZE")
    start = time.perf_counter()
    with transaction.atomic():
        recompute_turnout(vote)
    _grow.anew = (time.perf_counter() - start) * 1000  # type: ignore[attr-defined]
    return first + ballots


def _ballot(vote: Any, entry_id: int) -> tuple[Any, Any]:
    from linmeng.assembly.models import Receipt, RollEntry
    from linmeng.common import clock
    from linmeng.ground.prepared import insert

    entry = RollEntry.objects.get(id=entry_id)
    receipt = Receipt(vote=vote, entry=entry, channel="web", by="z", cast_at=clock.now())
    insert(receipt)
    return receipt, entry


def _void_and_next(vote: Any, entry_id: int) -> float:
    """Seconds for a head's ballot found void and for the one that follows it."""
    from linmeng.assembly.actions.turnout import note_turnout, take_out_void
    from linmeng.assembly.models import BallotDispute, Receipt, RollEntry
    from linmeng.common import clock

    entry = RollEntry.objects.get(id=entry_id)
    common = {"vote": vote, "entry": entry, "channel": "web", "by": entry.owners[0], "cast_at": clock.now()}
    first = Receipt.objects.create(**common)
    note_turnout(vote, entry, first)
    case = {"vote": vote, "entry": entry, "receipt": first, "opened_at": clock.now(), "state": "void"}
    BallotDispute.objects.create(**case, said_by="", words="", decided_at=clock.now())
    start = time.perf_counter()
    take_out_void(vote, first)
    found = time.perf_counter() - start
    again = Receipt.objects.create(**common, sequence=2)
    start = time.perf_counter()
    note_turnout(vote, entry, again)
    return found + time.perf_counter() - start


@contextmanager
def _watched(told: dict[str, list[int]]) -> Iterator[None]:
    """Rows read and written inside, as the database itself counts them; on SQLite also its steps."""
    from django.db import connection

    if connection.vendor == "sqlite":
        raw, steps = connection.connection, [0]
        before = raw.total_changes
        raw.set_progress_handler(lambda: steps.append(1) or 0, 1)  # type: ignore[func-returns-value]
        yield
        raw.set_progress_handler(None, 0)
        told["written"].append(raw.total_changes - before)
        told["steps"].append(len(steps) - 1)
        return
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        written, read = cursor.fetchone()
        yield
        cursor.execute(TOUCHED)
        after = cursor.fetchone()
        told["written"].append(int(after[0] - written))
        told["read"].append(int(after[1] - read))


def main(ballots: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
    import django

    django.setup()
    from django.db import transaction

    from linmeng.assembly.actions.turnout import note_turnout
    from linmeng.assembly.models import Vote, VoteTurnout
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance

    told: dict[str, list[int]] = {"written": [], "read": [], "steps": []}
    seconds: list[float] = []
    with in_alliance(Alliance.objects.get().id):
        vote = Vote.objects.get()
        first = _grow(vote, ballots)
        with transaction.atomic():
            voids = [_void_and_next(vote, first + number) for number in range(1, VOIDS + 1)]
        for number in range(VOIDS + 1, LEFT + 1):
            with transaction.atomic():
                receipt, entry = _ballot(vote, first + number)
                if number > LEFT - 20:
                    with _watched(told):
                        note_turnout(vote, entry, receipt)
                    continue
                start = time.perf_counter()
                note_turnout(vote, entry, receipt)
                seconds.append(time.perf_counter() - start)
        assert VoteTurnout.objects.get(vote=vote).units == ballots + LEFT + 1
    middle = {name: round(statistics.median(counts)) for name, counts in told.items() if counts}
    time_taken = {
        "microseconds": statistics.median(seconds) * 1e6,
        "anew": _grow.anew,  # type: ignore[attr-defined]
        "void": statistics.median(voids) * 1e6,
    }
    print(json.dumps(middle | time_taken))


if __name__ == "__main__":
    main(int(sys.argv[1]))
