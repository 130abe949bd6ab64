from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.actions import withdraw_qualification
from linmeng.publishing.models import Notice
from linmeng.record.models import Entry
from linmeng.voices.actions import answer_request, ask_neighbour, take_back_request
from linmeng.voices.models import SkillRequest
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.talent.test_skills import recommended, skill
from tests.voices.saying import undone

NEED = "电梯卡失灵了，想请教"
CONTACT = "晚上六点后按3-101门铃"


def asked(cast: Cast, by: str = "wang") -> SkillRequest:
    return ask_neighbour(cast.actor(by), kind="skill", pk=skill(cast, reach="alliance").id, words=NEED)


def test_asked_neighbour_gets_a_notice_and_nobody_a_phone(cast: Cast) -> None:
    request = asked(cast)
    [notice] = Notice.objects.all()
    assert (notice.person_id, notice.words, notice.path) == (
        cast.people["li"].id,
        NEED,
        "/a/dongzhen/talent/mine/",
    )
    answer_request(cast.actor("li"), request_id=request.id, yes=True, contact=CONTACT)
    back = Notice.objects.get(person=cast.people["wang"])
    assert CONTACT not in back.words + back.title
    request.refresh_from_db()
    assert (request.state, request.contact) == ("accepted", CONTACT)
    texts = " ".join(Entry.objects.values_list("text", flat=True))
    assert CONTACT not in texts and NEED not in texts


def test_only_the_asked_answers_and_only_the_two_take_back(cast: Cast) -> None:
    request = asked(cast)
    answers, backs = set(), set()
    for who in CAST:
        with undone():
            try:
                answer_request(cast.actor(who), request_id=request.id, yes=False)
                answers.add(who)
            except NotAllowed:
                pass
        with undone():
            try:
                take_back_request(cast.actor(who), request_id=request.id)
                backs.add(who)
            except NotAllowed:
                pass
    assert (answers, backs) == ({"li"}, {"li", "wang"})


def test_contact_is_gone_when_it_is_taken_back(cast: Cast) -> None:
    request = asked(cast)
    answer_request(cast.actor("li"), request_id=request.id, yes=True, contact=CONTACT)
    take_back_request(cast.actor("li"), request_id=request.id)
    request.refresh_from_db()
    assert (request.state, request.contact) == ("taken_back", "")
    with pytest.raises(WrongState):
        answer_request(cast.actor("li"), request_id=request.id, yes=True, contact=CONTACT)


def test_yes_needs_a_way_of_contact(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(ValidationError):
        answer_request(cast.actor("li"), request_id=request.id, yes=True, contact=" ")


def test_who_is_not_shown_cannot_be_asked(cast: Cast) -> None:
    told = skill(cast)
    for who in ("qian", "stranger"):
        with pytest.raises(NotAllowed):
            ask_neighbour(cast.actor(who), kind="skill", pk=told.id, words=NEED)
    waiting = recommended(cast)
    with pytest.raises(NotAllowed):
        ask_neighbour(cast.actor("wang"), kind="recommendation", pk=waiting.id, words=NEED)
    withdraw_qualification(cast.actor("li"), qualification_id=told.id)
    with pytest.raises(NotAllowed):
        ask_neighbour(cast.actor("wang"), kind="skill", pk=told.id, words=NEED)


def test_measure_of_asking(cast: Cast) -> None:
    told = skill(cast, reach="alliance")
    with pytest.raises(ValidationError):
        ask_neighbour(cast.actor("li"), kind="skill", pk=told.id, words=NEED)
    for _time in range(5):
        request = ask_neighbour(cast.actor("wang"), kind="skill", pk=told.id, words=NEED)
        with pytest.raises(WrongState):
            ask_neighbour(cast.actor("wang"), kind="skill", pk=told.id, words=NEED)
        answer_request(cast.actor("li"), request_id=request.id, yes=False)
    with pytest.raises(WrongState):
        ask_neighbour(cast.actor("wang"), kind="skill", pk=told.id, words=NEED)
    ask_neighbour(cast.actor("wang", at=NOON + timedelta(days=2)), kind="skill", pk=told.id, words=NEED)


def test_pages_from_skill_to_answer(cast: Cast, page: Visits) -> None:
    li, wang = page("li"), page("wang")
    sent = {"title": "电梯维修", "trade": "electrics", "words": "周一上午", "reach": "compound"}
    assert li.post(path(cast, "talent/new/"), sent | {"once": "a"})["Location"] == path(cast, "talent/mine/")
    shown = wang.get(path(cast, "talent/?q=电梯")).content.decode()
    assert ("电梯维修" in shown, "李*" in shown, "李秋生" in shown, "1380000" in shown) == (
        True,
        True,
        False,
        False,
    )
    [talent] = wang.get(path(cast, "talent/")).context["page"].object_list
    ask = path(cast, f"talent/skill/{talent.skills[0].id}/")
    assert wang.post(ask, {"words": NEED, "once": "b"}).status_code == 302
    request = SkillRequest.objects.get()
    assert li.get(path(cast, "talent/mine/")).context["waiting"] == 1
    li.post(path(cast, f"talent/requests/{request.id}/"), {"answer": "yes", "contact": CONTACT})
    assert CONTACT in wang.get(path(cast, "talent/mine/")).content.decode()
    others = [page(who).get(path(cast, "talent/mine/")).content.decode() for who in ("chen", "sun", "qian")]
    assert not any(CONTACT in text or NEED in text for text in others)


@pytest.mark.parametrize(
    ("rest", "allowed"),
    [
        ("talent/", set(CAST) - {"stranger"}),
        ("talent/mine/", set(CAST) - {"stranger"}),
        ("talent/new/", set(CAST) - {"stranger"}),
        ("talent/recommend/", {"li", "wang", "chen", "zhao", "qian"}),
        ("talent/said/", {"wang", "he", "zhao", "sun"}),
    ],
)
def test_who_opens_which_page(cast: Cast, page: Visits, rest: str, allowed: set[str]) -> None:
    codes = {who: page(who).get(path(cast, rest)).status_code for who in CAST}
    assert codes == {who: 200 if who in allowed else 302 if who == "stranger" else 403 for who in CAST}


def test_others_do_not_reach_what_is_mine(cast: Cast, page: Visits) -> None:
    told, request, said = skill(cast), asked(cast), recommended(cast)
    addresses = [
        f"talent/{told.id}/withdraw/", f"talent/said/{said.id}/", f"talent/said/{said.id}/withdraw/",
        f"talent/requests/{request.id}/", f"talent/requests/{request.id}/back/",
    ]  # fmt: skip
    for rest in addresses:
        assert page("qian").post(path(cast, rest), {"answer": "yes"}).status_code == 404
        assert page("stranger").post(path(cast, rest)).status_code == 302
    assert page("qian").get(path(cast, f"talent/{told.id}/edit/")).status_code == 404
    assert page("qian").get(path(cast, f"talent/skill/{told.id}/")).status_code == 404


def test_strengths_are_grouped_and_go_out_as_a_table(cast: Cast, page: Visits) -> None:
    import io

    import openpyxl

    from linmeng.alliance.models import Strength

    Strength.objects.create(compound=cast.compound, kind="tool", title="高枝剪", words="可借三天")
    Strength.objects.create(compound=cast.next_door, kind="hall", title="议事厅")
    Strength.objects.create(compound=cast.next_door, kind="hall", title="不外借", offered=False)
    stranger = page("stranger")
    groups = stranger.get(path(cast, "strengths/")).context["groups"]
    assert [(c.name, [s.title for s in rows]) for c, rows in groups] == [
        ("海棠里", ["议事厅"]),
        ("梧桐苑", ["高枝剪"]),
    ]
    content = stranger.get(path(cast, "strengths.xlsx?kind=tool&compound=wt")).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    [row] = list(sheet.iter_rows(min_row=2, values_only=True))
    assert (row[0], row[2], row[3]) == ("梧桐苑", "高枝剪", "可借三天")
