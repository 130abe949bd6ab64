"""The world, built once; everybody walks through it and leaves it as it was."""

import functools
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
import typst
from django.apps import apps
from django.http import HttpRequest
from django.test import override_settings

from linmeng.ground.ids import new_id
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.printing.typeset import TEMPLATES
from linmeng.pages.shared import middleware
from linmeng.pages.shared.visitor import Visitor
from linmeng.people.models import Look
from tests.assembly.votes import WHILE_OPEN
from tests.cast import build_cast
from tests.rights.walking import Before, Reading, client_of, neutral, page_of, walked
from tests.rights.world import World, built, choose
from tests.voices.saying import undone

TWICE_EVERYWHERE = "li"
"""An owner who voted opens everything twice, also what asks no table that knows a choice."""
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
"""The record is a chain over the hashes of receipts, and a receipt's code is drawn by lot."""


@dataclass
class House:
    """A world without ballots; inside `with_ballots` everybody has chosen the same."""

    world: World
    home: Path
    read: dict[str, Reading] = field(default_factory=dict)
    post_only: set[str] = field(default_factory=set)

    @contextmanager
    def with_ballots(self, choice: str) -> Iterator[Reading]:
        """Ballots cast, and an empty reading that knows what was drawn with them; all taken back afterwards."""
        with undone():
            reading = Reading(first_number=new_id())
            choose(self.world, choice)
            reading.receipts = dict(self.world.receipts)
            yield reading

    def first_reading(self, viewer: str) -> Reading:
        """What the viewer reads everywhere when everybody said yes."""
        if viewer not in self.read:
            with self.with_ballots("yes") as reading:
                self._walk(viewer, reading)
            self.read[viewer] = reading
        return self.read[viewer]

    def second_reading(self, viewer: str) -> Reading:
        """The same when everybody said no: wherever a choice could be known; for one of them, everywhere."""
        first = self.first_reading(viewer)
        with self.with_ballots("no") as reading:
            self._walk(viewer, reading, None if viewer == TWICE_EVERYWHERE else Before(first, reading))
        return reading

    def _walk(self, viewer: str, reading: Reading, before: Before | None = None) -> None:
        client = client_of(self.world, viewer)
        reading.pages = dict(walked(self.world, client, self.post_only, before))
        reading.looked = set(Look.objects.values_list("viewer_id", flat=True))

    def tables(self, choice: str) -> dict[str, list[str]]:
        """Every row of every table when everybody chose this, without what is drawn anew."""
        with self.with_ballots(choice) as reading:
            models = apps.get_models(include_auto_created=True)
            return {
                model._meta.db_table: sorted(_HASH.sub("<hash>", neutral(reading, repr(row))) for row in rows)
                for model in models
                if (rows := model._base_manager.values_list())
            }

    def one_page(self, viewer: str, choice: str, address: str) -> Reading:
        """One address only, as the page is now."""
        with self.with_ballots(choice) as reading:
            reading.pages = {address: page_of(client_of(self.world, viewer), address)}
        return reading


def remembered_visitors(patch: pytest.MonkeyPatch) -> None:
    """Nobody's seats and homes change on a walk: who asks is found out once a log-in."""
    real = middleware.visitor_of
    kept: dict[tuple[str | None, int], Visitor] = {}

    def visitor_of(request: HttpRequest, alliance: Alliance, at: datetime) -> Visitor:
        key = (request.session.session_key, alliance.id)
        return kept[key] if key in kept else kept.setdefault(key, real(request, alliance, at))

    patch.setattr(middleware, "visitor_of", visitor_of)


def remembered_typesetting(patch: pytest.MonkeyPatch) -> None:
    """The same facts make the same paper: each is set once for all viewers."""
    real = typst.compile
    kept: dict[str, Any] = {}

    @functools.wraps(real)
    def compile(template: str, **how: Any) -> Any:
        if how["root"] != str(TEMPLATES):
            return real(template, **how)
        key = repr((template, how["sys_inputs"], how["format"], how["ppi"], how["pdf_standards"]))
        if key not in kept:
            kept[key] = real(template, **how)
        return kept[key]

    patch.setattr(typst, "compile", compile)


@contextmanager
def standing_house(home: Path) -> Iterator[House]:
    """The house in a transaction of its own, at a moment while the vote is open."""
    folders = {f"LINMENG_{part.upper()}": home / part for part in ("files", "keys", "outbox")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    settings = folders | {"EMAIL_BACKEND": "linmeng.ground.messages.mail_outbox.EmailBackend"}
    with override_settings(**settings), time_machine.travel(WHILE_OPEN, tick=False), undone():
        cast = build_cast()
        with in_alliance(cast.alliance.id), pytest.MonkeyPatch.context() as patch:
            remembered_typesetting(patch)
            remembered_visitors(patch)
            house = House(built(cast), home)
            gc.freeze()  # what stands by now stays; it need not be gone through at every collection
            yield house
            gc.unfreeze()
