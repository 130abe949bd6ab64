from datetime import date, timedelta

from django.utils.translation import gettext as _

from linmeng.lists.actions import place_on_list, take_off
from linmeng.publishing.models import Notice
from linmeng.voices.actions import answer, edit_matter, join_matter, move_voice, record_step
from linmeng.voices.models import Voice
from linmeng.voices.queries import fate, matter_fate
from tests.cast import NOON, Cast
from tests.voices.saying import spoken, taken


def told(steps: object) -> list[tuple[str, str, str, date]]:
    return [(s.step, s.words, s.who, s.day) for s in steps]


def test_fate_merges_the_voices_and_the_matters_steps(cast: Cast) -> None:
    def at(who: str, days: int) -> object:
        return cast.actor(who, at=NOON + timedelta(days=days))

    voice = spoken(cast)
    matter = taken(cast, voice)
    item = place_on_list(at("wang", 1), matter_id=matter.id, list="problem", place=1, reason="安全在先")
    edit_matter(
        at("sun", 2), matter_id=matter.id, title="北墙瓷砖", summary="", nature="common_part", dangerous=False
    )
    record_step(
        at("wang", 3),
        matter_id=matter.id,
        step="project",
        words="外墙修缮",
        path="/a/dongzhen/projects/1/",
        state="in_project",
    )
    answer(at("sun", 4), matter_id=matter.id, words="正在比选方案。")
    take_off(at("wang", 5), item_id=item.id, reason="已在项目中办理")
    record_step(at("wang", 6), matter_id=matter.id, step="done", words="验收合格", state="done")
    director, clerk = cast.actor("wang").hat.title, cast.actor("sun").hat.title
    words = _("%(list)s, place %(place)s. %(reason)s") % {
        "list": item.get_list_display(),
        "place": 1,
        "reason": "安全在先",
    }
    voice.refresh_from_db()
    assert told(fate(voice)) == [
        ("received", "", "", date(2026, 7, 5)),
        ("taken_up", "北立面空鼓瓷砖", clerk, date(2026, 7, 5)),
        ("listed", words, director, date(2026, 7, 6)),
        ("edited", _("Before: %(title)s") % {"title": "北立面空鼓瓷砖"}, clerk, date(2026, 7, 7)),
        ("project", "外墙修缮", director, date(2026, 7, 8)),
        ("answered", "正在比选方案。", clerk, date(2026, 7, 9)),
        ("taken_off", "已在项目中办理", director, date(2026, 7, 10)),
        ("done", "验收合格", director, date(2026, 7, 11)),
    ]
    assert [s.path for s in fate(voice)][4] == "/a/dongzhen/projects/1/"
    assert told(matter_fate(matter)) == [("taken_up", "", clerk, date(2026, 7, 5)), *told(fate(voice))[2:]]


def test_fate_of_a_moved_voice_follows_its_new_matter(cast: Cast) -> None:
    voice = spoken(cast)
    first = taken(cast, voice)
    second = taken(cast, spoken(cast, "chen", words="楼道灯不亮"), title="楼道灯")
    answer(cast.actor("sun"), matter_id=first.id, words="这是第一件事的答复。")
    move_voice(cast.actor("sun"), voice_id=voice.id, matter_id=second.id, words="说的是灯")
    answer(cast.actor("sun"), matter_id=second.id, words="灯已换好。")
    voice.refresh_from_db()
    assert [(s.step, s.words) for s in fate(voice)] == [
        ("received", ""),
        ("taken_up", "北立面空鼓瓷砖"),
        ("moved", "楼道灯：说的是灯"),
        ("answered", "灯已换好。"),
    ]
    move_voice(cast.actor("he"), voice_id=voice.id, matter_id=None, words="再看一看")
    voice.refresh_from_db()
    assert (voice.state, voice.matter_id) == ("received", None)
    assert [(s.step, s.words) for s in fate(voice)][2:] == [
        ("moved", "楼道灯：说的是灯"),
        ("returned", "再看一看"),
    ]


def test_every_author_behind_a_matter_is_told_once_a_step(cast: Cast) -> None:
    matter = taken(cast, spoken(cast, "li"))
    more = [spoken(cast, who) for who in ("li", "chen")] + [spoken(cast, "sun", channel="desk")]
    join_matter(cast.actor("sun"), voice_ids=[v.id for v in more], matter_id=matter.id)
    before = set(Notice.objects.values_list("id", flat=True))
    record_step(
        cast.actor("wang"), matter_id=matter.id, step="decided", words="业主同意修", state="in_project"
    )
    fresh = Notice.objects.exclude(id__in=before).order_by("person_id")
    assert [(n.person_id, n.subject, n.subject_id, n.title, n.words, n.path) for n in fresh] == [
        (
            person,
            "voice",
            matter.id,
            _("Your words: %(step)s") % {"step": _("owners decided")},
            "北立面空鼓瓷砖：业主同意修",
            f"/a/dongzhen/matters/{matter.id}/",
        )
        for person in sorted([cast.people["li"].id, cast.people["chen"].id])
    ]


def test_answer_by_follows_the_road(cast: Cast) -> None:
    voice = spoken(cast)
    matter = taken(cast, voice)
    assert matter.answer_by == date(2026, 8, 4)
    later = cast.actor("wang", at=NOON + timedelta(days=10))
    assert record_step(later, matter_id=matter.id, step="listed", words="", state="listed").answer_by == date(
        2026, 8, 14
    )
    assert record_step(later, matter_id=matter.id, step="done", words="", state="done").answer_by is None
    assert Voice.objects.get().answer_by == date(2026, 7, 12)
