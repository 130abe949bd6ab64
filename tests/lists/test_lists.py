from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.lists.actions import move, place_on_list, take_off
from linmeng.lists.models import ListItem
from linmeng.lists.queries import changes, current_list, list_on, matters_without_place
from linmeng.publishing.models import Notice
from linmeng.voices.models import Matter
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import ROADS, matter_in, recorded, spoken, taken, undone

KEEPERS = {"wang", "he"}


def placed(
    cast: Cast, title: str, place: int = 99, *, days: int = 0, nature: str = "common_part"
) -> ListItem:
    matter = taken(cast, spoken(cast, words=title), title=title, nature=nature)
    which = "value" if nature == "new_value" else "problem"
    actor = cast.actor("wang", at=NOON + timedelta(days=days))
    return place_on_list(actor, matter_id=matter.id, list=which, place=place, reason=f"{title}的理由")


def order(cast: Cast, which: str = "problem") -> list[tuple[int, str, str]]:
    return [(i.place, i.matter.title, i.reason) for i in current_list(cast.compound.id, which)]


def lists_act(verb: str, actor: Actor, matter: Matter, item: ListItem | None) -> None:
    if verb == "place":
        place_on_list(actor, matter_id=matter.id, list="problem", place=1, reason="安全在先")
    elif verb == "move":
        assert item is not None
        move(actor, item_id=item.id, place=2, reason="先办另一件")
    else:
        assert item is not None
        take_off(actor, item_id=item.id, reason="已经自行解决")


@pytest.mark.parametrize("verb", ["place", "move", "take_off"])
@pytest.mark.parametrize("vacant", [False, True])
def test_lists_are_kept_by_the_committee_or_for_a_vacant_one_by_the_clerk(
    cast: Cast, vacant: bool, verb: str
) -> None:
    item = None if verb == "place" else placed(cast, "外墙")
    placed(cast, "电梯")
    matter = item.matter if item else taken(cast, spoken(cast))
    if vacant:
        CommitteeTerm.objects.update(state="vacant")
    before = order(cast)
    for who in CAST:
        with undone():
            if who in KEEPERS or (vacant and who == "sun"):
                lists_act(verb, cast.actor(who), matter, item)
                assert order(cast) != before
            else:
                with pytest.raises(NotAllowed):
                    lists_act(verb, cast.actor(who), matter, item)
                assert order(cast) == before


@pytest.mark.parametrize("state", list(ROADS))
def test_place_by_state_of_the_matter(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    if state == "done":
        with pytest.raises(WrongState):
            place_on_list(cast.actor("wang"), matter_id=matter.id, list="problem", place=1, reason="安全在先")
        return
    place_on_list(cast.actor("wang"), matter_id=matter.id, list="problem", place=1, reason="安全在先")
    matter.refresh_from_db()
    assert matter.state == (state if state in ("in_project", "decided") else "listed")


def test_place_pushes_those_below_down(cast: Cast) -> None:
    placed(cast, "外墙")
    placed(cast, "电梯")
    placed(cast, "车库", 1)
    placed(cast, "电井", 3)
    assert order(cast) == [
        (1, "车库", "车库的理由"),
        (2, "外墙", "外墙的理由"),
        (3, "电井", "电井的理由"),
        (4, "电梯", "电梯的理由"),
    ]
    assert recorded("placed_on_list") == {
        "matter": str(Matter.objects.get(title="电井").id),
        "list": "problem",
        "before": 0,
        "after": 3,
    }


@pytest.mark.parametrize(
    ("title", "to", "after"),
    [
        ("一", 3, ["二", "三", "一", "四"]),
        ("四", 1, ["四", "一", "二", "三"]),
        ("二", 99, ["一", "三", "四", "二"]),
        ("三", 2, ["一", "三", "二", "四"]),
    ],
)
def test_move_shifts_only_those_between(cast: Cast, title: str, to: int, after: list[str]) -> None:
    items = {name: placed(cast, name * 2) for name in "一二三四"}
    by_title = {name: ListItem.objects.get(id=item.id) for name, item in items.items()}
    move(cast.actor("he"), item_id=by_title[title].id, place=to, reason="先办急的")
    assert [(place, name) for place, name, _why in order(cast)] == [
        (n, t * 2) for n, t in enumerate(after, 1)
    ]
    assert {why for _place, name, why in order(cast) if name == title * 2} == {"先办急的"}


def test_take_off_closes_the_gap_and_opens_the_matter(cast: Cast) -> None:
    placed(cast, "外墙")
    second = placed(cast, "电梯")
    placed(cast, "车库")
    take_off(cast.actor("wang"), item_id=second.id, reason="由街道统一改造")
    assert [(place, title) for place, title, _why in order(cast)] == [(1, "外墙"), (2, "车库")]
    second.refresh_from_db()
    assert (second.left_at, second.left_because, second.matter.state) == (NOON, "由街道统一改造", "open")
    assert recorded("taken_off_list") == {
        "matter": str(second.matter_id),
        "list": "problem",
        "before": 2,
        "after": 0,
    }


def test_two_lists_hold_what_belongs_on_them(cast: Cast) -> None:
    placed(cast, "外墙")
    placed(cast, "花园", nature="new_value")
    assert ([t for _p, t, _w in order(cast)], [t for _p, t, _w in order(cast, "value")]) == (
        ["外墙"],
        ["花园"],
    )
    for nature, which in [("new_value", "problem"), ("common_part", "value"), ("common_part", "wishes")]:
        matter = taken(cast, spoken(cast), nature=nature)
        with pytest.raises(ValidationError) as fault:
            place_on_list(cast.actor("wang"), matter_id=matter.id, list=which, place=1, reason="安全在先")
        assert list(fault.value.message_dict) == ["list"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"place": 0}, "place"),
        ({"place": -3}, "place"),
        ({"reason": "急"}, "reason"),
        ({"reason": "急" * 201}, "reason"),
    ],
)
def test_bad_place_or_reason_is_refused(cast: Cast, given: dict[str, object], field: str) -> None:
    matter = taken(cast, spoken(cast))
    good = {"matter_id": matter.id, "list": "problem", "place": 1, "reason": "安全在先"}
    with pytest.raises(ValidationError) as fault:
        place_on_list(cast.actor("wang"), **good | given)
    assert list(fault.value.message_dict) == [field]
    assert ListItem.objects.count() == 0


def test_matter_stands_on_a_list_once(cast: Cast) -> None:
    item = placed(cast, "外墙")
    with pytest.raises(WrongState):
        place_on_list(
            cast.actor("wang"), matter_id=item.matter_id, list="problem", place=1, reason="安全在先"
        )


def test_second_mover_is_told_that_the_order_changed(cast: Cast) -> None:
    item = placed(cast, "外墙")
    placed(cast, "电梯")
    move(cast.actor("wang"), item_id=item.id, place=2, reason="先办电梯")
    for act in (
        lambda: move(cast.actor("he"), item_id=item.id, place=2, reason="先办电梯"),
        lambda: take_off(cast.actor("he"), item_id=item.id, reason="不再需要"),
    ):
        with pytest.raises(WrongState):
            act()


def test_move_to_the_same_place_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongState):
        move(cast.actor("wang"), item_id=placed(cast, "外墙").id, place=1, reason="还是这里")


def test_author_is_told_the_place_and_why(cast: Cast) -> None:
    item = placed(cast, "外墙")
    words = _("%(list)s, place %(place)s. %(reason)s") % {
        "list": item.get_list_display(),
        "place": 1,
        "reason": "外墙的理由",
    }
    newest = Notice.objects.order_by("-id")[0]
    assert (newest.person_id, newest.words) == (cast.people["li"].id, f"外墙：{words}")


def test_earlier_orders_stay_visible(cast: Cast) -> None:
    first = placed(cast, "外墙", days=0)
    placed(cast, "电梯", 1, days=1)
    now = current_list(cast.compound.id, "problem").get(matter_id=first.matter_id)
    move(cast.actor("wang", at=NOON + timedelta(days=2)), item_id=now.id, place=1, reason="掉砖了")
    lift = current_list(cast.compound.id, "problem").get(matter__title="电梯")
    take_off(cast.actor("wang", at=NOON + timedelta(days=3)), item_id=lift.id, reason="已经换新")
    days = [date(2026, 7, 4) + timedelta(days=n) for n in range(5)]
    orders = [[(i.place, i.matter.title) for i in list_on(cast.compound.id, "problem", day)] for day in days]
    assert orders == [
        [],
        [(1, "外墙")],
        [(1, "电梯"), (2, "外墙")],
        [(1, "外墙"), (2, "电梯")],
        [(1, "外墙")],
    ]
    told = [
        (c.at.day, c.matter.title, c.before, c.after, c.reason) for c in changes(cast.compound.id, "problem")
    ]
    assert told == [
        (8, "电梯", 2, None, "已经换新"),
        (7, "外墙", 2, 1, "掉砖了"),
        (6, "电梯", None, 1, "电梯的理由"),
        (5, "外墙", None, 1, "外墙的理由"),
    ]


def test_matters_wait_for_a_place_dangerous_first(cast: Cast) -> None:
    placed(cast, "外墙")
    calm = taken(cast, spoken(cast, words="楼道灯"), title="楼道灯")
    danger = taken(cast, spoken(cast, words="掉砖", dangerous=True), title="掉砖")
    taken(cast, spoken(cast, words="花园"), title="花园", nature="new_value")
    matter_in(cast, "answered")
    waiting = matters_without_place(cast.compound.id, "problem")
    assert list(waiting) == [danger, calm]
    assert [m.title for m in matters_without_place(cast.compound.id, "value")] == ["花园"]
