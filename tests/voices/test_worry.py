from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linmeng.common.errors import NotAllowed
from linmeng.voices.actions import join_matter, record_step, record_worry, support
from linmeng.voices.models import Matter, Worry
from linmeng.voices.queries import matters_to_ask_about, worries_to_ask, worry_of, worry_summary
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.voices.saying import recorded, spoken, taken, undone

LATER = NOON + timedelta(days=30)


def done(cast: Cast, matter: Matter) -> None:
    record_step(
        cast.actor("wang", at=NOON + timedelta(days=20)),
        matter_id=matter.id,
        step="done",
        words="",
        state="done",
    )


def worried(cast: Cast) -> Matter:
    return taken(cast, spoken(cast, worry=5))


def test_what_was_said_first_is_the_first_worry(cast: Cast) -> None:
    voice = spoken(cast, "zhao", worry=4, author_id=cast.people["li"].id, channel="phone")
    matter = taken(cast, voice)
    [first] = Worry.objects.all()
    assert (first.matter_id, first.person_id, first.helper_id, first.level, first.source, first.said_at) == (
        matter.id, cast.people["li"].id, cast.people["zhao"].id, 4, "desk", voice.received_at,
    )  # fmt: skip


def test_silence_and_unknown_voices_begin_no_worry(cast: Cast) -> None:
    matter = taken(cast, spoken(cast))
    unknown = spoken(cast, "sun", worry=5, channel="desk")
    join_matter(cast.actor("sun"), voice_ids=[unknown.id], matter_id=matter.id)
    assert Worry.objects.count() == 0


def test_latest_counts_and_earlier_ones_stay(cast: Cast) -> None:
    matter, li = worried(cast), cast.people["li"]
    record_worry(cast.actor("li", at=LATER), matter_id=matter.id, person_id=li.id, level=1, source="web")
    own = worry_of(matter.id, li.id)
    assert own is not None
    assert (own.first, own.now, own.times) == (5, 1, 2)
    assert recorded("worry_said") == {"matter": str(matter.id), "source": "web", "helped": False}


def test_worry_is_only_ever_added_to(cast: Cast) -> None:
    worried(cast)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Worry.objects.update(level=1)


def test_who_may_write_down_whose_worry(cast: Cast) -> None:
    matter, li = worried(cast), cast.people["li"].id
    outcomes = {}
    for who in CAST:
        with undone():
            source = "web" if who == "li" else "slip"
            try:
                said = record_worry(
                    cast.actor(who), matter_id=matter.id, person_id=li, level=2, source=source
                )
                outcomes[who] = "helped" if said.helper_id else "own"
            except NotAllowed:
                outcomes[who] = "refused"
    helpers = dict.fromkeys(("wang", "he", "zhao", "sun"), "helped")
    assert outcomes == dict.fromkeys(CAST, "refused") | helpers | {"li": "own"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"level": 0}, "level"),
        ({"level": 6}, "level"),
        ({"source": "rumour"}, "source"),
        ({"source": "web"}, "source"),
        ({"who": "qian"}, "person"),
        ({"who": "chen"}, "person"),
    ],
)
def test_wrong_worries_are_refused(cast: Cast, change: dict[str, object], field: str) -> None:
    matter = worried(cast)
    given = {"level": 3, "source": "visit", "who": "li"} | change
    person = cast.people[str(given.pop("who"))].id
    with pytest.raises(ValidationError) as fault:
        record_worry(cast.actor("sun"), matter_id=matter.id, person_id=person, **given)  # type: ignore[arg-type]
    assert list(fault.value.error_dict) == [field]


def test_supporter_may_say_it_too(cast: Cast) -> None:
    matter, chen = worried(cast), cast.actor("chen")
    support(chen, matter_id=matter.id)
    record_worry(chen, matter_id=matter.id, person_id=cast.people["chen"].id, level=3, source="web")
    assert worry_summary(matter.id, fewest=1).people == 2


def test_once_it_is_done_everybody_is_asked_once_more(cast: Cast) -> None:
    matter, li = worried(cast), cast.people["li"]
    assert matters_to_ask_about(li.id) == []
    done(cast, matter)
    assert worries_to_ask() == [(matter, li.id)]
    record_worry(cast.actor("li", at=LATER), matter_id=matter.id, person_id=li.id, level=1, source="web")
    assert worries_to_ask() == []


def test_averages_are_public_from_five_people_on(cast: Cast) -> None:
    matter = taken(cast, spoken(cast))
    for place, person in enumerate(cast.neighbours[:5]):
        told = spoken(cast, "sun", author_id=person.id, channel="desk", worry=[5, 4, 5, 4, 3][place])
        join_matter(cast.actor("sun"), voice_ids=[told.id], matter_id=matter.id)
        if place == 3:
            assert worry_summary(matter.id).first_halves == 0
    for person in cast.neighbours[:5]:
        assert worry_summary(matter.id).now_halves == 0
        record_worry(
            cast.actor("sun", at=LATER), matter_id=matter.id, person_id=person.id, level=1, source="visit"
        )
    shown = worry_summary(matter.id)
    assert (shown.people, shown.first_halves, shown.again, shown.before_halves, shown.now_halves) == (
        5,
        8,
        5,
        8,
        2,
    )


def test_page_of_a_matter_shows_no_single_worry(cast: Cast, page: Visits) -> None:
    matter = worried(cast)
    seen = {
        who: page(who).get(path(cast, f"matters/{matter.id}/")).context["here"].worry.lines for who in CAST
    }
    assert {who for who, lines in seen.items() if lines} == {"wang", "he", "sun"}


def test_own_page_asks_and_takes_the_answer(cast: Cast, page: Visits) -> None:
    matter = worried(cast)
    done(cast, matter)
    li = page("li")
    assert [m.id for m, _form in li.get(path(cast, "me")).context["mine"].worries] == [matter.id]
    answer = li.post(path(cast, f"matters/{matter.id}/worry/"), {"level": "1"})
    assert (answer.status_code, answer["Location"]) == (302, path(cast, "me"))
    assert li.get(path(cast, "me")).context["mine"].worries == []
    assert list(Worry.objects.order_by("id").values_list("level", "source")) == [(5, "web"), (1, "web")]


def test_page_of_a_voice_lets_a_helper_write_it_down(cast: Cast, page: Visits) -> None:
    voice = spoken(cast, worry=5, building_id=cast.units["3-101"].building_id)
    matter = taken(cast, voice)
    done(cast, matter)
    sent = {"voice": str(voice.id), "level": "2", "source": "visit"}
    codes = {who: page(who).post(path(cast, f"matters/{matter.id}/worry/"), sent).status_code for who in CAST}
    assert codes == dict.fromkeys(CAST, 404) | dict.fromkeys(("li", "wang", "he", "zhao", "sun"), 302) | {
        "stranger": 302
    } | {"feng": 403}
    assert Worry.objects.count() == 1 + 5
