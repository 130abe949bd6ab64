"""As each of the cast through every page, file, feed and message: nobody reads what is not theirs to read.

Who may see what is written down here by seat, not derived from the code under test.
"""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from linmeng.ground.tenancy import citywide, in_alliance
from linmeng.pages.rights.readers import PurposeShown
from linmeng.people.models import Look, User
from tests.assembly.votes import WHILE_OPEN
from tests.browsing import Visits
from tests.cast import Cast
from tests.rights.addresses import SEARCHES, filled, routes
from tests.rights.reading import text_of
from tests.rights.world import SAID, World, built

LIVES_IN_A = {"li", "wang", "chen", "zhao", *(f"n{place}" for place in range(7))}
LIVES_IN_B = {"qian"}
COMMITTEE = {"wang", "he"}
HEADS = {"wang", "he", "sun", "feng", "wu"}
"""Who speaks for a body is named: committee members to everybody, the others to everyone known here."""
SEATED = {"wang", "he", "wu", "zhou", "zhao", "sun", "feng"}
EVERYBODY = LIVES_IN_A | LIVES_IN_B | SEATED

NAMES = {
    "sun": EVERYBODY,
    "feng": SEATED,  # sees who holds every office
    "wang": LIVES_IN_A | HEADS,
    "he": LIVES_IN_A | HEADS,
    "zhao": LIVES_IN_A | HEADS,  # building 3 is all there is of compound A
    "wu": HEADS,
    "zhou": HEADS,
    "li": HEADS,
    "chen": HEADS | {"zhao"},  # zhao wrote down what chen said
    "qian": HEADS,
    "stranger": COMMITTEE,
    "elsewhere": COMMITTEE,
}
"""Viewer → whose whole name they may read; one's own is always one's own."""
PHONES = {"sun": EVERYBODY, "wang": LIVES_IN_A | {"he"}, "he": LIVES_IN_A, "zhao": LIVES_IN_A}
"""Who keeps the roll reads numbers; a building leader reads the call list of the own building."""
READS_WORDS = {
    "li": {"li", "sun", "wang", "he", "feng"},
    "chen": {"chen", "zhao", "sun", "wang", "he", "feng"},
    "qian": {"qian", "sun", "feng"},
}
"""Whose words → who handles them. Building leaders read what they wrote down themselves."""
VIEWERS = ["li", "wang", "he", "chen", "wu", "zhou", "zhao", "sun", "feng", "qian", "stranger", "elsewhere"]
NEIGHBOURS_ONLY = {"li", "chen", "qian", "stranger", "elsewhere"}
MOST_LINKS = 150
_LINK = re.compile(r'href="(/a/[^"#]+)"')
NOT_WALKED = {"a/<slug:slug>/reach/mail/<str:token>/", "a/<slug:slug>/reach/stop/<str:token>/"}
"""Opened from a mail by a signed token that names one address only."""

LIBRARY = ("accounts/", "ui/", "outbox/")
"""The library's log-in, the gallery of components, and the outbox of the demo, which is shut elsewhere."""


def secrets_from(world: World, viewer: str) -> dict[str, str]:
    """Secret → what it is, for everything this viewer must not read."""
    hidden: dict[str, str] = {}
    for who, name in world.names.items():
        if who != viewer and who not in NAMES[viewer]:
            hidden[name] = f"name of {who}"
        if who != viewer and who not in PHONES.get(viewer, set()):
            hidden[world.phones[who]] = f"phone of {who}"
    for who, words in SAID.items():
        if viewer not in READS_WORDS[who]:
            hidden[words[5:23]] = f"identity number of {who}"
            hidden[words] = f"words of {who}"
    return hidden | {code: f"receipt of {who}" for who, code in world.receipts.items() if who != viewer}


def client_of(world: World, page: Visits, viewer: str) -> Client:
    if viewer != "elsewhere":
        return page(viewer)
    client = Client()
    with citywide():
        user = User.objects.get(phone="13700009999")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def addresses_of(world: World) -> Iterator[str]:
    """Every route filled, and the searches."""
    for route in routes():
        if route not in NOT_WALKED and not route.startswith(LIBRARY):
            yield from filled(world, route)
    yield from (f"/a/{world.cast.alliance.slug}/{search}" for search in SEARCHES)


def walked(world: World, client: Client) -> Iterator[tuple[str, str]]:
    """(address, text) of everything reachable: every address there is, then the links found on the way."""
    waiting, seen, links = list(addresses_of(world)), set[str](), 0
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        text = text_of(answer)
        yield address, text
        for link in _LINK.findall(text) if answer.status_code == 200 else []:
            fresh = link.replace("&amp;", "&")
            if fresh not in seen and links < MOST_LINKS:
                waiting.append(fresh)
                links += 1


def leaks(world: World, page: Visits, viewer: str) -> list[str]:
    """“address: what” for each secret read where it must not be."""
    hidden, client = secrets_from(world, viewer), client_of(world, page, viewer)
    return sorted(
        {
            f"{address}: {what}"
            for address, text in walked(world, client)
            for secret, what in hidden.items()
            if secret in text
        }
    )


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with time_machine.travel(WHILE_OPEN, tick=False):
        yield built(cast)


def test_every_route_can_be_filled(world: World) -> None:
    """A new address needs a line in tests/rights/addresses.py; it is then walked by everybody."""
    unknown = []
    for route in routes():
        try:
            filled(world, route)
        except KeyError as part:
            unknown.append(f"{route}: {part}")
    assert unknown == []


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_reads_what_is_not_theirs(world: World, page: Visits, viewer: str) -> None:
    """And who read names in office stands in the log of the people looked at; neighbours stand nowhere."""
    assert leaks(world, page, viewer) == []
    with in_alliance(world.cast.alliance.id):
        looked = set(Look.objects.values_list("viewer_id", flat=True))
    if viewer in NEIGHBOURS_ONLY:
        assert looked == set()
    elif viewer == "zhao":
        assert looked == {world.cast.people["zhao"].id}


def test_planted_leak_is_caught(world: World, page: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice that carries a name, a phone and words onto a public page is seen by the stranger's walk."""
    from linmeng.pages.rights.views import notice

    real = notice.purposes_shown
    leak = f"{world.names['li']} {world.phones['li']} {SAID['li']}"

    def leaking() -> list[PurposeShown]:
        first, *rest = real()
        return [PurposeShown(**{**first.__dict__, "words": leak}), *rest]

    monkeypatch.setattr(notice, "purposes_shown", leaking)
    found = leaks(world, page, "stranger")
    address = f"/a/{world.cast.alliance.slug}/privacy/"
    planted = {f"{address}: {what} of li" for what in ("name", "phone", "words", "identity number")}
    assert planted <= set(found)
    assert all("/privacy/" in one for one in found)


def test_messages_go_to_their_person_and_say_nothing_of_others(world: World) -> None:
    """Every SMS and mail that waits, and every notice: no secret of anybody but the one addressed."""
    from linmeng.publishing.models import Notice

    with in_alliance(world.cast.alliance.id):
        rows = list(Notice.objects.select_related("person"))
    assert rows
    who_is = {name: who for who, name in world.names.items()}
    for row in rows:
        viewer = who_is[row.person.name]
        hidden = {**secrets_from(world, viewer)} if viewer in NAMES else {}
        assert [what for secret, what in hidden.items() if secret in f"{row.title} {row.words}"] == []
