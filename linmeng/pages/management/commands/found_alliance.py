from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linmeng.common import clock
from linmeng.pages.setup.founding import FirstPerson, Foundation, found, slug_is_free
from linmeng.people.phone import mobile_number


class Command(BaseCommand):
    help = "Begin an alliance from the console: its bodies, the first clerk (and the secretary), who log in by SMS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="联盟名称 name of the alliance")
        parser.add_argument("--slug", required=True, help="网址里的短名 short name in addresses, a-z 0-9 -")
        parser.add_argument("--committee", required=True, help="居委会名称 name of the residents' committee")
        parser.add_argument("--clerk", required=True, help="社工姓名 name of the first community worker")
        parser.add_argument(
            "--phone", required=True, help="社工手机号 mobile number of the first community worker"
        )
        parser.add_argument("--party", default="", help="党组织名称 name of the Party organisation")
        parser.add_argument("--secretary", default="", help="书记姓名 name of the Party secretary")
        parser.add_argument("--secretary-phone", default="", help="书记手机号 mobile number of the secretary")

    def handle(self, *args: Any, **options: Any) -> None:
        clerk = self._person(options["clerk"], options["phone"])
        secretary = None
        if options["party"] and options["secretary"]:
            secretary = self._person(options["secretary"], options["secretary_phone"])
        if not slug_is_free(options["slug"]):
            raise CommandError(f"短名不可用：{options['slug']} / this short name is taken or not a-z 0-9 -")
        told = Foundation(
            name=options["name"],
            slug=options["slug"],
            committee=options["committee"],
            party=options["party"],
            secretary=secretary,
            clerk=clerk,
        )
        found(told, clock.now(), system="found-alliance")
        self.stdout.write(
            f"{told.name}：/a/{told.slug}/  {clerk.phone} 可用短信验证码登录 / may log in by SMS code"
        )

    def _person(self, name: str, text: str) -> FirstPerson:
        phone = mobile_number(text)
        if phone is None:
            raise CommandError(f"手机号应为 11 位：{text} / a mobile number has eleven digits")
        return FirstPerson(name, phone)
