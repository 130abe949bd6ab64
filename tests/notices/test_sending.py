"""The worker's turn: claimed, sent, settled; faults, digests, e-mails."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from linmeng.ground.messages import outbox_messages, send_sms
from linmeng.ground.messages import sms as sms_ways
from linmeng.people.models import ContactWay
from linmeng.publishing import background
from linmeng.publishing.actions import send
from linmeng.publishing.models import Delivery, Preference
from tests.cast import NOON, Cast
from tests.notices.telling import only, prefer, sent, tell, ways

SITE = "http://x"


def turn(at: datetime = NOON) -> int:
    return background.send_waiting(address=SITE, at=at)


def test_each_is_sent_once(cast: Cast, home: Path) -> None:
    tell(cast, "chen", "qian")
    assert (turn(), turn()) == (2, 0)
    assert sorted(message["phone"] for message in sent(home)) == ["13800000003", "13800000009"]
    assert sent(home)[0]["text"] == "【邻盟】您反映的外墙脱落：已列入清单第1位 http://x/a/dongzhen/matters/1/"
    assert [m["to"] for m in outbox_messages(1)] == [sent(home)[1]["phone"]]


def test_a_statutory_notice_says_so_and_names_its_article(cast: Cast, home: Path) -> None:
    tell(cast, "chen", statutory=True, article="民法典 278", path="")
    turn()
    assert sent(home)[0]["text"].startswith("【邻盟】[")
    assert "民法典 278] 您反映的外墙脱落：已列入清单第1位" in sent(home)[0]["text"]


def test_what_a_crash_left_claimed_is_sent_again_under_its_key(cast: Cast, home: Path) -> None:
    tell(cast, "chen", "qian")
    claimed = send.claim_messages(NOON, most=10)
    send.send_out(claimed[:1], address=SITE, at=NOON)  # and here the power goes
    assert Delivery.objects.filter(way="sms", state="sending").count() == 2
    assert turn(NOON + timedelta(minutes=1)) == 2
    assert [m["key"] for m in sent(home)] == sorted(message.key for message in claimed)
    assert len({m["phone"] for m in sent(home)}) == 2


def test_a_notice_that_came_between_stays_out_of_a_claimed_digest(cast: Cast, home: Path) -> None:
    Preference.objects.create(person=cast.people["chen"], digest="daily", changed_at=NOON)
    tell(cast, "chen", title="一")
    later = NOON + timedelta(days=1)
    claimed = send.claim_messages(later, most=10)
    send.send_out(claimed, address=SITE, at=later)
    tell(cast, "chen", title="二")
    turn(later)
    turn(later + timedelta(days=1))
    assert [("一" in m["text"], "二" in m["text"]) for m in sent(home)] == [(True, False), (False, True)]


def test_a_digest_is_one_message(cast: Cast, home: Path) -> None:
    Preference.objects.create(person=cast.people["chen"], digest="weekly", changed_at=NOON)
    for title in ("一", "二", "三", "四", "五"):
        tell(cast, "chen", title=title)
    assert turn() == 0
    monday = datetime.fromisoformat("2026-07-06T09:00+08:00")
    assert turn(monday) == 5
    [message] = sent(home)
    assert "1. 一；2. 二；3. 三；4. 四；" in message["text"] and "五" not in message["text"]
    assert message["text"].endswith("http://x/a/dongzhen/me/notices/")
    assert len(set(Delivery.objects.filter(way="sms").values_list("key", flat=True))) == 1


def test_a_fault_is_tried_again_later_and_then_called(cast: Cast, settings: Any) -> None:
    settings.LINMENG_SMS, settings.LINMENG_SMS_URL = "http", "http://127.0.0.1:9/"
    settings.LINMENG_SMS_BODY = '{"to":"{phone}","text":"{text}"}'
    [notice] = tell(cast, "chen")
    at, tries, keys = NOON, [], set()
    for pause in (0, 1, 5, 15, 60):
        at += timedelta(minutes=pause)
        turn(at - timedelta(seconds=1) if pause else at)
        turn(at)
        delivery = only("sms")
        keys.add(delivery.key)
        tries.append((delivery.state, delivery.tries))
    assert tries == [("waiting", 1), ("waiting", 2), ("waiting", 3), ("waiting", 4), ("passed_on", 5)]
    assert "refused" in delivery.last_fault.lower() and len(keys) == 1
    assert ways(notice) == [("call", "waiting"), ("site", "sent"), ("sms", "passed_on")]


def test_whoever_switched_calls_off_is_not_called_after_a_fault(cast: Cast) -> None:
    Preference.objects.create(person=cast.people["chen"], switches={"words.call": False}, changed_at=NOON)
    [notice] = tell(cast, "chen")
    ContactWay.objects.filter(person=cast.people["chen"]).update(ended_at=NOON)
    turn()
    assert ways(notice) == [("site", "sent"), ("sms", "failed")]
    assert only("sms").why_not != ""


def test_when_the_far_side_is_down_the_rest_waits_untried(cast: Cast, settings: Any) -> None:
    settings.LINMENG_SMS, settings.LINMENG_SMS_URL = "http", "http://127.0.0.1:9/"
    settings.LINMENG_SMS_BODY = "{}"
    tell(cast, "li", "wang", "chen", "qian", "wu")
    turn()
    assert sorted(Delivery.objects.filter(way="sms").values_list("state", "tries")) == [
        ("waiting", 0),
        ("waiting", 0),
        ("waiting", 1),
        ("waiting", 1),
        ("waiting", 1),
    ]


def test_an_e_mail_carries_its_key_and_a_way_out(cast: Cast) -> None:
    prefer(cast.people["wang"], "email", "wang@example.com")
    tell(cast, "wang")
    assert turn() == 1
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["wang@example.com"], "【邻盟】您反映的外墙脱落")
    assert letter.extra_headers["Message-ID"] == f"<{only('email').key}@127.0.0.1>"
    assert "已列入清单第1位\nhttp://x/a/dongzhen/matters/1/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body


def test_a_statutory_e_mail_offers_no_way_out(cast: Cast) -> None:
    prefer(cast.people["wang"], "email", "wang@example.com")
    tell(cast, "wang", statutory=True)
    turn()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_the_mail_outbox_keeps_one_file_a_key(cast: Cast, home: Path, settings: Any) -> None:
    settings.EMAIL_BACKEND = "linmeng.ground.messages.mail_outbox.EmailBackend"
    prefer(cast.people["wang"], "email", "wang@example.com")
    tell(cast, "wang")
    claimed = send.claim_messages(NOON, most=10)
    send.send_out(claimed, address=SITE, at=NOON)
    turn()
    [file] = (home / "outbox").glob("*.mail")
    assert json.loads(file.read_text())["address"] == "wang@example.com"


def test_a_provider_gets_text_as_json_and_the_key(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    class Answer:
        def __enter__(self) -> "Answer":
            return self

        def __exit__(self, *exc: object) -> None:
            return None

    monkeypatch.setattr(
        sms_ways.urllib.request, "urlopen", lambda request, timeout: asked.append(request) or Answer()
    )
    settings.LINMENG_SMS, settings.LINMENG_SMS_URL = "http", "http://127.0.0.1:9/"
    settings.LINMENG_SMS_BODY = '{"to":"{phone}","text":"{text}","id":"{key}"}'
    send_sms("13800000001", '引号"和换行\n', at=NOON, key="00ab")
    assert json.loads(asked[0].data) == {"to": "13800000001", "text": '引号"和换行\n', "id": "00ab"}
    assert asked[0].get_header("Idempotency-key") == "00ab"


def test_claiming_takes_few_queries_however_many_wait(cast: Cast, django_assert_num_queries: Any) -> None:
    tell(cast, "chen")
    with django_assert_num_queries(6):
        send.claim_messages(NOON, most=50)
    Delivery.objects.filter(way="sms").update(state="sent")
    tell(cast, "li", "qian", "wang")
    with django_assert_num_queries(6):
        send.claim_messages(NOON, most=50)
