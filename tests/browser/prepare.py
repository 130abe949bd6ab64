"""Make a home to copy: `LINMENG_HOME=… python -m tests.browser.prepare cast|sample|empty`.

Both are built on the day on which the standing cast acts, so that pages read the same on every day.
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
    """The standing cast; the neighbour of 3-202 has no phone and wants answers on paper."""
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.models import ContactWay
    from tests.cast import build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        without_phone = cast.neighbours[2]
        without_phone.contact_ways.update(preferred=False)
        ContactWay.objects.create(person=without_phone, kind="paper", preferred=True)


def leave_empty() -> None:
    """Tables, and nobody in them: the first day."""


def main(what: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    {"cast": build_cast, "sample": build_sample, "empty": leave_empty}[what]()


if __name__ == "__main__":
    main(sys.argv[1])
