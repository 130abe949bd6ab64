"""Each verb of an election × each of the cast × each state; other compounds and another alliance too."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from linmeng.alliance.models import Compound
from linmeng.assembly import actions
from linmeng.assembly.actions import election as acts
from linmeng.assembly.models import Candidacy, Election
from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people.queries.actors import actor_for
from tests.cast import CAST, NOON, Cast
from tests.elections.world import (
    AFTER,
    CLOSES_ON,
    GROUP,
    OPENS_ON,
    UNITS,
    cleared,
    counted,
    name,
    opened,
    owners,
    sun,
)
from tests.outcomes import became

Verb = Callable[[Actor, Election, Candidacy], object]
STATES = ("preparing", "nominating", "checking", "posted", "voting", "counted", "elected", "filed", "ended")
MOMENTS: dict[str, datetime] = {"counted": AFTER, "elected": AFTER, "filed": AFTER, "ended": AFTER}
WINS = ["1+2+3"] * 4 + ["1+2+4"] * 3


def _standing(election: Election) -> list[Candidacy]:
    return list(election.candidacies.filter(state="qualified").order_by("id"))


def _looked_into_and_decided(actor: Actor, row: Candidacy) -> Candidacy:
    """A verdict follows a finding; those before were all decided."""
    acts.check_reason(actor, candidacy_id=row.id, key="unpaid_fee", bars=True, evidence="物业台账")
    return acts.decide_candidacy(actor, candidacy_id=row.id)


VERBS: dict[str, Verb] = {
    "form_group": lambda a, e, _c: acts.form_group(a, election_id=e.id, members=GROUP, formed_on=NOON.date()),
    "post_group": lambda a, e, _c: acts.post_group(a, election_id=e.id, days=7),
    "change_plan": lambda a, e, _c: acts.change_plan(a, election_id=e.id, seats=3, years=4),
    "record_step": lambda a, e, _c: acts.record_step(
        a, election_id=e.id, key="talks", done_on=NOON.date(), words="红色议事厅谈了"
    ),
    "open_nomination": lambda a, e, _c: acts.open_nomination(a, election_id=e.id),
    "close_nomination": lambda a, e, _c: acts.close_nomination(a, election_id=e.id),
    "reopen_nomination": lambda a, e, _c: acts.reopen_nomination(a, election_id=e.id, reason="人数不够"),
    "check_reason": lambda a, _e, c: acts.check_reason(
        a, candidacy_id=c.id, key="unpaid_fee", bars=False, evidence="物业台账"
    ),
    "decide_candidacy": lambda a, _e, c: _looked_into_and_decided(a, c),
    "draw_numbers": lambda a, e, _c: acts.draw_numbers(
        a, election_id=e.id, order=[row.id for row in _standing(e)], witnesses="三位业主"
    ),
    "post_candidates": lambda a, e, _c: acts.post_candidates(a, election_id=e.id, days=15),
    "take_posting_back": lambda a, e, _c: acts.take_posting_back(a, election_id=e.id, reason="异议成立"),
    "call_election": lambda a, e, _c: acts.call_election(a, election_id=e.id),
    "call_off_election": lambda a, e, _c: acts.call_off_election(a, election_id=e.id, reason="街道通知中止"),
    "draw_lot": lambda a, e, _c: acts.draw_lot(a, election_id=e.id, order=[3, 4], witnesses="五位业主"),
    "take_result": lambda a, e, _c: acts.take_result(a, election_id=e.id),
    "hold_first_meeting": lambda a, e, _c: acts.hold_first_meeting(
        a, election_id=e.id, held_on=AFTER.date(), director_id=_first(e), agreed=3
    ),
}
WHEN: dict[str, set[str]] = {
    "form_group": {"preparing", "nominating", "checking"},
    "post_group": {"nominating", "checking"},
    "change_plan": {"preparing", "nominating", "checking"},
    "record_step": set(STATES) - {"filed", "ended"},
    "open_nomination": set(),
    "close_nomination": {"nominating"},
    "reopen_nomination": {"checking"},
    "check_reason": {"nominating", "checking"},
    "decide_candidacy": {"checking"},
    "draw_numbers": {"checking"},
    "post_candidates": {"checking"},
    "take_posting_back": {"posted"},
    "call_election": {"posted"},
    "call_off_election": {"preparing", "nominating", "checking", "posted"},
    "draw_lot": set(),
    "take_result": {"counted"},
    "hold_first_meeting": {"elected"},
}
NEEDS_KEY = {"post_group", "post_candidates", "take_posting_back", "draw_lot"}


def _first(election: Election) -> int:
    found = election.candidacies.filter(state="elected").order_by("rank").first()
    return found.id if found is not None else 0


def checking(cast: Cast, election: Election) -> None:
    """Everybody decided, the list with the street, the numbers drawn: all that the board asks for."""
    rows = list(election.candidacies.order_by("id"))
    acts.close_nomination(sun(cast), election_id=election.id)
    for row in rows:
        cleared(cast, row)
        acts.decide_candidacy(sun(cast), candidacy_id=row.id)
    acts.record_step(
        sun(cast), election_id=election.id, key="street_report", done_on=NOON.date(), words="名单报街道"
    )
    acts.draw_numbers(
        sun(cast), election_id=election.id, order=[row.id for row in rows], witnesses="三位业主"
    )


def to_vote(cast: Cast, election: Election) -> None:
    vote = acts.call_election(sun(cast), election_id=election.id)
    actions.give_notice(sun(cast), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)


def to_count(cast: Cast, election: Election) -> None:
    assert election.vote is not None
    counted(cast, election.vote, dict(zip(UNITS, WINS, strict=False)))


def as_if(state: str) -> Callable[[Cast, Election], object]:
    """Later states differ by nothing that these verbs look at."""
    return lambda _cast, election: Election.objects.filter(id=election.id).update(state=state)


def begun(cast: Cast, election: Election) -> None:
    acts.form_group(sun(cast), election_id=election.id, members=GROUP, formed_on=NOON.date())
    acts.open_nomination(sun(cast), election_id=election.id)
    for person in owners(cast)[:4]:
        name(cast, election, person)


ONWARD: dict[str, Callable[[Cast, Election], object]] = {
    "preparing": lambda _cast, _election: None,
    "nominating": begun,
    "checking": checking,
    "posted": lambda cast, e: acts.post_candidates(sun(cast), election_id=e.id, days=15),
    "voting": to_vote,
    "counted": to_count,
    "elected": lambda cast, e: acts.take_result(sun(cast, AFTER), election_id=e.id),
    "filed": as_if("filed"),
    "ended": as_if("ended"),
}
"""How an election comes from each state to the next."""


def walked(cast: Cast, until: str) -> Iterator[tuple[str, Election]]:
    """One election through its states."""
    election = opened(cast)
    for state, onward in ONWARD.items():
        onward(cast, election)
        election = Election.objects.select_related("vote").get(id=election.id)
        yield state, election
        if state == until:
            return


def in_state(cast: Cast, state: str) -> tuple[Election, Candidacy]:
    """An election in a state, and who stands in it as the first."""
    *_before, (_state, election) = walked(cast, state)
    return election, election.candidacies.order_by("number", "id")[0]


def test_each_verb_for_each_of_the_cast_in_each_state(cast: Cast) -> None:
    for state, election in walked(cast, "ended"):
        row = election.candidacies.order_by("number", "id").first() or Candidacy(election=election)
        actors = {who: cast.actor(who, at=MOMENTS.get(state, NOON)) for who in CAST}
        for verb, act in VERBS.items():
            if row._state.adding and verb in ("check_reason", "decide_candidacy"):
                continue  # nobody is named yet
            found = {
                who: became(
                    lambda act=act, actor=actor, election=election, row=row: act(actor, election, row)
                )
                for who, actor in actors.items()
            }
            lawful = "done" if state in WHEN[verb] else "WrongState"
            wanted = {who: lawful if who == "sun" else "NotAllowed" for who in CAST}
            assert found == wanted, (state, verb)


def test_second_factor_is_asked_for(cast: Cast) -> None:
    at = {"take_posting_back": "posted", "draw_lot": "counted"}
    for state, election in walked(cast, "counted"):
        row = election.candidacies.order_by("number", "id").first() or Candidacy(election=election)
        actor = cast.actor("sun", at=MOMENTS.get(state, NOON), second_factor=False)
        for verb in sorted(NEEDS_KEY):
            if at.get(verb, "checking") == state:
                said = became(lambda verb=verb, row=row, e=election, a=actor: VERBS[verb](a, e, row))
                assert said == "NeedsSecondFactor", verb


OWN: dict[str, Callable[[Actor, Candidacy], object]] = {
    "answer_nomination": lambda a, c: acts.answer_nomination(a, candidacy_id=c.id, accepts=False),
    "edit_statement": lambda a, c: acts.edit_statement(a, candidacy_id=c.id, statement="愿意出力"),
    "withdraw_candidacy": lambda a, c: acts.withdraw_candidacy(a, candidacy_id=c.id),
    "give_pledge": lambda a, c: acts.give_pledge(a, candidacy_id=c.id),
}
OWN_WHEN = {
    "answer_nomination": {"nominating"},
    "edit_statement": {"nominating", "checking"},
    "withdraw_candidacy": {"nominating", "checking"},
    "give_pledge": {"nominating", "checking"},
}


def test_what_belongs_to_the_candidate_is_theirs_alone(cast: Cast) -> None:
    """The clerk does these from a signed paper only: see the refusals there."""
    for state, election in walked(cast, "counted"):
        row = election.candidacies.filter(person=cast.people["li"]).first()
        for verb, act in OWN.items() if row is not None else ():
            found = {
                who: became(lambda act=act, row=row, who=who: act(replace(cast.actor(who), hat=None), row))
                for who in CAST
            }
            lawful = "done" if state in OWN_WHEN[verb] else "WrongState"
            assert found == {who: lawful if who == "li" else "NotAllowed" for who in CAST}, (state, verb)


def test_neighbours_name_neighbours_only_while_names_are_gathered(cast: Cast) -> None:
    person, near = owners(cast)[6], {"li", "wang", "chen", "zhao", "sun"}
    for state, election in walked(cast, "posted"):

        def put_forward(who: str, election: Election = election) -> object:
            found = "talks" if who == "sun" else "neighbours"
            return acts.name_candidate(
                cast.actor(who), election_id=election.id, person_id=person.id, found=found
            )

        found = {who: became(lambda who=who, act=put_forward: act(who)) for who in CAST}
        lawful = "done" if state == "nominating" else "WrongState"
        assert found == {who: lawful if who in near else "NotAllowed" for who in CAST}, state


def test_clerk_of_another_compound_runs_nothing_here(cast: Cast) -> None:
    """The same residents' committee, but this compound is looked after by another one."""
    from linmeng.alliance.models import Body

    election, row = in_state(cast, "checking")
    elsewhere = Body.objects.create(kind=Body.Kind.RESIDENTS_COMMITTEE, name="西镇居委会")
    Compound.objects.filter(id=cast.compound.id).update(residents_committee=elsewhere)
    for verb, act in VERBS.items():
        assert became(lambda act=act: act(cast.actor("sun"), election, row)) == "NotAllowed", verb


def test_another_alliance_does_not_find_the_election(cast: Cast) -> None:
    election, row = in_state(cast, "checking")
    other = Alliance.objects.create(slug="xizhen", name="西镇联盟", is_sample=True)
    actor, li = sun(cast), actor_for(row.person, NOON)
    with in_alliance(other.id):
        for verb, act in VERBS.items():
            with pytest.raises((Election.DoesNotExist, Candidacy.DoesNotExist)):
                act(actor, election, row)
            assert verb in WHEN
        for own in OWN.values():
            with pytest.raises(Candidacy.DoesNotExist):
                own(li, row)
    election.refresh_from_db()
    assert election.state == "checking"


@pytest.mark.parametrize("kind", ["first", "reelection", "early", "by_election"])
def test_beginning_an_election_is_the_clerks_and_in_a_running_term_the_committees_too(
    cast: Cast, kind: str
) -> None:
    from linmeng.alliance.models import CommitteeTerm
    from tests.elections.world import leave_vacant

    offered = {"early", "by_election"}
    if kind == "by_election":
        CommitteeTerm.objects.update(members=3)  # two of them sit
    else:
        leave_vacant(cast)

    def begin(who: str) -> object:
        return acts.open_election(
            cast.actor(who), compound_id=cast.compound.id, kind=kind, seats=3, reason="街道通知"
        )

    found = {who: became(lambda who=who: begin(who)) for who in CAST}
    lawful = "done" if kind in offered else "AgainstTheLaw"
    may_begin = {"wang", "he", "sun"} if kind == "by_election" else {"sun"}
    assert found == {who: lawful if who in may_begin else "NotAllowed" for who in CAST}


def test_every_verb_of_an_election_is_in_a_table_here() -> None:
    elsewhere = {"name_candidate", "open_election", "withdraw_step", "NewMember"}
    assert set(acts.__all__) == set(VERBS) | set(OWN) | elsewhere


def test_a_step_is_taken_back_by_the_clerk_while_the_election_runs(cast: Cast) -> None:
    election = opened(cast)
    step = acts.record_step(
        sun(cast), election_id=election.id, key="talks", done_on=NOON.date(), words="红色议事厅谈了"
    )
    for state in ("preparing", "posted", "elected", "filed", "ended"):
        Election.objects.filter(id=election.id).update(state=state)
        found = {
            who: became(
                lambda who=who: acts.withdraw_step(cast.actor(who), step_id=step.id, reason="写错了日子")
            )
            for who in CAST
        }
        lawful = "WrongState" if state in ("filed", "ended") else "done"
        assert found == {who: lawful if who == "sun" else "NotAllowed" for who in CAST}, state
