"""The pages of meetings and decisions: the whole way by forms, who opens what, how often the database is asked."""

import json
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.common import clock
from linmeng.meetings import actions
from linmeng.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    MemberVote,
    Minutes,
    Resolution,
)
from linmeng.publishing.models import Publication
from tests.browsing import path
from tests.cast import CAST, Cast
from tests.meetings.sitting import AFTER, called, decided, held, member, posted, put, seven_members, written


def opened(page: Any, cast: Cast, address: str) -> dict[str, int]:
    """Who gets which answer."""
    return {who: page(who).get(path(cast, address)).status_code for who in CAST}


def call_form(kind: str = "committee", **more: str) -> dict[str, str]:
    """A meeting three weeks from now."""
    day = clock.local_day(clock.now()) + timedelta(days=21)
    given = {
        "kind": kind,
        "title": "例会",
        "day": day.isoformat(),
        "hour": "19:00",
        "place": "会议室",
        "once": "k1",
    }
    return given | {"agenda": "！聘请审价单位\n听听停车的意见\n"} | more


def test_meeting_is_called_with_its_agenda_once(cast: Cast, page: Any) -> None:
    wang = page("wang")
    for _again in range(2):
        wang.post(path(cast, "meetings/call/"), call_form(compound=str(cast.compound.id)))
    meeting = Meeting.objects.get()
    assert list(meeting.items.values_list("title", "for_decision")) == [
        ("聘请审价单位", True),
        ("听听停车的意见", False),
    ]
    answers = opened(page, cast, "meetings/call/")
    assert {who for who, status in answers.items() if status == 200} == {"wang", "he", "sun", "feng"}


def test_agenda_letters_and_calendar(cast: Cast, page: Any) -> None:
    wang = page("wang")
    wang.post(path(cast, "meetings/call/"), call_form(compound=str(cast.compound.id)))
    meeting = Meeting.objects.get()
    root = path(cast, f"meetings/{meeting.id}/")
    wang.post(f"{root}item/", {"title": "换门锁", "text": "", "for_decision": "on", "matter": ""})
    wang.post(
        f"{root}told/",
        {"whom": "residents_committee", "sent_on": clock.local_day(clock.now()), "way": "当面送达"},
    )
    wang.post(f"{root}post/")
    assert Meeting.objects.get().state == "posted"
    assert AgendaItem.objects.filter(posted_on__isnull=False).count() == 3
    assert Invitation.objects.get().whom == "residents_committee"
    letter = wang.get(f"{root}letter/residents_committee/").content.decode()
    assert "东镇居委会" in letter
    assert "聘请审价单位" in letter
    calendar = wang.get(f"{root}calendar.ics").content.decode()
    assert "SUMMARY:例会\r\n" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert page("stranger").get(path(cast, f"p/{Publication.objects.get().token}/")).status_code == 200


def test_minutes_made_from_the_agenda_on_one_page(cast: Cast, page: Any) -> None:
    seats = seven_members(cast)
    meeting = posted(cast)
    sun, root = page("sun"), path(cast, f"meetings/{meeting.id}/")
    sun.post(f"{root}attendance/", {"present": [seat.id for seat in seats[:5]], "guests": "律师\n"})
    assert Attendance.objects.filter(present=True).count() == 6
    words = {}
    for item in meeting.items.all():
        words |= {
            f"{item.id}-said": "有人担心费用。",
            f"{item.id}-concluded": "下次再议。",
            f"{item.id}-outcome": "talked",
        }
    answer = sun.post(f"{root}write/", words | {"finish": "1"})
    assert answer.url == f"{root}finish/"
    sun.post(f"{root}finish/")
    shown = sun.get(f"{root}minutes/").content.decode()
    assert "有人担心费用。" in shown
    assert Minutes.objects.get().sha256 in shown
    sun.post(f"{root}minutes/step/", {"do": "paper", "seat": str(seats[2].id)})
    page("wang").post(f"{root}minutes/step/", {"do": "sign"})
    assert set(Minutes.objects.get().signatures.values_list("how", flat=True)) == {"paper", "log_in"}
    sun.post(f"{root}minutes/step/", {"do": "publish"})
    sun.post(f"{root}minutes/step/", {"do": "close"})
    assert Meeting.objects.get().state == "closed"
    hangs = Publication.objects.get(subject="minutes")
    assert page("stranger").get(path(cast, f"p/{hangs.token}/")).status_code == 200
    assert page("stranger").get(path(cast, f"p/{hangs.token}/poster.pdf")).status_code == 200
    assert sun.get(f"{root}attendance.xlsx").status_code == 200


def test_case_28_by_forms(cast: Cast, page: Any) -> None:
    """Seven members, four present, three agree: quorum yes, decision no."""
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats[:4]))
    root, sun = path(cast, f"resolutions/{resolution.id}/"), page("sun")
    page("wang").post(f"{root}sign/", {"choice": "yes"})
    for seat, choice in ((seats[1], "yes"), (seats[2], "yes"), (seats[3], "no")):
        sun.post(f"{root}paper/", {"seat": seat.id, "choice": choice, "by_own_hand": "on"})
    assert MemberVote.objects.count() == 4
    sun.post(f"{root}step/", {"do": "close"})
    found = Resolution.objects.get()
    assert (found.state, found.agreed, json.loads(found.facts)["quorum"]) == ("failed", 3, True)
    shown = page("li").get(root).content.decode()
    assert "未达到，还差 1 人" in shown


def test_signature_by_another_hand_is_refused_with_its_article(cast: Cast, page: Any) -> None:
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats))
    answer = page("sun").post(
        path(cast, f"resolutions/{resolution.id}/paper/"), {"seat": seats[1].id, "choice": "yes"}
    )
    assert answer.status_code == 409
    assert "上海市住宅物业管理规定 26" in answer.content.decode()
    assert not MemberVote.objects.exists()


def test_decision_hangs_and_the_poster_prints(cast: Cast, page: Any) -> None:
    resolution = decided(cast, present=5, agree=4)
    page("wang").post(path(cast, f"resolutions/{resolution.id}/step/"), {"do": "publish"})
    hangs = Resolution.objects.get().publication
    assert hangs is not None
    stranger = page("stranger")
    assert resolution.sha256 in stranger.get(path(cast, f"p/{hangs.token}/")).content.decode()
    assert stranger.get(path(cast, f"p/{hangs.token}/poster.pdf")).status_code == 200


def test_who_opens_a_decision(cast: Cast, page: Any) -> None:
    resolution = decided(cast, present=5, agree=4)
    found = opened(page, cast, f"resolutions/{resolution.id}/")
    assert {who for who, status in found.items() if status == 200} == {
        "li",
        "wang",
        "he",
        "chen",
        "wu",
        "zhao",
        "sun",
        "feng",
    }
    assert found["qian"] == 404
    sheet = opened(page, cast, f"resolutions/{resolution.id}/sheet/")
    assert {who for who, status in sheet.items() if status == 200} == {"wang", "he", "sun"}


def test_neighbours_and_strangers_change_nothing(cast: Cast, page: Any) -> None:
    meeting = posted(cast)
    item = meeting.items.all()[0]
    root = path(cast, f"meetings/{meeting.id}/")
    addresses = [
        f"{root}{act}/"
        for act in ("post", "move", "cancel", "item", "told", "attendance", "write", "finish", "task")
    ]
    addresses += [path(cast, f"agenda/{item.id}/off/"), path(cast, f"agenda/{item.id}/decide/")]
    for who, status in (("li", 403), ("qian", 404), ("wu", 403)):
        client = page(who)
        assert {client.post(address).status_code for address in addresses} == {status}
    assert page("stranger").get(root).status_code in (302, 403)


def test_list_finds_by_words_kind_and_time(cast: Cast, page: Any) -> None:
    posted(cast)
    called(cast, actions.NewItem("外墙"), kind="red_hall", who="feng")
    sun = page("sun")
    assert "七月例会" in sun.get(path(cast, "meetings/?q=审价")).content.decode()
    assert (
        "红色议事厅"
        not in sun.get(path(cast, "meetings/?q=不会有的词")).content.decode().split("</form>")[-1]
    )
    for query in ("?time=coming", "?time=past", "?kind=red_hall&c=wt", "?page=9"):
        assert sun.get(path(cast, f"meetings/{query}")).status_code == 200


def test_list_asks_the_same_for_one_and_for_three(cast: Cast, page: Any) -> None:
    sun = page("sun")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            sun.get(path(cast, "meetings/"))
        return len(found)

    posted(cast)
    asked()
    first = asked()
    posted(cast)
    posted(cast)
    assert asked() == first


def test_meeting_page_asks_the_same_for_one_item_and_for_three(cast: Cast, page: Any) -> None:
    seats = seven_members(cast)
    meeting = held(cast, seats[:4], actions.NewItem("一" * 2))
    sun, address = page("sun"), path(cast, f"meetings/{meeting.id}/")
    wang = cast.actor("wang", at=AFTER)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            sun.get(address)
        return len(found)

    def more() -> None:
        actions.add_item(wang, meeting_id=meeting.id, item=actions.NewItem("再议一事"))
        actions.give_task(
            wang, meeting_id=meeting.id, text="询价", due_on=date(2026, 7, 30), seat_id=seats[1].id
        )

    more()
    asked()
    first = asked()
    more()
    more()
    assert asked() == first


def test_demand_is_signed_on_the_list(cast: Cast, page: Any) -> None:
    seats = seven_members(cast)
    demand = actions.demand_meeting(member(seats[2]), compound_id=cast.compound.id, reason="审价迟迟未定")
    he = page("he")
    assert "审价迟迟未定" in he.get(path(cast, "meetings/")).content.decode()
    he.post(path(cast, f"meetings/demands/{demand.id}/sign/"))
    page("wang").post(path(cast, f"meetings/demands/{demand.id}/sign/"))
    assert type(demand).objects.get().met_on is not None
    assert page("sun").post(path(cast, f"meetings/demands/{demand.id}/sign/")).status_code == 404


def test_minutes_put_right_show_why(cast: Cast, page: Any) -> None:
    meeting = written(cast, held(cast, seven_members(cast)))
    root, wang = path(cast, f"meetings/{meeting.id}/"), page("wang")
    wang.post(f"{root}minutes/step/", {"do": "reopen"})
    wang.post(f"{root}finish/", {"because": "第一项记错了"})
    shown = wang.get(f"{root}minutes/").content.decode()
    assert "第一项记错了" in shown
    assert list(Minutes.objects.values_list("version", flat=True)) == [1, 2]
