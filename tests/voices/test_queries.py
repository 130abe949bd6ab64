from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from linmeng.alliance.models import ShareSwitch
from linmeng.common.dues import Due
from linmeng.voices.models import Voice
from linmeng.voices.queries import (
    MatterCounts,
    Similar,
    VoiceSearch,
    dues,
    find_neighbours,
    find_voices,
    found_voices,
    matter_counts,
    similar_matters,
    similar_voices,
    state_counts,
    troika_of,
    visible_voices,
    voices_in_order,
    voices_on_desk,
)
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import matter_in, spoken, taken


@pytest.fixture
def six(cast: Cast) -> dict[str, Voice]:
    """One voice of each sort."""
    building = cast.units["3-101"].building_id
    voices = {
        "li": spoken(cast, "li", words="外墙砖松了", building_id=building),
        "chen": spoken(cast, "chen", words="电梯太慢", kind="complaint"),
        "typed": spoken(cast, "zhao", words="楼道灯坏了", author_id=cast.people["li"].id, channel="helper"),
        "duty": spoken(cast, "wang", words="垃圾没有清", dangerous=True),
        "next_door": spoken(cast, "qian", compound_id=cast.next_door.id, words="隔壁外墙"),
        "nameless": spoken(cast, "sun", channel="desk", words="有人说门坏了"),
    }
    taken(cast, voices["duty"], nature="company_duty", title="清运垃圾")
    return voices


HERE = {"li", "chen", "typed", "duty", "nameless"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("li", {"li", "typed"}),
        ("wang", HERE),
        ("he", HERE),
        ("chen", {"chen"}),
        ("wu", {"duty"}),
        ("zhou", set()),
        ("zhao", {"li", "typed"}),
        ("sun", HERE | {"next_door"}),
        ("feng", HERE | {"next_door"}),
        ("qian", {"next_door"}),
        ("stranger", set()),
    ],
)
def test_voices_are_seen_by_their_author_and_handlers_only(
    cast: Cast, six: dict[str, Voice], who: str, seen: set[str]
) -> None:
    ids = {voice.id: name for name, voice in six.items()}
    actor = cast.actor(who)
    assert {ids[v.id] for v in visible_voices(actor)} == seen
    assert {ids[v.id] for v in voices_on_desk(actor)} == seen
    assert len(CAST) == 11


def test_helper_without_the_hat_sees_only_own_voices(cast: Cast, six: dict[str, Voice]) -> None:
    from dataclasses import replace

    assert list(visible_voices(replace(cast.actor("zhao"), hat=None))) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["nameless", "next_door", "duty", "typed", "chen", "li"]),
        ({"order": "oldest"}, ["li", "chen", "typed", "duty", "next_door", "nameless"]),
        ({"words": "外墙"}, ["next_door", "li"]),
        ({"words": "墙"}, ["next_door", "li"]),
        ({"words": "墙", "compound": "wt"}, ["li"]),
        ({"words": "没有的话"}, []),
        ({"state": "taken_up"}, ["duty"]),
        ({"state": "nonsense"}, ["nameless", "next_door", "duty", "typed", "chen", "li"]),
        ({"kind": "complaint"}, ["chen"]),
        ({"dangerous": True}, ["duty"]),
        ({"building_id": 1}, []),
    ],
)
def test_list_of_voices_is_narrowed(
    cast: Cast, six: dict[str, Voice], asked: dict[str, object], found: list[str]
) -> None:
    names = {voice.id: name for name, voice in six.items()}
    search = VoiceSearch(**asked)
    assert [names[v.id] for v in find_voices(voices_on_desk(cast.actor("sun")), search)] == found


@pytest.mark.parametrize("words", ["", "墙"])
@pytest.mark.parametrize("state", ["", "received", "taken_up", "nonsense"])
def test_found_voices_agree_with_what_is_counted(
    cast: Cast, six: dict[str, Voice], words: str, state: str
) -> None:
    base, asked = voices_on_desk(cast.actor("sun")), VoiceSearch(words=words, state=state)
    found = found_voices(base, asked)
    assert list(found.ids) == [voice.id for voice in find_voices(base, asked)]
    assert (found.count, found.counts) == (len(found.ids), state_counts(base, asked))
    assert [v.id for v in voices_in_order(list(found.ids))] == list(found.ids)


def test_states_are_counted_within_what_was_asked(cast: Cast, six: dict[str, Voice]) -> None:
    base = voices_on_desk(cast.actor("sun"))
    none = {"answered": 0, "declined": 0}
    assert state_counts(base, VoiceSearch()) == none | {"received": 5, "taken_up": 1}
    assert state_counts(base, VoiceSearch(words="墙", state="taken_up")) == none | {
        "received": 2,
        "taken_up": 0,
    }


def test_dues_of_each_hat(cast: Cast, six: dict[str, Voice]) -> None:
    duty = six["duty"]
    duty.refresh_from_db()
    answer = _("Take up or answer: %(words)s")
    go_on = _("Say how it goes on: %(title)s") % {"title": "清运垃圾"}

    def voice_due(name: str, role: str) -> Due:
        voice = six[name]
        path = f"/a/dongzhen/voices/{voice.id}/"
        return Due(date(2026, 7, 12), answer % {"words": voice.words}, path, "", role, voice.compound_id)

    def matter_due(role: str) -> Due:
        return Due(
            date(2026, 7, 12), go_on, f"/a/dongzhen/matters/{duty.matter_id}/", "", role, cast.compound.id
        )

    waiting = {"li", "chen", "typed", "nameless"}
    for who, role, names in [
        ("sun", "clerk", waiting | {"next_door"}),
        ("wang", "committee_director", waiting),
        ("wu", "property_manager", set()),
    ]:
        assert dues(cast.actor(who)) == sorted([*(voice_due(n, role) for n in names), matter_due(role)])
    assert [dues(cast.actor(who)) for who in ("li", "zhou", "zhao", "feng", "qian", "stranger")] == [[]] * 6


def test_counts_respect_what_a_compound_shows(cast: Cast) -> None:
    matter_in(cast, "listed")
    matter_in(cast, "done")
    both = [cast.compound.id, cast.next_door.id]
    counts = {"waiting": 1, "listed": 1, "settled": 1}
    later = NOON.date() + timedelta(days=60)
    assert matter_counts(both) == {both[0]: MatterCounts(**counts), both[1]: MatterCounts()}
    assert matter_counts(both, later)[both[0]] == MatterCounts(**counts, overdue=1)
    switch = ShareSwitch.objects.create(compound=cast.compound, subject="matters", level="titles")
    assert matter_counts(both)[both[0]] == MatterCounts(**counts, titles=("北立面空鼓瓷砖",))
    switch.level = "nothing"
    switch.save()
    assert matter_counts(both) == {both[1]: MatterCounts()}


def test_counts_need_as_many_queries_for_three_compounds_as_for_one(cast: Cast) -> None:
    taken_up = []
    for ids in ([cast.compound.id], [cast.compound.id, cast.next_door.id, 7]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            matter_counts(ids)
        taken_up.append(len(queries))
    assert taken_up[0] == taken_up[1]


def test_similar_matters_share_rare_pairs(cast: Cast) -> None:
    tiles = taken(cast, spoken(cast), title="北立面空鼓瓷砖")
    lamp = taken(cast, spoken(cast, words="灯" * 2), title="楼道灯不亮", summary="")
    done = matter_in(cast, "done")
    found = similar_matters(cast.compound.id, "北墙的瓷砖空鼓，要掉下来了")
    assert found == [Similar(tiles.id, "北立面空鼓瓷砖", "三号楼北墙瓷砖松动。", tiles.get_state_display())]
    assert [s.id for s in similar_matters(cast.compound.id, "楼道里的灯不亮")] == [lamp.id]
    assert done.id not in {s.id for s in similar_matters(cast.compound.id, "北立面空鼓瓷砖")}
    assert similar_matters(cast.next_door.id, "北墙的瓷砖空鼓") == []
    assert similar_matters(cast.compound.id, "") == []


def test_similar_voices_wait_in_the_same_compound(cast: Cast) -> None:
    first = spoken(cast, words="北墙瓷砖松动")
    second = spoken(cast, "chen", words="瓷砖松动怕掉下来")
    spoken(cast, "qian", compound_id=cast.next_door.id, words="北墙瓷砖松动")
    taken(cast, spoken(cast, words="北墙瓷砖松动了"))
    assert similar_voices(first) == [Similar(second.id, "", "瓷砖松动怕掉下来")]


@pytest.mark.parametrize(
    ("who", "query", "found"),
    [
        ("sun", "3-101", [("李秋生", "3-101")]),
        ("sun", "李秋", [("李秋生", "3-101")]),
        ("zhao", "小雨", [("陈小雨", "3-201")]),
        ("zhao", "3-20", [("邻居1", "3-201"), ("陈小雨", "3-201"), ("邻居2", "3-202"), ("邻居3", "3-203")]),
        ("sun", "钱国平", []),
    ],
)
def test_neighbours_are_found_by_door_or_name(
    cast: Cast, who: str, query: str, found: list[tuple[str, str]]
) -> None:
    pairs = [
        (person.name, unit) for person, unit in find_neighbours(cast.actor(who), cast.compound.id, query)
    ]
    assert sorted(pairs) == sorted(found)


def test_troika_of_both_compounds(cast: Cast) -> None:
    here, there = troika_of(cast.compound), troika_of(cast.next_door)
    assert (here.residents_committee, here.owners_committee, here.property_company) == (
        "东镇居委会",
        "梧桐苑业委会",
        "安居物业",
    )
    assert (there.residents_committee, there.owners_committee, there.property_company) == (
        "东镇居委会",
        "",
        "",
    )
