"""kill -9 of the server while ballots are being cast: what was acknowledged is there, nothing twice."""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.assembly.serving import House, house
from tests.core.scale import part_of

UNITS, CLIENTS = 200, 8
KILLS = part_of(20)
RETRIES = 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    yield from house(tmp_path / "home")


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
    chance = random.Random(seed)
    told = served.fill(UNITS)
    served.start()
    phones = Phones(served, told)
    with ThreadPoolExecutor(CLIENTS) as crowd:
        for home in told["homes"]:  # type: ignore[attr-defined]
            crowd.submit(phones.cast, home)
        phones.wait_for(chance.randint(10, UNITS - 40))
        time.sleep(chance.random() / 20)
        served.kill()
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
