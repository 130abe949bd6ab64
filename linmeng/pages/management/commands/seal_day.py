from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.translation import gettext as _

from linmeng.common import clock
from linmeng.pages.management.alliances import each_alliance
from linmeng.pages.management.supervisor import repeat
from linmeng.record.actions import seal_day, seal_missing_days
from linmeng.rights.background import forget_what_is_over

GRACE = timedelta(minutes=5)
"""The seal is set at 00:05, when the last acts of the day have come in."""


def last_day_over(now: datetime) -> date:
    """The last day that may be sealed now."""
    return clock.local_day(now - GRACE) - timedelta(days=1)


def seal_all(until: date, at: datetime) -> int:
    """Seal every day up to `until` that has no seal yet, in every alliance."""
    return sum(len(seal_missing_days(a.slug, until, at=at)) for a in each_alliance())


def forget_all(at: datetime) -> int:
    """Run the retention clocks of every alliance; a second run on a day finds the first."""
    return len([forget_what_is_over(at) for _alliance in each_alliance()])


class Command(BaseCommand):
    help = "Sign the end of each alliance's log for the days that are over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="only this day (YYYY-MM-DD)")
        parser.add_argument("--daily", action="store_true", help="go on, every night at 00:05")

    def handle(self, *, day: date | None, daily: bool, **options: Any) -> None:
        if daily:
            repeat(self._seal_if_due, every=20)
            return
        now = clock.now()
        if day is None:
            forget_all(now)
            self.stdout.write(_("%(days)s days sealed.") % {"days": seal_all(last_day_over(now), now)})
            return
        if day > last_day_over(now):
            raise CommandError(
                _("%(day)s is not over yet. A day is sealed from 00:05 of the next one.") % {"day": day}
            )
        for alliance in each_alliance():
            self.stdout.write(f"{alliance.slug} {seal_day(alliance.slug, day, at=now)}")

    _sealed_until: date | None = None

    def _seal_if_due(self) -> None:
        now = clock.now()
        until = last_day_over(now)
        if self._sealed_until != until:
            close_old_connections()
            seal_all(until, now)
            forget_all(now)
            self._sealed_until = until
