from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.models import SearchEntry
from linmeng.publishing.models import Notice
from linmeng.voices.actions import (
    answer,
    decline,
    edit_matter,
    join_matter,
    move_voice,
    record_step,
    support,
    take_up,
)
from linmeng.voices.models import Matter, Outcome, Support, Voice
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import OTHERS, ROADS, SORTERS, matter_in, recorded, spoken, taken, undone, voice_in

VOICE_STATES = ["received", "taken_up", "answered", "declined"]
SORTING = {
    "take_up": {"received", "answered", "declined"},
    "join": {"received", "answered", "declined"},
    "move_back": {"taken_up", "answered", "declined"},
    "move_over": {"taken_up"},
    "answer": {"received"},
    "decline": {"received"},
}
AFTER = {
    "take_up": "taken_up",
    "join": "taken_up",
    "move_back": "received",
    "move_over": "taken_up",
    "answer": "answered",
    "decline": "declined",
}


def sort(cast: Cast, who: str, verb: str, voice: Voice, target: Matter) -> None:
    actor = cast.actor(who)
    if verb == "take_up":
        take_up(actor, voice_ids=[voice.id], title="新事项", summary="", nature="common_part")
    elif verb == "join":
        join_matter(actor, voice_ids=[voice.id], matter_id=target.id)
    elif verb == "move_back":
        move_voice(actor, voice_id=voice.id, matter_id=None, words="放错了")
    elif verb == "move_over":
        move_voice(actor, voice_id=voice.id, matter_id=target.id, words="放错了")
    elif verb == "answer":
        answer(actor, voice_id=voice.id, words="已经修好了。")
    else:
        decline(actor, voice_id=voice.id, reason="不在范围内。")


@pytest.mark.parametrize("state", VOICE_STATES)
@pytest.mark.parametrize("verb", list(SORTING))
def test_sorting_by_whom_and_when(cast: Cast, verb: str, state: str) -> None:
    target = taken(cast, spoken(cast, words="别的事情"), title="别的事项")
    before = voice_in(cast, state)
    after = AFTER[verb] if state in SORTING[verb] else state
    for who in CAST:
        voice = Voice.objects.get(id=before.id)
        with undone():
            if who in SORTERS and state in SORTING[verb]:
                sort(cast, who, verb, voice, target)
            else:
                with pytest.raises(WrongState if who in SORTERS else NotAllowed):
                    sort(cast, who, verb, voice, target)
            assert Voice.objects.get(id=voice.id).state == (after if who in SORTERS else state)


MATTER_STATES = list(ROADS)


@pytest.mark.parametrize("state", MATTER_STATES)
def test_matter_is_answered_by_whom_and_when(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    for who in OTHERS:
        with pytest.raises(NotAllowed):
            answer(cast.actor(who), matter_id=matter.id, words="下周动工。")
    for who in sorted(SORTERS):
        with undone():
            answer(cast.actor(who), matter_id=matter.id, words="下周动工。")
            matter.refresh_from_db()
            assert (matter.state, matter.answer_by) == ("answered" if state == "open" else state, None)


@pytest.mark.parametrize("state", MATTER_STATES)
def test_matter_is_declined_by_whom_and_when(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    for who in OTHERS:
        with pytest.raises(NotAllowed):
            decline(cast.actor(who), matter_id=matter.id, reason="不在本小区范围内。")
    for who in sorted(SORTERS):
        with undone():
            if state in ("open", "answered"):
                decline(cast.actor(who), matter_id=matter.id, reason="不在本小区范围内。")
                assert Matter.objects.get(id=matter.id).state == "declined"
            else:
                with pytest.raises(WrongState):
                    decline(cast.actor(who), matter_id=matter.id, reason="不在本小区范围内。")


@pytest.mark.parametrize("state", MATTER_STATES)
def test_matter_is_supported_by_its_neighbours_in_every_state(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    neighbours = ["li", "wang", "chen", "zhao"]
    for who in set(CAST) - set(neighbours):
        with pytest.raises(NotAllowed):
            support(cast.actor(who), matter_id=matter.id)
    for who in neighbours:
        assert support(cast.actor(who), matter_id=matter.id) is True
        assert recorded("matter_supported") == {"matter": str(matter.id)}
        assert support(cast.actor(who), matter_id=matter.id) is False
    supporters = Support.objects.order_by("id").values_list("person_id", flat=True)
    assert list(supporters) == [cast.people[who].id for who in neighbours]


@pytest.mark.parametrize("state", MATTER_STATES)
def test_matter_is_edited_by_sorters_in_every_state(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    new = {"title": "北墙瓷砖", "summary": "", "nature": "common_part", "dangerous": True}
    for who in OTHERS:
        with pytest.raises(NotAllowed):
            edit_matter(cast.actor(who), matter_id=matter.id, **new)
    for who in sorted(SORTERS):
        with undone():
            edit_matter(cast.actor(who), matter_id=matter.id, **new)
            matter.refresh_from_db()
            assert (matter.title, matter.summary, matter.dangerous, matter.state) == (
                "北墙瓷砖",
                "",
                True,
                state,
            )
            assert recorded("matter_edited")["changed"] == ["dangerous", "summary", "title"]
            step = Outcome.objects.filter(matter=matter).order_by("-id")[0]
            assert (step.step, "北立面空鼓瓷砖" in step.words) == ("edited", True)


@pytest.mark.parametrize("state", MATTER_STATES)
def test_nature_turns_only_while_no_list_holds_the_matter(cast: Cast, state: str) -> None:
    matter = matter_in(cast, state)
    turned = {"title": matter.title, "summary": matter.summary, "nature": "new_value", "dangerous": False}
    if state in ("open", "answered", "declined"):
        edit_matter(cast.actor("wang"), matter_id=matter.id, **turned)
        matter.refresh_from_db()
        assert matter.nature == "new_value"
        return
    with pytest.raises(WrongState):
        edit_matter(cast.actor("wang"), matter_id=matter.id, **turned)


def test_edit_that_changes_nothing_is_refused(cast: Cast) -> None:
    matter = matter_in(cast, "open")
    same = {"title": matter.title, "summary": matter.summary, "nature": matter.nature, "dangerous": False}
    with pytest.raises(ValidationError):
        edit_matter(cast.actor("sun"), matter_id=matter.id, **same)


def test_several_voices_become_one_matter(cast: Cast) -> None:
    building = cast.units["3-101"].building_id
    voices = [
        spoken(cast, who, building_id=building, dangerous=who == "chen") for who in ("li", "chen", "wang")
    ]
    matter = take_up(
        cast.actor("sun"),
        voice_ids=[v.id for v in voices],
        title="北立面\u202e空鼓  瓷砖",
        summary="三号楼北墙。",
        nature="common_part",
        words="谢谢三位",
    )
    row = Matter.objects.values().get()
    assert {name: row[name] for name in row if name not in ("id", "alliance_id", "token")} == {
        "compound_id": cast.compound.id,
        "building_id": building,
        "title": "北立面空鼓 瓷砖",
        "summary": "三号楼北墙。",
        "nature": "common_part",
        "state": "open",
        "dangerous": True,
        "answer_by": date(2026, 7, 12),
        "created_at": NOON,
        "changed_at": NOON,
    }
    assert set(Voice.objects.values_list("state", "matter_id")) == {("taken_up", matter.id)}
    ids = [str(voice.id) for voice in sorted(voices, key=lambda v: v.id)]
    assert recorded("voices_taken_up") == {"matter": str(matter.id), "voices": ids, "nature": "common_part"}
    told = Notice.objects.values_list("person_id", "words")
    assert sorted(told) == sorted((v.author_id, "北立面空鼓 瓷砖：谢谢三位") for v in voices)
    entry = SearchEntry.objects.get(kind="matter")
    assert (entry.audience, entry.title, entry.text) == ("public", "北立面空鼓 瓷砖", "三号楼北墙。")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"voice_ids": []}, "voices"),
        ({"voice_ids": [1]}, "voices"),
        ({"title": "砖"}, "title"),
        ({"title": "砖" * 61}, "title"),
        ({"summary": "砖" * 601}, "summary"),
        ({"nature": "weather"}, "nature"),
        ({"building_id": 1}, "building"),
        ({"words": "砖" * 301}, "words"),
    ],
)
def test_bad_matter_is_refused_beside_its_field(cast: Cast, given: dict[str, object], field: str) -> None:
    voice = spoken(cast)
    good = {"voice_ids": [voice.id], "title": "北墙", "summary": "", "nature": "common_part"}
    with pytest.raises(ValidationError) as fault:
        take_up(cast.actor("sun"), **good | given)
    assert list(fault.value.message_dict) == [field]
    assert Matter.objects.count() == 0


def test_voices_of_two_compounds_make_no_matter(cast: Cast) -> None:
    here, there = spoken(cast), spoken(cast, "qian", compound_id=cast.next_door.id)
    with pytest.raises(ValidationError) as fault:
        take_up(
            cast.actor("sun"), voice_ids=[here.id, there.id], title="两边", summary="", nature="common_part"
        )
    assert list(fault.value.message_dict) == ["voices"]


def test_voice_joins_no_matter_of_another_compound(cast: Cast) -> None:
    there = taken(cast, spoken(cast, "qian", compound_id=cast.next_door.id))
    with pytest.raises(ValidationError) as fault:
        join_matter(cast.actor("sun"), voice_ids=[spoken(cast).id], matter_id=there.id)
    assert list(fault.value.message_dict) == ["matter"]


def test_danger_of_a_joining_voice_is_the_matters(cast: Cast) -> None:
    matter = matter_in(cast, "listed")
    voice = spoken(cast, "chen", dangerous=True)
    join_matter(cast.actor("he"), voice_ids=[voice.id], matter_id=matter.id)
    matter.refresh_from_db()
    assert (matter.dangerous, matter.state) == (True, "listed")
    assert recorded("voices_joined") == {"matter": str(matter.id), "voices": [str(voice.id)]}


def test_second_clerk_finds_the_voice_taken_up(cast: Cast) -> None:
    voice = spoken(cast)
    taken(cast, voice, who="sun")
    with pytest.raises(WrongState):
        taken(cast, voice, who="wang")
    assert Matter.objects.count() == 1


def test_company_answers_for_its_own_duty_only(cast: Cast) -> None:
    duty = taken(cast, spoken(cast), nature="company_duty")
    other = taken(cast, spoken(cast, "chen"))
    answer(cast.actor("wu"), matter_id=duty.id, words="灯已换好。")
    with pytest.raises(NotAllowed):
        answer(cast.actor("wu"), matter_id=other.id, words="灯已换好。")


@pytest.mark.parametrize("who", [who for who in OTHERS if who not in ("wu", "zhou", "zhao", "feng")])
def test_step_is_pushed_by_no_one_without_a_seat(cast: Cast, who: str) -> None:
    matter = matter_in(cast, "open")
    with pytest.raises(NotAllowed):
        record_step(cast.actor(who), matter_id=matter.id, step="listed", words="", state="listed")


@pytest.mark.parametrize("before", MATTER_STATES)
@pytest.mark.parametrize("after", MATTER_STATES)
def test_matter_moves_by_the_table(cast: Cast, before: str, after: str) -> None:
    allowed = {
        "open": {"open", "listed", "in_project", "done", "answered", "declined"},
        "listed": {"listed", "open", "in_project", "decided", "done"},
        "in_project": {"in_project", "open", "listed", "decided", "done"},
        "decided": {"decided", "open", "listed", "in_project", "done"},
        "done": {"done", "open"},
        "answered": {"answered", "open", "listed", "in_project", "done", "declined"},
        "declined": {"declined", "open", "listed"},
    }
    matter = matter_in(cast, before)
    if after in allowed[before]:
        assert (
            record_step(cast.actor("wang"), matter_id=matter.id, step="project", words="", state=after).state
            == after
        )
        return
    with pytest.raises(WrongState):
        record_step(cast.actor("wang"), matter_id=matter.id, step="project", words="", state=after)


def test_unknown_step_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        record_step(cast.actor("wang"), matter_id=matter_in(cast, "open").id, step="forgotten", words="")
