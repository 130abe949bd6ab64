"""A second count, written from docs/formats/tally.md alone: naive, quadratic, fractions throughout.

It shares no code and no structure with `linmeng_core`. It takes VOTE.json as plain values and gives
the result as plain values, without `rule` and `lines`.
"""

from datetime import datetime
from fractions import Fraction

THREE_QUARTERS = ("raise_fund", "rebuild", "common_use")


def recount(vote: dict) -> dict:
    """The whole result, once more."""
    refused = {}
    ballots = drop(vote, with_persons(vote), refused)
    ballots, only_invalid = clear(vote, ballots, refused)
    ballots = without_repeats(vote, ballots, refused)
    ballots = of_representatives(vote, ballots, refused)
    cast, disputed = {}, []
    for entry in vote["roll"]:
        standing = [b for b in ballots if b["unit"] == entry["unit"]]
        choices = [b["choice"] for b in standing]
        if choices and all(choice == choices[0] for choice in choices) and not frozen(standing):
            cast[entry["unit"]] = choices[0]
        elif choices:
            disputed.append(entry["unit"])
    silent = [
        entry
        for entry in vote["roll"]
        if entry["unit"] not in cast
        and entry["unit"] not in disputed
        and entry["unit"] not in only_invalid
        and entry["delivered"]
    ]
    on = vote["policy"]["silence"] == "follow_majority"
    result = scenario(vote, cast, disputed, silent if on else [])
    if on:
        result["without_silence"] = scenario(vote, cast, disputed, [])
    result["refused"] = [{"ballot": n, "reason": refused[n]} for n in sorted(refused)]
    return result


def with_persons(vote: dict) -> list[dict]:
    ballots = []
    for n, ballot in enumerate(vote["ballots"]):
        person = ballot["by"]
        if ballot.get("proxy_for") is not None:
            person = ballot["proxy_for"]
        ballots.append(dict(ballot, n=n, person=person, instant=datetime.fromisoformat(ballot["at"])))
    return ballots


def drop(vote: dict, ballots: list[dict], refused: dict) -> list[dict]:
    """(1)"""
    kept = []
    for ballot in ballots:
        reason = first_refusal(vote, ballot)
        if reason:
            refused[ballot["n"]] = reason
        else:
            kept.append(ballot)
    return kept


def clear(vote: dict, ballots: list[dict], refused: dict) -> tuple[list[dict], list[str]]:
    """(2), and the units with only invalid ballots."""
    kept, invalid = [], []
    for ballot in ballots:
        if ballot["choice"] != "unclear":
            kept.append(ballot)
        elif vote["policy"]["unclear"] == "abstain":
            kept.append(dict(ballot, choice="abstain"))
        else:
            refused[ballot["n"]] = "unclear"
            invalid.append(ballot["unit"])
    return kept, [unit for unit in invalid if not any(b["unit"] == unit for b in kept)]


def without_repeats(vote: dict, ballots: list[dict], refused: dict) -> list[dict]:
    """(3)"""
    kept = []
    for ballot in ballots:
        series = [b for b in ballots if b["unit"] == ballot["unit"] and b["person"] == ballot["person"]]
        if stands(ballot, series, vote["policy"]["repeat"]):
            kept.append(ballot)
        else:
            refused[ballot["n"]] = "repeat"
    return kept


def of_representatives(vote: dict, ballots: list[dict], refused: dict) -> list[dict]:
    """(4), first half"""
    kept = []
    for ballot in ballots:
        entry = unit_of(vote, ballot["unit"])
        named = entry.get("representative") if entry["status"] == "sold" else None
        if named is None or named == ballot["person"]:
            kept.append(ballot)
        else:
            refused[ballot["n"]] = "not_representative"
    return kept


def frozen(ballots: list[dict]) -> bool:
    return any(ballot.get("frozen") is True for ballot in ballots)


def unit_of(vote: dict, unit: str) -> dict | None:
    for entry in vote["roll"]:
        if entry["unit"] == unit:
            return entry
    return None


def first_refusal(vote: dict, ballot: dict) -> str | None:
    entry = unit_of(vote, ballot["unit"])
    if entry is None:
        return "unknown_unit"
    if vote.get("closes_at") and not ballot["instant"] < datetime.fromisoformat(vote["closes_at"]):
        return "late"
    may = list(entry["owners"])
    if entry["status"] == "sold" and entry.get("representative") is not None:
        may.append(entry["representative"])
    return None if ballot["person"] in may else "not_entitled"


def stands(ballot: dict, series: list[dict], repeat: str) -> bool:
    """Is this the one of its series that the policy keeps?"""
    if len(series) == 1:
        return True
    if repeat == "refuse":
        return False
    if repeat == "paper" and any(b["channel"] == "paper" for b in series):
        series = [b for b in series if b["channel"] == "paper"]
        if ballot not in series:
            return False
    if repeat == "last":
        return not any((b["instant"], b["n"]) > (ballot["instant"], ballot["n"]) for b in series)
    return not any((b["instant"], b["n"]) < (ballot["instant"], ballot["n"]) for b in series)


def head(entry: dict) -> str:
    if entry["status"] in ("unsold", "undelivered"):
        return "the developer"
    return "owners " + repr(sorted(entry["owners"]))


def square_metres(entries: list[dict]) -> Fraction:
    return sum((Fraction(entry["area_m2"]) for entry in entries), Fraction(0))


def measure(area: Fraction, heads: int) -> dict:
    hundredths = area * 100
    assert hundredths.denominator == 1
    digits = str(hundredths.numerator).rjust(3, "0")
    return {"area_m2": digits[:-2] + "." + digits[-2:], "heads": heads}


def scenario(vote: dict, cast: dict, disputed: list[str], silent: list[dict]) -> dict:
    main = cells(vote, cast, silent)
    as_yes = cells(vote, {**cast, **dict.fromkeys(disputed, "yes")}, silent)
    as_no = cells(vote, {**cast, **dict.fromkeys(disputed, "no")}, silent)
    verdicts = [as_yes["passed"], as_no["passed"], main["passed"]]
    waiting = [
        entry
        for entry in vote["roll"]
        if entry["unit"] in disputed
        and not any(other["unit"] in cast and head(other) == head(entry) for other in vote["roll"])
    ]
    main["disputed"] = measure(
        square_metres([entry for entry in vote["roll"] if entry["unit"] in disputed]),
        len({head(entry) for entry in waiting}),
    )
    main["if_disputed"] = {
        "yes": verdicts[0],
        "no": verdicts[1],
        "absent": verdicts[2],
        "matters": not (verdicts[0] == verdicts[1] == verdicts[2]),
    }
    return main


def cells(vote: dict, cast: dict, silent: list[dict]) -> dict:
    """(6) to (8) for given choices of units."""
    roll = vote["roll"]
    person_of = {entry["unit"]: head(entry) for entry in roll}
    area = {c: square_metres([e for e in roll if cast.get(e["unit"]) == c]) for c in ("yes", "no", "abstain")}
    heads = {"yes": set(), "no": set(), "abstain": set(), "split": set()}
    for person in set(person_of.values()):
        choices = {cast[e["unit"]] for e in roll if person_of[e["unit"]] == person and e["unit"] in cast}
        if len(choices) == 1:
            heads[next(iter(choices))].add(person)
        if len(choices) > 1:
            heads["split"].add(person)
    split_area = square_metres(
        [e for e in roll if e["unit"] in cast and person_of[e["unit"]] in heads["split"]]
    )

    leaders = []
    for cell in ("yes", "no", "abstain"):
        others = [other for other in ("yes", "no", "abstain") if other != cell]
        leads_area = all(area[cell] > area[other] for other in others)
        leads_heads = all(len(heads[cell]) > len(heads[other]) for other in others)
        if leads_area and leads_heads:
            leaders.append(cell)
    if leaders:
        already = heads["yes"] | heads["no"] | heads["abstain"] | heads["split"]
        area[leaders[0]] += square_metres(silent)
        heads[leaders[0]] = heads[leaders[0]] | {head(e) for e in silent if head(e) not in already}

    part_area = area["yes"] + area["no"] + area["abstain"]
    part_heads = sum(len(people) for people in heads.values())
    total_area, total_heads = square_metres(roll), len(set(person_of.values()))
    quorum_area = part_area / total_area >= Fraction(2, 3)
    quorum_heads = Fraction(part_heads, total_heads) >= Fraction(2, 3)
    yes_area = yes_heads = False
    if part_heads:
        yes_area = enough(vote["matter"], area["yes"] / part_area)
        yes_heads = enough(vote["matter"], Fraction(len(heads["yes"]), part_heads))
    met = quorum_area and quorum_heads
    return {
        "total": measure(total_area, total_heads),
        "participating": measure(part_area, part_heads),
        **{cell: measure(area[cell], len(heads[cell])) for cell in ("yes", "no", "abstain")},
        "split": measure(split_area, len(heads["split"])),
        "quorum": {"area": quorum_area, "heads": quorum_heads, "met": met},
        "approval": {"area": yes_area, "heads": yes_heads},
        "passed": met and yes_area and yes_heads,
    }


def enough(matter: str, share: Fraction) -> bool:
    return share >= Fraction(3, 4) if matter in THREE_QUARTERS else share > Fraction(1, 2)
