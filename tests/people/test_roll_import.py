"""From preview to commit: all or nothing, twice the same, history kept."""

from datetime import date, timedelta

import pytest

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions.photos import files_root
from linmeng.people.actions import commit_roll, fill_compound, preview_roll, register_transfer, set_aside_roll
from linmeng.people.bridge import RollOwner, RollPerson, RollResident, RollRow, roll_workbook
from linmeng.people.models import ContactWay, Ownership, Person, Residence, RollImport
from linmeng.people.queries import owners_on, roll_lines, units_on_roll
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast

HEAD = "楼栋,门洞号,室号,建筑面积(㎡),产权人姓名,手机,业主编号\n"


def csv_roll(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines) + "\n").encode()


def preview(cast: Cast, *lines: str, who: str = "sun", at: Actor | None = None) -> RollImport:
    actor = at or cast.actor(who)
    return preview_roll(actor, compound_id=cast.next_door.id, name="名册.csv", content=csv_roll(*lines))


def commit(cast: Cast, *lines: str, days: int = 0) -> RollImport:
    actor = cast.actor("sun", at=NOON + timedelta(days=days))
    made = preview(cast, *lines, at=actor)
    assert not [fault for fault in made.faults if fault["level"] == "fault"], made.faults
    return commit_roll(actor, import_id=made.id)


def owners(cast: Cast, on: date = date(2026, 7, 5)) -> dict[str, list[str]]:
    units = list(units_on_roll(cast.next_door.id, on))
    found = owners_on([unit.id for unit in units], on)
    return {unit.code: [row.person.name for row in found[unit.id]] for unit in units}


def heads(cast: Cast) -> int:
    rows = Ownership.objects.filter(unit__compound=cast.next_door, valid_to=None, unit__valid_to=None)
    return rows.values("person_id").distinct().count()


def test_preview_counts_and_changes_nothing(cast: Cast) -> None:
    made = preview(cast, "3,3,101,90,钱国平,13800000009", "3,3,102,80,周一,")
    assert (made.state, made.rows, made.new, made.changed, made.gone) == ("previewed", 2, 1, 1, 0)
    assert made.changes == [
        {"unit": "3-101", "kind": "changed", "what": ["area"]},
        {"unit": "3-102", "kind": "new"},
    ]
    assert owners(cast) == {"3-101": ["钱国平"]}
    assert made.file is not None
    stored = files_root() / made.file.folder / "document"
    assert stored.read_bytes() == csv_roll("3,3,101,90,钱国平,13800000009", "3,3,102,80,周一,")


def test_commit_is_idempotent_by_unit_code(cast: Cast) -> None:
    lines = (
        "3,3,101,90,钱国平,13800000009,",
        "3,3,102,80,周一、周二,、13800000077,",
        "4,4,101,70,周二,13800000077,",
    )
    commit(cast, *lines)
    assert owners(cast) == {"3-101": ["钱国平"], "3-102": ["周一", "周二"], "4-101": ["周二"]}
    assert heads(cast) == 3  # 周二 has two units and is one person (judicial interpretation art. 9)
    again = preview(cast, *lines)
    assert (again.new, again.changed, again.gone, again.changes) == (0, 0, 0, [])


def test_roll_written_out_and_read_in_again_is_the_same(cast: Cast) -> None:
    sun = cast.actor("sun")
    content = roll_workbook(roll_lines(cast.compound.id, sun.today), with_example=False)
    made = preview_roll(sun, compound_id=cast.compound.id, name="r.xlsx", content=content)
    assert (made.rows, made.new, made.changed, made.gone, made.faults) == (9, 0, 0, 0, [])


def test_change_of_owner_closes_the_old_row_and_opens_a_new_one(cast: Cast) -> None:
    commit(cast, "3,3,101,100,孙新主,13800000055,", days=10)
    rows = Ownership.objects.filter(unit__compound=cast.next_door).order_by("id")
    assert list(rows.values_list("person__name", "valid_from", "valid_to")) == [
        ("钱国平", date(2024, 1, 1), date(2026, 7, 15)),
        ("孙新主", date(2026, 7, 15), None),
    ]
    assert owners(cast, date(2026, 7, 14)) == {"3-101": ["钱国平"]}


def test_unit_gone_keeps_its_history_and_may_come_back(cast: Cast) -> None:
    commit(cast, "3,3,102,80,周一,,", days=1)
    gone = Unit.objects.get(compound=cast.next_door, code="3-101")
    assert gone.valid_to == date(2026, 7, 6)
    assert Ownership.objects.get(unit=gone).valid_to == date(2026, 7, 6)
    assert Residence.objects.get(unit=gone).valid_to == date(2026, 7, 6)
    made = commit(cast, "3,3,101,100,钱国平,13800000009,", "3,3,102,80,周一,,", days=2)
    assert (made.new, made.changed, made.gone) == (1, 0, 0)
    assert owners(cast, date(2026, 7, 7)) == {"3-101": ["钱国平"], "3-102": ["周一"]}


def test_commit_with_faults_is_refused_whole(cast: Cast) -> None:
    made = preview(cast, "3,3,101,90,钱国平,", "3,3,102,80.005,周一,")
    with pytest.raises(WrongState):
        commit_roll(cast.actor("sun"), import_id=made.id)
    assert owners(cast) == {"3-101": ["钱国平"]}
    assert (made.gone, made.changed) == (0, 1)


def test_commit_onto_another_roll_is_refused(cast: Cast) -> None:
    made = preview(cast, "3,3,101,90,钱国平,")
    unit = Unit.objects.get(compound=cast.next_door)
    register_transfer(
        cast.actor("sun"), unit_id=unit.id, new_owner_ids=[cast.people["li"].id], on=date(2026, 7, 5)
    )
    with pytest.raises(WrongState):
        commit_roll(cast.actor("sun"), import_id=made.id)


def test_commit_of_another_file_is_refused(cast: Cast) -> None:
    made = preview(cast, "3,3,101,90,钱国平,")
    assert made.file is not None
    (files_root() / made.file.folder / "document").write_bytes(csv_roll("3,3,101,90,某某,"))
    with pytest.raises(WrongState):
        commit_roll(cast.actor("sun"), import_id=made.id)


@pytest.mark.parametrize("state", ["committed", "set_aside"])
def test_upload_is_used_once(cast: Cast, state: str) -> None:
    made = preview(cast, "3,3,101,90,钱国平,")
    sun = cast.actor("sun")
    (commit_roll if state == "committed" else set_aside_roll)(sun, import_id=made.id)
    for act in (commit_roll, set_aside_roll):
        with pytest.raises(WrongState):
            act(sun, import_id=made.id)


@pytest.mark.parametrize("who", CAST)
def test_import_by_each_of_the_cast(cast: Cast, who: str) -> None:
    content = csv_roll("3,3,101,100,某某,")
    if who in ("wang", "he", "sun"):
        made = preview_roll(cast.actor(who), compound_id=cast.compound.id, name="a.csv", content=content)
        assert commit_roll(cast.actor(who), import_id=made.id).state == "committed"
        return
    with pytest.raises(NotAllowed):
        preview_roll(cast.actor(who), compound_id=cast.compound.id, name="a.csv", content=content)
    made = preview_roll(cast.actor("sun"), compound_id=cast.compound.id, name="a.csv", content=content)
    for act in (commit_roll, set_aside_roll):
        with pytest.raises(NotAllowed):
            act(cast.actor(who), import_id=made.id)


def test_import_needs_a_code(cast: Cast) -> None:
    actor = cast.actor("sun", second_factor=False)
    with pytest.raises(NeedsSecondFactor):
        preview_roll(actor, compound_id=cast.compound.id, name="a.csv", content=csv_roll("3,3,101,100,某某,"))


def test_director_does_not_import_next_door(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        preview(cast, "3,3,101,100,某某,", who="wang")


def test_record_has_counts_and_no_names(cast: Cast) -> None:
    commit(cast, "3,3,101,100,孙新主,13800000055,")
    entry = Entry.objects.get(kind="roll_committed")
    assert '"new":0' in entry.text and '"changed":1' in entry.text and '"people_new":1' in entry.text
    for word in ("孙新主", "钱国平", "13800000055"):
        assert not Entry.objects.filter(text__contains=word).exists()


def test_same_name_without_phone_is_two_people(cast: Cast) -> None:
    commit(cast, "3,3,101,100,钱国平,,", "4,4,101,80,张伟,,", "4,4,102,80,张伟,,")
    assert heads(cast) == 3


def test_owner_code_makes_them_one_and_is_remembered(cast: Cast) -> None:
    lines = ("3,3,101,100,钱国平,,", "4,4,101,80,张伟,,A7", "4,4,102,80,张伟,,A7")
    commit(cast, *lines)
    assert heads(cast) == 2
    again = preview(cast, *lines, "4,4,103,80,张伟,,A7")
    assert (again.new, again.changed) == (1, 0)
    commit(cast, *lines, "4,4,103,80,张伟,,A7")
    assert heads(cast) == 2


def test_phone_learned_later_joins_two_to_one(cast: Cast) -> None:
    commit(cast, "4,4,101,80,张伟,,", "4,4,102,80,张伟,,")
    assert heads(cast) == 2
    commit(cast, "4,4,101,80,张伟,13800000066,", "4,4,102,80,张伟,13800000066,", days=1)
    assert heads(cast) == 1


def test_new_number_takes_the_place_of_the_old_one(cast: Cast) -> None:
    commit(cast, "3,3,101,100,钱国平,13900000088,")
    ways = ContactWay.objects.filter(person=cast.people["qian"])
    assert list(ways.values_list("kind", "value", "preferred")) == [("sms", "13900000088", True)]
    assert heads(cast) == 1


def test_one_company_is_one_person_whatever_it_holds(cast: Cast) -> None:
    rows = [
        RollRow(
            "5",
            "5",
            f"10{n}",
            8000,
            status="unsold",
            owners=(RollOwner(RollPerson("示例开发公司", company=True), "developer"),),
        )
        for n in range(5)
    ]
    fill_compound(cast.actor("sun"), compound_id=cast.next_door.id, rows=rows)
    found = Person.objects.get(kind="company")
    assert found.ownerships.count() == 5
    assert found.masked == "示例开发公司"


def test_person_known_next_door_by_name_and_phone_is_the_same_person(cast: Cast) -> None:
    people = Person.objects.count()
    commit(cast, "3,3,101,100,钱国平,13800000009,", "3,3,102,80,李秋生,13800000000,")
    assert Person.objects.count() == people
    assert Ownership.objects.filter(person=cast.people["li"]).count() == 2


def test_residents_not_stated_stay_as_they_are(cast: Cast) -> None:
    rows = [RollRow("3", "3", "101", 10_000, owners=(RollOwner(RollPerson("钱国平")),))]
    counts = fill_compound(cast.actor("sun"), compound_id=cast.next_door.id, rows=rows)
    assert (counts.new, counts.changed, counts.gone) == (0, 0, 0)
    tenant = RollResident(RollPerson("新租客"), "tenant")
    rows = [RollRow("3", "3", "101", 10_000, owners=(RollOwner(RollPerson("钱国平")),), residents=(tenant,))]
    fill_compound(cast.actor("sun"), compound_id=cast.next_door.id, rows=rows)
    living = Residence.objects.filter(unit__compound=cast.next_door, valid_to=None)
    assert list(living.values_list("person__name", "kind")) == [("新租客", "tenant")]
