from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from linmeng.pages.management.keeping import BadBackup, read_backup


class Command(BaseCommand):
    help = "Unpack a backup into an empty home."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(_("On PostgreSQL use pg_restore for the database and copy LINMENG_HOME back."))
        if not file.is_file():
            raise CommandError(_("There is no file %s.") % file)
        place = settings.LINMENG_DWELLING
        self._check_empty(place)
        try:
            count = read_backup(file, place)
        except BadBackup as fault:
            raise CommandError(
                _("%(file)s is not a whole backup: “%(part)s” is damaged or missing. Nothing was changed.")
                % {"file": file, "part": fault}
            ) from fault
        self.stdout.write(_("%(count)s files are back in %(place)s.") % {"count": count, "place": place})

    def _check_empty(self, place: Path) -> None:
        # the fresh secret key that every command makes at its start is no content
        found = [p for p in place.rglob("*") if p.is_file() and p != place / "keys" / "secret_key"]
        if found:
            raise CommandError(
                _("%(place)s is not empty (%(found)s …). Restore into an empty LINMENG_HOME.")
                % {"place": place, "found": found[0].relative_to(place)}
            )
        (place / "keys" / "secret_key").unlink(missing_ok=True)
