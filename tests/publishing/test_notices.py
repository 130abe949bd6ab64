import json
from pathlib import Path

import pytest

from linmeng.common.errors import NotAllowed
from linmeng.ground import sms
from linmeng.people.models import ContactWay
from linmeng.publishing import actions, background
from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.queries import notices_of, slips_waiting
from tests.cast import NOON, Cast


def tell(cast: Cast, *who: str, words: str = "已列入清单第1位") -> list[Notice]:
    return actions.notify_many(
        cast.actor("sun"),
        person_ids=[cast.people[w].id for w in who],
        subject="voice",
        subject_id=1,
        title="您反映的外墙脱落",
        words=words,
        path="/a/dongzhen/matters/1/",
    )


def prefer(cast: Cast, who: str, kind: str, value: str = "") -> None:
    ContactWay.objects.filter(person=cast.people[who]).update(preferred=False)
    ContactWay.objects.create(person=cast.people[who], kind=kind, value=value, preferred=True)


def ways(notice: Notice) -> list[tuple[str, str]]:
    return list(notice.deliveries.order_by("way").values_list("way", "state"))


def test_notify_goes_by_the_way_each_prefers(cast: Cast) -> None:
    prefer(cast, "zhao", "paper")
    prefer(cast, "li", "landline", "62811234")
    notices = {n.person_id: ways(n) for n in tell(cast, "zhao", "li", "chen")}
    assert notices == {
        cast.people["zhao"].id: [("site", "sent"), ("slip", "waiting")],
        cast.people["li"].id: [("site", "sent"), ("slip", "waiting")],
        cast.people["chen"].id: [("site", "sent"), ("sms", "waiting")],
    }


def test_the_same_person_is_told_once(cast: Cast) -> None:
    assert len(tell(cast, "li", "li")) == 1


def test_send_waiting_sends_each_once(cast: Cast, home: Path) -> None:
    tell(cast, "chen", "qian")
    assert background.send_waiting(address="http://x", at=NOON) == 2
    assert background.send_waiting(address="http://x", at=NOON) == 0
    lines = [
        json.loads(line) for p in (home / "outbox").glob("*.jsonl") for line in p.read_text().splitlines()
    ]
    assert sorted(line["phone"] for line in lines) == ["13800000003", "13800000009"]
    assert lines[0]["text"] == "【邻盟】您反映的外墙脱落：已列入清单第1位 http://x/a/dongzhen/matters/1/"


def test_send_waiting_tries_again_and_gives_up_with_the_reason(cast: Cast, settings: object) -> None:
    settings.LINMENG_SMS, settings.LINMENG_SMS_URL = "http", "http://127.0.0.1:9/"  # type: ignore[attr-defined]
    settings.LINMENG_SMS_BODY = '{"to":"{phone}","text":"{text}"}'  # type: ignore[attr-defined]
    tell(cast, "chen")
    tries = []
    for _ in range(6):
        background.send_waiting(address="", at=NOON)
        delivery = Delivery.objects.get(way="sms")
        tries.append((delivery.state, delivery.tries))
    assert tries == [
        ("waiting", 1),
        ("waiting", 2),
        ("waiting", 3),
        ("waiting", 4),
        ("failed", 5),
        ("failed", 5),
    ]
    assert "refused" in delivery.last_fault.lower()


def test_slips_wait_in_walking_order_and_are_ticked(cast: Cast) -> None:
    prefer(cast, "zhao", "paper")
    prefer(cast, "li", "paper")
    tell(cast, "zhao", "li")
    reach = [cast.compound.id]
    assert [s.unit.code for s in slips_waiting(reach)] == ["3-101", "3-303"]
    first = slips_waiting(reach)[0]
    assert actions.hand_over_slips(cast.actor("zhao"), delivery_ids=[first.id]) == 1
    assert actions.hand_over_slips(cast.actor("zhao"), delivery_ids=[first.id]) == 0
    assert [s.unit.code for s in slips_waiting(reach)] == ["3-303"]


@pytest.mark.parametrize("who", ["li", "chen", "wu", "zhou", "feng", "qian", "stranger"])
def test_slips_are_ticked_only_by_those_in_charge(cast: Cast, who: str) -> None:
    prefer(cast, "li", "paper")
    tell(cast, "li")
    with pytest.raises(NotAllowed):
        actions.hand_over_slips(cast.actor(who), delivery_ids=[slips_waiting([cast.compound.id])[0].id])


def test_own_notices_only_are_marked_read(cast: Cast) -> None:
    [notice] = tell(cast, "li")
    actions.mark_read(cast.actor("chen"), notice_ids=[notice.id])
    assert notices_of(cast.people["li"].id).get().read_at is None
    actions.mark_read(cast.actor("li"), notice_ids=[notice.id])
    assert notices_of(cast.people["li"].id).get().read_at == NOON


def test_provider_gets_text_as_json(cast: Cast, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []

    class Answer:
        def __enter__(self) -> "Answer":
            return self

        def __exit__(self, *exc: object) -> None:
            return None

    monkeypatch.setattr(
        sms.urllib.request, "urlopen", lambda request, timeout: sent.append(request.data) or Answer()
    )
    settings.LINMENG_SMS, settings.LINMENG_SMS_URL = "http", "http://127.0.0.1:9/"  # type: ignore[attr-defined]
    settings.LINMENG_SMS_BODY = '{"to":"{phone}","text":"{text}"}'  # type: ignore[attr-defined]
    sms.send_sms("13800000001", '引号"和换行\n', at=NOON)
    assert json.loads(sent[0]) == {"to": "13800000001", "text": '引号"和换行\n'}
