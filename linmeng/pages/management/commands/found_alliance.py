from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from linmeng.alliance import actions as alliance
from linmeng.common import clock
from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people import actions as people
from linmeng.people.phone import mobile_number


class Command(BaseCommand):
    help = "Begin an alliance in an empty house: its residents' committee and the first clerk, who logs in by SMS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="联盟名称 name of the alliance")
        parser.add_argument("--slug", required=True, help="网址里的短名 short name in addresses, a-z 0-9 -")
        parser.add_argument("--committee", required=True, help="居委会名称 name of the residents' committee")
        parser.add_argument("--clerk", required=True, help="社工姓名 name of the first community worker")
        parser.add_argument(
            "--phone", required=True, help="社工手机号 mobile number of the first community worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        phone = mobile_number(options["phone"])
        if phone is None:
            raise CommandError(f"手机号应为 11 位：{options['phone']} / a mobile number has eleven digits")
        if (
            slugify(options["slug"]) != options["slug"]
            or Alliance.objects.filter(slug=options["slug"]).exists()
        ):
            raise CommandError(f"短名不可用：{options['slug']} / this short name is taken or not a-z 0-9 -")
        with transaction.atomic():
            self._found(phone, options)
        self.stdout.write(
            f"{options['name']}：/a/{options['slug']}/  {phone} 可用短信验证码登录 / may log in by SMS code"
        )

    def _found(self, phone: str, options: dict[str, Any]) -> None:
        founded = Alliance.objects.create(slug=options["slug"], name=options["name"])
        actor = Actor(at=clock.now(), system="found-alliance", second_factor=True)
        with in_alliance(founded.id):
            body = alliance.add_body(actor, kind="residents_committee", name=options["committee"])
            clerk = people.add_person(actor, name=options["clerk"], phone=phone)
            people.open_seat(actor, person_id=clerk.id, body_id=body.id, role="clerk", valid_from=actor.today)
