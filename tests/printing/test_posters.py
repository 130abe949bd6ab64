import pytest

from linmeng.pages.printing.poster import matters_poster_pdf, notice_poster_pdf, result_poster_pdf
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.two_bars import Bar
from tests.printing.papers import (
    AREA,
    CODE,
    FIVE_QUESTIONS,
    HEADS,
    LONG_COMPOUND,
    LONG_HEADLINE,
    QuestionResult,
    matters_facts,
    notice_facts,
    pages_of,
    picture_of,
    result_facts,
    result_question,
    scanned,
    type_sizes,
)


def figures_of(bar: Bar) -> list[str]:
    return [bar.total_figure, bar.participating_figure, bar.sentence, *(cell.figure for cell in bar.cells)]


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_a_result_poster_carries_the_very_figures_given(size):
    facts = result_facts(size=size)
    [page] = pages_of(result_poster_pdf(facts))
    expected = [
        facts.headline, facts.compound, facts.next, facts.rule, facts.date, facts.fingerprint, facts.led_by,
        *figures_of(AREA), *figures_of(HEADS), "已通过", "有效线 2/3", "通过线 过半", "盖章处",
        *(fact.figure for fact in facts.facts), *facts.lines, CODE.check_code, CODE.address,
    ]  # fmt: skip
    assert [text for text in expected if text not in page] == []


def test_the_tick_of_a_three_quarters_matter_says_so():
    from dataclasses import replace

    bars = (replace(AREA, approval=(3, 4)), replace(HEADS, approval=(3, 4)))
    [page] = pages_of(result_poster_pdf(result_facts(questions=(QuestionResult("改建", bars),))))
    assert page.count("通过线 3/4") == 2
    assert "已通过" not in page


def test_a_vote_nobody_took_part_in_is_drawn_without_a_line_to_pass():
    empty = tuple(
        Bar(bar.measure, bar.total, bar.total_figure, 0, "0", (), "还差 160 户，投票才有效")
        for bar in (AREA, HEADS)
    )
    [page] = pages_of(result_poster_pdf(result_facts(questions=(QuestionResult("改建", empty),))))
    assert page.count("还差 160 户，投票才有效") == 2
    assert "通过线" not in page


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_the_code_of_a_result_poster_is_read_by_a_phone(size):
    paper = result_poster_pdf(result_facts(size=size, sample=True))
    assert scanned(picture_of(paper)) == [CODE.address]


def test_the_headline_is_at_least_60_points_even_when_it_is_long():
    paper = result_poster_pdf(result_facts(headline=LONG_HEADLINE))
    assert [size >= 60 for size in type_sizes(paper, LONG_HEADLINE[:4])] == [True]


def test_five_questions_take_two_sheets_and_lose_nothing():
    facts = result_facts(
        compound=LONG_COMPOUND,
        headline=LONG_HEADLINE,
        questions=tuple(result_question(title) for title in FIVE_QUESTIONS),
    )
    pages = pages_of(result_poster_pdf(facts))
    assert len(pages) == 2
    whole = "".join(pages)
    assert [title for title in (*FIVE_QUESTIONS, LONG_HEADLINE, LONG_COMPOUND) if title not in whole] == []
    assert whole.count(AREA.total_figure) == 5
    assert "第 2 页，共 2 页" in pages[1]


def test_a_notice_tells_what_when_how_and_what_passes():
    facts = notice_facts()
    paper = notice_poster_pdf(facts)
    [page] = pages_of(paper)
    expected = [*facts.questions, facts.when, *facts.how_to_vote, *facts.what_passes, facts.next]
    assert [text for text in expected if text not in page] == []
    assert scanned(picture_of(paper)) == [CODE.address]


def test_a_list_of_matters_shows_each_with_its_state():
    facts = matters_facts()
    [page] = pages_of(matters_poster_pdf(facts))
    expected = [text for row in facts.matters for text in (row.title, row.voices, row.state, row.next)]
    assert [text for text in expected if text not in page] == []


def test_a_long_list_of_matters_goes_on_with_its_head_repeated():
    row = matters_facts().matters[0]
    pages = pages_of(matters_poster_pdf(matters_facts(matters=(row,) * 60)))
    assert ["办到哪一步" in page for page in pages if row.title in page] == [True, True]
    assert "".join(pages).count(row.title) == 60


@pytest.mark.parametrize("sample", [True, False])
def test_only_posters_of_sample_data_bear_the_mark(sample):
    for paper in (
        result_poster_pdf(result_facts(sample=sample)),
        notice_poster_pdf(notice_facts(sample=sample)),
        matters_poster_pdf(matters_facts(sample=sample)),
    ):
        assert ["示例数据" in page for page in pages_of(paper)] == [sample]


def test_an_english_poster_has_no_chinese_label():
    facts = result_facts(
        lang="en", compound="Huashan Court", headline="The façade works have passed", next="Works begin on 3 August.",
        rule="Civil Code 278", date="19 July 2026", led_by="", questions=(QuestionResult("Façade", (), "Passed"),),
        facts=(), lines=(), fingerprint="9f86d081",
    )  # fmt: skip
    page = pages_of(result_poster_pdf(facts))[0]
    assert "Stamp here" in page
    assert not any("\u4e00" <= character <= "\u9fff" for character in page)


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_a_result_poster_leads_to_the_bundle_and_shows_the_first_signs_of_its_hash(size):
    bundle = ScanCode("https://linmeng.example/a/dongzhen/votes/9001/bundle/", "AB12CD34")
    content = result_poster_pdf(result_facts(size=size, bundle=bundle))
    [page] = pages_of(content)
    assert [text for text in ("自己重新数一遍", "AB12CD34", CODE.check_code) if text not in page] == []
    assert scanned(picture_of(content)) == sorted([CODE.address, bundle.address])
