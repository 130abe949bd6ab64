"""A second count of elections, written from docs/formats/elect.md alone: naive, quadratic, fractions throughout.

It shares no code and no structure with `linmeng_core`; of the slow count of votes it uses what the two
formats have in common. It takes ELECTION.json as plain values and gives the result as plain values,
without `rule` and `lines`.
"""

from fractions import Fraction

from tests.core.slow_twin import (
    THREE_QUARTERS,
    drop,
    frozen,
    head,
    measure,
    of_representatives,
    square_metres,
    with_persons,
    without_repeats,
)

AGAINST = "against all"
"""Stands beside the names in what a unit said; no candidate of a test is called so."""


def recount_election(election: dict) -> dict:
    """The whole result, once more."""
    refused: dict[int, str] = {}
    ballots = drop(election, with_persons(election), refused)
    ballots = read_out(election, ballots, refused)
    ballots = without_repeats(election, ballots, refused)
    ballots = of_representatives(election, ballots, refused)
    cast, disputed = {}, []
    for entry in election["roll"]:
        standing = [ballot for ballot in ballots if ballot["unit"] == entry["unit"]]
        words = [ballot["words"] for ballot in standing]
        if words and all(said == words[0] for said in words) and not frozen(standing):
            cast[entry["unit"]] = words[0]
        elif words:
            disputed.append(entry["unit"])
    result = count_cast(election, cast)
    result["disputed"] = waiting(election, cast, disputed)
    result["if_disputed"] = settled(election, cast, disputed, result)
    result["refused"] = [{"ballot": n, "reason": refused[n]} for n in sorted(refused)]
    return result


def read_out(election: dict, ballots: list[dict], refused: dict[int, str]) -> list[dict]:
    """(2): each ballot with the set of words it says."""
    kept = []
    for ballot in ballots:
        words = set(ballot["choices"])
        valid = len(ballot["choices"]) <= election["seats"]
        if ballot.get("against_all"):
            words = {AGAINST} | words
        if ballot.get("unclear") or (AGAINST in words and len(words) > 1):
            valid = valid and election["policy"]["unclear"] == "abstain"
            words = set()
        if valid:
            kept.append(dict(ballot, words=words))
        else:
            refused[ballot["n"]] = "unclear"
    return kept


def waiting(election: dict, cast: dict, disputed: list[str]) -> dict:
    units = [entry for entry in election["roll"] if entry["unit"] in disputed]
    voted = {head(entry) for entry in election["roll"] if entry["unit"] in cast}
    return measure(square_metres(units), len({head(entry) for entry in units} - voted))


def settled(election: dict, cast: dict, disputed: list[str], main: dict) -> dict:
    """Every disputed unit for one candidate alone; for all the others; left out."""
    names = election["candidates"]
    absent = [name for name in names if name in main["elected"]]
    if not disputed:
        return {"yes": absent, "no": absent, "absent": absent, "matters": False}
    partial = election.get("lot") is not None and set(election["lot"]) != set(names)
    drawn = dict(election, lot=None) if partial else election
    yes, no, quorums = [], [], [main["quorum"]["met"]]
    for name in names:
        alone = count_cast(drawn, cast | {unit: {name} for unit in disputed})
        rivals = count_cast(drawn, cast | {unit: set(names) - {name} for unit in disputed})
        quorums += [alone["quorum"]["met"], rivals["quorum"]["met"]]
        if name in alone["elected"] or (partial and name in alone["tied"]):
            yes.append(name)
        if name in rivals["elected"]:
            no.append(name)
    matters = yes != no or no != absent or len(set(quorums)) == 2
    return {"yes": yes, "no": no, "absent": absent, "matters": matters}


def count_cast(election: dict, cast: dict) -> dict:
    """(6) and what follows for given words of units."""
    roll = election["roll"]
    voted = [entry for entry in roll if entry["unit"] in cast]
    words_of = {
        person: [cast[entry["unit"]] for entry in voted if head(entry) == person]
        for person in {head(entry) for entry in voted}
    }
    kinds = {
        "named": lambda words: bool(words - {AGAINST}),
        "against_all": lambda words: words == {AGAINST},
        "abstain": lambda words: words == set(),
    }
    alike = {person: all(words == said[0] for words in said) for person, said in words_of.items()}
    cells = {
        kind: measure(
            square_metres([entry for entry in voted if is_kind(cast[entry["unit"]])]),
            len([person for person, said in words_of.items() if alike[person] and is_kind(said[0])]),
        )
        for kind, is_kind in kinds.items()
    }
    split = [person for person in words_of if not alike[person]]
    whole = (square_metres(voted), len(words_of))
    total = (square_metres(roll), len({head(entry) for entry in roll}))
    quorum = [whole[side] / Fraction(total[side]) >= Fraction(2, 3) for side in (0, 1)]
    support = {
        candidate: (
            square_metres([entry for entry in voted if candidate in cast[entry["unit"]]]),
            len([person for person, said in words_of.items() if all(candidate in words for words in said)]),
        )
        for candidate in election["candidates"]
    }
    over = {
        candidate: [bool(voted) and enough(election, Fraction(part[side]) / whole[side]) for side in (0, 1)]
        for candidate, part in support.items()
    }
    return {
        "total": measure(*total),
        "participating": measure(*whole),
        **cells,
        "split": measure(square_metres([entry for entry in voted if head(entry) in split]), len(split)),
        "quorum": {"area": quorum[0], "heads": quorum[1], "met": all(quorum)},
        "candidates": [
            {
                "candidate": candidate,
                **measure(*support[candidate]),
                "approval": {"area": over[candidate][0], "heads": over[candidate][1]},
            }
            for candidate in election["candidates"]
        ],
        **seats(election, support, [name for name, sides in over.items() if all(sides)], all(quorum)),
    }


def enough(election: dict, share: Fraction) -> bool:
    return share >= Fraction(3, 4) if election["matter"] in THREE_QUARTERS else share > Fraction(1, 2)


def seats(election: dict, support: dict, approved: list[str], quorum: bool) -> dict:
    """One seat after the other goes to whoever is ahead; equals share what is left or wait for the lot."""
    if not quorum:
        return {"elected": [], "tied": [], "outcome": "no_quorum"}
    elected: list[str] = []
    left = list(approved)
    while left and len(elected) < election["seats"]:
        ahead = max((support[name][1], support[name][0]) for name in left)
        equals = [name for name in left if (support[name][1], support[name][0]) == ahead]
        free = election["seats"] - len(elected)
        if len(equals) > free:
            lot = election.get("lot") or []
            if any(name not in lot for name in equals):
                return {"elected": elected, "tied": equals, "outcome": "lot_needed"}
            elected += [name for name in lot if name in equals][:free]
            return {"elected": elected, "tied": equals, "outcome": "complete"}
        elected += equals
        left = [name for name in left if name not in equals]
    enough_of_them = len(elected) >= election["minimum"]
    return {"elected": elected, "tied": [], "outcome": "complete" if enough_of_them else "by_election"}
