"""A neighbour without any roll line asks; nothing of the answer tells what is known here."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from linmeng.common import clock
from linmeng.people.models import Binding, Person, User, WrongTry
from tests.binding.asking import letter_for
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.pages_binding.outbox import log_in_by_code, messages

UNKNOWN = "13777770001"


def plain(content: bytes) -> str:
    """A page without what differs at every load."""
    text = content.decode()
    text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", text)
    return re.sub(r'nonce="[^"]*"', "", text)


def settled(cast: Cast, home: Path, phone: str) -> Client:
    """Logged in, and the library's word about the code is read."""
    client = log_in_by_code(home, phone)
    client.get(path(cast, "me"))
    return client


def ask(cast: Cast, client: Client, door: str, name: str, relation: str = "owner", code: str = ""):  # type: ignore[no-untyped-def]
    where = path(cast, f"bind/c/wt/who/?door={door}")
    return client.post(where, {"name": name, "relation": relation, "code": code})


def test_known_and_unknown_numbers_get_the_same_answer(cast: Cast, home: Path) -> None:
    pages: dict[str, tuple[int, str, str]] = {}
    for phone in ("13800000000", "13900000001", UNKNOWN):  # log-in, on the roll only, nowhere
        cache.clear()
        client = Client()
        answer = client.post("/accounts/login/code/", {"phone": phone})
        confirm = client.get(answer["Location"])
        pages[phone] = (
            answer.status_code,
            answer["Location"],
            plain(confirm.content).replace(phone, "NUMBER"),
        )
    assert len(set(pages.values())) == 1
    assert not User.objects.filter(phone__in=[UNKNOWN, "13900000001"]).exists()


def test_wrong_codes_make_no_log_in(cast: Cast, home: Path) -> None:
    cache.clear()
    client = Client()
    client.post("/accounts/login/code/", {"phone": UNKNOWN})
    for _n in range(4):
        client.post("/accounts/login/code/confirm/", {"code": "999999"})
    assert not User.objects.filter(phone=UNKNOWN).exists()
    assert "_auth_user_id" not in client.session


def test_new_code_can_be_asked_for_an_unknown_number(cast: Cast, home: Path) -> None:
    from tests.pages_binding.outbox import last_code

    cache.clear()
    client = Client()
    client.post("/accounts/login/code/", {"phone": UNKNOWN})
    first = last_code(home)
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    second = last_code(home)
    answer = client.post("/accounts/login/code/confirm/", {"code": second, "action": "verify"})
    assert first != second and answer.status_code == 302
    assert User.objects.get(phone=UNKNOWN).phone_verified


def _asks_for_code(phone: str) -> int:
    return Client().post("/accounts/login/code/", {"phone": phone}).status_code


def test_codes_to_one_number_and_from_one_address_are_limited(cast: Cast, home: Path) -> None:
    cache.clear()
    assert [_asks_for_code(UNKNOWN) for _n in range(5)] == [302, 302, 302, 200, 200]
    assert len(messages(home)) == 3
    cache.clear()
    assert [_asks_for_code(f"1377777{n:04d}") for n in range(22)] == [302] * 20 + [200] * 2
    assert len(messages(home)) == 23


def test_unknown_number_lands_at_the_question_which_door(cast: Cast, home: Path) -> None:
    client = log_in_by_code(home, UNKNOWN)
    assert client.get("/after-login/")["Location"] == path(cast, "me")
    page = client.get(path(cast, "me"))
    assert page.status_code == 200 and path(cast, "bind/") in page.content.decode()
    assert not Person.objects.filter(user__phone=UNKNOWN).exists()


def test_three_pages_bind_who_is_on_the_roll(cast: Cast, home: Path) -> None:
    Person.objects.filter(pk=cast.neighbours[0].pk).update(user=None)
    from linmeng.people.models import ContactWay

    ContactWay.objects.create(person=cast.neighbours[1], kind="sms", value="13900000000")  # shared number
    client = log_in_by_code(home, "13900000000")
    assert client.get(path(cast, "bind/")).status_code == 200
    entrance = cast.units["3-103"].entrance_id
    answer = client.post(path(cast, "bind/c/wt/"), {"entrance": entrance, "room": "103"})
    assert answer["Location"] == path(cast, f"bind/c/wt/who/?entrance={entrance}&room=103")
    assert client.get(answer["Location"]).status_code == 200
    done = client.post(answer["Location"], {"name": "邻居0", "relation": "owner", "once": "a"})
    assert done["Location"] == path(cast, "me/homes/")
    assert "3-103" in client.get(done["Location"]).content.decode()


def test_elder_with_a_letter_writes_the_door_as_people_say_it(cast: Cast, home: Path) -> None:
    _letter, code = letter_for(cast, "3-103", at=clock.now())
    client = log_in_by_code(home, UNKNOWN)
    done = ask(cast, client, "３号楼103室", "邻居0", "owner", code.lower())
    assert done["Location"] == path(cast, "me/homes/")
    assert Binding.objects.get().way == "letter"


CASES = {
    "wrong name": ("3-103", "没有这人", "owner", ""),
    "wrong code": ("3-103", "邻居0", "owner", "0000-0000-0000"),
    "no such door": ("99-999", "邻居0", "owner", ""),
    "tenant": ("3-103", "新房客", "tenant", ""),
    "no code": ("3-103", "邻居0", "owner", ""),
    "heir": ("3-103", "邻居0", "heir", ""),
    "not a door at all": ("外星", "邻居0", "owner", ""),
}


def test_every_no_is_the_same_page_byte_by_byte(cast: Cast, home: Path) -> None:
    seen = set()
    letter_for(cast, "3-103", at=clock.now())
    for number, (door, name, relation, code) in enumerate(CASES.values()):
        client = settled(cast, home, f"1377777{number:04d}")
        answer = ask(cast, client, door, name, relation, code)
        shown = client.get(answer["Location"])
        mine, homes = client.get(path(cast, "me")), client.get(path(cast, "me/homes/"))
        seen.add(
            (
                answer.status_code,
                answer["Location"],
                shown.status_code,
                *map(plain, (shown.content, mine.content, homes.content)),
            )
        )
    assert len(seen) == 1


def test_right_code_of_a_stranger_looks_like_every_no(cast: Cast, home: Path) -> None:
    _letter, code = letter_for(cast, "3-103", at=clock.now())
    answers = set()
    for number, typed in enumerate((code, "0000-0000-0000")):
        client = settled(cast, home, f"1377777{number:04d}")
        answer = ask(cast, client, "3-103", "没有这人", "tenant", typed)
        answers.add((answer.status_code, answer["Location"], plain(client.get(answer["Location"]).content)))
    assert len(answers) == 1


def test_door_page_leads_on_for_doors_that_do_not_exist(cast: Cast, home: Path) -> None:
    client = settled(cast, home, UNKNOWN)
    pages = {
        plain(client.get(path(cast, f"bind/c/wt/who/?door={door}")).content).replace(door, "")
        for door in ("3-103", "88-888")
    }
    assert len(pages) == 1
    assert client.get(path(cast, "bind/c/nowhere/")).status_code == 404


def test_too_many_tries_say_when_and_that_the_desk_helps(cast: Cast, home: Path) -> None:
    client = log_in_by_code(home, UNKNOWN)
    for _n in range(5):
        ask(cast, client, "3-103", "猜的人")
    answer = ask(cast, client, "3-103", "猜的人")
    assert answer["Location"] == path(cast, "bind/closed/")
    page = client.get(answer["Location"])
    assert page.status_code == 429
    other = log_in_by_code(home, "13777770002")
    assert ask(cast, other, "3-103", "猜的人")["Location"] == path(cast, "bind/asked/")


def test_form_sent_twice_is_one_try(cast: Cast, home: Path) -> None:
    client = log_in_by_code(home, UNKNOWN)
    where = path(cast, "bind/c/wt/who/?door=3-103")
    for _n in range(3):
        client.post(where, {"name": "猜的人", "relation": "owner", "once": "same"})
    assert WrongTry.objects.filter(scope="user").count() == 1


@pytest.mark.parametrize(
    "rest", ["bind/", "bind/c/wt/", "bind/c/wt/who/", "bind/asked/", "me/homes/", "me/devices/"]
)
def test_stranger_logs_in_first(cast: Cast, client: Client, rest: str) -> None:
    answer = client.get(path(cast, rest))
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_faults_in_the_forms_are_sentences(cast: Cast, page: Visits) -> None:
    client = page("chen")
    empty = client.post(path(cast, "bind/c/wt/"), {"room": "103"})
    assert empty.status_code == 200 and 'role="alert"' in empty.content.decode()
    nameless = client.post(path(cast, "bind/c/wt/who/?door=3-103"), {"relation": "owner"})
    assert nameless.status_code == 200 and 'role="alert"' in nameless.content.decode()
