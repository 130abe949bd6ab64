"""Votes made to lie on the boundaries of the law: shares met exactly, one head or 0.01 m² beside, equals at
the head of the silence clause; with split heads, disputes, representatives, proxies and the developer's lump.
"""

import random
from typing import NamedTuple

from tests.core.random_votes import MATTERS
from tests.core.slow_twin import THREE_QUARTERS

CAST = ("yes", "no", "abstain")
BESIDE = (-1, 0, 0, 1)


class Unit(NamedTuple):
    """A unit of the roll, the ballots cast for it, and what comes of them."""

    entry: dict
    ballots: list[dict]
    outcome: str


def boundary_vote(seed: int) -> dict:
    """One vote, from a seed. Heads lie on a boundary by their number, areas by adjusting two units."""
    chance = random.Random(seed)
    matter = chance.choice(MATTERS)
    policy = {
        "silence": chance.choice(("off", "follow_majority")),
        "unclear": chance.choice(("abstain", "invalid")),
        "repeat": chance.choice(("first", "last", "paper", "refuse")),
    }
    share = (3, 4) if matter in THREE_QUARTERS else (1, 2)
    units: list[Unit] = []
    for head, outcome in enumerate(_outcomes(chance, share)):
        units += _units(chance, head, outcome, policy, 3 * len(units))
    _put_on_the_boundary(chance, units, share)
    ballots = [ballot for unit in units for ballot in unit.ballots]
    chance.shuffle(ballots)
    return {
        "place": "cn-shanghai",
        "date": "2026-07-05",
        "matter": matter,
        "policy": policy,
        "roll": [unit.entry for unit in units],
        "ballots": ballots,
        "closes_at": chance.choice((None, "2026-07-26T00:00:00+08:00")),
    }


def _outcomes(chance: random.Random, share: tuple[int, int]) -> list[str]:
    """What becomes of each head: about 2/3 take part, of them about the share asked says yes."""
    total = 3 * chance.randint(1, 4) + chance.choice((0, 0, 0, 1, 2))
    part = min(total, max(1, -(-2 * total // 3) + chance.choice(BESIDE)))
    yes = min(part, max(0, part * share[0] // share[1] + chance.choice(BESIDE)))
    others = [chance.choice(("no", "no", "abstain")) for _ in range(part - yes)]
    left_out = [chance.choice(("silent", "silent", "disputed")) for _ in range(total - part)]
    return ["yes"] * yes + others + left_out


def _units(chance: random.Random, head: int, outcome: str, policy: dict, number: int) -> list[Unit]:
    """The units of one head: one, or several, of which one may be silent, disputed or cast otherwise."""
    owners = [f"h{head}"] if chance.random() < 0.6 and outcome != "disputed" else [f"h{head}", f"s{head}"]
    status = "sold"
    if head == 0 and chance.random() < 0.4:
        owners, status = ["developer"], "unsold"
    outcomes = [outcome]
    if chance.random() < 0.35:
        outcomes += [chance.choice((outcome, outcome, "silent", "disputed", *CAST))]
    units = []
    for place, wanted in enumerate(outcomes):
        said = "silent" if wanted == "disputed" and len(owners) == 1 else wanted
        if status != "sold":
            status = chance.choice(("unsold", "undelivered"))
        entry = _entry(chance, f"{head}-{number + place}", owners, status, said)
        units.append(Unit(entry, _ballots(chance, entry, said, policy), said))
    return units


def _entry(chance: random.Random, code: str, owners: list[str], status: str, outcome: str) -> dict:
    speaker = None
    if outcome != "disputed" and chance.random() < 0.3:
        speaker = chance.choice((owners[-1], "guardian"))
    return {
        "unit": code,
        "area_m2": f"{chance.choice((100, 100, 100, 80, 60))}.00",
        "owners": chance.sample(owners, len(owners)),
        "status": status,
        "delivered": chance.random() < 0.7,
        "representative": speaker,
    }


def _ballots(chance: random.Random, entry: dict, outcome: str, policy: dict) -> list[dict]:
    """Ballots that come to this outcome, with some that are set aside; what is set aside may be frozen."""
    voters = list(entry["owners"])
    if entry["status"] == "sold" and entry["representative"]:
        voters = [entry["representative"]]
    ballots = [_ballot(chance, entry, "no", "stranger")] if chance.random() < 0.1 else []
    others = [owner for owner in entry["owners"] if owner not in voters]
    if others and chance.random() < 0.5:
        ballots.append(_ballot(chance, entry, "yes", others[0]))
    for ballot in ballots:
        ballot["frozen"] = chance.random() < 0.3
    if outcome == "disputed" and chance.random() < 0.4:
        return [*ballots, _ballot(chance, entry, chance.choice(CAST), voters[0]) | {"frozen": True}]
    if outcome == "disputed":
        said = chance.sample(CAST, 2)
        return ballots + [
            _ballot(chance, entry, choice, by) for choice, by in zip(said, voters, strict=False)
        ]
    if outcome == "silent":
        return ballots
    for by in voters[: chance.randint(1, len(voters))]:
        choice = "unclear" if outcome == "abstain" and policy["unclear"] == "abstain" else outcome
        again = 2 if policy["repeat"] != "refuse" and chance.random() < 0.15 else 1
        ballots += [_ballot(chance, entry, choice, by) for _ in range(again)]
    return ballots


def _ballot(chance: random.Random, entry: dict, choice: str, by: str) -> dict:
    ballot = {
        "unit": entry["unit"],
        "choice": choice,
        "channel": chance.choice(("web", "paper")),
        "at": f"2026-07-{chance.randint(10, 24)}T{chance.randint(8, 20):02d}:00:00+08:00",
        "by": by,
    }
    if chance.random() < 0.15:
        ballot |= {"by": "x9", "proxy_for": by}
    return ballot


def _put_on_the_boundary(chance: random.Random, units: list[Unit], share: tuple[int, int]) -> None:
    """Change the area of one yes unit so that the approval, and of one silent unit so that the quorum, is
    met exactly or missed or exceeded by the least that areas in 0.01 m² allow; or make yes and no equal.
    """
    dm2 = {unit.entry["unit"]: int(unit.entry["area_m2"][:-3]) * 100 for unit in units}
    area = {
        outcome: sum(dm2[unit.entry["unit"]] for unit in units if unit.outcome == outcome) for outcome in CAST
    }
    part = sum(area.values())
    wanted = chance.choice(BESIDE)
    more_yes = wanted - (share[1] * area["yes"] - share[0] * part) // (share[1] - share[0])
    if chance.random() < 0.2:
        more_yes = wanted + area["no"] - area["yes"]
    _change(units, "yes", dm2, more_yes)
    beside = 3 * (part + more_yes) - 2 * sum(dm2.values())
    _change(units, "silent", dm2, beside // 2 + chance.choice(BESIDE))
    for unit in units:
        size = dm2[unit.entry["unit"]]
        unit.entry["area_m2"] = f"{size // 100}.{size % 100:02d}"


def _change(units: list[Unit], outcome: str, dm2: dict[str, int], by: int) -> None:
    """Where a unit of this outcome can bear the change."""
    for unit in units:
        code = unit.entry["unit"]
        if unit.outcome == outcome and dm2[code] + by > 0:
            dm2[code] += by
            return
