"""kill -9 of the worker at random instants: every notice reaches its person exactly once, in its own alliance."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.scale import part_of
from tests.notices.outbox_house import OutboxHouse

NOTICES, KILLS = max(160, part_of(5_000)), max(2, part_of(20))


@pytest.fixture
def house(tmp_path: Path, migrated_file: Path | None) -> Iterator[OutboxHouse]:
    built = OutboxHouse(tmp_path / "home", migrated=migrated_file)
    try:
        yield built
    finally:
        built.kill()


@pytest.mark.proof
def test_no_notice_is_lost_or_doubled_by_kill_9(house: OutboxHouse) -> None:
    chance = random.Random(NOTICES)
    told = house.fill(NOTICES)
    people = sum(len(addresses) for addresses in told.values())
    moments = sorted(chance.sample(range(1, people), KILLS))
    struck = 0
    for moment in moments:
        house.start()
        house.wait_for(moment)
        time.sleep(chance.random() / 50)
        house.kill()
        struck += house.count("state in ('waiting', 'sending')") > 0
    house.start()
    house.wait_settled()
    house.kill()
    assert house.fault(told) == ""
    assert struck > 0, "every kill came too late: nothing was proved"


def test_a_second_worker_does_not_send_beside_the_first(house: OutboxHouse) -> None:
    told = house.fill(160)
    other = OutboxHouse(house.home)
    house.start()
    other.start()
    try:
        house.wait_settled()
    finally:
        other.kill()
    assert house.fault(told) == ""
