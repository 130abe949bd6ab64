"""/laws: the packs and their cases, for anyone, from files alone."""

import pytest
from django.test import Client

from linmeng.pages.laws.wording import CHOICES
from linmeng_core.law.load import all_cases, all_heads
from linmeng_core.law.packs import COUNTING, MATTERS, POLICIES, WEB_BALLOT
from linmeng_core.law.subjects import SUBJECTS

FEW_QUERIES = 0


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_laws_begin_with_shanghai_and_say_where_each_value_stands(client: Client) -> None:
    page = text(client, "/laws/")
    assert 'aria-current="true">上海市' in page
    assert "业主委员会（上海）" in page
    assert "278(1)(5)" in page
    assert "<strong>上海市</strong>" in page
    assert ">全国</td>" in page
    assert "尚未核对" in page


@pytest.mark.django_db
def test_place_shows_its_own_law(client: Client) -> None:
    beijing, national = text(client, "/laws/?place=cn-beijing"), text(client, "/laws/?place=cn")
    assert "北京市物业管理条例 39" in beijing
    assert "北京市物业管理条例 39" not in national
    assert "<strong>北京市</strong>" in beijing
    assert "<strong>全国</strong>" in national


@pytest.mark.django_db
def test_search_by_article_leaves_only_what_speaks_of_it(client: Client) -> None:
    page = text(client, "/laws/?place=cn-shanghai&q=规定 73")
    assert "上海市住宅物业管理规定 73" in page
    assert "上海市住宅物业管理规定 28" not in page
    assert 'name="place" value="cn-shanghai"' in page
    assert "没有找到" in text(client, "/laws/?q=第九百条")


@pytest.mark.django_db
def test_english_reader_sees_english_articles(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = text(client, "/laws/")
    assert "Shanghai Residential Property Rules 28" in page
    assert 'aria-current="true">Shanghai' in page


@pytest.mark.django_db
def test_cases_are_shown_by_kind_and_article(client: Client) -> None:
    assert "恰好三分之二" in text(client, "/laws/cn.owners_vote/")
    page = text(client, "/laws/cn-shanghai.committee/?kind=action&q=规定 28")
    assert "改选小组已产生" in page
    assert "恰好 10000.00 平方米" not in page
    assert "恰好 10000.00 平方米" in text(client, "/laws/cn-shanghai.committee/?kind=committee")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/laws/?place=cn-atlantis", "/laws/none/", "/laws/cn.nothing/", "/laws/cn.committee/?kind=party"],
)
def test_what_the_laws_do_not_hold_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_law_pages_ask_no_question_of_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(FEW_QUERIES):
        client.get("/laws/")
        client.get("/laws/cn.owners_vote/")


@pytest.mark.django_db
def test_every_pack_with_cases_has_its_page(client: Client) -> None:
    for head in all_heads():
        assert len(all_cases(head.name.id)) > 0
        assert client.get(f"/laws/{head.name.id}/").status_code == 200


def test_every_choice_of_the_law_has_words() -> None:
    """Also those that no place chose yet; a class of matter is called by its own title elsewhere."""
    own = [POLICIES, COUNTING, {"web": WEB_BALLOT}]
    forms = [
        form.allowed for subject in SUBJECTS.values() for form in subject.values() if form.kind == "choice"
    ]
    choices = {choice for values in own for allowed in values.values() for choice in allowed}
    choices |= {choice for allowed in forms for choice in allowed}
    assert choices - set(MATTERS) <= set(CHOICES)


@pytest.mark.django_db
def test_case_shows_what_is_given_and_expected(client: Client) -> None:
    page = text(client, "/laws/cn-shanghai.committee/?kind=committee&q=9999.99")
    assert "gfa_m2 = &quot;9999.99&quot;" in page
    assert "allowed = true" in page
