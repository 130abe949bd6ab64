"""The charter: each committee adopts for itself, by more than half of all its members."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.actions import propose_charter, record_adoption, set_committee_state
from linmeng.alliance.models import Body, Charter, CharterAdoption, CommitteeTerm, Compound
from linmeng.alliance.queries import charter_numbers, charter_table
from linmeng.alliance.queries.charter import CharterNumbers
from linmeng.common.actor import Actor, Hat
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, SINCE, Cast


@pytest.fixture
def charter(cast: Cast) -> Charter:
    return propose_charter(cast.actor("feng"), title="东镇业委会自治联盟章程", text="第一条 互帮互助。")


def _adopt(
    cast: Cast, charter: Charter, who: str = "wang", present: int = 4, agreed: int = 3
) -> CharterAdoption:
    return record_adoption(
        cast.actor(who),
        charter_id=charter.id,
        compound_id=cast.compound.id,
        decided_on=date(2026, 7, 5),
        members_present=present,
        members_for=agreed,
    )


def _director(compound: Compound, body: Body) -> Actor:
    hat = Hat(1, "committee_director", body.name, body.id, "owners_committee", frozenset({compound.id}))
    return Actor(at=NOON, person_id=7, hat=hat, second_factor=True)


def test_scene_1_eleven_of_thirteen_adopt_and_nobody_can_for_the_two(cast: Cast, charter: Charter) -> None:
    # the cast brings two compounds; eleven more make thirteen
    for place in range(11):
        compound = Compound.objects.create(code=f"c{place}", name=f"示例{place}苑", address="示例路")
        body = Body.objects.create(kind="owners_committee", name=f"示例{place}苑业委会", compound=compound)
        CommitteeTerm.objects.create(body=body, number=1, state="in_office", members=5, starts_on=SINCE)
        record_adoption(
            _director(compound, body),
            charter_id=charter.id,
            compound_id=compound.id,
            decided_on=date(2026, 7, 5),
            members_present=3,
            members_for=3,
        )
    CommitteeTerm.objects.filter(body=cast.bodies["committee"]).update(members=7)
    assert _adopt(cast, charter, present=4, agreed=3).outcome == "not_adopted"
    states = {row.compound.code: row.state for row in charter_table(charter)}
    assert (states["wt"], states["ht"]) == ("not_adopted", "vacant")
    assert charter_numbers(charter) == CharterNumbers(
        compounds=13, adopted=11, not_adopted=1, vacant=1, undecided=0
    )
    for who in CAST:  # nobody adopts for the vacant compound next door
        with pytest.raises((NotAllowed, WrongState)):
            record_adoption(
                cast.actor(who),
                charter_id=charter.id,
                compound_id=cast.next_door.id,
                decided_on=date(2026, 7, 5),
                members_present=5,
                members_for=5,
            )
    assert not CharterAdoption.objects.filter(compound=cast.next_door).exists()


@pytest.mark.parametrize(
    ("members", "present", "agreed", "outcome"),
    [
        (7, 4, 4, "adopted"),
        (7, 7, 3, "not_adopted"),
        (5, 3, 3, "adopted"),
        (6, 6, 3, "not_adopted"),
        (6, 4, 4, "adopted"),
    ],
)
def test_adoption_needs_more_than_half_of_all_members(
    cast: Cast, charter: Charter, members: int, present: int, agreed: int, outcome: str
) -> None:
    CommitteeTerm.objects.filter(body=cast.bodies["committee"]).update(members=members)
    assert _adopt(cast, charter, present=present, agreed=agreed).outcome == outcome


def test_meeting_without_quorum_decides_nothing(cast: Cast, charter: Charter) -> None:
    CommitteeTerm.objects.filter(body=cast.bodies["committee"]).update(members=6)
    with pytest.raises(AgainstTheLaw) as refusal:
        _adopt(cast, charter, present=3, agreed=3)
    assert refusal.value.article == "上海市住宅物业管理规定 第26条"
    assert not CharterAdoption.objects.exists()


@pytest.mark.parametrize("who", [who for who in CAST if who not in ("wang", "he")])
def test_only_the_own_committee_adopts(cast: Cast, charter: Charter, who: str) -> None:
    with pytest.raises(NotAllowed):
        _adopt(cast, charter, who)


@pytest.mark.parametrize("who", ["wang", "he"])
def test_director_and_member_enter_the_decision(cast: Cast, charter: Charter, who: str) -> None:
    assert _adopt(cast, charter, who).outcome == "adopted"
    entry = Entry.objects.get(kind="charter_decided")
    assert '"outcome":"adopted"' in entry.text
    assert not any(person.name in entry.text for person in cast.people.values())


def test_system_cannot_adopt_either(cast: Cast, charter: Charter) -> None:
    with pytest.raises(NotAllowed):
        record_adoption(
            Actor(at=NOON, system="sample"),
            charter_id=charter.id,
            compound_id=cast.compound.id,
            decided_on=date(2026, 7, 5),
            members_present=5,
            members_for=5,
        )


@pytest.mark.parametrize(
    ("state", "allowed"), [("vacant", False), ("acting", False), ("in_reelection", True)]
)
def test_adoption_by_state_of_the_committee(cast: Cast, charter: Charter, state: str, allowed: bool) -> None:
    set_committee_state(
        cast.actor("sun"), body_id=cast.bodies["committee"].id, state=state, on=date(2026, 7, 1)
    )
    if allowed:
        assert _adopt(cast, charter).outcome == "adopted"
    else:
        with pytest.raises(WrongState):
            _adopt(cast, charter)


def test_adopted_version_is_not_adopted_twice_but_a_refused_one_may_be_tried_again(
    cast: Cast, charter: Charter
) -> None:
    assert _adopt(cast, charter, present=5, agreed=2).outcome == "not_adopted"
    CharterAdoption.objects.update(decided_on=date(2026, 7, 4))
    assert _adopt(cast, charter).outcome == "adopted"
    with pytest.raises(WrongState):
        _adopt(cast, charter)


def test_numbers_that_do_not_fit_are_refused(cast: Cast, charter: Charter) -> None:
    for present, agreed in ((4, 5), (6, 3)):
        with pytest.raises(ValidationError):
            _adopt(cast, charter, present=present, agreed=agreed)


@pytest.mark.parametrize("who", CAST)
def test_propose_charter_by_each_of_the_cast(cast: Cast, who: str) -> None:
    if who in ("feng", "wang"):
        assert propose_charter(cast.actor(who), title="章程", text="第一条").version == 1
    else:
        with pytest.raises(NotAllowed):
            propose_charter(cast.actor(who), title="章程", text="第一条")


def test_versions_follow_one_another(cast: Cast, charter: Charter) -> None:
    second = propose_charter(cast.actor("feng"), title="章程", text="第一条 改")
    assert (charter.version, second.version) == (1, 2)
    with pytest.raises(ValidationError):
        propose_charter(cast.actor("feng"), title="章程", text="  ")
