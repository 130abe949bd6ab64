import pytest

from linmeng.common.errors import WrongState
from linmeng.ground.actions.forms import take_in_once
from linmeng.ground.models import IdempotencyKey
from tests.cast import Cast


def test_form_sent_twice_acts_once_and_leads_to_the_same_page(cast: Cast) -> None:
    done: list[str] = []

    def perform() -> str:
        done.append("act")
        return f"/a/dongzhen/voices/{len(done)}/"

    li = cast.actor("li")
    answers = [take_in_once(li, act="speak", key="k1", perform=perform) for _ in range(3)]
    assert answers == ["/a/dongzhen/voices/1/"] * 3
    assert done == ["act"]


def test_other_key_or_act_is_another_form(cast: Cast) -> None:
    li = cast.actor("li")
    answers = [
        take_in_once(li, act=act, key=key, perform=lambda act=act, key=key: f"/{act}/{key}")
        for act, key in [("speak", "k1"), ("speak", "k2"), ("order", "k1")]
    ]
    assert answers == ["/speak/k1", "/speak/k2", "/order/k1"]


def test_form_of_somebody_else_is_refused_in_a_sentence(cast: Cast) -> None:
    take_in_once(cast.actor("li"), act="speak", key="k1", perform=lambda: "/of/li")
    with pytest.raises(WrongState):
        take_in_once(cast.actor("chen"), act="speak", key="k1", perform=lambda: "/of/chen")
    assert IdempotencyKey.objects.get().answer == "/of/li"


def test_failed_act_leaves_no_key(cast: Cast) -> None:
    li = cast.actor("li")

    def fail() -> str:
        raise ValueError("no")

    try:
        take_in_once(li, act="speak", key="k1", perform=fail)
    except ValueError:
        assert IdempotencyKey.objects.count() == 0
    assert take_in_once(li, act="speak", key="k1", perform=lambda: "/ok") == "/ok"
