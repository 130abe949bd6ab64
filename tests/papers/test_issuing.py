import pytest

from linmeng.common.errors import NotAllowed
from linmeng.papers.actions import SheetPlace, issue_sheets
from linmeng.papers.models import CustodyEvent, Sheet
from linmeng.papers.queries import entrance_name, entrances_of, runs_for, sheets_for
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast
from tests.papers.issued import MAKERS, ballots, sheets_of, slips


def test_sheets_stand_in_the_walking_order_given(cast: Cast) -> None:
    run = slips(cast, doors=3)
    rows = [(s.number, s.walk_order, s.unit.code, s.state, s.printed_at) for s in sheets_of(run) if s.unit]
    assert rows == [
        (1, 0, "3-101", "printed", NOON),
        (2, 1, "3-102", "printed", NOON),
        (3, 2, "3-103", "printed", NOON),
    ]
    assert (run.sheets_count, run.state, run.kind) == (3, "waiting", "answer_slip")
    assert len({sheet.token for sheet in sheets_of(run)}) == 3
    events = CustodyEvent.objects.filter(sheet__run=run).values_list("kind", "by_seat", "sheet__number")
    assert sorted(events) == [("printed", run.by_seat, n) for n in (1, 2, 3)]


def test_numbers_go_on_per_kind_and_subject(cast: Cast) -> None:
    slips(cast, doors=2)
    assert [s.number for s in sheets_of(slips(cast, doors=2))] == [3, 4]
    assert [s.number for s in sheets_of(slips(cast, doors=1, subject_id=202628))] == [1]
    assert [s.number for s in sheets_of(ballots(cast, doors=1))] == [1]


def test_the_record_holds_counts_only(cast: Cast) -> None:
    run = slips(cast, doors=3)
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    facts = f'"facts":{{"first":1,"kind":"answer_slip","run":"{run.id}","sheets":3}}'
    assert (entry.kind, facts in entry.text.replace(" ", "")) == ("sheets_issued", True)


@pytest.mark.parametrize("who", CAST)
def test_the_office_prints_and_nobody_else(cast: Cast, who: str) -> None:
    if who in MAKERS:
        assert slips(cast, who=who).sheets_count == 9
        return
    with pytest.raises(NotAllowed, match="prints sheets"):
        slips(cast, who=who)
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"doors": 0}, "no sheets to issue"),
        ({"kind": "poster"}, "no kind of sheet is called 'poster'"),
        ({"readings_needed": 3}, "read once or twice"),
    ],
)
def test_faults_of_the_issuing_area_are_named(cast: Cast, change: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        slips(cast, **change)  # type: ignore[arg-type]


def test_a_unit_next_door_is_refused(cast: Cast) -> None:
    unit = cast.next_door.units.get()
    with pytest.raises(ValueError, match="another compound"):
        issue_sheets(
            cast.actor("sun"),
            compound=cast.compound,
            kind="code_letter",
            title="x",
            places=[SheetPlace(unit_id=unit.id)],
        )


SEEN = {"sun": 9, "wang": 9, "he": 9, "zhao": 9}


@pytest.mark.parametrize("who", CAST)
def test_runs_are_seen_by_those_who_work_with_them(cast: Cast, who: str) -> None:
    run, actor = slips(cast), cast.actor(who)
    seen = sheets_for(actor, run).count() if runs_for(actor).filter(pk=run.pk).exists() else 0
    assert seen == SEEN.get(who, 0)


def test_entrances_tell_what_is_left(cast: Cast) -> None:
    run = slips(cast, doors=4)
    [entrance] = entrances_of(sheets_for(cast.actor("zhao"), run))
    assert (entrance.name, entrance.sheets, entrance.waiting, entrance.out) == ("3号楼", 4, 4, 4)


@pytest.mark.parametrize(
    ("building", "entrance", "said"),
    [("3号楼", "3号", "3号楼"), ("3号楼", "3号楼", "3号楼"), ("11号楼", "1号", "11号楼 1号")],
)
def test_an_entrance_is_said_once(building: str, entrance: str, said: str) -> None:
    assert entrance_name(building, entrance) == said
