from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import Representation
from linmeng.publishing.models import Notice
from linmeng.voices.actions import finish_matter, join_matter, record_step, record_worry, support
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


@pytest.mark.parametrize("who", CAST)
def test_who_says_that_a_matter_is_done(cast: Cast, who: str) -> None:
    matter = worried(cast)
    if who not in {"wang", "he", "sun"}:
        with pytest.raises(NotAllowed):
            finish_matter(cast.actor(who), matter_id=matter.id, words="瓷砖已经补好")
        return
    finished = finish_matter(
        cast.actor(who, at=LATER), matter_id=matter.id, words="瓷砖已经补好，王主任看过。"
    )
    assert (finished.state, finished.answer_by) == ("done", None)
    assert recorded("matter_done") == {"matter": str(matter.id), "state": "done"}
    told = Notice.objects.filter(person=cast.people["li"]).latest("id")
    assert "瓷砖已经补好" in told.words
    assert matters_to_ask_about(cast.people["li"].id) == [matter]


def test_the_company_says_it_of_its_own_duty_only(cast: Cast) -> None:
    duty = taken(cast, spoken(cast, worry=3), nature="company_duty")
    assert finish_matter(cast.actor("wu"), matter_id=duty.id, words="灯管换好了").state == "done"


def test_what_is_done_is_not_done_again(cast: Cast) -> None:
    matter = worried(cast)
    finish_matter(cast.actor("sun"), matter_id=matter.id, words="瓷砖已经补好")
    with pytest.raises(WrongState):
        finish_matter(cast.actor("sun"), matter_id=matter.id, words="瓷砖已经补好")


def guarded(cast: Cast, agent: str, **changes: object) -> None:
    given = {"kind": "guardian", "proof": "guardianship", "valid_from": NOON.date(), "by_seat": "社工"}
    Representation.objects.create(principal=cast.people["li"], agent=cast.people[agent], **(given | changes))


def test_a_guardian_says_it_for_a_ward_and_it_is_recorded_as_helped(cast: Cast, page: Visits) -> None:
    matter, li = worried(cast), cast.people["li"]
    guarded(cast, "chen")
    finish_matter(cast.actor("sun", at=LATER), matter_id=matter.id, words="瓷砖已经补好")
    chen, where = page("chen"), path(cast, f"matters/{matter.id}/worry/")
    asked = chen.get(path(cast, "me")).context["mine"].for_wards
    assert [(m.id, ward.id) for m, ward, _form in asked] == [(matter.id, li.id)]
    record_worry(cast.actor("chen", at=LATER), matter_id=matter.id, person_id=li.id, level=1, source="web")
    said = Worry.objects.latest("id")
    assert (said.level, said.person_id, said.helper_id) == (1, li.id, cast.people["chen"].id)
    assert chen.post(where, {"level": "2", "person": str(li.id)}).status_code == 302
    assert Worry.objects.count() == 3
    assert page("qian").post(where, {"level": "2", "person": str(li.id)}).status_code == 403


@pytest.mark.parametrize(
    "changes", [{"kind": "heir"}, {"valid_to": NOON.date()}, {"valid_from": LATER.date() + timedelta(days=1)}]
)
def test_only_a_present_guardian_speaks_for_a_ward(cast: Cast, changes: dict[str, object]) -> None:
    matter = worried(cast)
    guarded(cast, "chen", **changes)
    with pytest.raises(NotAllowed):
        record_worry(
            cast.actor("chen", at=LATER),
            matter_id=matter.id,
            person_id=cast.people["li"].id,
            level=1,
            source="web",
        )


def test_page_of_a_matter_takes_the_end_from_who_may_say_it(cast: Cast, page: Visits) -> None:
    matter = worried(cast)
    here, done_at = path(cast, f"matters/{matter.id}/"), path(cast, f"matters/{matter.id}/done/")
    offered = {who for who in CAST if done_at in page(who).get(here).content.decode()}
    assert offered == {"wang", "he", "sun"}
    assert page("li").post(done_at, {"words": "瓷砖已经补好"}).status_code == 403
    page("sun").post(done_at, {"words": "瓷砖已经补好"})
    matter.refresh_from_db()
    assert (matter.state, done_at in page("sun").get(here).content.decode()) == ("done", False)
