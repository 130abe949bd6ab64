from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from linmeng.pages.management.alliances import each_alliance
from linmeng.record.queries import finding


class Command(BaseCommand):
    help = "Walk every log, link by link, and name the first broken one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", default="", help="only this alliance")

    def handle(self, *, slug: str, **options: Any) -> None:
        broken = seen = 0
        for alliance in each_alliance(slug):
            found = finding(alliance.slug)
            facts = {"slug": alliance.slug, "length": found.length, "seals": found.seals}
            line = _("%(slug)s: %(length)s entries, %(seals)s seals, ") % facts
            self.stdout.write(line + (_("BROKEN: %s") % found.broken if found.broken else _("all hold")))
            seen, broken = seen + 1, broken + bool(found.broken)
        if slug and not seen:
            raise CommandError(_("There is no alliance “%s” here.") % slug)
        if broken:
            raise CommandError(_("%s logs are broken.") % broken, returncode=1)
