"""Random votes that stand close to every boundary of the law: small, adversarial, from a seed."""

import random

MATTERS = (
    "set_rules", "set_covenant", "elect_committee", "hire_company", "use_fund",
    "raise_fund", "rebuild", "common_use", "other_major",
)  # fmt: skip
AREAS = ("0.01", "0.02", "33.33", "33.34", "66.66", "66.67", "99.99", "100.00", "100.01", "150.00", "300.00")
INSTANTS = (
    "2026-07-25T09:00:00+08:00",
    "2026-07-25T01:00:00Z",
    "2026-07-25T01:00:00.000001+00:00",
    "2026-07-25T23:59:59+08:00",
    "2026-07-26T00:00:00+08:00",
    "2026-07-25T16:00:00-00:00",
    "2026-07-25T12:00:00-05:00",
)
PEOPLE = ("p1", "p2", "p3", "p4", "p5", "p6")


def random_vote(seed: int) -> dict:
    """One vote: up to 9 units, often alike, often co-owned, with every kind of ballot."""
    chance = random.Random(seed)
    tame = chance.random() < 0.4
    roll = [random_unit(chance, number, tame) for number in range(chance.randint(1, 9))]
    several = chance.choice((0.1, 0.5, 1.0, 1.5))
    wanted = int(len(roll) * several) + chance.randint(0, 3)
    return {
        "place": chance.choice(("cn", "cn-shanghai")),
        "date": "2026-07-05",
        "matter": chance.choice(MATTERS),
        "policy": {
            "silence": chance.choice(("off", "follow_majority")),
            "unclear": chance.choice(("abstain", "invalid")),
            "repeat": chance.choice(("first", "last", "paper", "refuse")),
        },
        "roll": roll,
        "ballots": [random_ballot(chance, roll, tame) for _ in range(wanted)],
        "closes_at": chance.choice((None, "2026-07-26T00:00:00+08:00", "2026-07-25T16:00:00Z")),
    }


def random_unit(chance: random.Random, number: int, tame: bool) -> dict:
    status = "sold" if tame or chance.random() < 0.8 else chance.choice(("unsold", "undelivered"))
    count = chance.choice((1, 1, 1, 2, 3))
    owners = [f"q{number}"] if tame and chance.random() < 0.7 else chance.sample(PEOPLE, count)
    if not tame and chance.random() < 0.3:
        owners = ["p1", "p2"]  # the same couple again and again: heads with several units
    if status != "sold" and chance.random() < 0.8:
        owners = ["developer"]
    return {
        "unit": f"{number % 3}-{number:02d}",
        "area_m2": "100.00" if tame else chance.choice(AREAS),
        "owners": owners,
        "status": status,
        "delivered": chance.random() < 0.6,
        "representative": chance.choice((None, None, None, owners[0], chance.choice(PEOPLE))),
    }


def random_ballot(chance: random.Random, roll: list[dict], tame: bool) -> dict:
    entry = chance.choice(roll)
    by = chance.choice(entry["owners"])
    if chance.random() < 0.15:
        by = entry["representative"] or chance.choice((*PEOPLE, "stranger", "developer"))
    ballot = {
        "unit": entry["unit"] if chance.random() < 0.95 else "9-99",
        "choice": chance.choices(("yes", "no", "abstain", "unclear"), (9 if tame else 4, 3, 2, 1.5))[0],
        "channel": chance.choice(("web", "paper", "platform")),
        "at": chance.choice(INSTANTS[:4] if tame else INSTANTS),
        "by": by,
    }
    if chance.random() < 0.15:
        ballot |= {"by": chance.choice(("x9", *PEOPLE)), "proxy_for": by}
    if chance.random() < 0.08:
        ballot["frozen"] = chance.random() < 0.8
    return ballot
