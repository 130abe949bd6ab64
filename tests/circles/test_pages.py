"""The pages of circles, doors and errands: who sees them, what one tap does, how often the database is asked."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.circles import actions
from linmeng.circles.models import Circle, CircleMember, Duty, Errand
from tests.browsing import path
from tests.cast import CAST, Cast
from tests.circles.test_circles import core
from tests.circles.test_doors import entrance, given, seat_of


def opened(page: Any, cast: Cast, address: str) -> dict[str, int]:
    """Who gets which answer."""
    return {who: page(who).get(path(cast, address)).status_code for who in CAST}


def test_who_opens_the_circles(cast: Cast, page: Any) -> None:
    core(cast)
    assert opened(page, cast, "c/wt/circles/") == {
        who: 404 if who in ("qian", "stranger") else 200 for who in CAST
    }


def test_who_opens_the_doors(cast: Cast, page: Any) -> None:
    found = opened(page, cast, "c/wt/duties/")
    seen = {who for who, status in found.items() if status == 200}
    assert seen == {"wang", "he", "zhao", "sun", "feng"}
    assert (found["li"], found["wu"], found["qian"], found["stranger"]) == (403, 403, 404, 404)
    assert page("sun").get(path(cast, "c/wt/duties.xlsx")).status_code == 200


def test_circle_is_founded_and_filled_on_its_pages(cast: Cast, page: Any) -> None:
    feng = page("feng")
    words = {"kind": "core", "name": "七人组", "aim": "把方向", "once": "k1"}
    feng.post(path(cast, "c/wt/circles/found/"), words)
    feng.post(path(cast, "c/wt/circles/found/"), words)
    circle = Circle.objects.get()
    feng.post(path(cast, f"circles/{circle.id}/member/"), {"seat": seat_of(cast, "wang"), "charge": "召集"})
    shown = feng.get(path(cast, "c/wt/circles/")).content.decode()
    assert "王建国" in shown
    assert "召集" in shown
    feng.post(path(cast, f"circle-members/{CircleMember.objects.get().id}/end/"))
    assert CircleMember.objects.get().valid_to is not None
    assert page("qian").post(path(cast, f"circles/{circle.id}/close/")).status_code == 404
    assert page("li").post(path(cast, f"circles/{circle.id}/close/")).status_code == 403


def test_doors_are_given_on_their_page(cast: Cast, page: Any) -> None:
    sun, he = page("sun"), seat_of(cast, "he")
    address = path(cast, "c/wt/duties/")
    wrong = sun.post(address, {"seat": he, "place": "", "doors": "3-101 9-999"}).content.decode()
    assert "9-999" in wrong
    sun.post(address, {"seat": he, "place": f"entrance:{entrance().id}", "doors": ""})
    sun.post(address, {"seat": he, "place": "", "doors": "3-101，3-102"})
    assert list(Duty.objects.values_list("unit__code", flat=True).order_by("id")) == [None, "3-101", "3-102"]
    duty = Duty.objects.filter(unit__isnull=True).get()
    assert page("li").post(path(cast, f"duties/{duty.id}/end/")).status_code == 404
    sun.post(path(cast, f"duties/{duty.id}/end/"))
    assert Duty.objects.get(pk=duty.id).ended_by == "东镇居委会 · 社工"


def test_leader_ticks_in_one_tap(cast: Cast, page: Any) -> None:
    given(cast)
    zhao = page("zhao")
    shown = zhao.get(path(cast, "my-doors/")).content.decode()
    assert shown.index("3-101") < shown.index("3-301")
    errand = Errand.objects.order_by("id").first()
    assert errand is not None
    zhao.post(path(cast, f"errands/{errand.id}/nobody/"))
    zhao.post(path(cast, f"errands/{errand.id}/done/"))
    assert Errand.objects.get(pk=errand.id).state == "done"
    zhao.post(path(cast, f"errands/{errand.id}/again/"))
    assert Errand.objects.get(pk=errand.id).state == "open"
    tick = path(cast, f"errands/{errand.id}/done/")
    assert [page(who).post(tick).status_code for who in ("li", "wu", "qian", "stranger")] == [
        404,
        404,
        404,
        404,
    ]
    assert page("feng").post(tick).status_code == 403


def test_list_on_paper_holds_every_door(cast: Cast, page: Any) -> None:
    given(cast)
    shown = page("zhao").get(path(cast, "my-doors/list/")).content.decode()
    assert all(code in shown for code in cast.units)
    assert page("li").get(path(cast, "my-doors/")).status_code == 403


def test_people_are_sent_to_doors(cast: Cast, page: Any) -> None:
    given_form = {
        "kind": "ask",
        "title": "问问停车",
        "due_on": "2026-12-01",
        "places": [str(entrance().id)],
        "once": "k2",
    }
    sun = page("sun")
    for _again in range(2):
        sun.post(path(cast, "c/wt/errands/"), given_form)
    assert Errand.objects.count() == 9
    assert page("feng").get(path(cast, "c/wt/errands/")).status_code == 403
    assert page("qian").get(path(cast, "c/wt/errands/")).status_code == 404


def test_my_doors_page_asks_the_same_for_one_and_for_nine(cast: Cast, page: Any) -> None:
    zhao = page("zhao")
    given(cast, codes=("3-101",))
    zhao.get(path(cast, "my-doors/"))
    with CaptureQueriesContext(connection) as one:
        zhao.get(path(cast, "my-doors/"))
    given(cast, codes=tuple(cast.units))
    with CaptureQueriesContext(connection) as nine:
        zhao.get(path(cast, "my-doors/"))
    assert len(nine) == len(one)


def test_duties_page_asks_the_same_for_one_and_for_three(cast: Cast, page: Any) -> None:
    sun = page("sun")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            sun.get(path(cast, "c/wt/duties/"))
        return len(found)

    actor = cast.actor("sun")
    doors = [cast.units[code].id for code in ("3-101", "3-102", "3-103")]
    actions.assign_doors(actor, compound_id=cast.compound.id, seat_id=seat_of(cast, "he"), unit_ids=doors[:1])
    asked()
    first = asked()
    actions.assign_doors(
        actor, compound_id=cast.compound.id, seat_id=seat_of(cast, "wang"), unit_ids=doors[1:]
    )
    assert asked() == first


@pytest.mark.parametrize("who", CAST)
def test_compound_page_leads_to_the_circles_only_whom_they_are_open_to(
    cast: Cast, page: Any, who: str
) -> None:
    client, circles = page(who), path(cast, "c/wt/circles/")
    opens = client.get(circles).status_code == 200
    assert (circles in client.get(path(cast, "c/wt/")).content.decode()) is opens
    if opens:
        duties = path(cast, "c/wt/duties/")
        assert (duties in client.get(circles).content.decode()) is (client.get(duties).status_code == 200)
