from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from linmeng.pages.management.keeping import write_backup


class Command(BaseCommand):
    help = "Copy database, files and keys into one tar, while the house is open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                _("On PostgreSQL use pg_dump for the database and copy LINMENG_HOME beside it.")
            )
        if file.exists():
            raise CommandError(_("%s exists already; a backup never writes over another one.") % file)
        if not file.parent.is_dir():
            raise CommandError(_("There is no folder %s.") % file.parent)
        count = write_backup(settings.LINMENG_DWELLING, file)
        self.stdout.write(_("%(count)s files kept in %(file)s.") % {"count": count, "file": file})
        self.stdout.write(_("It contains the keys of the house: keep it where only you can read it."))
