"""Cases of kind `action`: the rule that each names, tried for real."""

from collections.abc import Callable
from typing import Any

from linmeng_core.conduct import assembly, ballots, committee, fund
from linmeng_core.law.cases import acts
from linmeng_core.law.cases.reading import Case
from linmeng_core.law.load import installed_law
from linmeng_core.law.rules import Rules
from linmeng_core.measures import yuan

Result = dict[str, Any]


def run_act(case: Case, act: acts.Act) -> Result:
    """The result of the rule that the case asks about, at its place and on its day."""
    return RUNNERS[act.ask](case, act.given)


def _rules(case: Case, subject: str) -> Rules:
    return installed_law().rules(case.place, case.day, subject)


def _proxies(case: Case, given: acts.ProxiesGiven) -> Result:
    mandates = [
        assembly.Mandate(m.agent, m.principal, m.written, m.property_staff, m.wrote, m.cast)
        for m in given.mandates
    ]
    refused = assembly.refused_mandates(
        mandates, rules=_rules(case, "assembly"), limit=given.limit, staff_refused=given.staff_refused
    )
    return {"refused": [{"mandate": entry.mandate, "reason": entry.reason} for entry in refused]}


def _agenda(case: Case, given: acts.AgendaGiven) -> Result:
    rules = _rules(case, "assembly")
    refused = assembly.unposted_topics(posted=given.posted, put=given.put, rules=rules)
    return {"refused": list(refused), "article": rules.source("meeting.unposted_topics_refused").article}


def _freeze(case: Case, given: acts.FreezeGiven) -> Result:
    path = fund.emergency_path(kind=given.emergency, has_paper=True, rules=_rules(case, "fund"))
    found = committee.frozen(
        matter=given.matter,
        on=case.day,
        group_formed=given.group_formed,
        elected=given.elected,
        emergency=path.open,
        rules=_rules(case, "committee"),
    )
    return {
        "frozen": found.frozen,
        "article": found.source.article if found.source else "",
        "emergency_open": path.open,
        "_lines": found.lines,
    }


def _lift(case: Case, given: acts.LiftGiven) -> Result:
    found = assembly.lift_outcome(
        building=_tallied(given.building),
        compound=_tallied(given.compound) if given.compound else None,
        takes_common_ground=given.takes_common_ground,
        pack=installed_law().pack(case.place, case.day),
        rules=_rules(case, "assembly"),
    )
    result: Result = {"building": found.building, "may_build": found.may_build, "_lines": found.lines}
    return result if found.compound is None else {**result, "compound": found.compound}


def _tallied(turn: acts.Turn) -> assembly.Tallied:
    return assembly.Tallied(turn.total, turn.participating, turn.yes)


def _policy(_case: Case, given: acts.PolicyGiven) -> Result:
    same = ballots.policy_fingerprint(given.frozen) == ballots.policy_fingerprint(given.now)
    return {
        "changed": list(ballots.changed_policies(frozen=given.frozen, now=given.now)),
        "same_fingerprint": same,
    }


def _recount(_case: Case, given: acts.RecountGiven) -> Result:
    found = ballots.differences(first=given.first, second=given.second)
    return {
        "first": len(given.first),
        "second": len(given.second),
        "differences": [
            {"ballot": entry.ballot, "first": entry.first, "second": entry.second} for entry in found
        ],
    }


def _transfer(case: Case, given: acts.TransferGiven) -> Result:
    found = ballots.entitled_owner(
        former=given.former,
        buyer=given.buyer,
        noticed=given.noticed,
        registered=given.registered,
        cast_on=given.cast_on,
        owner_at=given.owner_at or _rules(case, "assembly").choice("vote.owner_at"),
    )
    return {"owner": found.owner, "refused": found.refused}


def _income(case: Case, given: acts.IncomeGiven) -> Result:
    found = fund.to_fund(net_fen=given.net_fen, moved_fen=given.moved_fen, rules=_rules(case, "income"))
    return {"enough": found.enough, "least": yuan(found.least_fen), "_lines": found.lines}


def _emergency(case: Case, given: acts.EmergencyGiven) -> Result:
    found = fund.emergency_path(kind=given.kind, has_paper=given.paper, rules=_rules(case, "fund"))
    return {"open": found.open, "listed": found.listed, "paper": found.paper}


def _candidate(case: Case, given: acts.CandidateGiven) -> Result:
    found = committee.may_stand(found=given.found, pledged=given.pledged, rules=_rules(case, "committee"))
    return {
        "fit": found.fit,
        "against": [item.code for item in found.against],
        "pledge_missing": found.pledge_missing,
    }


def _setting(case: Case, given: acts.SettingGiven) -> Result:
    value = _rules(case, given.subject).value(given.key)
    return {
        "value": value.written,
        "article": value.source.article,
        "stands_in": value.source.stands_in.id,
        "verified": value.source.verified,
    }


RUNNERS: dict[str, Callable[[Case, Any], Result]] = {
    "proxies": _proxies,
    "agenda": _agenda,
    "freeze": _freeze,
    "lift": _lift,
    "policy": _policy,
    "recount": _recount,
    "transfer": _transfer,
    "income": _income,
    "emergency": _emergency,
    "candidate": _candidate,
    "setting": _setting,
}
