import pypdfium2
import pytest

from linmeng.pages.printing.answer_slip import SlipRun, answer_slips_pdf
from tests.printing.papers import CODE, pages_of, picture_of, scanned, slip_facts, type_sizes

RUN = SlipRun(compound="福苑大厦", date="7月17日 周五")


def test_a_slip_brings_the_words_the_step_the_date_and_whom_to_ask():
    slip = slip_facts()
    paper = answer_slips_pdf(RUN, [slip])
    [page] = pages_of(paper)
    expected = [
        slip.greeting, f"“{slip.words}”", slip.step, slip.step_date, slip.place, slip.next, slip.ask,
        RUN.compound, RUN.date, CODE.check_code,
    ]  # fmt: skip
    assert [text for text in expected if text not in page] == []
    assert scanned(picture_of(paper)) == [CODE.address]


def test_slips_are_a5_and_in_large_type():
    paper = answer_slips_pdf(RUN, [slip_facts(), slip_facts()])
    sizes = {tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(paper)}
    assert sizes == {(595, 421)}
    assert len(pages_of(paper)) == 2
    assert min(type_sizes(paper, "已经排上清单")) >= 18


def test_two_slips_share_an_a4_sheet():
    paper = answer_slips_pdf(
        RUN, [slip_facts(greeting=f"{door}室，您好") for door in (101, 102, 103)], two_on_a4=True
    )
    pages = pages_of(paper)
    doors = [[door for door in (101, 102, 103) if f"{door}室" in page] for page in pages]
    assert doors == [[101, 102], [103]]
    assert scanned(picture_of(paper)) == [CODE.address] * 2


def test_a_long_answer_stays_on_its_slip():
    slip = slip_facts(
        words="楼道口的瓷砖松了，走过怕掉下来，" * 4, next="下周一出检测报告，贴在大堂展板上，" * 4
    )
    paper = answer_slips_pdf(RUN, [slip])
    [page] = pages_of(paper)
    assert slip.words in page
    assert scanned(picture_of(paper)) == [CODE.address]


@pytest.mark.parametrize("sample", [True, False])
def test_only_slips_of_sample_data_bear_the_mark(sample):
    run = SlipRun(compound="福苑大厦", date="7月17日", sample=sample)
    assert ["示例数据" in page for page in pages_of(answer_slips_pdf(run, [slip_facts()]))] == [sample]


def test_no_slips_are_refused():
    with pytest.raises(ValueError, match="no slips to print"):
        answer_slips_pdf(RUN, [])


def test_the_line_to_cut_along_is_in_the_middle_of_an_a4_sheet():
    page = pypdfium2.PdfDocument(answer_slips_pdf(RUN, [slip_facts()] * 2, two_on_a4=True))[0]
    bounds = [path.get_bounds() for path in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    lines = [
        round((low + high) / 2) for left, low, right, high in bounds if right - left > 594 and high - low < 2
    ]
    assert lines == [421]
