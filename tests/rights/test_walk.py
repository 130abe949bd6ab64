"""As each of the cast through every page, file, feed and message: nobody reads what is not theirs to read.

Who may read what stands in tests/rights/who_reads.py, by seat, not derived from the code under test. Choices are
told by comparing two worlds, in one of which everybody said yes and in the other no.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from linmeng.assembly.models import CastBallot
from linmeng.pages.rights.readers import PurposeShown
from linmeng.pages.rights.views import notice
from linmeng.publishing.background import send_waiting
from linmeng.publishing.models import Notice
from linmeng.rights.models import Erasure
from tests.assembly.votes import WHILE_OPEN
from tests.rights import secret_things as things
from tests.rights.addresses import filled, routes
from tests.rights.house import House, standing_house
from tests.rights.walking import KNOW_CHOICES, Page, Reading, differences, leaks, neutral, unmet
from tests.rights.who_reads import NEIGHBOURS_ONLY, VIEWERS, Secret, secrets_of

pytestmark = pytest.mark.django_db

HANDLES_WORRIES = {"sun", "wang", "he"}
VOTED = {"li", "wang"}


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Built once for the file: every test leaves it as it was."""
    with django_db_blocker.unblock(), standing_house(tmp_path_factory.mktemp("walk")) as house:
        yield house


def secrets_in(house: House, reading: Reading) -> list[Secret]:
    return secrets_of(house.world, reading.receipts)


def test_every_route_can_be_filled(house: House) -> None:
    """A new address needs a line in tests/rights/addresses.py; it is then walked by everybody."""
    unknown = []
    for route in routes():
        try:
            filled(house.world, route)
        except KeyError as part:
            unknown.append(f"{route}: {part}")
    assert unknown == []


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_reads_what_is_not_theirs(house: House, viewer: str) -> None:
    """And who read names in office stands in the log of the people looked at; neighbours stand nowhere."""
    reading = house.first_reading(viewer)
    secrets = secrets_in(house, reading)
    assert leaks(reading.pages.items(), secrets, viewer) == []
    assert unmet(reading.pages.values(), secrets, viewer) == []
    assert [address for address, page in reading.pages.items() if page.status >= 500] == []
    if viewer in NEIGHBOURS_ONLY:
        assert reading.looked == set()
    elif viewer == "zhao":
        assert reading.looked == {house.world.cast.people["zhao"].id}


def test_choices_stand_in_their_own_tables_only(house: House) -> None:
    """Every row of the house with all ballots turned round: no notice, no record, no index, no sheet differs."""
    yes, no = house.tables("yes"), house.tables("no")
    assert {table for table in yes if yes[table] != no[table]} == KNOW_CHOICES


@pytest.mark.parametrize("viewer", VIEWERS)
def test_while_the_vote_is_open_nobody_reads_a_choice(house: House, viewer: str) -> None:
    """Every ballot turned round, every page reads the same: on the web, on paper read once, on a scan.

    Only one's own receipt shows one's own choice. Nothing public commits to choices before the count, so not
    even a hash differs. How worried li is was turned round, too: li and who handles the matter read it.
    """
    slug, world = house.world.cast.alliance.slug, house.world
    voice, matter = world.matter.voices.get(), world.matter
    expected = {}
    if viewer in VOTED:
        expected[f"/a/{slug}/votes/{world.vote.id}/receipt/<receipt of {viewer}>/"] = "同意"
    if viewer in HANDLES_WORRIES | {"li"}:
        expected[f"/a/{slug}/voices/{voice.id}/"] = "担心"
    if viewer in HANDLES_WORRIES:
        expected[f"/a/{slug}/matters/{matter.id}/"] = "担心"
    if viewer == "sun":
        # how often li was looked at stands there, and the first reading itself left looks
        asked = Erasure.objects.get()
        expected[f"/a/{slug}/desk/erasures/{asked.id}/"] = "row-figure"
    found = differences(house.first_reading(viewer), house.second_reading(viewer))
    assert {address: lines for address, lines in found.items() if address not in expected} == {}
    assert {address: [word in line for line in found[address]] for address, word in expected.items()} == {
        address: [True, True] for address in expected
    }


def outbox(house: House) -> dict[str, list[str]]:
    """Address or number → what was sent there, from every file of the outbox, and the folder emptied."""
    found: dict[str, list[str]] = {}
    for path in sorted((house.home / "outbox").iterdir()):
        for line in path.read_text().splitlines():
            words = json.loads(line)
            found.setdefault(words.get("phone") or words["address"], []).append(
                f"{path.suffix} {words['text']}"
            )
        path.unlink()
    return found


def told(house: House, choice: str) -> tuple[Reading, dict[str, list[str]]]:
    """Everything that leaves the house by SMS and e-mail when all chose this, and a code to log in."""
    with house.with_ballots(choice) as reading:
        send_waiting(address=settings.LINMENG_SITE, at=WHILE_OPEN)
        cache.clear()
        Client().post("/accounts/login/code/", {"phone": house.world.phones["li"]})
    return reading, outbox(house)


def test_messages_go_to_their_person_and_say_nothing_of_others(house: House) -> None:
    """Every file of the outbox, and every notice on the site: no secret of anybody but the one addressed."""
    reading, sent = told(house, "yes")
    world = house.world
    who_at = {phone: who for who, phone in world.phones.items()} | {things.MAIL: "chen"}
    ways = {text.split()[0] for texts in sent.values() for text in texts}
    assert (ways, {who_at[to] for to in sent} >= {"li", "chen"}) == ({".jsonl", ".mail"}, True)
    messages = [(who_at[to], text) for to, texts in sent.items() for text in texts]
    who_is = {name: who for who, name in world.names.items()}
    rows = Notice.objects.select_related("person")
    messages += [(who_is[row.person.name], f"{row.title} {row.words}") for row in rows]
    secrets = secrets_in(house, reading)
    astray = {
        (who, one.what)
        for who, text in messages
        for one in secrets
        if who not in one.readers and one.stands_in(text)
    }
    assert astray == set()


def test_messages_tell_no_choice(house: House) -> None:
    """The same messages go out whatever was chosen (a code to log in is drawn anew)."""
    first, second = (
        {to: [neutral(reading, text) for text in texts if "/a/" in text] for to, texts in sent.items()}
        for reading, sent in (told(house, "yes"), told(house, "no"))
    )
    assert first == second


def planted(patch: pytest.MonkeyPatch, leak: Any) -> str:
    """The public page on privacy now says `leak()`; its address."""
    real = notice.purposes_shown

    def leaking() -> list[PurposeShown]:
        first, *rest = real()
        return [PurposeShown(**{**first.__dict__, "words": leak()}), *rest]

    patch.setattr(notice, "purposes_shown", leaking)
    return "/a/dongzhen/privacy/"


@pytest.mark.parametrize("viewer", ["stranger", "qian", "li", "zhou", "he", "sun"])
def test_planted_secrets_are_caught(house: House, viewer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them on one page: each is reported to who may not read it, and no other."""
    world = house.world
    address = planted(monkeypatch, lambda: " ".join(one.words for one in secrets_of(world, world.receipts)))
    page = house.one_page(viewer, "yes", address)
    secrets = secrets_in(house, page)
    hidden = {f"{address}: {one.what}" for one in secrets if viewer not in one.readers}
    assert set(leaks(page.pages.items(), secrets, viewer)) == hidden


def test_planted_picture_and_planted_line_of_a_list_are_caught(house: House) -> None:
    secrets = secrets_of(house.world, {})
    scan, register = "/a/dongzhen/scans/1/1/page.jpg", "/a/dongzhen/prints/1/register.xlsx"
    pages = [
        (scan, Page(200, "image/jpeg", "")),
        (register, Page(200, "application/pdf", f"3-103 {things.NOTE}")),
    ]
    assert leaks(pages, secrets, "zhao") == [f"{register}: note of illness", f"{scan}: picture"]
    assert leaks(pages, secrets, "sun") == [f"{register}: note of illness"]


def test_planted_choice_is_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    choices = CastBallot.objects.values_list("choice", flat=True)
    address = planted(monkeypatch, lambda: f"赞成 {sum(choice == 'yes' for choice in choices.all())} 户")
    first, second = (house.one_page("stranger", choice, address) for choice in ("yes", "no"))
    found = differences(first, second)
    assert ({*found}, len(found[address])) == ({address}, 2)
