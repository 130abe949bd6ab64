"""Search means "contains this text", with the same answers on SQLite and PostgreSQL."""

import random
from datetime import datetime, timedelta

import pytest

from linmeng.ground.actions.search import index_many, index_thing
from linmeng.ground.models import Alliance, SearchEntry
from linmeng.ground.queries.search import entries_containing, entries_visible
from linmeng.ground.tenancy import in_alliance
from tests.cast import NOON, Cast

TEXTS = {
    1: "3号楼外墙砖掉下来了，差点砸到人",
    2: "加装电梯，二楼的王阿姨不同意",
    3: "地下车库漏水；LED灯也坏了",
    4: "Wi-Fi 信号弱，iPhone15 连不上 café",
    5: 'O\'Brien said "维修资金" 是1.2万元 100%',
    6: "车位 a-12 与 a-13",
    7: "二〇二六年人人参与",
    8: "楼梯间堆物",
    9: "ＡＢＣ全角与abc半角",
}
CASES = [
    ("电梯", {2}),
    ("梯", {2, 8}),
    ("楼", {1, 2, 8}),
    ("装电", {2}),
    ("外墙砖", {1}),
    ("墙外", set()),
    ("砖墙", set()),
    ("3号楼", {1}),
    ("号楼", {1}),
    ("led", {3}),
    ("LED灯", {3}),
    ("le", {3}),
    ("ed", set()),
    ("wi-fi", {4}),
    ("iphone15", {4}),
    ("iphone", {4}),
    ("cafe", {4}),
    ("café", {4}),
    ("O'Brien", {5}),
    ('"维修资金"', {5}),
    ("维修基金", set()),
    ("1.2", {5}),
    ("1", {1, 5, 6}),  # a word is found by its beginning: 1 and 12; 1 is also a title
    ("100%", {5}),
    ("a-12", {6}),
    ("车位 a", {6}),
    ("漏水 车库", {3}),
    ("漏水 电梯", set()),
    ("二〇二六", {7}),
    ("人人", {7}),
    ("人", {1, 7}),
    ("abc", {9}),
    ("ＡＢＣ全角", {9}),
    ("", set()),
    ("。！？", set()),
    ("* OR 1=1", set()),
    ("'); DROP TABLE x; --", set()),
    ("\\", set()),
    ("NEAR(电梯)", set()),
]


@pytest.fixture
def things(cast: Cast) -> Cast:
    for number, text in TEXTS.items():
        _index(number, text)
    return cast


def _index(number: int, text: str, *, audience: str = "public", compound_id: int | None = None) -> None:
    index_thing(
        kind="matter",
        object_id=number,
        compound_id=compound_id,
        audience=audience,
        path=f"/a/dongzhen/matters/{number}/",
        title=f"第{number}件",
        text=text,
        happened_at=NOON + timedelta(minutes=number),
    )


def _found(query: str) -> set[int]:
    return {entry.object_id for entry in entries_containing(query)}


@pytest.mark.parametrize(("query", "wanted"), CASES, ids=[query or "nothing" for query, _wanted in CASES])
def test_search_finds_what_contains_the_words(things: Cast, query: str, wanted: set[int]) -> None:
    assert _found(query) == wanted


def test_newest_comes_first(things: Cast) -> None:
    assert [entry.object_id for entry in entries_containing("楼")] == [8, 2, 1]


def test_refreshed_thing_is_found_by_its_new_words_only(things: Cast) -> None:
    _index(1, "已经修好")
    assert (_found("外墙砖"), _found("修好")) == (set(), {1})
    assert SearchEntry.objects.filter(object_id=1).count() == 1


def test_other_alliance_finds_nothing(things: Cast) -> None:
    with in_alliance(Alliance.objects.create(slug="xizhen", name="西镇").id):
        assert _found("电梯") == set()


def test_audience_decides_who_finds(cast: Cast) -> None:
    here, next_door = cast.compound.id, cast.next_door.id
    _index(1, "电梯公开", compound_id=here)
    _index(2, "电梯本小区", audience="compound", compound_id=here)
    _index(3, "电梯经办", audience="handlers", compound_id=here)
    _index(4, "电梯隔壁", audience="compound", compound_id=next_door)

    def found(homes: list[int], handled: list[int]) -> set[int]:
        return {e.object_id for e in entries_visible("电梯", homes=homes, handled=handled)}

    assert found([], []) == {1}
    assert found([here], []) == {1, 2}
    assert found([next_door], []) == {1, 4}
    assert found([], [here]) == {1, 2, 3}


def test_han_text_is_found_exactly_where_it_is_contained(cast: Cast) -> None:
    """500 random texts and 60 queries: same as Python's `in`."""
    dice = random.Random(7)
    texts = ["".join(dice.choices("电梯外墙砖漏", k=dice.randint(1, 9))) for _ in range(500)]
    index_many(
        [
            SearchEntry(
                kind="t", object_id=i, audience="public", path="/", title="", text=text, happened_at=_at(i)
            )
            for i, text in enumerate(texts)
        ]
    )
    for _turn in range(60):
        query = "".join(dice.choices("电梯外墙砖漏", k=dice.randint(1, 4)))
        assert _found(query) == {i for i, text in enumerate(texts) if query in text}, query


def _at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)
