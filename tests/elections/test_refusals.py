"""What an election refuses, who may do what, and corrections that leave a trace."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm, Unit
from linmeng.assembly import actions
from linmeng.assembly.actions import election as acts
from linmeng.assembly.models import Candidacy, Election, ElectionStep, GroupMember, QualificationCheck
from linmeng.assembly.queries.ways_on import ways_on
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast
from tests.elections.world import (
    AFTER,
    GROUP,
    checked,
    cleared,
    leave_vacant,
    name,
    nominating,
    opened,
    owners,
    post,
    posted,
    sun,
    voting,
)


def own(cast: Cast, place: int) -> Actor:
    return replace(actor_for(owners(cast)[place], NOON), hat=None)


def test_ways_on_of_a_vacant_compound_is_the_early_election(cast: Cast) -> None:
    leave_vacant(cast)
    ways = ways_on(cast.compound, NOON.date())
    assert [(way.kind, way.article) for way in ways] == [("early", "上海市住宅物业管理规定 32")]


def test_ways_on_of_a_compound_that_never_had_one_is_the_first(cast: Cast) -> None:
    assert [way.kind for way in ways_on(cast.next_door, NOON.date())] == ["first"]


def test_ways_on_near_the_end_of_a_term(cast: Cast) -> None:
    CommitteeTerm.objects.update(members=2)  # as many as sit
    days = (date(2028, 6, 29), date(2028, 6, 30), date(2028, 8, 1))
    kinds = [[way.kind for way in ways_on(cast.compound, day) if not way.optional] for day in days]
    assert kinds == [[], ["reelection"], ["reelection"]]


@pytest.mark.parametrize(("members", "kind"), [(2, ""), (3, "by_election"), (5, "early")])
def test_lost_members_ask_for_a_by_election_or_an_early_one(cast: Cast, members: int, kind: str) -> None:
    CommitteeTerm.objects.update(members=members)  # two of them sit
    ways = [way for way in ways_on(cast.compound, NOON.date()) if not way.optional]
    assert [way.kind for way in ways] == ([kind] if kind else [])


@pytest.mark.parametrize("who", [who for who in CAST if who != "sun"])
def test_only_the_clerk_begins_an_election(cast: Cast, who: str) -> None:
    leave_vacant(cast)
    with pytest.raises(NotAllowed):
        acts.open_election(
            cast.actor(who), compound_id=cast.compound.id, kind="early", seats=3, reason="街道通知"
        )


@pytest.mark.parametrize(("area_dm2", "allowed"), [(999_999, True), (1_000_000, True), (1_000_001, False)])
def test_three_members_only_up_to_ten_thousand_square_metres(
    cast: Cast, area_dm2: int, *, allowed: bool
) -> None:
    leave_vacant(cast)
    Unit.objects.filter(compound=cast.compound).update(area_dm2=100)
    Unit.objects.filter(code="3-101", compound=cast.compound).update(area_dm2=area_dm2 - 800)
    if allowed:
        assert opened(cast).minimum == 3
        return
    with pytest.raises(AgainstTheLaw, match="5"):
        opened(cast)


def test_even_size_and_long_term_are_refused(cast: Cast) -> None:
    leave_vacant(cast)
    for seats, years in ((4, 3), (3, 6), (3, 2)):
        with pytest.raises(AgainstTheLaw):
            acts.open_election(
                sun(cast),
                compound_id=cast.compound.id,
                kind="early",
                reason="街道通知",
                seats=seats,
                years=years,
            )


def test_second_election_at_a_time_is_refused(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(WrongState):
        acts.open_election(sun(cast), compound_id=cast.compound.id, kind="early", seats=3, reason="又来一次")


@pytest.mark.parametrize(
    "members",
    [GROUP[:4], (*GROUP[:2], acts.NewMember("民警老周", "police"), *GROUP[2:4], acts.NewMember("街道乙", "street"),
                 acts.NewMember("房办老吴", "housing")), (replace(GROUP[0], heads=False), *GROUP[1:])],
    ids=["even", "owners below half", "no head"],
)  # fmt: skip
def test_group_against_the_law_is_refused(cast: Cast, members: tuple[acts.NewMember, ...]) -> None:
    election = opened(cast)
    with pytest.raises(AgainstTheLaw) as refused:
        acts.form_group(sun(cast), election_id=election.id, members=members, formed_on=NOON.date())
    assert refused.value.article == "上海市住宅物业管理规定 28"


def test_group_formed_anew_keeps_the_former_as_having_left(cast: Cast) -> None:
    election = opened(cast)
    for _round in (1, 2):
        acts.form_group(sun(cast), election_id=election.id, members=GROUP, formed_on=NOON.date())
    left = GroupMember.objects.filter(left_on__isnull=False).count()
    steps = ElectionStep.objects.filter(key="group")
    assert (left, GroupMember.objects.count()) == (5, 10)
    assert (steps.count(), steps.filter(withdrawn_at__isnull=True).count()) == (2, 1)


def test_group_puts_a_committee_in_office_into_reelection(cast: Cast) -> None:
    at = NOON + timedelta(days=760)
    election = acts.open_election(
        sun(cast, at), compound_id=cast.compound.id, kind="reelection", seats=3, reason="业委会书面报告"
    )
    acts.form_group(sun(cast, at), election_id=election.id, members=GROUP, formed_on=at.date())
    assert CommitteeTerm.objects.get().state == "in_reelection"


def test_names_before_the_group_are_refused(cast: Cast) -> None:
    election = opened(cast)
    with pytest.raises(WrongState):
        acts.open_nomination(sun(cast), election_id=election.id)
    with pytest.raises(WrongState):
        name(cast, election, owners(cast)[0])


@pytest.mark.parametrize("who", ["chen", "wu", "zhou", "qian", "feng", "stranger"])
def test_who_owns_nothing_here_cannot_stand(cast: Cast, who: str) -> None:
    election = nominating(cast)
    actor = replace(cast.actor(who), hat=None)
    with pytest.raises((NotAllowed, AgainstTheLaw)):
        acts.name_candidate(
            actor, election_id=election.id, person_id=actor.person_id or cast.people["li"].id, found="self"
        )


def test_named_neighbour_alone_says_yes(cast: Cast) -> None:
    election = nominating(cast)
    wang = cast.people["wang"]
    row = acts.name_candidate(own(cast, 0), election_id=election.id, person_id=wang.id, found="neighbours")
    assert row.state == "named"
    with pytest.raises(NotAllowed):
        acts.answer_nomination(own(cast, 0), candidacy_id=row.id, accepts=True)
    with pytest.raises(ValidationError):  # the clerk needs the signed paper
        acts.answer_nomination(sun(cast), candidacy_id=row.id, accepts=True)
    answered = acts.answer_nomination(own(cast, 1), candidacy_id=row.id, accepts=True, statement="愿意")
    assert (answered.state, answered.answered_by) == ("accepted", "")


def test_bar_found_refuses_and_a_newer_finding_overturns(cast: Cast) -> None:
    election = nominating(cast)
    rows = [name(cast, election, person) for person in owners(cast)[:4]]
    acts.close_nomination(sun(cast), election_id=election.id)
    cleared(cast, rows[0], bars="unpaid_fee")
    assert acts.decide_candidacy(sun(cast), candidacy_id=rows[0].id).state == "refused"
    acts.check_reason(sun(cast), candidacy_id=rows[0].id, key="unpaid_fee", bars=False, evidence="已补交")
    assert acts.decide_candidacy(sun(cast), candidacy_id=rows[0].id).state == "qualified"
    assert QualificationCheck.objects.filter(candidacy=rows[0], key="unpaid_fee").count() == 2


def test_verdict_waits_for_every_reason_and_the_pledge(cast: Cast) -> None:
    election = nominating(cast)
    rows = [name(cast, election, person) for person in owners(cast)[:4]]
    acts.close_nomination(sun(cast), election_id=election.id)
    with pytest.raises(WrongState):
        acts.decide_candidacy(sun(cast), candidacy_id=rows[0].id)
    cleared(cast, rows[0])
    Candidacy.objects.filter(id=rows[0].id).update(pledged_at=None)
    with pytest.raises(AgainstTheLaw, match=r"承诺|pledge"):
        acts.decide_candidacy(sun(cast), candidacy_id=rows[0].id)


def test_clerk_who_stands_does_not_run_it(cast: Cast) -> None:
    election = nominating(cast)
    Candidacy.objects.create(
        election=election,
        person=cast.people["sun"],
        found="self",
        state="accepted",
        named_at=NOON,
        named_by="—",
    )
    with pytest.raises(NotAllowed):
        acts.close_nomination(sun(cast), election_id=election.id)


def test_withdrawal_only_before_the_board(cast: Cast) -> None:
    election = nominating(cast)
    rows = checked(cast, election, owners(cast)[:5])
    assert acts.withdraw_candidacy(own(cast, 4), candidacy_id=rows[4].id).state == "withdrawn"
    post(cast, election, rows[:4])
    with pytest.raises(WrongState):
        acts.withdraw_candidacy(own(cast, 0), candidacy_id=rows[0].id)
    acts.take_posting_back(sun(cast), election_id=election.id, reason="异议成立")
    acts.withdraw_candidacy(own(cast, 0), candidacy_id=rows[0].id)
    notice = Publication.objects.get(subject="notice")
    assert (notice.withdrawn_because, notice.kind) == ("异议成立", "public_notice")
    assert set(Candidacy.objects.values_list("number", flat=True)) == {0}


def test_posted_notice_names_each_with_number_and_words(cast: Cast) -> None:
    posted(cast)
    notice = Publication.objects.get(subject="notice")
    assert '"1. 李秋生：愿意为大家做事"' in notice.facts and notice.period_ends_at is not None


def test_step_recorded_by_mistake_is_withdrawn_with_trace(cast: Cast) -> None:
    election = opened(cast)
    step = acts.record_step(
        sun(cast), election_id=election.id, key="talks", done_on=NOON.date(), words="议事厅谈了"
    )
    acts.withdraw_step(sun(cast), step_id=step.id, reason="日子写错")
    acts.record_step(sun(cast), election_id=election.id, key="talks", done_on=NOON.date(), words="七月五日谈")
    rows = ElectionStep.objects.filter(key="talks").order_by("id")
    assert [(row.words, row.withdrawn_at is None) for row in rows] == [
        ("议事厅谈了（日子写错）", False), ("七月五日谈", True),
    ]  # fmt: skip


def test_election_called_off_keeps_its_reason_and_frees_the_way(cast: Cast) -> None:
    election, vote = voting(cast)
    with pytest.raises(WrongState):
        acts.call_off_election(sun(cast), election_id=election.id, reason="街道通知中止")
    assert vote.state == "noticed"


def test_called_off_before_the_vote(cast: Cast) -> None:
    election = posted(cast)
    ended = acts.call_off_election(sun(cast), election_id=election.id, reason="街道通知中止")
    assert (ended.state, ended.reason) == ("ended", "街道通知中止")
    assert [way.kind for way in ways_on(cast.compound, NOON.date())] == ["early"]
    assert Election.objects.exclude(state="ended").count() == 0


def test_record_holds_no_name(cast: Cast) -> None:
    posted(cast)
    text = " ".join(Entry.objects.values_list("text", flat=True))
    assert [person.name for person in owners(cast) if person.name in text] == []


@pytest.mark.parametrize("state", ["qualified", "withdrawn"])
def test_who_stands_neither_counts_nor_signs(cast: Cast, state: str) -> None:
    """The clerk's own name on the ballot; who stood back in time counts like anybody."""
    election, vote = voting(cast)
    standing = election.candidacies.order_by("number")[0]
    Candidacy.objects.filter(id=standing.id).update(person=cast.people["sun"], state=state)
    actions.close_vote(sun(cast, AFTER), vote_id=vote.id)
    if state == "withdrawn":
        assert actions.count_vote(sun(cast, AFTER), vote_id=vote.id)
        return
    with pytest.raises(NotAllowed, match="与您本人有关"):
        actions.count_vote(sun(cast, AFTER), vote_id=vote.id)
