"""Make a home to copy: `LINMENG_HOME=… python -m tests.browser.prepare cast|sample|published|open|empty`.

All but `empty` are built into a copy of it, on the day on which the standing cast acts, so that pages read the
same on every day.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def build_sample() -> None:
    """The sample alliance, its past ending at the cast's noon."""
    from django.db import transaction

    from linmeng.pages.sample import build
    from tests.cast import NOON

    with transaction.atomic():
        build.build_sample(NOON)


def build_cast() -> None:
    """The standing cast; 3-202 has no phone and wants answers on paper, Madam Zhou of 3-203 has a landline only,
    and 3-302 belongs to two."""
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import ContactWay, Ownership, Person
    from tests.cast import SINCE, build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        without_phone = cast.neighbours[2]
        without_phone.contact_ways.update(preferred=False)
        ContactWay.objects.create(person=without_phone, kind="paper", preferred=True)
        madam_zhou = cast.neighbours[3]
        madam_zhou.name, madam_zhou.born_year = "周阿婆", 1948
        madam_zhou.save(update_fields=["name", "born_year"])
        madam_zhou.contact_ways.update(kind="landline", value="02162340005")
        sister = Person.objects.create(name="严小梅", born_year=1956)
        Ownership.objects.create(unit=cast.units["3-302"], person=sister, valid_from=SINCE)


def build_published() -> None:
    """The standing cast with a vote in which seven of nine homes voted, its result on the board."""
    from linmeng.ground.tenancy import in_alliance
    from tests.assembly.test_whole_vote import voted
    from tests.assembly.votes import close_and
    from tests.cast import build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        close_and(cast, voted(cast), "published")


def build_open() -> None:
    """The standing cast with a vote by web and paper, one by signed paper alone, and a petition of Wang's."""
    from dataclasses import replace

    from linmeng.alliance.models import RulesOfProcedure
    from linmeng.assembly.actions import petition, print_papers
    from linmeng.ground.tenancy import in_alliance
    from tests.assembly.votes import listed_matter, noticed_vote
    from tests.cast import build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        print_papers(cast.actor("sun"), vote_id=noticed_vote(cast).id)
        RulesOfProcedure.objects.update(web_ballots=False)
        noticed_vote(cast, title="电梯大修", matter_ids=[listed_matter(cast, "电梯老化").id])
        wang, asks = replace(cast.actor("wang"), hat=None), {"asks": "meeting", "title": "停车费要开会定"}
        petition.open_petition(wang, compound_id=cast.compound.id, words="请召开临时会议，一起定。", **asks)


def leave_empty() -> None:
    """Tables, and nobody in them: the first day."""


def main(what: str) -> None:
    import django

    from tests.browser.server import hash_quickly

    django.setup()
    hash_quickly()
    from django.core.management import call_command

    if what == "empty":
        call_command("migrate", verbosity=0)
    build = {
        "cast": build_cast,
        "sample": build_sample,
        "published": build_published,
        "open": build_open,
        "empty": leave_empty,
    }
    build[what]()


if __name__ == "__main__":
    main(sys.argv[1])
