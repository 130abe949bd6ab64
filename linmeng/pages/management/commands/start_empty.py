import os
import subprocess
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from linmeng.pages.management.supervisor import own_command


class Command(BaseCommand):
    help = "Set the sample aside and start with an empty house; --back returns to the sample."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--back", action="store_true", help="return to the sample")

    def handle(self, *, back: bool, **options: Any) -> None:
        if os.environ.get("LINMENG_DATABASE_URL") or os.environ.get("LINMENG_IN_USE"):
            raise CommandError(
                _(
                    "The database is named by the environment here; change LINMENG_DATABASE_URL or LINMENG_IN_USE."
                )
            )
        chosen, left = ("sample", "own") if back else ("own", "sample")
        if back and not (settings.LINMENG_HOME / "sample" / "linmeng.sqlite3").exists():
            raise CommandError(
                _("There is no sample in %s yet. “make run” builds it.") % settings.LINMENG_HOME
            )
        subprocess.run(  # noqa: S603  our own command
            own_command("migrate", "--verbosity", "0"),
            env={**os.environ, "LINMENG_IN_USE": chosen},
            check=True,
        )
        pointer = settings.LINMENG_HOME / "in_use"
        fresh = pointer.with_suffix(".new")
        fresh.write_text(f"{chosen}\n")
        fresh.replace(pointer)  # whole or not at all: a power cut leaves no empty pointer
        self._say(chosen, left)

    def _say(self, chosen: str, left: str) -> None:
        home = settings.LINMENG_HOME
        self.stdout.write(_("In use from the next start: %s") % (home / chosen))
        if (home / left).exists():
            self.stdout.write(_("Set aside, nothing deleted: %s") % (home / left))
        if chosen == "own":
            self.stdout.write(_("While no alliance lives there, the next start prints a founding code."))
            self.stdout.write(_("Back to the sample: make sample (or linmeng start-empty --back)"))
        else:
            self.stdout.write(_("To your own alliance again: make own (or linmeng start-empty)"))
