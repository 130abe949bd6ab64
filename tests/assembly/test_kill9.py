"""kill -9 of the server while ballots are being cast: what was acknowledged is there, nothing twice.

At full size (`make proof`) also on PostgreSQL, where the database's own processes are killed in the same
instant and recover from their log.
"""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.assembly.serving import House, house
from tests.cluster import Cluster, cluster
from tests.core.scale import keep_proof, part_of

UNITS, CLIENTS = 200, 8
FULL = 20
KILLS = part_of(FULL)
RETRIES = 240  # a minute: the database recovers, and two processes load their pages


@pytest.fixture
def served(tmp_path: Path, migrated_file: Path | None) -> Iterator[House]:
    yield from house(tmp_path / "home", migrated_file)


class Phones:
    """Eight phones that cast for every home and ask again, with the same form, when no answer came."""

    def __init__(self, house: House, told: dict[str, Any]) -> None:
        self.house, self.told = house, told
        self.acknowledged: dict[str, str] = {}
        self.lock = threading.Lock()

    def cast(self, home: dict[str, str]) -> None:
        path = f"/a/{self.told['slug']}/votes/{self.told['vote']}/cast/{home['entry']}/"
        for _try in range(RETRIES):
            try:
                code = self.house.cast(path, home["session"], f"form-{home['entry']}")
            except (OSError, http.client.HTTPException):
                time.sleep(0.25)
                continue
            if code.startswith("refused 5"):  # the server lived a moment longer than its database
                time.sleep(0.25)
                continue
            with self.lock:
                self.acknowledged[home["entry"]] = code
            return

    def wait_for(self, number: int) -> None:
        """Until so many were acknowledged (bounded)."""
        for _try in range(6_000):
            with self.lock:
                if len(self.acknowledged) >= number:
                    return
            time.sleep(0.01)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(KILLS))
def test_every_acknowledged_ballot_survives_kill_9(served: House, seed: int) -> None:
    _kill_amid_casting(served, served.fill(UNITS), seed, kill=served.kill)
    if seed == KILLS - 1:
        keep_proof("kill -9 of the server while ballots are cast, SQLite: none lost, none twice", KILLS)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path, dict[str, Any]]]:
    """A cluster with one filled database, which each kill gets a copy of, and the home with its keys."""
    if KILLS < FULL:
        pytest.skip("on PostgreSQL at full size only: LINMENG_PROOF_SCALE=1")
    with cluster() as made:
        home = tmp_path_factory.mktemp("filled")
        yield made, home, House(home, database_url=made.create("filled")).fill(UNITS)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(FULL if KILLS == FULL else 1))
def test_every_acknowledged_ballot_survives_kill_9_of_postgresql(
    filled: tuple[Cluster, Path, dict[str, Any]], served: House, seed: int
) -> None:
    made, served.home, told = filled
    served.database_url = made.create(f"kill{seed}", template="filled")

    def kill_both() -> None:
        made.kill()
        served.kill()
        made.start()

    _kill_amid_casting(served, told, seed, kill=kill_both)
    if seed == FULL - 1:
        keep_proof(
            "kill -9 of server and database while ballots are cast, PostgreSQL: none lost, none twice", FULL
        )


def _kill_amid_casting(served: House, told: dict[str, Any], seed: int, kill: Callable[[], None]) -> None:
    chance = random.Random(seed)
    served.start()
    phones = Phones(served, told)
    with ThreadPoolExecutor(CLIENTS) as crowd:
        for home in told["homes"]:
            crowd.submit(phones.cast, home)
        phones.wait_for(chance.randint(10, UNITS - 40))
        time.sleep(chance.random() / 20)
        kill()
        with phones.lock:
            before = dict(phones.acknowledged)
        assert 0 < len(before) < UNITS
        kept = {
            str(entry): code for entry, code in served.rows("SELECT entry_id, code FROM assembly_receipt")
        }
        assert before.items() <= kept.items()
        served.start()
    rows = served.rows("SELECT entry_id, code FROM assembly_receipt")
    assert {str(entry): code for entry, code in rows} == phones.acknowledged
    assert Counter(Counter(entry for entry, _code in rows).values()) == {1: UNITS}
    assert served.rows("SELECT count(*) FROM assembly_castballot") == [(UNITS,)]
    assert served.rows("SELECT units, heads FROM assembly_voteturnout") == [(UNITS, UNITS)]
    assert served.record_finding(str(told["slug"])) == ""


def test_eight_at_once_for_one_home_cast_exactly_one(served: House) -> None:
    told: dict[str, Any] = served.fill(10)
    served.start()
    home = told["homes"][0]
    path = f"/a/{told['slug']}/votes/{told['vote']}/cast/{home['entry']}/"
    with ThreadPoolExecutor(CLIENTS) as crowd:
        answers = list(crowd.map(lambda n: served.cast(path, home["session"], f"tab-{n}"), range(CLIENTS)))
    refused = [answer for answer in answers if answer == "refused 409"]
    assert len(refused) == CLIENTS - 1 and len(set(answers)) == 2
    assert served.rows("SELECT count(*) FROM assembly_receipt") == [(1,)]
