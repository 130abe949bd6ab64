"""Run as a program: fill an empty LINMENG_HOME with two alliances whose neighbours are all told something.

Usage: python -m tests.notices.post_house NOTICES OUT.json
Every fifth neighbour is reached by e-mail, every seventh has a digest of two, the others get one SMS.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

SLUGS = ("east", "west")
TITLE, WORDS = "您反映的事", "已列入清单第1位"


def _address(place: int, number: int) -> tuple[str, str]:
    """Kind and number or address of one neighbour; no two are alike, in neither alliance."""
    if number % 5 == 0:
        return "email", f"n{number}@{SLUGS[place]}.example"
    return "sms", f"13{place}{number:08d}"


def _fill(place: int, slug: str, count: int) -> dict[str, list[int]]:
    """One alliance; answers address → ids of its deliveries."""
    from linmeng.common.actor import Actor
    from linmeng.common.clock import now
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import ContactWay, Person
    from linmeng.publishing.actions import notify_many
    from linmeng.publishing.models import Delivery, Preference

    at = now()
    alliance = Alliance.objects.create(slug=slug, name=slug)
    with in_alliance(alliance.id):
        people = Person.objects.bulk_create([Person(name=f"邻居{n}") for n in range(count)], 500)
        ways = [
            ContactWay(person=person, kind=kind, value=value, preferred=True)
            for person, (kind, value) in zip(people, (_address(place, n) for n in range(count)), strict=True)
        ]
        ContactWay.objects.bulk_create(ways, 500)
        in_digests = people[::7]
        Preference.objects.bulk_create(
            [Preference(person=p, digest="daily", changed_at=at) for p in in_digests], 500
        )
        about: dict[str, Any] = {"subject": "voice", "subject_id": 1, "words": WORDS}
        about |= {"path": f"/a/{slug}/matters/1/"}
        notify_many(Actor(at=at), person_ids=[p.id for p in people], title=TITLE, **about)
        notify_many(Actor(at=at), person_ids=[p.id for p in in_digests], title="又有进展", **about)
        Delivery.objects.exclude(way="site").update(send_after=None)
        rows = Delivery.objects.exclude(way="site").order_by("id")
        together = rows.filter(notice__person__in=in_digests).values_list("id", flat=True)
        Delivery.objects.filter(id__in=list(together)).update(send_after=at)
        told: dict[str, list[int]] = {}
        value_of = {way.person_id: way.value for way in ways}
        for pk, person_id in rows.values_list("id", "notice__person_id"):
            told.setdefault(value_of[person_id], []).append(pk)
    return told


def main(notices: int, out: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    each = notices // (2 * 8) * 7  # every seventh is told twice
    out.write_text(json.dumps({slug: _fill(place, slug, each) for place, slug in enumerate(SLUGS)}))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
    main(int(sys.argv[1]), Path(sys.argv[2]))
