import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.voices.models import Voice
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.voices.saying import LOOSE_TILE, photo, spoken, taken

GOOD = {"kind": "repair", "words": LOOSE_TILE, "once": "one"}


OPENS = {
    "li": 200,
    "wang": 200,
    "chen": 200,
    "zhao": 200,
    "qian": 200,
    "he": 302,
    "sun": 302,
    "stranger": 302,
}


@pytest.mark.parametrize("who", CAST)
def test_say_opens_for_whoever_lives_somewhere(cast: Cast, page: Visits, who: str) -> None:
    answer = page(who).get(path(cast, "say/"))
    assert answer.status_code == OPENS.get(who, 403)
    goes_to = {"he": path(cast, "say/for/"), "sun": path(cast, "say/for/")}
    goes_to["stranger"] = f"/accounts/login/?next=%2Fa%2F{cast.alliance.slug}%2Fsay%2F"
    assert answer.headers.get("Location") == goes_to.get(who)


def test_say_with_photos_leads_to_the_voice(cast: Cast, page: Visits) -> None:
    files = [SimpleUploadedFile(f"{n}.jpg", photo()) for n in range(2)]
    building = cast.units["3-101"].building_id
    more = {"photos": files, "building": building, "worry": "4", "dangerous": "on", "place": "北墙"}
    answer = page("li").post(path(cast, "say/"), GOOD | more)
    voice = Voice.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, path(cast, f"voices/{voice.id}/"))
    said = (
        voice.words,
        voice.kind,
        voice.building_id,
        voice.place,
        voice.worry,
        voice.dangerous,
        voice.words_public,
    )
    assert said == (LOOSE_TILE, "repair", building, "北墙", 4, True, False)
    assert voice.photos.count() == 2


def test_say_sent_twice_is_one_voice(cast: Cast, page: Visits) -> None:
    client = page("li")
    first, second = (client.post(path(cast, "say/"), GOOD) for _round in range(2))
    assert (
        first.headers["Location"]
        == second.headers["Location"]
        == path(cast, f"voices/{Voice.objects.get().id}/")
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "\u202e "}, "words"),
        ({"words": "砖" * 10_000}, "words"),
        ({"kind": "gossip"}, "kind"),
        ({"worry": "9"}, "worry"),
        ({"building": "77"}, "building"),
        ({"place": "北" * 61}, "place"),
        ({"photos": SimpleUploadedFile("空.jpg", b"")}, "photos"),
        ({"photos": SimpleUploadedFile("大.jpg", b"\xff" * (25 * 1024 * 1024))}, "photos"),
        ({"photos": SimpleUploadedFile("说明.jpg", b"%PDF-1.7", "image/jpeg")}, "photos"),
    ],
)
def test_bad_form_comes_back_with_a_sentence(
    cast: Cast, page: Visits, given: dict[str, object], field: str
) -> None:
    answer = page("li").post(path(cast, "say/"), GOOD | given)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Voice.objects.count() == 0


def test_script_tags_are_shown_as_text(cast: Cast, page: Visits) -> None:
    voice = spoken(cast, words="<script>alert(1)</script>灯坏了\n第二行")
    text = page("li").get(path(cast, f"voices/{voice.id}/")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;灯坏了<br>第二行" in text
    assert "<script>alert" not in text


def test_similar_matters_while_typing(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast))
    here, away = path(cast, "say/similar/?c=wt"), path(cast, "say/similar/?c=nowhere")
    answer = page("li").post(here, {"words": "北立面瓷砖空鼓"})
    assert reverse("support_matter", args=["dongzhen", matter.id]) in answer.content.decode()
    assert page("li").post(here, {"words": "电梯"}).content.decode().strip() == ""
    assert [page(who).post(here, {"words": "瓷砖"}).status_code for who in ("qian", "stranger")] == [404, 404]
    assert page("li").post(away, {"words": "瓷砖"}).status_code == 404


@pytest.mark.parametrize("who", CAST)
def test_say_for_opens_for_helpers(cast: Cast, page: Visits, who: str) -> None:
    status = {"wang": 200, "he": 200, "zhao": 200, "sun": 200, "stranger": 302}.get(who, 403)
    assert page(who).get(path(cast, "say/for/")).status_code == status


def test_leader_finds_a_neighbour_and_writes_down(cast: Cast, page: Visits) -> None:
    leader, li = page("zhao"), cast.people["li"]
    found = leader.get(path(cast, "say/for/"), {"q": "3-101"}).content.decode()
    assert f"author={li.id}" in found
    address = path(cast, f"say/for/?c=wt&author={li.id}")
    answer = leader.post(address, GOOD | {"channel": "phone"})
    voice = Voice.objects.get()
    assert answer.headers["Location"] == path(cast, f"voices/{voice.id}/")
    assert (voice.author_id, voice.helper_id, voice.channel) == (li.id, cast.people["zhao"].id, "phone")
    assert leader.get(answer.headers["Location"]).status_code == 200


def test_voice_without_a_name_is_written_down(cast: Cast, page: Visits) -> None:
    page("sun").post(path(cast, "say/for/?c=ht&author=unknown"), GOOD | {"channel": "desk"})
    voice = Voice.objects.get()
    assert (voice.author_id, voice.compound_id, voice.channel) == (None, cast.next_door.id, "desk")


@pytest.mark.parametrize("author", ["1", "abc", "-1"])
def test_nobody_out_of_reach_is_written_for(cast: Cast, page: Visits, author: str) -> None:
    assert page("zhao").get(path(cast, f"say/for/?c=wt&author={author}")).status_code == 404
    qian = cast.people["qian"].id
    assert page("zhao").get(path(cast, f"say/for/?c=wt&author={qian}")).status_code == 404


def test_author_may_support_what_is_the_same_without_script(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast, "chen"))
    voice = spoken(cast)
    client = page("li")
    shown = client.get(path(cast, f"voices/{voice.id}/")).content.decode()
    assert _("Is it one of these?") in shown
    client.post(path(cast, f"matters/{matter.id}/support/"))
    assert list(matter.supports.values_list("person_id", flat=True)) == [cast.people["li"].id]
