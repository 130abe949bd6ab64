import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from linmeng.voices.models import Matter, Voice
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.voices.saying import LOOSE_TILE, SORTERS, photo, spoken, taken

READERS = {"li", "wang", "he", "zhao", "sun", "feng"}


@pytest.fixture
def voice(cast: Cast) -> Voice:
    return spoken(cast, building_id=cast.units["3-101"].building_id, photos=[("a.jpg", photo())], worry=5)


@pytest.mark.parametrize("who", CAST)
def test_voice_and_its_photo_are_shown_to_author_and_handlers(
    cast: Cast, page: Visits, voice: Voice, who: str
) -> None:
    here, client = path(cast, f"voices/{voice.id}/"), page(who)
    expected = 200 if who in READERS else 302 if who == "stranger" else 404
    assert client.get(here).status_code == expected
    pictures = [client.get(f"{here}photos/1/{size}.jpg") for size in (480, 2048)]
    assert [p.status_code for p in pictures] == [200, 200] if who in READERS else [404, 404]
    assert {p.headers["Content-Type"] for p in pictures} == {
        "image/jpeg" if who in READERS else "text/html; charset=utf-8"
    }


@pytest.mark.parametrize("rest", ["photos/2/480.jpg", "photos/1/640.jpg", "photos/0/480.jpg"])
def test_photo_that_is_not_there(cast: Cast, page: Visits, voice: Voice, rest: str) -> None:
    assert page("li").get(path(cast, f"voices/{voice.id}/{rest}")).status_code == 404


VERBS = {
    "take-up/": {"title": "北墙", "nature": "common_part"},
    "join/": {"matter": "1"},
    "move/": {"reason": "放错了"},
    "answer/": {"words": "已经修好。"},
    "decline/": {"reason": "不在范围内"},
}


@pytest.mark.parametrize("verb", list(VERBS))
def test_sorting_is_sent_by_sorters_only(cast: Cast, page: Visits, voice: Voice, verb: str) -> None:
    address = path(cast, f"voices/{voice.id}/{verb}")
    codes = {who: page(who).post(address, VERBS[verb]).status_code for who in CAST if who not in SORTERS}
    seen = {"li": 403, "zhao": 403, "feng": 403}
    assert codes == {who: seen.get(who, 404) for who in CAST if who not in SORTERS}
    assert Voice.objects.get().state == "received"
    assert page("sun").get(address).status_code == 405


def test_clerk_takes_up_with_two_voices_at_once(cast: Cast, page: Visits, voice: Voice) -> None:
    other = spoken(cast, "chen")
    client, here = page("sun"), path(cast, f"voices/{voice.id}/")
    form = client.get(here).context["here"]
    assert (form.take_up.initial["title"], [o.id for o in form.others]) == (LOOSE_TILE[:-1], [other.id])
    sent = {"title": "北墙瓷砖", "nature": "common_part", "also": [other.id], "once": "k", "dangerous": "on"}
    for _round in range(2):
        assert client.post(f"{here}take-up/", sent).headers["Location"] == here
    matter = Matter.objects.get()
    assert (matter.title, matter.dangerous, matter.voices.count()) == ("北墙瓷砖", True, 2)


def test_clerk_joins_moves_and_answers(cast: Cast, page: Visits, voice: Voice) -> None:
    first = taken(cast, spoken(cast, "chen"))
    second = taken(cast, spoken(cast, "chen", words="灯" * 2), title="楼道灯")
    client, here = page("sun"), path(cast, f"voices/{voice.id}/")

    def now() -> tuple[str, int | None]:
        voice.refresh_from_db()
        return voice.state, voice.matter_id

    client.post(f"{here}join/", {"matter": first.id})
    assert now() == ("taken_up", first.id)
    client.post(f"{here}move/", {"matter": second.id, "reason": "说的是灯"})
    assert now() == ("taken_up", second.id)
    client.post(f"{here}move/", {"matter": "", "reason": "再看看"})
    assert now() == ("received", None)
    client.post(f"{here}answer/", {"words": "今天下午修好。"})
    assert now() == ("answered", None)
    assert client.post(f"{here}decline/", {"reason": "不在范围内"}).status_code == 409


def test_fault_of_a_sorting_form_is_said_on_the_page(cast: Cast, page: Visits, voice: Voice) -> None:
    answer = page("sun").post(path(cast, f"voices/{voice.id}/take-up/"), {"title": "北墙"}, follow=True)
    assert _("Please choose what kind of matter this is.") in answer.content.decode()
    assert Matter.objects.count() == 0


def test_name_of_the_author_is_whole_for_clerk_and_author_only(
    cast: Cast, page: Visits, voice: Voice
) -> None:
    def names(who: str) -> str:
        return page(who).get(path(cast, f"voices/{voice.id}/")).context["here"].author

    assert {who: names(who) for who in READERS} == {
        "li": "李秋生",
        "sun": "李秋生",
        "wang": "李*",
        "he": "李*",
        "zhao": "李*",
        "feng": "李*",
    }


def test_worry_is_shown_to_its_author_and_to_who_sorts_or_helps_at_the_door(
    cast: Cast, page: Visits, voice: Voice
) -> None:
    labels = (_("Your worry then"), _("Their worry then"))
    shown = {}
    for who in READERS:
        text = page(who).get(path(cast, f"voices/{voice.id}/")).content.decode()
        shown[who] = [labels.index(label) for label in labels if f"{label}：" in text]
    helpers = ("sun", "wang", "he", "zhao")
    assert shown == {who: [0] if who == "li" else [1] if who in helpers else [] for who in READERS}


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("sun", 4),
        ("wang", 3),
        ("he", 3),
        ("feng", 4),
        ("zhao", 1),
        ("li", 1),
        ("chen", 2),
        ("qian", 1),
        ("wu", 0),
    ],
)
def test_list_shows_each_their_own(cast: Cast, page: Visits, voice: Voice, who: str, found: int) -> None:
    for n in range(2):
        spoken(cast, "chen", words=f"电梯太慢{n}")
    spoken(cast, "qian", compound_id=cast.next_door.id)
    answer = page(who).get(path(cast, "voices/"))
    assert (answer.status_code, len(answer.context["voices"])) == (200, found)


def test_list_is_closed_to_strangers(cast: Cast, page: Visits) -> None:
    assert page("stranger").get(path(cast, "voices/")).status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "q=墙&state=received",
        "building=abc",
        "building=99999999999999999999",
        "page=99",
        "page=x",
        "order=due",
    ],
)
def test_list_takes_any_address(cast: Cast, page: Visits, voice: Voice, asked: str) -> None:
    assert page("sun").get(path(cast, f"voices/?{asked}")).status_code == 200


def test_list_pages_by_twenty(cast: Cast, page: Visits) -> None:
    for n in range(21):
        spoken(cast, words=f"第{n}句话")
    client = page("sun")
    pages = [[v.words for v in client.get(path(cast, f"voices/?page={n}")).context["voices"]] for n in (1, 2)]
    assert pages == [[f"第{n}句话" for n in range(20, 0, -1)], ["第0句话"]]
    assert client.get(path(cast, "voices/?state=answered")).context["voices"] == []


def queries_of(client: object, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("rest", ["voices/", "voices/?q=墙", "matters/", "voices.xlsx", "matters.xlsx"])
@pytest.mark.parametrize("who", ["sun", "li"])
def test_lists_need_as_many_queries_for_three_rows_as_for_one(
    cast: Cast, page: Visits, who: str, rest: str
) -> None:
    if rest == "voices.xlsx" and who == "li":
        assert page(who).get(path(cast, rest)).status_code == 403
        return
    client, counts = page(who), []
    for more in (1, 2):
        for _n in range(more):
            taken(cast, spoken(cast, building_id=cast.units["3-101"].building_id))
        counts.append(queries_of(client, path(cast, rest)))
    assert counts[0] == counts[1]


def test_voice_and_matter_need_as_many_queries_with_three_of_everything(cast: Cast, page: Visits) -> None:
    client, counts = page("sun"), []
    voice = spoken(cast)
    matter = taken(cast, spoken(cast, "chen"))
    for more in (1, 2):
        for _n in range(more):
            taken(cast, spoken(cast))
            other = spoken(cast)
            client.post(path(cast, f"voices/{other.id}/join/"), {"matter": matter.id})
            spoken(cast, "chen")
        addresses = [path(cast, f"voices/{voice.id}/"), path(cast, f"matters/{matter.id}/")]
        client.get(
            addresses[0]
        )  # the first look at an author leaves its trace; within the hour there is no second
        counts.append([queries_of(client, address) for address in addresses])
    assert counts[0] == counts[1]


def test_excel_holds_the_words_but_no_name_and_no_worry(cast: Cast, page: Visits, voice: Voice) -> None:
    spoken(cast, "chen", words="=1+1 电梯")
    answer = page("sun").get(path(cast, "voices.xlsx?q=墙"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    kind, state = voice.get_kind_display(), voice.get_state_display()
    assert rows == [["2026-07-05", "梧桐苑", "3号楼", kind, LOOSE_TILE, state, "", "2026-07-12"]]
    every = load_workbook(io.BytesIO(page("sun").get(path(cast, "voices.xlsx")).content)).active
    assert [(c.value, c.data_type) for c in every["E"][1:]] == [("=1+1 电梯", "s"), (LOOSE_TILE, "s")]
    closed = {
        who: page(who).get(path(cast, "voices.xlsx")).status_code for who in ("zhao", "wu", "qian", "li")
    }
    assert closed == dict.fromkeys(closed, 403)
