"""The draw of the call-back sample, against one made by hand; what must always hold."""

import random
from hashlib import sha256

import pytest

from linmeng_core.conduct.sampling import drawn_homes, lot_of
from linmeng_core.errors import BadInput

SEED = "5e" * 32


def slowly_drawn(seed: str, homes: list[str], size: int) -> list[str]:
    """Once more by hand: as often as wanted, the home whose number is the smallest leaves the urn."""
    urn = list(dict.fromkeys(homes))
    drawn: list[str] = []
    while urn and len(drawn) < size:
        best = urn[0]
        for home in urn[1:]:
            mine, theirs = (
                int.from_bytes(sha256(bytes(seed + "\n" + one, "utf-8")).digest(), "big")
                for one in (home, best)
            )
            if mine < theirs:
                best = home
        urn.remove(best)
        drawn.append(best)
    return drawn


def test_lot_is_what_sha256sum_says() -> None:
    """printf '%s\\n%s' SEED 3-101 | sha256sum"""
    assert lot_of("seed", "3-101") == "41513cef6a52c5273372e6e7e91fdee2a7b238fdd216c70492acebda0a017359"


@pytest.mark.parametrize("number", range(40))
def test_draw_equals_the_slow_draw(number: int) -> None:
    chance = random.Random(number)
    homes = [f"{chance.randint(1, 4)}-{chance.randint(101, 106)}" for _ in range(chance.randint(0, 30))]
    size, seed = chance.randint(1, 12), f"{chance.getrandbits(256):064x}"
    assert list(drawn_homes(seed, homes, size)) == slowly_drawn(seed, homes, size)


def test_draw_does_not_depend_on_the_order_of_the_register() -> None:
    homes = [f"3-{room}" for room in range(101, 131)]
    turned = random.Random(1).sample(homes, len(homes))
    assert drawn_homes(SEED, homes, 8) == drawn_homes(SEED, turned, 8)


def test_larger_sample_holds_the_smaller_one() -> None:
    """Nobody can choose a size afterwards to be rid of a home without also losing those behind it."""
    homes = [f"3-{room}" for room in range(101, 131)]
    assert drawn_homes(SEED, homes, 12)[:5] == drawn_homes(SEED, homes, 5)


def test_another_seed_draws_other_homes() -> None:
    homes = [f"3-{room}" for room in range(101, 161)]
    assert drawn_homes(SEED, homes, 6) != drawn_homes("5f" * 32, homes, 6)


def test_every_home_is_drawn_about_as_often_as_any_other() -> None:
    homes = [f"3-{room}" for room in range(101, 111)]
    times = dict.fromkeys(homes, 0)
    for number in range(2_000):
        for home in drawn_homes(f"{number:064x}", homes, 3):
            times[home] += 1
    assert sum(times.values()) == 6_000
    assert all(520 < count < 680 for count in times.values())


def test_small_vote_is_drawn_whole() -> None:
    assert set(drawn_homes(SEED, ["3-101", "3-102"], 10)) == {"3-101", "3-102"}
    assert drawn_homes(SEED, [], 3) == ()


@pytest.mark.parametrize(("seed", "size", "code"), [("", 3, "not_a_text"), (SEED, 0, "not_a_number")])
def test_draw_refuses_what_is_none(seed: str, size: int, code: str) -> None:
    with pytest.raises(BadInput) as fault:
        drawn_homes(seed, ["3-101"], size)
    assert fault.value.code == code
