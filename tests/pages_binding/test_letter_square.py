"""Scanning the square of one's code letter: compound and door stand there already, and nothing else does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from linmeng.alliance.models import Unit
from linmeng.common import clock
from linmeng.papers.actions import set_aside
from linmeng.papers.actions.code_letters import issue_code_letters
from linmeng.papers.models import Sheet
from linmeng.people.actions.letter_codes import code_of, letter_keys
from linmeng.people.models import Binding, WrongTry
from tests.browsing import path
from tests.cast import Cast
from tests.pages_binding.outbox import PHONE_BROWSER, last_code, log_in_by_code
from tests.papers.issued import slips

UNKNOWN = "13777770001"


def letter_sheet(cast: Cast, door: str = "3-103") -> Sheet:
    """The printed letter of a door, valid today."""
    sun = cast.actor("sun", at=clock.now())
    run = issue_code_letters(sun, compound_id=cast.compound.id, units=[cast.units[door].id])
    return run.sheets.get()


def code_on(sheet: Sheet) -> str:
    assert sheet.subject_id is not None
    return code_of(letter_keys(), sheet.subject_id)


def test_square_leads_through_the_log_in_to_name_relation_and_code(cast: Cast, home: Path) -> None:
    cache.clear()
    sheet = letter_sheet(cast)
    client = Client(headers={"user-agent": PHONE_BROWSER})
    bind = client.get(path(cast, f"s/{sheet.token}/"))["Location"]
    to_log_in = client.get(bind)["Location"]
    assert to_log_in == f"/accounts/login/?next={path(cast, 'bind/')}%3Fdoor%3D{sheet.token}"
    asked = client.post("/accounts/login/code/", {"phone": UNKNOWN, "next": bind})
    form = (
        client.get(asked["Location"]).content.decode().partition('action="/accounts/login/code/confirm/"')[2]
    )
    kept = re.search(r'name="next" value="([^"]+)"', form)
    assert kept is not None and kept[1] == bind
    told = {"code": last_code(home), "next": kept[1]}
    back = client.post("/accounts/login/code/confirm/", told)["Location"]
    assert back == bind
    who = client.get(back)["Location"]
    assert who == path(cast, "bind/c/wt/who/?door=3-103")
    text = client.get(who).content.decode()
    assert f"{cast.compound.name} · 3-103" in text
    assert [
        f'name="{name}"' in text for name in ("name", "relation", "code", "entrance", "room", "door")
    ] == [
        *[True] * 3,
        *[False] * 3,
    ]
    told = {"name": "邻居0", "relation": "owner", "code": code_on(sheet)}
    assert client.post(who, told)["Location"] == path(cast, "me/homes/")
    assert Binding.objects.get().way == "letter"


def test_square_alone_opens_nothing(cast: Cast, home: Path) -> None:
    sheet = letter_sheet(cast)
    client = log_in_by_code(home, UNKNOWN)
    who = client.get(path(cast, f"bind/?door={sheet.token}"))["Location"]
    assert sheet.token not in who
    shown = client.get(who).content.decode()
    assert "邻居0" not in shown and code_on(sheet) not in shown
    told = {"name": "邻居0", "relation": "owner", "code": sheet.token}
    assert client.post(who, told)["Location"] == path(cast, "bind/asked/")
    assert WrongTry.objects.filter(scope="user").count() == 1


@pytest.mark.parametrize("fault", ["unknown", "small", "set_aside", "slip", "gone", "3-103", "empty"])
def test_what_is_no_valid_letter_leads_to_the_question_which_compound(
    cast: Cast, home: Path, fault: str
) -> None:
    sheet = letter_sheet(cast)
    token = {"unknown": "ABCDEFGHJK", "3-103": "3-103", "empty": "", "small": f" {sheet.token.lower()} "}.get(
        fault, sheet.token
    )
    if fault == "set_aside":
        set_aside(cast.actor("sun"), sheet_id=sheet.id, reason="撕破了")
    elif fault == "slip":
        token = slips(cast, doors=1).sheets.get().token
    elif fault == "gone":
        Unit.objects.filter(pk=sheet.unit_id).update(valid_to=clock.now().date() - timedelta(days=1))
    answer = log_in_by_code(home, UNKNOWN).get(path(cast, "bind/"), {"door": token})
    assert answer.status_code == (302 if fault == "small" else 200)
