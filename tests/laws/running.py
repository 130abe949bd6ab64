"""A worked case through the core: what comes out, as plain values, for every kind of case."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from linmeng_core.conduct.assembly import petition
from linmeng_core.conduct.committee import after_loss, decide, removal_proposed, size_allowed
from linmeng_core.conduct.fund import refill
from linmeng_core.election import Election, ElectionBallot, count_election
from linmeng_core.formats.election import elected_as_json
from linmeng_core.formats.sentences import spoken
from linmeng_core.formats.vote import result_as_json
from linmeng_core.law.cases.acts import Act
from linmeng_core.law.cases.bodies import CommitteeGiven, PetitionGiven
from linmeng_core.law.cases.days import ClockGiven
from linmeng_core.law.cases.elections import ElectionGiven
from linmeng_core.law.cases.fields import CAST_AT
from linmeng_core.law.cases.money import RefillGiven, ShareGiven
from linmeng_core.law.cases.reading import Case
from linmeng_core.law.cases.votes import VoteGiven
from linmeng_core.law.clocks import dues
from linmeng_core.law.load import holidays, installed_law, pack_in_force
from linmeng_core.law.packs import NoticeRule
from linmeng_core.law.rules import Rules
from linmeng_core.measures import area_m2, yuan
from linmeng_core.share import Sharer, share
from linmeng_core.tally.law_cases import vote_of
from linmeng_core.tally.owners_vote import count
from linmeng_core.tally.votes import Policy, RollUnit
from tests.laws.running_acts import run_act

HOME = "house"


def run(case: Case) -> dict[str, Any]:
    """The result of a case; every kind of case runs through the core itself."""
    found = RUNNERS[case.kind](case, case.given)
    lines = found.pop("_lines", ())
    assert len(spoken(lines, "zh")) == len(spoken(lines, "en")) == len(lines)
    return found


def _tally(case: Case, given: VoteGiven) -> dict[str, Any]:
    pack = pack_in_force(case.place, case.day)
    return result_as_json(count(vote_of(given, pack), pack), "zh")


def _elect(case: Case, given: ElectionGiven) -> dict[str, Any]:
    pack = pack_in_force(case.place, case.day)
    usual = {name: chosen.value for name, chosen in pack.policies.items()}
    election = Election(
        matter="elect_committee",
        seats=given.seats,
        minimum=given.minimum,
        candidates=given.candidates,
        roll=tuple(
            RollUnit(code, doors.area_dm2, doors.owners_of(code), doors.status, True)
            for doors in given.doors
            for code in doors.codes()
        ),
        ballots=tuple(_election_ballots(given)),
        policy=Policy(**{**usual, **given.policy}),
        closes_at=given.closes_at,
        lot=given.lot,
    )
    return elected_as_json(count_election(election, pack), "zh")


def _election_ballots(given: ElectionGiven) -> list[ElectionBallot]:
    ballots = []
    for doors in given.doors:
        for code in doors.codes() if doors.mark else ():
            mark = doors.mark
            assert mark is not None
            ballots.append(
                ElectionBallot(
                    code,
                    mark.choices,
                    "paper",
                    CAST_AT,
                    doors.owners_of(code)[0],
                    None,
                    mark.against_all,
                    mark.unclear,
                )
            )
    for cast in given.ballots:
        mark = cast.mark
        ballots.append(
            ElectionBallot(
                cast.unit,
                mark.choices,
                cast.channel,
                cast.at,
                cast.by,
                cast.proxy_for,
                mark.against_all,
                mark.unclear,
            )
        )
    return ballots


def _clock(case: Case, given: ClockGiven) -> dict[str, Any]:
    law = installed_law()

    def rules_of(subject: str) -> Rules:
        rules = law.rules(case.place, case.day, subject)
        return (
            rules
            if given.whole_days_must_pass is None
            else _read_otherwise(rules, given.whole_days_must_pass)
        )

    found = dues(kind=given.event, at=given.at, rules_of=rules_of, holidays=holidays())
    result: dict[str, Any] = {due.what: due.due for due in found}
    result["provisional"] = [due.what for due in found if due.provisional]
    result["articles"] = {due.what: due.source.article for due in found}
    result["_lines"] = [entry for due in found for entry in due.lines]
    return result


def _read_otherwise(rules: Rules, whole: bool) -> Rules:
    """The same law under the other convention of notice."""
    values = {
        key: replace(value, content=replace(value.content, whole_days_must_pass=whole))
        if isinstance(value.content, NoticeRule)
        else value
        for key, value in rules.values.items()
    }
    return replace(rules, values=values)


def _share(case: Case, given: ShareGiven) -> dict[str, Any]:
    rules = installed_law().rules(case.place, case.day, "fund")
    assert rules.choice("share.basis") == "area"
    units = [Sharer(code, area) for code, area in given.units]
    shares = share(amount_fen=given.amount_fen, units=units)
    amounts = [yuan(amount) for amount in shares.amounts_fen]
    return {"shares": amounts, "sum": yuan(sum(shares.amounts_fen)), "_lines": shares.lines}


def _refill(case: Case, given: RefillGiven) -> dict[str, Any]:
    rules = installed_law().rules(case.place, case.day, "fund")
    found = refill(first_fen=given.first_fen, balance_fen=given.balance_fen, rules=rules)
    return {
        "short": found.short,
        "line": yuan(found.line_fen),
        "target": yuan(found.target_fen),
        "top_up": yuan(found.top_up_fen),
        "_lines": found.lines,
    }


def _petition(case: Case, given: PetitionGiven) -> dict[str, Any]:
    rules = installed_law().rules(case.place, case.day, "assembly")
    found = petition(total=given.total, signed=given.signed, rules=rules)
    return {
        "area": found.area,
        "heads": found.heads,
        "met": found.met,
        "missing": {"area_m2": area_m2(found.missing.area_dm2), "heads": found.missing.heads},
        "_lines": found.lines,
    }


def _committee(case: Case, given: CommitteeGiven) -> dict[str, Any]:
    subject = "charter" if given.ask == "charter" else "committee"
    rules = installed_law().rules(HOME if given.ask == "charter" else case.place, case.day, subject)
    return COMMITTEE[given.ask](given, rules)


def _decision(given: CommitteeGiven, rules: Rules) -> dict[str, Any]:
    prefix = "adoption" if given.ask == "charter" else "meeting"
    found = decide(
        members=given.members,
        present=given.present,
        agreed=given.agreed,
        by_proxy=given.by_proxy,
        rules=rules,
        prefix=prefix,
    )
    return {"quorum": found.quorum, "passed": found.passed, "_lines": found.lines}


def _size(given: CommitteeGiven, rules: Rules) -> dict[str, Any]:
    found = size_allowed(size=given.size, rules=rules, gfa_dm2=given.gfa_dm2, households=given.households)
    return {"least": found.least, "most": found.most, "allowed": found.allowed, "_lines": found.lines}


def _loss(given: CommitteeGiven, rules: Rules) -> dict[str, Any]:
    found = after_loss(size=given.size, left=given.left, rules=rules)
    return {"follows": found.follows, "substitutes": found.substitutes, "_lines": found.lines}


def _removal(given: CommitteeGiven, rules: Rules) -> dict[str, Any]:
    return {"proposed": removal_proposed(members=given.members, agreed=given.agreed, rules=rules)}


COMMITTEE: dict[str, Callable[[CommitteeGiven, Rules], dict[str, Any]]] = {
    "decision": _decision,
    "charter": _decision,
    "size": _size,
    "loss": _loss,
    "removal": _removal,
}


def _action(case: Case, given: Act) -> dict[str, Any]:
    return run_act(case, given)


RUNNERS: dict[str, Callable[[Case, Any], dict[str, Any]]] = {
    "tally": _tally,
    "elect": _elect,
    "clock": _clock,
    "share": _share,
    "refill": _refill,
    "petition": _petition,
    "committee": _committee,
    "action": _action,
}
