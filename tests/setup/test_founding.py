"""Founding: only with the code from the console, only once, only in an empty house."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from linmeng.alliance.models import Body, ResidentsArea
from linmeng.common import clock
from linmeng.common.errors import WrongState
from linmeng.ground.messages import outbox_messages
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.setup import founding_code
from linmeng.pages.setup.founding import Foundation, found
from linmeng.people.models import Person, Seat, User
from linmeng.record.models import Entry
from tests.cast import NOON, Cast
from tests.setup.conftest import SIX, TOLD


def tell(client: Client, **changed: str) -> int:
    answer = client.post("/found/", TOLD | {"code": founding_code.new_code()} | changed)
    return answer.status_code


def last_code() -> str:
    return SIX.findall(outbox_messages()[0]["text"])[-1]


def test_front_door_of_an_empty_house_leads_to_the_founding(empty: Client) -> None:
    assert 'href="/found/"' in empty.get("/").content.decode()
    assert empty.get("/found/").status_code == 200


def test_code_is_kept_as_a_digest_for_its_owner_only(empty: Client, home: Path) -> None:
    code = founding_code.new_code()
    file = home / "keys" / "founding_code"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == founding_code.digest(code)
    assert code.replace("-", "") not in file.read_text()
    assert len(set(founding_code.SIGNS)) == 32 and len(code.replace("-", "")) == 12  # 60 bits


def test_code_is_good_once_and_only_the_newest(empty: Client) -> None:
    first, second = founding_code.new_code(), founding_code.new_code()
    assert not founding_code.take(founding_code.digest(first))
    assert founding_code.take(founding_code.digest(second.lower().replace("-", " ")))
    assert not founding_code.take(founding_code.digest(second))


def test_of_eight_who_take_the_code_at_once_one_gets_it(empty: Client) -> None:
    digest = founding_code.digest(founding_code.new_code())
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(founding_code.take, [digest] * 8)) == [False] * 7 + [True]


def test_secretary_founds_and_is_logged_in_with_both_seats(empty: Client) -> None:
    assert tell(empty) == 302
    assert not Alliance.objects.exists()  # nothing before the number is proven
    answer = empty.post("/found/confirm/", {"code": last_code()})
    assert (answer.status_code, answer["Location"]) == (302, "/a/dongzhen/setup/")
    alliance = Alliance.objects.get()
    assert (alliance.slug, alliance.name, alliance.is_sample) == ("dongzhen", "东镇业委会联盟", False)
    with in_alliance(alliance.id):
        bodies = Body.objects.order_by("id").values_list("kind", "name")
        assert list(bodies) == [
            ("residents_committee", "东镇居民委员会"),
            ("party_organisation", "东镇居民区党总支"),
        ]
        assert sorted(Seat.objects.values_list("role", flat=True)) == ["clerk", "secretary"]
        area = ResidentsArea.objects.get()
        assert (area.place, area.district, area.name) == ("cn-shanghai", "长宁区", "东镇")
        assert Entry.objects.filter(kind="alliance_founded").count() == 1
        assert not any("沈书记" in entry.text or "1371111" in entry.text for entry in Entry.objects.all())
    assert User.objects.get().phone_verified
    assert empty.get("/a/dongzhen/setup/").status_code == 200
    assert empty.get("/a/dongzhen/setup/people/").status_code == 200  # two keys were shown


def test_another_clerk_gets_the_own_seat(empty: Client) -> None:
    assert tell(empty, clerk_name="许社工", clerk_phone="13711110002") == 302
    empty.post("/found/confirm/", {"code": last_code()})
    with in_alliance(Alliance.objects.get().id):
        held = Seat.objects.order_by("role").values_list("role", "person__name")
        assert list(held) == [("clerk", "许社工"), ("secretary", "沈书记")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "AAAA-AAAA-AAAA"}, "code"),
        ({"code": ""}, "code"),
        ({"name": ""}, "name"),
        ({"slug": "东镇"}, "slug"),
        ({"slug": "Dong Zhen"}, "slug"),
        ({"place": "cn-mars"}, "place"),
        ({"area": ""}, "area"),
        ({"secretary_name": ""}, "secretary_name"),
        ({"secretary_phone": "12345"}, "secretary_phone"),
        ({"clerk_name": "许社工"}, "clerk_phone"),
        ({"clerk_phone": "13711110002"}, "clerk_phone"),
        ({"clerk_name": "许社工", "clerk_phone": "13711110001"}, "clerk_phone"),
    ],
)
def test_what_is_told_wrongly_is_said_at_its_field(
    empty: Client, changed: dict[str, str], field: str
) -> None:
    answer = empty.post("/found/", TOLD | {"code": founding_code.new_code()} | changed)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert outbox_messages() == []
    assert not Alliance.objects.exists()


def test_guessing_codes_is_slowed_down(empty: Client) -> None:
    for _try in range(10):
        assert tell(empty, code="AAAA-AAAA-AAAA") == 400
    assert tell(empty) == 400, "even the right code must wait now"
    assert outbox_messages() == []


def test_wrong_and_late_digits_found_nothing(empty: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(empty)
    right = last_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _try in range(5):
        assert empty.post("/found/confirm/", {"code": wrong}).status_code == 400
    assert empty.post("/found/confirm/", {"code": right}).status_code == 400, "five tries are enough"
    empty.post("/found/confirm/", {"send": "1"})
    late = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert empty.post("/found/confirm/", {"code": last_code()}).status_code == 400
    assert not Alliance.objects.exists()


def test_code_replaced_meanwhile_founds_nothing(empty: Client) -> None:
    tell(empty)
    founding_code.new_code()
    assert empty.post("/found/confirm/", {"code": last_code()}).status_code == 400
    assert not Alliance.objects.exists()


def test_confirming_without_having_told_leads_back(empty: Client) -> None:
    assert empty.get("/found/confirm/")["Location"] == "/found/"
    assert empty.post("/found/confirm/", {"code": "000000"})["Location"] == "/found/"


def test_two_founders_at_once_found_one_alliance(empty: Client) -> None:
    other = Client()
    code = founding_code.new_code()
    empty.post("/found/", TOLD | {"code": code})
    first = last_code()
    other.post("/found/", TOLD | {"code": code, "slug": "other", "secretary_phone": "13711119999"})
    assert empty.post("/found/confirm/", {"code": first}).status_code == 302
    assert other.post("/found/confirm/", {"code": last_code()}).status_code == 404
    assert Alliance.objects.count() == 1


def test_after_founding_the_page_is_gone(empty: Client, cast: Cast) -> None:
    for path in ("/found/", "/found/confirm/"):
        assert empty.get(path).status_code == 404
        assert empty.post(path, TOLD).status_code == 404
    assert empty.get("/")["Location"] == "/a/dongzhen/"


def test_founding_alone_refuses_beside_another(cast: Cast) -> None:
    with pytest.raises(WrongState):
        found(Foundation(name="二", slug="two", committee="二居委会"), NOON, system="test", alone=True)
    assert Alliance.objects.count() == 1


def test_commands_print_a_code_only_for_an_empty_house(empty: Client) -> None:
    said = StringIO()
    call_command("founding_code", stdout=said)
    assert "/found/" in said.getvalue()
    call_command(
        "found_alliance", "东镇联盟", slug="dongzhen", committee="东镇居委会", clerk="许社工", phone="13711110002",
        party="东镇党总支", secretary="沈书记", secretary_phone="13711110001", stdout=said,
    )  # fmt: skip
    with in_alliance(Alliance.objects.get().id):
        assert sorted(Person.objects.values_list("name", flat=True)) == ["沈书记", "许社工"]
    with pytest.raises(CommandError):
        call_command("founding_code", stdout=said)
