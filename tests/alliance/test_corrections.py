"""What was entered wrongly is put right with a trace; who may, and what stands in the way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance import actions
from linmeng.alliance.models import Building, Compound, Entrance, PropertyService
from linmeng.alliance.queries import compounds_of_alliance
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.record.models import Entry
from tests.cast import CAST, Cast

MAY = ("sun", "feng")


def _correct(cast: Cast, actor: Actor) -> object:
    return actions.correct_compound(
        actor,
        compound_id=cast.compound.id,
        name="梧桐新苑",
        address="梧桐路2弄",
        residents_committee_id=cast.bodies["residents"].id,
    )


def _move(cast: Cast, actor: Actor) -> object:
    first = Building.objects.get(compound=cast.compound)
    Building.objects.create(compound=cast.compound, code="4", name="4号楼", walk_order=4)
    return actions.move_building(actor, building_id=first.id, up=False)


VERBS = {
    "correct_compound": _correct,
    "close_compound": lambda cast, actor: actions.close_compound(
        actor, compound_id=Compound.objects.create(code="zz", name="误登", address="x").id, because="重复"
    ),
    "rename_body": lambda cast, actor: actions.rename_body(
        actor, body_id=cast.bodies["company"].id, name="新安居物业"
    ),
    "correct_service_start": lambda cast, actor: actions.correct_service_start(
        actor, service_id=PropertyService.objects.get().id, valid_from=date(2023, 1, 1)
    ),
    "correct_building": lambda cast, actor: actions.correct_building(
        actor, building_id=Building.objects.get(compound=cast.compound).id, name="三号楼", floors=7, lifts=1
    ),
    "rename_entrance": lambda cast, actor: actions.rename_entrance(
        actor, entrance_id=Entrance.objects.get(building__compound=cast.compound).id, name="三号门"
    ),
    "move_building": _move,
    "describe_area": lambda cast, actor: actions.describe_area(actor, place="cn-shanghai", name="东镇"),
}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("verb", list(VERBS))
def test_verb_by_each_of_the_cast(cast: Cast, verb: str, who: str) -> None:
    before = Entry.objects.count()
    # a compound without residents' committee is reached by the secretary only
    if who not in MAY or (verb, who) == ("close_compound", "sun"):
        with pytest.raises(NotAllowed):
            VERBS[verb](cast, cast.actor(who))
        assert Entry.objects.count() == before
        return
    VERBS[verb](cast, cast.actor(who))
    assert Entry.objects.count() == before + 1


def test_correction_leaves_both_names_in_the_record(cast: Cast) -> None:
    _correct(cast, cast.actor("sun"))
    text = Entry.objects.get(kind="compound_corrected").text
    assert '"name_before":"梧桐苑"' in text and '"name_after":"梧桐新苑"' in text
    _correct(cast, cast.actor("sun"))
    assert Entry.objects.filter(kind="compound_corrected").count() == 1, "nothing changed, nothing is written"


def test_name_of_another_compound_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.correct_compound(cast.actor("sun"), compound_id=cast.compound.id, name="海棠里", address="x")


def test_compound_with_units_cannot_be_closed(cast: Cast) -> None:
    with pytest.raises(WrongState):
        actions.close_compound(cast.actor("sun"), compound_id=cast.compound.id, because="误登")


def test_closed_compound_leaves_every_list_and_frees_its_name_and_code(cast: Cast) -> None:
    actor = cast.actor("feng")
    facts = {"code": "gh", "name": "桂花苑", "address": "桂花路1弄"}
    wrong = actions.add_compound(actor, **facts)
    actions.add_body(actor, kind="owners_committee", name="桂花苑业主委员会", compound_id=wrong.id)
    actions.close_compound(actor, compound_id=wrong.id, because="重复登记")
    assert [one.code for one in compounds_of_alliance()] == ["ht", "wt"]
    assert Compound.all_ever.get(pk=wrong.id).closed_on == actor.today
    right = actions.add_compound(actor, **facts)
    body = actions.add_body(actor, kind="owners_committee", name="桂花苑业主委员会", compound_id=right.id)
    assert (right.code, body.compound_id) == ("gh", right.id)


def test_walk_changes_one_place_and_stops_at_its_ends(cast: Cast) -> None:
    first = Building.objects.get(compound=cast.compound)
    _move(cast, cast.actor("sun"))
    assert [b.code for b in Building.objects.filter(compound=cast.compound).order_by("walk_order")] == [
        "4",
        "3",
    ]
    with pytest.raises(WrongState):
        actions.move_building(cast.actor("sun"), building_id=first.id, up=False)


def test_service_cannot_begin_before_the_last_one_ended(cast: Cast) -> None:
    actor, company = cast.actor("sun"), cast.bodies["company"].id
    actions.end_service(actor, compound_id=cast.compound.id, on=date(2026, 6, 1))
    with pytest.raises(ValidationError):
        actions.start_service(
            actor, company_id=company, compound_id=cast.compound.id, valid_from=date(2026, 5, 1)
        )
    actions.start_service(
        actor, company_id=company, compound_id=cast.compound.id, valid_from=date(2026, 6, 1)
    )
    assert PropertyService.objects.count() == 2
