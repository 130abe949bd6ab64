import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm
from linmeng.lists.models import ListItem
from linmeng.lists.queries import current_list
from linmeng.voices.models import Matter, Support
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.lists.test_lists import placed
from tests.pages_voices.test_handling_pages import queries_of
from tests.voices.saying import LOOSE_TILE, ROADS, SORTERS, matter_in, spoken, taken


@pytest.mark.parametrize("state", list(ROADS))
def test_matter_is_public_in_every_state(cast: Cast, page: Visits, state: str) -> None:
    matter = matter_in(cast, state)
    for who in CAST:
        answer = page(who).get(path(cast, f"matters/{matter.id}/"))
        text = answer.content.decode()
        assert answer.status_code == 200
        assert ("北立面空鼓瓷砖" in text, LOOSE_TILE[:12] in text, "李秋生" in text) == (
            True,
            who in SORTERS,
            who == "li",  # the own name in the head of the page
        )


def test_words_hang_on_the_board_by_their_authors_tick_only(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast, words_public=True))
    hidden = spoken(cast, "chen", words="这句话只给办理的人看")
    page("sun").post(path(cast, f"voices/{hidden.id}/join/"), {"matter": matter.id})
    here = page("stranger").get(path(cast, f"matters/{matter.id}/")).context["here"]
    assert (here.words, here.voices, here.behind) == ([LOOSE_TILE], 2, [])


def test_three_bodies_are_named_with_what_each_does(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast), nature="company_duty")
    parts = page("stranger").get(path(cast, f"matters/{matter.id}/")).context["here"].parts
    assert [(name, bool(by)) for name, _what, by in parts] == [
        ("东镇居委会", False),
        ("梧桐苑业委会", False),
        ("安居物业", True),
    ]


@pytest.mark.parametrize(
    ("verb", "sent", "allowed"),
    [
        ("support/", {}, {"li", "wang", "chen", "zhao"}),
        ("answer/", {"words": "下周动工。"}, SORTERS),
        ("decline/", {"reason": "不在范围内"}, SORTERS),
        ("edit/", {"title": "北墙", "nature": "common_part"}, SORTERS),
    ],
)
def test_verbs_of_a_matter_by_whom(
    cast: Cast, page: Visits, verb: str, sent: dict[str, str], allowed: set[str]
) -> None:
    codes = {}
    for who in CAST:
        matter = taken(cast, spoken(cast))
        codes[who] = page(who).post(path(cast, f"matters/{matter.id}/{verb}"), sent).status_code
    assert codes == {who: 302 if who in allowed | {"stranger"} else 403 for who in CAST}
    refused = Matter.objects.exclude(state="open").count() + Support.objects.count()
    assert refused == (0 if verb == "edit/" else len(allowed))


def test_edit_shows_what_is_wrong(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast))
    address = path(cast, f"matters/{matter.id}/edit/")
    same = {"title": matter.title, "summary": matter.summary, "nature": matter.nature}
    answers = [page("sun").post(address, given) for given in (same, same | {"title": "砖"})]
    assert [list(a.context["form"].errors) for a in answers] == [["__all__"], ["title"]]


def test_public_list_is_narrowed(cast: Cast, page: Visits) -> None:
    matter_in(cast, "done")
    taken(cast, spoken(cast), title="楼道灯不亮", nature="company_duty")
    taken(cast, spoken(cast, "qian", compound_id=cast.next_door.id), title="隔壁的门")

    def found(asked: str) -> list[str]:
        return [
            m.title for m, _v, _s in page("stranger").get(path(cast, f"matters/?{asked}")).context["rows"]
        ]

    assert found("") == ["隔壁的门", "楼道灯不亮", "北立面空鼓瓷砖"]
    assert found("state=waiting") == ["隔壁的门", "楼道灯不亮"]
    assert (found("state=done"), found("q=灯"), found("compound=ht")) == (
        ["北立面空鼓瓷砖"],
        ["楼道灯不亮"],
        ["隔壁的门"],
    )
    assert (found("nature=company_duty"), found("q=没有")) == (["楼道灯不亮"], [])


@pytest.mark.parametrize("rest", ["matters/1/", "voices/1/", "c/nowhere/list/problem/", "c/wt/list/wishes/"])
def test_nothing_there_is_404(cast: Cast, page: Visits, rest: str) -> None:
    assert page("sun").get(path(cast, rest)).status_code == 404


LISTS = ["c/wt/list/problem/", "c/wt/list/value/", "c/wt/list/problem/history/", "c/wt/list/problem.xlsx"]


@pytest.mark.parametrize("rest", LISTS)
def test_lists_are_public_empty_and_filled(cast: Cast, page: Visits, rest: str) -> None:
    assert {page(who).get(path(cast, rest)).status_code for who in CAST} == {200}
    placed(cast, "外墙")
    assert {page(who).get(path(cast, rest)).status_code for who in CAST} == {200}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("vacant", [False, True])
def test_forms_of_the_list_are_for_its_keepers(cast: Cast, page: Visits, who: str, vacant: bool) -> None:
    item = placed(cast, "外墙")
    placed(cast, "电梯")
    waiting = taken(cast, spoken(cast))
    if vacant:
        CommitteeTerm.objects.update(state="vacant")
    keeps = who in ("wang", "he") or (vacant and who == "sun")
    client = page(who)
    assert client.get(path(cast, "c/wt/list/problem/")).context["keeps"] is keeps
    place = {"matter": waiting.id, "list": "problem", "place": "1", "reason": "安全在先"}
    codes = [
        client.post(path(cast, f"c/wt/list/items/{item.id}/off/"), {"reason": "已经修好"}).status_code,
        client.post(path(cast, "c/wt/list/place/"), place).status_code,
    ]
    assert codes == [302, 302] if keeps else {403} if who != "stranger" else {302}
    order = [i.matter.title for i in current_list(cast.compound.id, "problem")]
    assert order == (["北立面空鼓瓷砖", "电梯"] if keeps else ["外墙", "电梯"])


@pytest.mark.parametrize(
    ("sent", "order"),
    [
        ({"step": "up", "reason": "更急"}, ["一一", "三三", "二二"]),
        ({"place": "1", "reason": "更急"}, ["三三", "一一", "二二"]),
        ({"step": "down", "reason": "更急"}, ["一一", "二二", "三三"]),
        ({"place": "x", "reason": "更急"}, ["一一", "二二", "三三"]),
        ({"place": "1", "reason": ""}, ["一一", "二二", "三三"]),
    ],
)
def test_director_moves_an_item(cast: Cast, page: Visits, sent: dict[str, str], order: list[str]) -> None:
    items = [placed(cast, name * 2) for name in "一二三"]
    page("wang").post(path(cast, f"c/wt/list/items/{items[2].id}/move/"), sent)
    assert [i.matter.title for i in current_list(cast.compound.id, "problem")] == order


def test_item_and_matter_of_another_compound_are_404(cast: Cast, page: Visits) -> None:
    item = placed(cast, "外墙")
    client = page("sun")
    assert (
        client.post(
            path(cast, f"c/ht/list/items/{item.id}/move/"), {"place": "1", "reason": "更急"}
        ).status_code
        == 404
    )
    sent = {"matter": item.matter_id, "list": "problem", "place": "1", "reason": "更急"}
    assert client.post(path(cast, "c/ht/list/place/"), sent).status_code == 404


def test_history_shows_the_order_of_a_day(cast: Cast, page: Visits) -> None:
    placed(cast, "外墙")
    address = path(cast, "c/wt/list/problem/history/")
    shown = {
        day: page("stranger").get(address, {"on": day}).context["items"]
        for day in ("2026-07-04", "2026-07-05")
    }
    assert {day: [i.matter.title for i in items] for day, items in shown.items()} == {
        "2026-07-04": [],
        "2026-07-05": ["外墙"],
    }
    assert page("stranger").get(address, {"on": "2026-02-31"}).context["day"] is None
    assert page("stranger").get(address, {"on": "gestern"}).context["day"] is None


def test_list_pages_need_as_many_queries_for_three_rows_as_for_one(cast: Cast, page: Visits) -> None:
    client, counts = page("wang"), []
    for more in (1, 2):
        for n in range(more):
            placed(cast, f"事项{more}{n}", 1)
            taken(cast, spoken(cast), title=f"等待{more}{n}")
        counts.append([queries_of(client, path(cast, rest)) for rest in LISTS])
    assert counts[0] == counts[1]


def test_place_form_stands_on_the_matters_page(cast: Cast, page: Visits) -> None:
    matter = taken(cast, spoken(cast))
    address = reverse("place_on_list", args=["dongzhen", "wt"])
    shown = {
        who: address in page(who).get(path(cast, f"matters/{matter.id}/")).content.decode() for who in CAST
    }
    assert shown == {who: who in ("wang", "he") for who in CAST}
    assert ListItem.objects.count() == 0
    assert (
        _("It has no place on a list yet")
        in page("wang").get(path(cast, f"matters/{matter.id}/")).content.decode()
    )
