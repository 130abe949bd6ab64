from django.core.management.base import BaseCommand, CommandParser

from linmeng.ground.models import Alliance
from linmeng.pages.sample.build import SLUG
from linmeng.pages.sample.cast import CAST, PASSWORD


class Command(BaseCommand):
    help = "Print the sample's addresses and log-ins, one for each of the cast."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://127.0.0.1:8000")

    def handle(self, *args: object, **options: object) -> None:
        if not Alliance.objects.filter(slug=SLUG, is_sample=True).exists():
            return
        site = str(options["site"])
        self.stdout.write(f"\n  邻盟 Linmeng · 示例数据 sample data · 密码 password: {PASSWORD}\n")
        for name, path in (
            ("公示板 board", f"/a/{SLUG}/"),
            ("登录 log in", "/accounts/login/"),
            ("短信 SMS outbox", "/outbox/"),
        ):
            self.stdout.write(f"  {name:<18}{site}{path}")
        self.stdout.write("  看什么 what to see  docs/sample.zh-CN.md  docs/sample.md\n")
        for member in CAST:
            self.stdout.write(f"  {member.phone}  {member.name}  {member.who}")
        self.stdout.write("")
