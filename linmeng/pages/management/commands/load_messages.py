"""For developers: residents' messages of another system as voices of a scratch alliance."""

import csv
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from linmeng.alliance.actions import add_body, add_compound
from linmeng.alliance.models import Compound
from linmeng.common import clock
from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people.actions import add_person, open_seat
from linmeng.people.models import Person
from linmeng.voices.actions import ImportedVoice, import_voices

COLUMNS = {"id", "title", "time", "body"}
_TIME = re.compile(r"^(\d{4})[/-](\d{1,2})[/-](\d{1,2}) (\d{1,2}):(\d{2}):(\d{2})$")
_KINDS = (
    ("question", ("咨询", "请问", "？")),
    ("complaint", ("投诉", "反映", "举报", "扰民")),
    ("repair", ("维修", "修复", "坏")),
)


class Command(BaseCommand):
    help = "Load residents' messages (a TSV with id, title, time, body) as voices of a scratch alliance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--slug", default="messages-scratch", help="a new alliance, or one this command made"
        )

        parser.add_argument(
            "--clerk", default="", help="phone of a community worker who may log in and sort them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(messages(options["file"]))
        actor = Actor(at=clock.now(), system="load_messages")
        alliance = Alliance.objects.filter(slug=options["slug"]).first()
        if alliance is None:
            alliance = Alliance.objects.create(slug=options["slug"], name="来信试读", is_sample=True)
        with in_alliance(alliance.id):
            compound = scratch_compound(actor, options["slug"])
            if options["clerk"]:
                seat_clerk(actor, compound, options["clerk"])
            came = import_voices(actor, compound_id=compound.id, rows=rows, source=options["file"].name)
        self.stdout.write(f"{came} of {len(rows)} messages taken in at /a/{alliance.slug}/")


def scratch_compound(actor: Actor, slug: str) -> Compound:
    """The only compound of a scratch alliance; an alliance with others is in use and stays untouched."""
    codes = set(Compound.objects.values_list("code", flat=True))
    if codes - {"messages"}:
        raise CommandError(f"{slug} is an alliance in use; choose another --slug")
    if codes:
        return Compound.objects.get()
    committee = add_body(actor, kind="residents_committee", name="来信试读居委会")
    return add_compound(
        actor, code="messages", name="来信", address="—", built_year=2019, residents_committee_id=committee.id
    )


def seat_clerk(actor: Actor, compound: Compound, phone: str) -> None:
    """A community worker of the scratch alliance, once; the phone logs in by SMS code."""
    if Person.objects.filter(contact_ways__value=phone).exists() or compound.residents_committee_id is None:
        return
    person = add_person(actor, name="试读员", phone=phone)
    body_id = compound.residents_committee_id
    open_seat(actor, person_id=person.id, body_id=body_id, role="clerk", valid_from=actor.today)


def messages(path: Path) -> Iterator[ImportedVoice]:
    """The rows of the file; the first fault stops with its line."""
    if not path.is_file():
        raise CommandError(f"there is no file {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise CommandError(f"{path.name}: columns missing: {', '.join(sorted(missing))}")
        for row in reader:
            words = f"{row['title'].strip()}\n{(row['body'] or '').strip()}"
            at = instant(row["time"] or "", f"{path.name}, line {reader.line_num}")
            yield ImportedVoice(number=row["id"], words=words, received_at=at, kind=kind_of(row["title"]))


def instant(text: str, where: str) -> datetime:
    """2019/2/28 11:25:05, as the file writes it, in Shanghai."""
    parts = _TIME.match(text.strip())
    if parts is None:
        raise CommandError(f"{where}: {text!r} is no time; expected 2019/2/28 11:25:05")
    year, month, day, hour, minute, second = map(int, parts.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=clock.SHANGHAI)


def kind_of(title: str) -> str:
    """A first guess from the title; a clerk knows better."""
    return next((kind for kind, signs in _KINDS if any(sign in title for sign in signs)), "suggestion")
