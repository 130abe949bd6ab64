"""A walk through everything reachable as one of the cast: every address there is, then the links found on the way."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from linmeng.ground.tenancy import citywide
from linmeng.people.models import User
from tests.browsing import Visits
from tests.rights.addresses import SEARCHES, filled, routes
from tests.rights.reading import text_of
from tests.rights.who_reads import PICTURES, Secret
from tests.rights.world import World

MOST_LINKS = 150
NOT_WALKED = {"a/<slug:slug>/reach/mail/<str:token>/", "a/<slug:slug>/reach/stop/<str:token>/"}
"""Opened from a mail by a signed token that names one address only."""
LIBRARY = ("accounts/", "ui/", "outbox/")
"""The library's log-in, the gallery of components, and the outbox of the demo, which is shut elsewhere."""
READ, POST_ONLY = "200", 405
KNOW_CHOICES = {"assembly_castballot", "papers_doubleentry", "papers_scan", "voices_worry"}
"""The tables in which a choice (or a worry) stands: a page for which none of them was asked tells none."""
_LINK = re.compile(r'href="(/a/[^"#]+)"')
_ANEW = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value|nonce)="[^"]*"')
_NUMBER = re.compile(r"(?<![0-9a-f])\d{16,19}(?![0-9a-f])")
"""One of our numbers; not a run of digits inside a hash."""


@dataclass(frozen=True)
class Page:
    """What one address answered."""

    status: int
    kind: str
    text: str
    asked: bool = True
    """Whether the database was asked for anything that knows a choice."""

    @property
    def is_file(self) -> bool:
        """A PDF, a workbook, a zip: what is printed or sent on."""
        return self.kind.startswith("application/") and "json" not in self.kind and "xml" not in self.kind

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")


@dataclass
class Reading:
    """Everything one viewer read on one walk."""

    pages: dict[str, Page] = field(default_factory=dict)
    looked: set[int] = field(default_factory=set)
    """Who stands in the log of looks after the walk."""
    receipts: dict[str, str] = field(default_factory=dict)
    first_number: int = 0
    """Numbers from here on were drawn with the ballots, anew each time."""


class Walker(Client):
    """A browser that keeps nothing of how a page was made; a fault inside is a page with 500."""

    def request(self, **request: Any) -> HttpResponseBase:  # type: ignore[override]
        answer: HttpResponseBase = self.handler(self._base_environ(**request))  # type: ignore[attr-defined]
        self.cookies.update(answer.cookies)
        return answer


class Before:
    """An earlier walk, as a later one looks back at it."""

    def __init__(self, first: Reading, now: Reading) -> None:
        self.now = now
        self.without = {neutral(first, address) for address, page in first.pages.items() if not page.asked}
        self.asked = [
            address
            for address, page in first.pages.items()
            if page.asked and page.status != POST_ONLY and neutral(first, address) == address
        ]

    def tells_none(self, address: str) -> bool:
        """Whether it was answered without asking anything that knows a choice."""
        return neutral(self.now, address) in self.without


def client_of(world: World, viewer: str) -> Walker:
    """A browser of the viewer, with the second factor confirmed."""
    walker = Walker()
    if viewer != "elsewhere":
        walker.cookies = Visits(world.cast)(viewer).cookies
        return walker
    with citywide():
        user = User.objects.get(phone="13700009999")
    walker.force_login(user, backend="linmeng.pages.login.backend.PhoneBackend")
    return walker


def addresses_of(world: World) -> Iterator[str]:
    """Every route filled, and the searches."""
    for route in routes():
        if route not in NOT_WALKED and not route.startswith(LIBRARY):
            yield from filled(world, route)
    yield from (f"/a/{world.cast.alliance.slug}/{search}" for search in SEARCHES)


def walked(
    world: World, client: Walker, post_only: set[str], before: Before | None = None
) -> Iterator[tuple[str, Page]]:
    """Every address and what it answered; after an earlier walk only what may read otherwise now.

    A route that only takes in forms refuses to be read before it looks at who asks: it is asked once.
    """
    waiting = list(dict.fromkeys([*addresses_of(world), *(before.asked if before else ())]))
    known, most = set(waiting), len(waiting) + MOST_LINKS
    for address in waiting:  # grows on the way
        route = _route_of(address)
        if route in post_only or (before is not None and before.tells_none(address)):
            continue
        page = page_of(client, address)
        yield address, page
        if page.status == POST_ONLY:
            post_only.add(route)
        for link in _LINK.findall(page.text) if page.status == 200 else []:
            fresh = link.replace("&amp;", "&")
            if fresh not in known and len(waiting) < most:
                known.add(fresh)
                waiting.append(fresh)


def _route_of(address: str) -> str:
    try:
        return resolve(unquote(address.partition("?")[0])).route
    except Resolver404:
        return ""


def page_of(client: Walker, address: str) -> Page:
    """What the address answers now, and whether the tables of choices were asked for it."""
    asked = False

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal asked
        asked = asked or any(table in sql for table in KNOW_CHOICES)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        answer = client.get(address)
        text = text_of(answer)
    return Page(answer.status_code, answer.headers.get("Content-Type", ""), text, asked)


def leaks(pages: Iterable[tuple[str, Page]], secrets: Iterable[Secret], viewer: str) -> list[str]:
    """“address: what” for each secret and each private picture read where it must not be."""
    hidden = [one for one in secrets if viewer not in one.readers]
    in_files = [one for one in secrets if viewer in one.readers and not one.on_paper]
    found = set()
    for address, page in pages:
        unread = [*hidden, *in_files] if page.is_file else hidden
        found |= {f"{address}: {one.what}" for one in unread if one.stands_in(page.text)}
        allowed = next((who for rule, who in PICTURES.items() if re.search(rule, address)), None)
        if page.is_picture and allowed is not None and viewer not in allowed:
            found.add(f"{address}: picture")
    return sorted(found)


def unmet(pages: Iterable[Page], secrets: Iterable[Secret], viewer: str) -> list[str]:
    """What this viewer's walk should have met and did not: the world would be too poor."""
    texts = [page.text for page in pages]
    shown = [one for one in secrets if viewer == one.shown_to]
    return [one.what for one in shown if not any(map(one.stands_in, texts))]


def differences(first: Reading, second: Reading) -> dict[str, list[str]]:
    """Address → lines that read otherwise in the second reading; a page read in one of them only has one line."""
    before, after = _plain(first), _plain(second)
    found: dict[str, list[str]] = {}
    for address in before.keys() & after.keys():
        one, other = before[address], after[address]
        if one != other:
            lines = difflib.ndiff(one.splitlines(), other.splitlines())
            found[address] = sorted(line for line in lines if line[0] in "+-")
    gone = {neutral(first, address) for address, page in first.pages.items() if page.asked} - after.keys()
    lost = {address for address in gone & before.keys() if before[address].startswith(READ)}
    return found | {address: ["only in one of the two"] for address in lost | (after.keys() - before.keys())}


def _plain(reading: Reading) -> dict[str, str]:
    return {
        neutral(reading, address): neutral(reading, f"{page.status} {page.text}")
        for address, page in reading.pages.items()
        if page.status != POST_ONLY
    }


def neutral(reading: Reading, text: str) -> str:
    """Without what is drawn by lot at every load or with every ballot: form keys, receipt codes, fresh numbers."""
    for who, code in reading.receipts.items():
        text = text.replace(code, f"<receipt of {who}>")
    text = _ANEW.sub(r"\1", text)
    return _NUMBER.sub(lambda found: "<new>" if int(found[0]) > reading.first_number else found[0], text)
