"""The week's answer slips: one sheet a door, carried, ticked, and what comes back on them."""

import json
from typing import Any

import pytest
from django.utils import translation

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.lists import actions as lists
from linmeng.pages.papers.slip_items import items_of
from linmeng.pages.printing.answer_slip import SlipItem
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.papers.actions import read_sheet, record_delivery, set_aside
from linmeng.papers.models import PrintRun, Sheet
from linmeng.people.models import Person
from linmeng.publishing import actions, background
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries import slips_waiting
from linmeng.publishing.queries.slip_week import ITEMS_ON_A_SLIP, doors_waiting, planned_slips
from linmeng.record.models import Entry
from linmeng.voices import actions as voices
from linmeng.voices.models import Matter, Voice, Worry
from linmeng.voices.queries.answered import matters_told
from tests.cast import CAST, NOON, Cast
from tests.notices.telling import only, prefer, tell


def no_layout(_replies: int, _large: bool) -> dict[str, Any]:
    return {}


def make(cast: Cast, by: str = "sun") -> list[PrintRun]:
    return actions.make_slip_week(cast.actor(by), compound_id=cast.compound.id, layout_of=no_layout)


def on_paper(cast: Cast, *who: str) -> None:
    for one in who:
        prefer(cast.people[one], "paper")


def sheets() -> list[tuple[str, list[str]]]:
    rows = Sheet.objects.order_by("run_id", "number").select_related("unit")
    return [
        (sheet.unit.code, [d.notice.title for d in sheet.deliveries.order_by("place")])  # type: ignore[union-attr]
        for sheet in rows
    ]


def test_one_sheet_a_door_in_walking_order_with_its_own_words_first(cast: Cast) -> None:
    on_paper(cast, "zhao", "li")
    tell(cast, "zhao", subject="vote", title="请您投票")
    tell(cast, "zhao", title="路灯")
    tell(cast, "li", title="外墙")
    [run] = make(cast)
    assert (run.sheets_count, run.subject_id) == (2, 202627)
    assert sheets() == [("3-101", ["外墙"]), ("3-303", ["路灯", "请您投票"])]
    assert set(Delivery.objects.filter(way="slip").values_list("state", flat=True)) == {"printed"}


def test_two_people_of_one_door_get_one_slip(cast: Cast) -> None:
    on_paper(cast, "zhao")
    prefer(cast.neighbours[6], "paper")  # lives at 3-303, as Zhao does
    tell(cast, "zhao", title="甲")
    actions.notify_many(
        cast.actor("sun"),
        person_ids=[cast.neighbours[6].id],
        subject="voice",
        subject_id=2,
        title="乙",
        words="x",
    )
    make(cast)
    assert sheets() == [("3-303", ["甲", "乙"])]


def test_a_door_with_more_than_fits_gets_a_second_sheet(cast: Cast) -> None:
    on_paper(cast, "li")
    for number in range(ITEMS_ON_A_SLIP + 1):
        tell(cast, "li", title=f"{number}", subject_id=number)
    make(cast)
    assert sheets() == [("3-101", ["0", "1", "2"]), ("3-101", ["3"])]


def test_large_print_comes_in_a_run_of_its_own(cast: Cast) -> None:
    on_paper(cast, "li", "zhao")
    Person.objects.filter(id=cast.people["zhao"].id).update(large_print=True)
    tell(cast, "li", "zhao")
    assert [(run.large_print, run.sheets_count) for run in make(cast)] == [(False, 1), (True, 1)]


def test_nothing_moved_means_no_slip(cast: Cast) -> None:
    with pytest.raises(WrongState, match=cast.compound.name):
        make(cast)
    assert doors_waiting([cast.compound.id]) == {} and planned_slips(cast.compound.id) == []


def test_the_same_words_are_printed_once(cast: Cast) -> None:
    on_paper(cast, "li")
    tell(cast, "li")
    make(cast)
    with pytest.raises(WrongState):
        make(cast)


@pytest.mark.parametrize("by", CAST)
def test_slips_are_made_by_who_prints(cast: Cast, by: str) -> None:
    on_paper(cast, "li")
    tell(cast, "li")
    if by in {"wang", "he", "sun"}:
        assert len(make(cast, by)) == 1
        return
    with pytest.raises(NotAllowed):
        make(cast, by)


@pytest.mark.parametrize("by", CAST)
@pytest.mark.parametrize("printed", [False, True])
def test_slips_are_ticked_by_those_in_charge_of_the_door(cast: Cast, by: str, printed: bool) -> None:
    on_paper(cast, "li")
    tell(cast, "li")
    if printed:
        make(cast)
    if by not in {"wang", "he", "sun", "zhao"}:
        with pytest.raises(NotAllowed):
            actions.hand_over_slips(cast.actor(by), delivery_ids=[only("slip").id])
        return
    assert actions.hand_over_slips(cast.actor(by), delivery_ids=[only("slip").id]) == 1
    assert actions.hand_over_slips(cast.actor(by), delivery_ids=[only("slip").id]) == 0
    assert list(slips_waiting([cast.compound.id])) == []
    kinds = [k for s in Sheet.objects.all() for k in s.custody.values_list("kind", flat=True)]
    assert kinds == (["printed", "delivered"] if printed else [])


def test_what_is_ticked_among_the_papers_is_handed_over(cast: Cast) -> None:
    on_paper(cast, "li")
    tell(cast, "li")
    make(cast)
    record_delivery(cast.actor("zhao"), sheet_ids=[Sheet.objects.get().id])
    assert list(slips_waiting([cast.compound.id])) == []
    assert background.follow_sheets(NOON) == 1
    assert (only("slip").state, background.follow_sheets(NOON)) == ("handed_over", 0)


def test_what_stood_on_a_lost_sheet_waits_for_the_next_week(cast: Cast) -> None:
    on_paper(cast, "li")
    tell(cast, "li")
    make(cast)
    set_aside(cast.actor("sun"), sheet_id=Sheet.objects.get().id, reason="淋湿了")
    background.follow_sheets(NOON)
    assert (only("slip").state, only("slip").sheet) == ("waiting", None)
    make(cast)
    assert Sheet.objects.filter(state="printed").count() == 1


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """A matter Li spoke of, who has no phone."""
    on_paper(cast, "li")
    voice = voices.say(
        cast.actor("zhao"),
        compound_id=cast.compound.id,
        author_id=cast.people["li"].id,
        kind="repair",
        words="外墙瓷砖掉下来了",
        worry=4,
        channel="helper",
    )
    taken = voices.take_up(
        cast.actor("sun"), voice_ids=[voice.id], title="外墙脱落", summary="", nature="common_part"
    )
    Delivery.objects.filter(way="slip").update(state="called_off")
    return taken


def came_back(cast: Cast, values: dict[str, Any]) -> Sheet:
    make(cast)
    return read_sheet(cast.actor("sun"), sheet_id=Sheet.objects.get().id, values=values)


def test_a_returned_slip_is_taken_in(cast: Cast, matter: Matter) -> None:
    tell(cast, "li", subject_id=matter.id)
    sheet = came_back(cast, {"1": "not_yet", "worry": "2"})
    assert voices.take_in_slip(cast.actor("sun"), sheet) == 1
    slip = Delivery.objects.get(sheet=sheet, place=1)
    assert (slip.reply, slip.state) == ("not_yet", "handed_over")
    assert [w.level for w in Worry.objects.filter(matter=matter, source="slip")] == [2]
    assert Sheet.objects.get().taken_in_at == NOON
    told = [json.loads(entry.text) for entry in Entry.objects.filter(kind="slip_taken_in")]
    assert [(t["facts"]["replies"], t["facts"]["worry_said"]) for t in told] == [(1, True)]


def test_a_worry_that_may_mean_two_matters_is_not_guessed(cast: Cast, matter: Matter) -> None:
    other = voices.say(cast.actor("li"), compound_id=cast.compound.id, kind="repair", words="路灯不亮了")
    second = voices.take_up(
        cast.actor("sun"), voice_ids=[other.id], title="路灯", summary="", nature="common_part"
    )
    Delivery.objects.filter(way="slip").update(state="called_off")
    tell(cast, "li", subject_id=matter.id)
    tell(cast, "li", subject_id=second.id)
    make(cast)
    values = {"1": "solved", "2": "not_yet", "worry": "5"}
    sheet = read_sheet(cast.actor("sun"), sheet_id=Sheet.objects.get().id, values=values)
    assert voices.take_in_slip(cast.actor("sun"), sheet) == 2
    assert not Worry.objects.filter(source="slip").exists()
    replies = Delivery.objects.filter(sheet=sheet).order_by("place").values_list("reply", flat=True)
    assert list(replies) == ["solved", "not_yet"]


def test_a_slip_without_a_tick_says_nothing(cast: Cast, matter: Matter) -> None:
    tell(cast, "li", subject_id=matter.id)
    sheet = came_back(cast, {"1": "", "worry": ""})
    assert voices.take_in_slip(cast.actor("sun"), sheet) == 0
    assert not Worry.objects.filter(source="slip").exists()
    assert Voice.objects.count() == 1


def told_by_zhao(cast: Cast, **changes: Any) -> Voice:
    """Li, who has no phone, tells the building leader."""
    on_paper(cast, "li")
    given = {"kind": "repair", "words": "外墙瓷砖掉下来了", "place": "东墙", "channel": "helper"}
    about = {"author_id": cast.people["li"].id, "building_id": cast.units["3-101"].building_id}
    return voices.say(cast.actor("zhao"), compound_id=cast.compound.id, **(given | about | changes))


def week(cast: Cast) -> PrintRun:
    clerk = cast.actor("sun")
    [run] = actions.make_slip_week(
        clerk, compound_id=cast.compound.id, layout_of=no_layout, things_of=matters_told
    )
    return run


def items(run: PrintRun) -> list[SlipItem]:
    rows = (
        Delivery.objects.filter(sheet__run=run).select_related("notice").order_by("sheet_id", "place", "id")
    )
    with translation.override("zh-hans"):
        return [item for some in items_of(rows).values() for item in some]


def test_a_matter_that_moved_three_times_is_one_item_with_what_was_said_and_how_it_stands(cast: Cast) -> None:
    voice = told_by_zhao(cast)
    matter = voices.take_up(
        cast.actor("sun"), voice_ids=[voice.id], title="外墙脱落", summary="", nature="common_part"
    )
    lists.place_on_list(cast.actor("wang"), matter_id=matter.id, list="problem", place=1, reason="会砸到人")
    [item] = items(week(cast))
    assert Delivery.objects.filter(way="slip").values_list("place", flat=True).distinct().get() == 1
    assert (item.label, item.words, item.said_on) == ("you_said", "外墙瓷砖掉下来了", cn_date(NOON))
    assert ("会砸到人" in item.step, "外墙脱落" in item.step) == (True, True)
    assert item.place.startswith("3号楼 东墙")


def test_a_reply_is_kept_once_for_a_thing_that_moved_often(cast: Cast) -> None:
    voice = told_by_zhao(cast, worry=5)
    voices.take_up(
        cast.actor("sun"), voice_ids=[voice.id], title="外墙脱落", summary="", nature="common_part"
    )
    week(cast)
    sheet = read_sheet(
        cast.actor("sun"), sheet_id=Sheet.objects.get().id, values={"1": "solved", "worry": "1"}
    )
    assert voices.take_in_slip(cast.actor("sun"), sheet) == 1
    assert list(Delivery.objects.filter(sheet=sheet).order_by("id").values_list("reply", flat=True)) == [
        "",
        "solved",
    ]
    assert [(w.level, w.source) for w in Worry.objects.order_by("id")] == [(5, "helper"), (1, "slip")]


def test_two_matters_of_a_door_stay_two_items(cast: Cast) -> None:
    for title in ("外墙脱落", "路灯不亮"):
        voice = told_by_zhao(cast, words=title)
        voices.take_up(cast.actor("sun"), voice_ids=[voice.id], title=title, summary="", nature="common_part")
    assert [item.words for item in items(week(cast))] == ["外墙脱落", "路灯不亮"]


def test_what_a_neighbour_typed_alone_is_named_by_its_matter_not_quoted(cast: Cast) -> None:
    on_paper(cast, "li")
    voice = voices.say(cast.actor("li"), compound_id=cast.compound.id, kind="complaint", words="楼上某某太吵")
    voices.take_up(
        cast.actor("sun"), voice_ids=[voice.id], title="夜里施工的声音", summary="", nature="common_part"
    )
    [item] = items(week(cast))
    assert (item.label, item.words, item.said_on) == ("your_matter", "夜里施工的声音", cn_date(NOON))
    assert "某某" not in f"{item.step}{item.place}{item.next}"


@pytest.mark.parametrize(
    ("subject", "label"),
    [
        ("vote", "about_vote"),
        ("project", "about_works"),
        ("objection", "your_objection"),
        ("publication", "about_notice"),
        ("voice", "about_notice"),  # of words that are not there any more
    ],
)
def test_only_own_words_stand_under_you_said(cast: Cast, subject: str, label: str) -> None:
    on_paper(cast, "li")
    tell(cast, "li", subject=subject, title="关于外墙")
    [item] = items(week(cast))
    assert (item.label, item.words, item.step, item.place) == (label, "关于外墙", "已列入清单第1位", "")


def test_each_statutory_notice_speaks_for_itself(cast: Cast) -> None:
    on_paper(cast, "li")
    for title in ("请您投票", "投票改期"):
        tell(cast, "li", subject="publication", title=title, statutory=True)
    tell(cast, "li", subject="publication", title="公示甲")
    tell(cast, "li", subject="publication", title="公示乙")
    assert [item.words for item in items(week(cast))] == ["请您投票", "投票改期", "公示乙"]
