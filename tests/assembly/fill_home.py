"""Run as a program: fill an empty LINMENG_HOME with an open vote of many homes, and tell who may cast what.

Usage: python -m tests.assembly.fill_home UNITS OUT.json
"""

import json
import os
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path


def _session_of(user: object) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    store.create()
    return str(store.session_key)


def _add_homes(cast: object, units: int) -> None:
    from linmeng.alliance.models import Unit
    from linmeng.people.models import Ownership, Person, User
    from tests.cast import SINCE

    known = Unit.objects.get(code="3-101", compound=cast.compound)  # type: ignore[attr-defined]
    for number in range(units - 9):
        user = User.objects.create(phone=f"137{number:08d}", phone_verified=True, password="!")
        person = Person.objects.create(name=f"业主{number}", user=user)
        unit = Unit.objects.create(
            compound=known.compound,
            building=known.building,
            entrance=known.entrance,
            code=f"9-{number:04d}",
            room=f"{number:04d}",
            area_dm2=8_000,
            walk_order=100 + number,
            valid_from=SINCE,
        )
        Ownership.objects.create(unit=unit, person=person, valid_from=SINCE)


def _open_vote(cast: object) -> object:
    from linmeng.assembly import actions
    from linmeng.common import clock
    from tests.assembly.votes import drafted_vote

    vote = drafted_vote(cast)  # type: ignore[arg-type]
    now = clock.now()
    noticed = now - timedelta(days=20)
    opens, closes = clock.local_day(now) - timedelta(days=2), clock.local_day(now) + timedelta(days=5)
    wang = cast.actor("wang", at=noticed)  # type: ignore[attr-defined]
    return actions.give_notice(wang, vote_id=vote.id, opens_on=opens, closes_on=closes)


def main(units: int, out: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from linmeng.assembly.models import RollEntry
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import Person
    from tests.cast import build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        for person in cast.neighbours:
            from linmeng.people.models import User

            person.user = User.objects.create(phone=f"136{person.born_year:08d}", password="!")
            person.save(update_fields=["user"])
        _add_homes(cast, units)
        vote = _open_vote(cast)
        people = {str(p.id): p for p in Person.objects.select_related("user")}
        homes = [
            {"entry": str(e.id), "by": e.owners[0], "session": _session_of(people[e.owners[0]].user)}
            for e in RollEntry.objects.filter(vote_id=vote.id)  # type: ignore[attr-defined]
        ]
    out.write_text(json.dumps({"slug": cast.alliance.slug, "vote": str(vote.id), "homes": homes}))  # type: ignore[attr-defined]


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
    main(int(sys.argv[1]), Path(sys.argv[2]))
