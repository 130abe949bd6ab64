import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

Finding = tuple[bool, str]
FREE_BYTES = 2 * 1024**3


def _only_owner(path: Path) -> bool:
    return not stat.S_IMODE(path.stat().st_mode) & 0o077


def _address() -> Iterator[Finding]:
    site = settings.LINMENG_SITE
    yield site.startswith("https://"), _("LINMENG_SITE is an https address (now %s)") % site
    host = site.split("://")[-1].split("/")[0].split(":")[0]
    named = host in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS
    yield named, _("LINMENG_HOSTS names %s and no star") % host


def _privacy() -> Iterator[Finding]:
    yield not settings.DEBUG, _("LINMENG_DEBUG is off")
    yield settings.LINMENG_GUARD, _("LINMENG_GUARD is on: no statement leaves its alliance")
    yield settings.LINMENG_SMS == "http", _("LINMENG_SMS=http: messages reach real phones")
    yield not settings.LINMENG_SHOW_OUTBOX, _("the outbox page is closed")
    yield settings.LINMENG_DWELLING.name != "sample", _("the sample is set aside")
    yield _only_owner(settings.LINMENG_HOME), _("LINMENG_HOME is readable by its owner only (0700)")
    keys = all(_only_owner(path) for path in settings.LINMENG_KEYS.iterdir())
    yield keys, _("the keys are readable by their owner only (0600)")


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield not waiting, _("the database is up to date (linmeng migrate)")
    free = shutil.disk_usage(settings.LINMENG_HOME).free
    yield free > FREE_BYTES, _("at least 2 GB of disk are free (now %s MB)") % (free // 1024**2)


class Command(BaseCommand):
    help = "Say, sentence by sentence, whether this place is fit for real neighbours."

    def handle(self, **options: Any) -> None:
        findings = [*_address(), *_privacy(), *_database()]
        for holds, sentence in findings:
            self.stdout.write(f"{'✓' if holds else '✗'} {sentence}")
        missing = sum(not holds for holds, _sentence in findings)
        if missing:
            raise CommandError(_("%s things are not ready for real neighbours yet.") % missing)
