"""Random elections that stand close to every boundary: few units, few candidates, many ties, from a seed."""

import random

from tests.core.random_votes import random_ballot, random_unit

CANDIDATES = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")


def random_election(seed: int) -> dict:
    """One election: up to 9 units, up to 7 candidates. In a third of them one candidate more than seats is
    liked by nearly all, who each leave one out: more are approved than can be seated, often equals.
    """
    chance = random.Random(seed)
    rivals = chance.random() < 0.35
    tame = rivals or chance.random() < 0.5
    seats = chance.randint(2 if rivals else 1, 5)
    candidates = chance.sample(CANDIDATES, seats + 1 if rivals else chance.randint(1, 7))
    roll = [random_unit(chance, number, tame) for number in range(chance.randint(1, 9))]
    wanted = int(len(roll) * chance.choice((0.5, 1.0, 1.5))) + chance.randint(0, 3)
    slates = _slates(chance, candidates, seats, rivals)
    ballots = [random_ballot(chance, roll, tame) for _ in range(wanted)]
    if rivals:
        ballots = [random_ballot(chance, [entry], True) for entry in roll] + ballots[: wanted // 5]
    return {
        "place": chance.choice(("cn", "cn-shanghai")),
        "date": "2026-07-05",
        "matter": chance.choice(("elect_committee", "elect_committee", "hire_company", "rebuild")),
        "policy": {
            "silence": "off",
            "unclear": chance.choice(("abstain", "invalid")),
            "repeat": chance.choice(("first", "last", "paper", "refuse")),
        },
        "seats": seats,
        "minimum": chance.randint(1, seats),
        "candidates": candidates,
        "roll": roll,
        "ballots": [_marked(chance, ballot, candidates, slates) for ballot in ballots],
        "closes_at": chance.choice((None, "2026-07-26T00:00:00+08:00")),
        "lot": chance.choice((None, _shuffled(chance, candidates), _shuffled(chance, candidates)[1:])),
    }


def _slates(
    chance: random.Random, candidates: list[str], seats: int, rivals: bool
) -> tuple[tuple[str, ...], ...]:
    """What people like to mark: one slate that many like, or everybody but one."""
    if rivals:
        return tuple(tuple(name for name in candidates if name != left_out) for left_out in candidates)
    return (tuple(chance.sample(candidates, min(len(candidates), seats))),)


def _shuffled(chance: random.Random, names: list[str]) -> list[str]:
    return chance.sample(names, len(names))


def _marked(
    chance: random.Random, ballot: dict, candidates: list[str], slates: tuple[tuple[str, ...], ...]
) -> dict:
    """The ballot with a set of names in place of its choice: mostly one of the slates."""
    del ballot["choice"]
    liked = len(slates) > 1 or chance.random() < 0.6
    names = chance.choice(slates) if liked else candidates[: chance.randint(0, len(candidates))]
    ballot["choices"] = chance.sample(names, len(names))
    odd = chance.random() * (3 if len(slates) > 1 else 1)
    if odd < 0.1:
        ballot |= {"choices": [], "against_all": True}
    elif odd < 0.15:
        ballot["against_all"] = True
    elif odd < 0.2:
        ballot["unclear"] = True
    return ballot
