"""Who keeps which part of a compound's profile; rules of procedure and committee terms over time."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance import actions
from linmeng.alliance.models import CommitteeTerm, RulesOfProcedure
from linmeng.alliance.queries import (
    committee_state,
    committee_states,
    leads_text,
    property_company_of,
    rules_on,
    rules_sentences,
    share_levels,
)
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from tests.cast import CAST, Cast

OFFICERS = {"wang", "he", "sun"}


def _facility(cast: Cast, who: str) -> object:
    return actions.add_facility(
        cast.actor(who), compound_id=cast.compound.id, kind="garage", name="立体车库", condition="bad", risk=5
    )


def _strength(cast: Cast, who: str) -> object:
    return actions.add_strength(cast.actor(who), compound_id=cast.compound.id, kind="tool", title="大锯")


def _rules(cast: Cast, who: str) -> object:
    return actions.adopt_rules_of_procedure(
        cast.actor(who), compound_id=cast.compound.id, valid_from=date(2026, 8, 1)
    )


def _share(cast: Cast, who: str) -> object:
    return actions.set_share_switch(
        cast.actor(who), compound_id=cast.compound.id, subject="votes", level="nothing"
    )


def _state(cast: Cast, who: str) -> object:
    return actions.set_committee_state(
        cast.actor(who), body_id=cast.bodies["committee"].id, state="in_reelection", on=date(2026, 7, 1)
    )


def _compound(cast: Cast, who: str) -> object:
    return actions.add_compound(cast.actor(who), code="xx", name="新苑", address="新路1号")


VERBS: dict[str, tuple[Callable[[Cast, str], object], set[str]]] = {
    "add_facility": (_facility, OFFICERS | {"wu"}),
    "add_strength": (_strength, OFFICERS | {"wu"}),
    "adopt_rules": (_rules, OFFICERS),
    "set_share_switch": (_share, {"wang", "he"}),
    "set_committee_state": (_state, {"sun"}),
    "add_compound": (_compound, {"sun", "feng"}),
}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("verb", VERBS)
def test_verb_by_each_of_the_cast(cast: Cast, verb: str, who: str) -> None:
    act, allowed = VERBS[verb]
    if who in allowed:
        assert act(cast, who) is not None
    else:
        with pytest.raises(NotAllowed):
            act(cast, who)


def test_rules_close_the_earlier_ones_and_need_a_code(cast: Cast) -> None:
    with pytest.raises(NeedsSecondFactor):
        actions.adopt_rules_of_procedure(
            cast.actor("wang", second_factor=False), compound_id=cast.compound.id, valid_from=date(2026, 8, 1)
        )
    _rules(cast, "wang")
    found = RulesOfProcedure.objects.filter(compound=cast.compound).order_by("valid_from")
    assert list(found.values_list("valid_from", "valid_to", "web_ballots")) == [
        (date(2024, 1, 1), date(2026, 8, 1), True),
        (date(2026, 8, 1), None, False),
    ]
    assert rules_on(cast.compound.id, date(2026, 7, 31)).web_ballots
    assert not rules_on(cast.compound.id, date(2026, 8, 1)).web_ballots
    with pytest.raises(ValidationError):
        _rules(cast, "wang")


def test_compound_without_rules_has_the_careful_defaults(cast: Cast) -> None:
    rules = rules_on(cast.next_door.id, date(2026, 7, 5))
    assert (rules.web_ballots, rules.silence_clause, rules.unclear, rules.repeat) == (
        False,
        False,
        "abstain",
        "first",
    )
    assert len(rules_sentences(rules)) == 5


def test_share_switch_defaults_to_counts(cast: Cast) -> None:
    _share(cast, "wang")
    assert share_levels([cast.compound.id]) == {
        (cast.compound.id, "matters"): "counts",
        (cast.compound.id, "projects"): "counts",
        (cast.compound.id, "votes"): "nothing",
        (cast.compound.id, "facilities"): "counts",
    }


def test_committee_states_say_vacant_where_no_committee_was_ever_formed(cast: Cast) -> None:
    found = committee_states([cast.compound.id, cast.next_door.id])
    assert (found[cast.compound.id].state, found[cast.compound.id].term) == ("in_office", 2)
    assert (found[cast.next_door.id].state, found[cast.next_door.id].body_id) == ("vacant", None)


STEPS = [
    ("in_office", "in_reelection", True),
    ("in_office", "vacant", True),
    ("in_office", "acting", True),
    ("vacant", "acting", True),
    ("vacant", "in_office", False),
    ("vacant", "in_reelection", False),
    ("acting", "in_office", False),
    ("acting", "vacant", True),
    ("in_reelection", "in_office", True),
    ("in_reelection", "ended", True),
]


@pytest.mark.parametrize(("before", "after", "allowed"), STEPS)
def test_committee_steps(cast: Cast, before: str, after: str, allowed: bool) -> None:
    body = cast.bodies["committee"]
    CommitteeTerm.objects.filter(body=body).update(state=before)
    if allowed:
        actions.set_committee_state(cast.actor("sun"), body_id=body.id, state=after, on=date(2026, 7, 1))
        assert CommitteeTerm.objects.get(body=body).state == after
    else:
        with pytest.raises(WrongState):
            actions.set_committee_state(cast.actor("sun"), body_id=body.id, state=after, on=date(2026, 7, 1))


def _term(cast: Cast, **changed: object) -> CommitteeTerm:
    given: dict[str, object] = {
        "body_id": cast.bodies["committee"].id,
        "number": 3,
        "members": 5,
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2031, 7, 1),
        "filing": "备2026-7",
    }
    return actions.begin_term(cast.actor("sun"), **(given | changed))  # type: ignore[arg-type]


def test_new_term_ends_the_one_before(cast: Cast) -> None:
    _term(cast)
    found = CommitteeTerm.objects.filter(body=cast.bodies["committee"]).order_by("number")
    assert list(found.values_list("number", "state", "ends_on")) == [
        (2, "ended", date(2026, 7, 1)),
        (3, "in_office", date(2031, 7, 1)),
    ]
    assert committee_state(cast.compound.id).term == 3


@pytest.mark.parametrize(
    "changed", [{"members": 4}, {"members": 1}, {"ends_on": date(2031, 7, 2)}, {"ends_on": date(2026, 7, 1)}]
)
def test_term_against_the_law_is_refused(cast: Cast, changed: dict[str, object]) -> None:
    with pytest.raises(AgainstTheLaw):
        _term(cast, **changed)


def test_term_without_filing_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        _term(cast, filing=" ")


def test_second_company_waits_for_the_first_to_end(cast: Cast) -> None:
    sun, company = cast.actor("sun"), cast.bodies["company"]
    with pytest.raises(WrongState):
        actions.start_service(
            sun, company_id=company.id, compound_id=cast.compound.id, valid_from=date(2026, 8, 1)
        )
    actions.end_service(sun, compound_id=cast.compound.id, on=date(2026, 8, 1))
    other = actions.add_body(sun, kind="property_company", name="暖阳物业")
    actions.start_service(sun, company_id=other.id, compound_id=cast.compound.id, valid_from=date(2026, 8, 1))
    assert property_company_of(cast.compound.id, date(2026, 7, 31)) == company
    assert property_company_of(cast.compound.id, date(2026, 8, 1)) == other


def test_party_organisation_leads_in_words(cast: Cast) -> None:
    assert "东镇居民区党总支" in leads_text()
