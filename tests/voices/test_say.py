import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building
from linmeng.common.errors import NotAllowed
from linmeng.ground.models import SearchEntry, StoredFile
from linmeng.publishing.models import Delivery, Notice
from linmeng.record.models import Entry
from linmeng.voices.actions import say
from linmeng.voices.models import Outcome, Support, Voice
from linmeng.voices.queries import buildings_in_reach
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import LOOSE_TILE, photo, recorded, spoken

LIVES_HERE = {"li", "wang", "chen", "zhao"}
HELPERS = {"wang", "he", "zhao", "sun"}


@pytest.mark.parametrize("who", CAST)
def test_say_for_oneself_by_whoever_lives_there(cast: Cast, who: str) -> None:
    if who not in LIVES_HERE:
        with pytest.raises(NotAllowed):
            spoken(cast, who)
        assert (Voice.objects.count(), Entry.objects.count()) == (0, 0)
        return
    voice = spoken(cast, who)
    assert (voice.author_id, voice.helper_id, voice.channel) == (cast.people[who].id, None, "web")


@pytest.mark.parametrize("channel", ["helper", "desk", "phone"])
@pytest.mark.parametrize("who", CAST)
def test_say_for_a_neighbour_by_helpers_only(cast: Cast, who: str, channel: str) -> None:
    author = cast.people["li"].id
    if who not in HELPERS:
        with pytest.raises(NotAllowed):
            spoken(cast, who, author_id=author, channel=channel)
        assert Voice.objects.count() == 0
        return
    voice = spoken(cast, who, author_id=author, channel=channel)
    assert (voice.author_id, voice.helper_id, voice.channel) == (author, cast.people[who].id, channel)


def test_say_for_somebody_else_on_the_web_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        spoken(cast, "li", author_id=cast.people["wang"].id)


@pytest.mark.parametrize("who", sorted(HELPERS))
def test_say_for_a_person_of_another_compound_is_refused(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError) as fault:
        spoken(cast, who, author_id=cast.people["qian"].id, channel="desk")
    assert list(fault.value.message_dict) == ["author"]


def test_voice_keeps_everything_that_was_said(cast: Cast) -> None:
    building = cast.units["3-101"].building
    voice = spoken(
        cast, place=" 北墙  三层 ", building_id=building.id, worry=5, dangerous=True, words_public=True
    )
    row = Voice.objects.values().get()
    assert {name: row[name] for name in row if name not in ("id", "alliance_id", "token")} == {
        "compound_id": cast.compound.id,
        "building_id": building.id,
        "place": "北墙 三层",
        "author_id": cast.people["li"].id,
        "helper_id": None,
        "channel": "web",
        "kind": "repair",
        "words": LOOSE_TILE,
        "worry": 5,
        "dangerous": True,
        "words_public": True,
        "state": "received",
        "matter_id": None,
        "received_at": NOON,
        "answer_by": date(2026, 7, 12),
    }
    outcomes = Outcome.objects.values_list("voice_id", "matter_id", "step", "words", "by_seat", "happened_at")
    assert list(outcomes) == [(voice.id, None, "received", "", "", NOON)]


def test_voice_is_found_by_its_handlers_only(cast: Cast) -> None:
    voice = spoken(cast, place="北墙")
    entry = SearchEntry.objects.values(
        "kind", "object_id", "compound_id", "audience", "path", "title", "text"
    ).get()
    assert entry == {
        "kind": "voice",
        "object_id": voice.id,
        "compound_id": cast.compound.id,
        "audience": "handlers",
        "path": f"/a/dongzhen/voices/{voice.id}/",
        "title": LOOSE_TILE,
        "text": f"{LOOSE_TILE}\n北墙",
    }


def test_record_of_a_voice_holds_no_words_no_worry_no_name(cast: Cast) -> None:
    voice = spoken(cast, "zhao", worry=4, author_id=cast.people["li"].id, channel="phone")
    assert recorded("voice_received") == {
        "voice": str(voice.id),
        "compound": "wt",
        "kind": "repair",
        "channel": "phone",
        "helped": True,
        "photos": 0,
        "answer_by": "2026-07-12",
    }
    text = Entry.objects.get().text
    assert not any(secret in text for secret in (LOOSE_TILE[:4], "worry", "李秋生", "13800000000"))


def test_author_of_a_helped_voice_is_told(cast: Cast) -> None:
    voice = spoken(cast, "zhao", author_id=cast.people["li"].id, channel="helper")
    notice = Notice.objects.get()
    assert (notice.person_id, notice.subject, notice.subject_id) == (cast.people["li"].id, "voice", voice.id)
    assert notice.words == _("Written down for you: %(words)s") % {"words": LOOSE_TILE}
    assert notice.path == f"/a/dongzhen/voices/{voice.id}/"
    assert sorted(Delivery.objects.values_list("way", "state")) == [("site", "sent"), ("sms", "waiting")]
    assert Outcome.objects.get().by_seat == cast.actor("zhao").hat.title


def test_nobody_is_told_of_an_own_or_a_nameless_voice(cast: Cast) -> None:
    spoken(cast)
    spoken(cast, "sun", channel="desk")
    assert (Notice.objects.count(), Support.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "\u202e \u200b好"}, "words"),
        ({"words": "砖" * 2001}, "words"),
        ({"words": "砖" * 10_000}, "words"),
        ({"kind": "gossip"}, "kind"),
        ({"worry": 0}, "worry"),
        ({"worry": 6}, "worry"),
        ({"place": "北" * 61}, "place"),
        ({"building_id": 1}, "building"),
        ({"photos": [("空.jpg", b"")]}, "photos"),
        ({"photos": [("大.jpg", b"\xff" * (25 * 1024 * 1024))]}, "photos"),
        ({"photos": [("说明.jpg", b"%PDF-1.7 not a photo")]}, "photos"),
        ({"photos": [("a.jpg", b"x")] * 10}, "photos"),
    ],
)
def test_bad_input_is_refused_beside_its_field(cast: Cast, given: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as fault:
        spoken(cast, **given)
    assert list(fault.value.message_dict) == [field]
    assert (Voice.objects.count(), Outcome.objects.count(), StoredFile.objects.count()) == (0, 0, 0)


def test_building_of_another_compound_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        spoken(cast, building_id=cast.next_door.buildings.get().id)


def test_helper_channel_must_say_how_it_was_heard(cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        spoken(cast, "sun", channel="import")
    assert list(fault.value.message_dict) == ["channel"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<script>alert(1)</script>灯坏了", "<script>alert(1)</script>灯坏了"),
        ("灯\u202e坏了\u202c\u2066！\u2069", "灯坏了！"),
        ("灯坏了👨‍👩‍👧🙏", "灯坏了👨‍👩‍👧🙏"),
        ("一\r\n二\r三\t四\x00\x07", "一\n二\n三 四"),
        ("  灯坏了。  ", "灯坏了。"),
        ("砖" * 2000, "砖" * 2000),
    ],
)
def test_words_stay_as_said_without_unseen_signs(cast: Cast, said: str, kept: str) -> None:
    assert spoken(cast, words=said).words == kept


def test_nine_photos_are_kept_in_order(cast: Cast) -> None:
    voice = spoken(cast, photos=[(f"{n}.jpg", photo(40 + n)) for n in range(9)])
    rows = voice.photos.values_list("place", "file__name", "file__width")
    assert list(rows) == [(n + 1, f"{n}.jpg", 40 + n) for n in range(9)]
    assert recorded("voice_received")["photos"] == 9


def test_command_may_speak_for_a_neighbour(cast: Cast) -> None:
    from linmeng.common.actor import Actor

    system = Actor(at=NOON, system="sample")
    voice = say(
        system,
        compound_id=cast.compound.id,
        kind="praise",
        words="门卫师傅真好",
        author_id=cast.people["li"].id,
        channel="visit",
    )
    assert (voice.author_id, voice.helper_id, voice.channel) == (cast.people["li"].id, None, "visit")
    assert json.loads(Entry.objects.get().text)["by"] == {"person": "", "seat": "sample"}


def _building_5(cast: Cast) -> Building:
    return Building.objects.create(compound=cast.compound, code="5", name="5号楼", floors=6, walk_order=5)


@pytest.mark.parametrize("who", sorted(HELPERS))
def test_who_gives_no_name_is_heard_where_the_seat_reaches(cast: Cast, who: str) -> None:
    """A leader writes down what is told in the own building; the others everywhere in the compound."""
    other = _building_5(cast)
    if who != "zhao":
        assert spoken(cast, who, building_id=other.id, channel="desk").building == other
        return
    with pytest.raises(ValidationError) as fault:
        spoken(cast, who, building_id=other.id, channel="desk")
    assert (list(fault.value.message_dict), Voice.objects.count()) == (["building"], 0)
    own = cast.units["3-101"].building
    assert [spoken(cast, who, building_id=b, channel="desk").building for b in (own.id, None)] == [own, own]


def test_leader_types_for_nobody_of_another_building(cast: Cast) -> None:
    unit = cast.units["3-101"]
    unit.building = _building_5(cast)
    unit.save(update_fields=["building"])
    with pytest.raises(ValidationError) as fault:
        spoken(cast, "zhao", author_id=cast.people["li"].id, channel="helper")
    assert list(fault.value.message_dict) == ["author"]


@pytest.mark.parametrize("who", sorted(HELPERS))
def test_a_leader_names_no_building_but_the_own_one(cast: Cast, who: str) -> None:
    """For a known neighbour, too: what is told of another building its own leader or the office writes down."""
    other, li = _building_5(cast), cast.people["li"].id
    own = cast.units["3-101"].building
    offered = buildings_in_reach(cast.actor(who), cast.compound.id)
    if who != "zhao":
        assert offered == [own, other]
        assert spoken(cast, who, author_id=li, building_id=other.id, channel="desk").building == other
        return
    assert offered == [own]
    with pytest.raises(ValidationError) as fault:
        spoken(cast, who, author_id=li, building_id=other.id, channel="helper")
    assert (list(fault.value.message_dict), Voice.objects.count()) == (["building"], 0)
    told = [spoken(cast, who, author_id=li, building_id=b, channel="helper").building for b in (own.id, None)]
    assert told == [own, None]
