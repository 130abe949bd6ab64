from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.queries.search import entries_visible
from linmeng.people.actions import (
    add_qualification,
    answer_recommendation,
    edit_qualification,
    withdraw_qualification,
    withdraw_recommendation,
)
from linmeng.people.models import Qualification, Recommendation
from linmeng.people.queries.talent import own_recommendations, recommendations_to_carry, talents_found
from linmeng.publishing.models import Notice
from linmeng.voices.actions import recommend_neighbour
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import recorded, undone

LIFT = {"title": "电梯维修工程师", "trade": "electrics", "words": "退休，周一上午"}


def skill(cast: Cast, who: str = "li", reach: str = "compound") -> Qualification:
    return add_qualification(cast.actor(who), person_id=cast.people[who].id, reach=reach, **LIFT)


def found(cast: Cast, who: str, **asked: str) -> list[int]:
    return [talent.person.id for talent in talents_found(cast.actor(who), **asked)]


def recommended(cast: Cast, by: str = "wang", unit: str = "3-101", name: str = "李秋生") -> Recommendation:
    count = recommend_neighbour(
        cast.actor(by), unit_code=unit, name=name, trade="mediation", words="热心，常帮人调解"
    )
    assert count == 1
    return Recommendation.objects.latest("id")


@pytest.mark.parametrize(
    ("reach", "finders"),
    [
        ("compound", {"li", "wang", "he", "chen", "wu", "zhou", "zhao", "sun", "feng"}),
        ("alliance", {"li", "wang", "he", "chen", "wu", "zhou", "zhao", "sun", "feng", "qian"}),
    ],
)
def test_skill_is_found_as_far_as_its_owner_chose(cast: Cast, reach: str, finders: set[str]) -> None:
    skill(cast, reach=reach)
    seen = {who for who in CAST if found(cast, who, words="电梯")}
    assert seen == finders
    assert all(found(cast, who) == [cast.people["li"].id] for who in finders)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ({"words": "电梯"}, True),
        ({"words": "上午 维修"}, True),
        ({"words": "electrics"}, True),
        ({"words": "秋生"}, False),
        ({"words": "李秋生"}, False),
        ({"trade": "electrics"}, True),
        ({"trade": "law"}, False),
        ({"words": "电梯", "trade": "law"}, False),
        ({"trade": "unknown"}, True),
    ],
)
def test_need_is_matched_by_words_and_field_never_by_name(
    cast: Cast, asked: dict[str, str], hit: bool
) -> None:
    skill(cast)
    assert bool(found(cast, "wang", **asked)) is hit


def test_taken_back_it_is_found_by_nobody_at_once(cast: Cast) -> None:
    told = skill(cast, reach="alliance")
    withdraw_qualification(cast.actor("li"), qualification_id=told.id)
    assert [who for who in CAST if found(cast, who) or found(cast, who, words="电梯")] == []
    assert recorded("qualification_withdrawn") == {"person": str(cast.people["li"].id)}
    with pytest.raises(WrongState):
        withdraw_qualification(cast.actor("li"), qualification_id=told.id)


def test_general_search_never_finds_a_skill(cast: Cast) -> None:
    skill(cast, reach="alliance")
    both = [cast.compound.id, cast.next_door.id]
    assert list(entries_visible("电梯", homes=both, handled=both)) == []


def test_changed_words_are_found_and_old_ones_not(cast: Cast) -> None:
    told = skill(cast)
    edit_qualification(
        cast.actor("li"), qualification_id=told.id, title="书法老师", trade="arts", words="", reach="alliance"
    )
    assert (found(cast, "qian", words="书法"), found(cast, "qian", words="电梯")) == (
        [cast.people["li"].id],
        [],
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, pk: edit_qualification(
            actor, qualification_id=pk, title="木工", trade="other", words="", reach="compound"
        ),
        lambda actor, pk: withdraw_qualification(actor, qualification_id=pk),
    ],
)
def test_only_the_neighbour_changes_a_skill(cast: Cast, act: Callable[[Actor, int], object]) -> None:
    told = skill(cast)
    for who in CAST:
        with undone():
            if who == "li":
                act(cast.actor(who), told.id)
            else:
                with pytest.raises(NotAllowed):
                    act(cast.actor(who), told.id)


def test_twelve_skills_are_enough(cast: Cast) -> None:
    for _place in range(12):
        skill(cast)
    with pytest.raises(ValidationError):
        skill(cast)


def test_recommendation_waits_for_the_yes(cast: Cast) -> None:
    said = recommended(cast)
    assert [notice.person_id for notice in Notice.objects.filter(subject="recommendation")] == [
        cast.people["li"].id
    ]
    assert (found(cast, "wang"), found(cast, "chen", words="调解")) == ([], [])
    answer_recommendation(cast.actor("li"), recommendation_id=said.id, yes=True)
    assert found(cast, "chen", words="调解") == [cast.people["li"].id]
    assert found(cast, "qian", words="调解") == []
    assert recorded("recommendation_answered") == {
        "recommendation": str(said.id),
        "yes": True,
        "helped": False,
    }


@pytest.mark.parametrize("who", ["li", "wang"])
def test_either_of_the_two_takes_a_recommendation_back(cast: Cast, who: str) -> None:
    said = recommended(cast)
    answer_recommendation(cast.actor("li"), recommendation_id=said.id, yes=True)
    with pytest.raises(NotAllowed):
        withdraw_recommendation(cast.actor("sun"), recommendation_id=said.id)
    withdraw_recommendation(cast.actor(who), recommendation_id=said.id)
    assert (found(cast, "chen"), list(own_recommendations(cast.people["li"].id))) == ([], [])


def test_no_is_shown_to_nobody(cast: Cast) -> None:
    said = recommended(cast)
    answer_recommendation(cast.actor("li"), recommendation_id=said.id, yes=False)
    assert found(cast, "wang") == []
    with pytest.raises(WrongState):
        answer_recommendation(cast.actor("li"), recommendation_id=said.id, yes=True)


def test_who_may_answer_a_recommendation(cast: Cast) -> None:
    said, outcomes = recommended(cast), {}
    for who in CAST:
        with undone():
            try:
                answer_recommendation(cast.actor(who), recommendation_id=said.id, yes=True)
                outcomes[who] = "helped" if recorded("recommendation_answered")["helped"] else "own"
            except NotAllowed:
                outcomes[who] = "refused"
    helpers = dict.fromkeys(("wang", "he", "zhao", "sun"), "helped")
    assert outcomes == dict.fromkeys(CAST, "refused") | helpers | {"li": "own"}


def test_elders_without_a_log_in_wait_for_a_helper_at_their_door(cast: Cast) -> None:
    said = recommended(cast, unit="3-103", name="邻居0")
    waiting = {who: [one.id for one in recommendations_to_carry(cast.actor(who))] for who in CAST}
    expected = {who: [said.id] for who in ("wang", "he", "zhao", "sun")}
    assert waiting == {who: expected.get(who, []) for who in CAST}


@pytest.mark.parametrize(
    ("by", "unit", "name"),
    [
        ("wang", "3-101", "李"),
        ("wang", "3-999", "李秋生"),
        ("wang", "3-102", "王建国"),
        ("qian", "3-101", "李秋生"),
        ("wang", "101", "钱国平"),
    ],
)
def test_who_lives_where_is_not_to_be_guessed(cast: Cast, by: str, unit: str, name: str) -> None:
    asked = recommend_neighbour(cast.actor(by), unit_code=unit, name=name, trade="care", words="很热心的邻居")
    assert (asked, Recommendation.objects.count()) == (0, 0)


def test_said_twice_it_is_one_recommendation(cast: Cast) -> None:
    recommended(cast)
    again = recommend_neighbour(
        cast.actor("wang", at=NOON + timedelta(days=1)),
        unit_code="3-101",
        name="李秋生",
        trade="mediation",
        words="还是很热心",
    )
    assert (again, Recommendation.objects.count()) == (0, 1)
