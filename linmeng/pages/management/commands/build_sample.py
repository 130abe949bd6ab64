from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from linmeng.common import clock
from linmeng.ground.models import Alliance
from linmeng.pages.sample.build import build_sample


class Command(BaseCommand):
    help = "Fill this house with the sample alliance (示例数据); refuses in a house that has an alliance already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where an alliance lives already"
        )

    def handle(self, *args: object, **options: object) -> None:
        if Alliance.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("这里已经有联盟了，不会再放入示例数据 / an alliance lives here already")
        if settings.LINMENG_DWELLING.name == "own" and not settings.LINMENG_SHOW_OUTBOX:
            raise CommandError("示例数据只放进 sample 库 / sample data only goes into the sample dwelling")
        with transaction.atomic():
            alliance = build_sample(clock.now())
        self.stdout.write(f"{alliance.name}（示例数据）已建好 / sample alliance built")
