import pypdfium2
import pytest

from linmeng.pages.printing.ballot import ballot_files, ballots_pdf
from linmeng.pages.printing.batches import MOST_IN_ONE_RUN, TooManySheets
from linmeng.pages.printing.door_list import door_list_pdf
from tests.printing.papers import (
    CODE,
    FIVE_QUESTIONS,
    LONG_COMPOUND,
    ballot_address,
    ballot_sheets,
    door_list_facts,
    pages_of,
    picture_of,
    scanned,
    type_sizes,
    vote_facts,
)

A4, A3 = (595, 842), (842, 1191)


def page_sizes(paper: bytes) -> set[tuple[int, int]]:
    return {tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(paper)}


def test_each_unit_gets_one_page_with_its_own_number_and_code():
    paper = ballots_pdf(vote_facts(), ballot_sheets(3))
    pages = pages_of(paper)
    for place, page in enumerate(pages):
        # on the stub, on the ballot
        assert (page.count(f"HS-{place + 1:04d}"), page.count(f"3号楼 {place + 101}室")) == (2, 2)
        assert scanned(picture_of(paper, place)) == [ballot_address(place)]
    assert len(pages) == 3
    assert page_sizes(paper) == {A4}


def test_a_ballot_says_how_until_when_and_when_it_counts():
    vote = vote_facts(questions=FIVE_QUESTIONS)
    [page] = pages_of(ballots_pdf(vote, ballot_sheets(1)))
    expected = [
        *FIVE_QUESTIONS, vote.closes, *vote.how_to_mark, *vote.validity, "80.00 ㎡", "存根", "沿虚线剪开",
        "领票人签名", "领票时间", "送达人", "业主签名", "电话",
    ]  # fmt: skip
    assert [text for text in expected if text not in page] == []
    assert (page.count("不同意"), page.count("弃权")) == (5, 5)


@pytest.mark.parametrize("large_print", [True, False])
def test_boxes_are_at_least_8_mm(large_print):
    paper = ballots_pdf(vote_facts(questions=FIVE_QUESTIONS), ballot_sheets(1), large_print=large_print)
    paths = pypdfium2.PdfDocument(paper)[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    sides = [
        (right - left, top - bottom) for left, bottom, right, top in (path.get_bounds() for path in paths)
    ]
    boxes = [wide for wide, high in sides if abs(wide - high) < 0.1 and 8 <= wide * 25.4 / 72 <= 20]
    assert len(boxes) == 15


@pytest.mark.parametrize("large_print", [True, False])
def test_the_longest_ballot_stays_on_one_page(large_print):
    vote = vote_facts(
        compound=LONG_COMPOUND,
        title="2026年第一次业主大会书面征询意见",
        questions=FIVE_QUESTIONS,
        sample=True,
    )
    unit = "示范路一百二十弄二十三号楼东单元 {place}室（含地下一层储藏间）"
    paper = ballots_pdf(vote, ballot_sheets(2, unit), large_print=large_print)
    assert len(pages_of(paper)) == 2
    assert scanned(picture_of(paper)) == [ballot_address(0)]


def test_large_print_is_a3_with_larger_type():
    usual = ballots_pdf(vote_facts(), ballot_sheets(1))
    large = ballots_pdf(vote_facts(), ballot_sheets(1), large_print=True)
    assert page_sizes(large) == {A3}
    [usual_size], [large_size] = (type_sizes(paper, "业主本人签名") for paper in (usual, large))
    assert large_size >= 1.4 * usual_size - 1
    assert large_size >= 18


@pytest.mark.parametrize("sample", [True, False])
def test_only_ballots_of_sample_data_bear_the_mark(sample):
    pages = pages_of(ballots_pdf(vote_facts(sample=sample), ballot_sheets(2)))
    assert ["示例数据" in page for page in pages] == [sample, sample]


def test_files_come_entrance_by_entrance():
    files = [
        (entrance, len(pages_of(paper))) for entrance, paper in ballot_files(vote_facts(), ballot_sheets(5))
    ]
    assert files == [("3号楼 1门洞", 2), ("3号楼 2门洞", 2), ("3号楼 3门洞", 1)]


def test_more_sheets_than_one_run_holds_are_refused_in_a_sentence():
    with pytest.raises(TooManySheets) as refused:
        ballots_pdf(vote_facts(), ballot_sheets(1) * (MOST_IN_ONE_RUN + 1))
    assert str(refused.value) == "一次最多打印 400 张，这次有 401 张。请按门洞分开打印。"


def test_no_ballots_are_refused():
    with pytest.raises(ValueError, match="no ballots to print"):
        ballots_pdf(vote_facts(), [])


def test_a_door_list_keeps_the_order_of_walking_over_pages():
    paper = door_list_pdf(door_list_facts(45))
    pages = pages_of(paper)
    whole = "".join(pages)
    places = [whole.index(f"{place + 101}室") for place in range(45)]
    assert places == sorted(places)
    assert len(pages) == 2
    assert all("签名" in page and "建筑面积" in page for page in pages)
    assert [f"第 {page} 页，共 2 页" in text for page, text in enumerate(pages, 1)] == [True] * 2
    assert scanned(picture_of(paper)) == [CODE.address]


@pytest.mark.parametrize("sample", [True, False])
def test_only_door_lists_of_sample_data_bear_the_mark(sample):
    pages = pages_of(door_list_pdf(door_list_facts(30, sample=sample)))
    assert ["示例数据" in page for page in pages] == [sample, sample]
