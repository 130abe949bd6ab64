from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linmeng.ground.models import Alliance
from linmeng.pages.management.founding import founding_words


class Command(BaseCommand):
    help = "Print a new founding code for this empty house; the code before it opens nothing any more."

    def handle(self, *args: Any, **options: Any) -> None:
        if Alliance.objects.exists():
            raise CommandError(
                "这里已经有联盟了，不需要创建码 / an alliance lives here already: nothing to found"
            )
        self.stdout.write(founding_words())
