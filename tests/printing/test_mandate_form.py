"""The mandate form: lines to write on, or what was written, on one A4 sheet."""

from dataclasses import replace

import pytest

from linmeng.pages.printing.mandate_form import (
    MandateFormFacts,
    MandateQuestion,
    WrittenBox,
    mandate_form_pdf,
)
from linmeng.pages.printing.scan_code import ScanCode
from tests.printing.papers import FIVE_QUESTIONS, pages_of, picture_of, scanned

ADDRESS = "https://example.org/a/dongzhen/votes/12/"
BLANK = MandateFormFacts(
    compound="梧桐苑",
    title="外墙修缮",
    number="12-3-101",
    home="3-101",
    owner="",
    agent="",
    relations=tuple(WrittenBox(words) for words in ("本小区其他业主", "家人", "其他人")),
    questions=(
        MandateQuestion(FIVE_QUESTIONS[0], tuple(WrittenBox(one) for one in ("同意", "不同意", "弃权"))),
    ),
    open_questions="每一项都要勾。",
    period="自签字之日起，到2026年7月31日止。",
    rules=("一人最多受托 3 户。",),
    given="",
    code=ScanCode(ADDRESS, "A1B2C3D4"),
)


def test_blank_form_names_home_vote_number_and_where_to_sign():
    (page,) = pages_of(mandate_form_pdf(BLANK))
    for words in (
        "授权委托书",
        "梧桐苑",
        "外墙修缮",
        "12-3-101",
        "委托人签名",
        "受托人签名",
        "一人最多受托 3 户。",
    ):
        assert words in page
    assert scanned(picture_of(mandate_form_pdf(BLANK))) == [ADDRESS]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_form_of_five_questions_stays_on_one_sheet(lang):
    five = tuple(replace(BLANK.questions[0], words=words) for words in FIVE_QUESTIONS)
    pages = pages_of(mandate_form_pdf(replace(BLANK, questions=five, lang=lang, given="本人在网上写下。")))
    assert len(pages) == 1
    assert all(words[:6] in pages[0] for words in FIVE_QUESTIONS)


def test_what_was_written_is_crossed_in_its_box():
    boxes = (WrittenBox("同意", marked=True), WrittenBox("不同意"))
    written = replace(BLANK, questions=(MandateQuestion(FIVE_QUESTIONS[0], boxes),))
    plain = replace(BLANK, questions=(MandateQuestion(FIVE_QUESTIONS[0], (WrittenBox("同意"), boxes[1])),))
    assert picture_of(mandate_form_pdf(written)).tobytes() != picture_of(mandate_form_pdf(plain)).tobytes()
