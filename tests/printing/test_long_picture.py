import pytest

from linmeng.pages.printing.long_picture import group_text, long_picture_png
from linmeng.pages.printing.typeset import MissingGlyph
from tests.printing.papers import (
    CODE,
    FIVE_QUESTIONS,
    LONG_HEADLINE,
    opened,
    picture_facts,
    result_question,
    scanned,
)


def test_a_long_picture_is_1080_wide_light_and_read_by_a_phone():
    picture = long_picture_png(picture_facts(sample=True))
    assert opened(picture).format == "PNG"
    assert opened(picture).width == 1080
    assert len(picture) <= 500_000
    assert scanned(opened(picture)) == [CODE.address]


def test_a_picture_of_five_questions_is_longer_and_still_light():
    questions = tuple(result_question(title) for title in FIVE_QUESTIONS)
    short = long_picture_png(picture_facts())
    long = long_picture_png(picture_facts(questions=questions, headline=LONG_HEADLINE))
    assert opened(long).width == 1080
    assert opened(long).height > 2 * opened(short).height
    assert len(long) <= 500_000


def test_the_sample_mark_changes_the_picture():
    marked, plain = (opened(long_picture_png(picture_facts(sample=sample))) for sample in (True, False))
    vermilion = [
        sum(
            count
            for count, (red, green, blue) in picture.convert("RGB").getcolors(10_000_000)
            if red > 1.1 * blue + 20
        )
        for picture in (marked, plain)
    ]
    assert vermilion[0] > 1.5 * vermilion[1]


def test_a_missing_glyph_stops_a_picture_too():
    with pytest.raises(MissingGlyph, match="𠮷"):
        long_picture_png(picture_facts(compound="𠮷祥苑"))


def test_a_group_text_is_short_and_has_address_and_code():
    text = group_text(picture_facts())
    assert text == (
        "【华山嘉苑】外立面修缮通过了：面积和人数都过半\n"
        "2026年7月19日 周日\n"
        "是否同意使用专项维修资金修缮一至三号楼外立面并更换全部空调支架：已通过\n"
        "参加 178 人 / 14,240.00 ㎡，全体 240 人 / 19,200.00 ㎡ · 同意 137 人 / 11,040.00 ㎡ · "
        "不同意 30 人 / 2,400.00 ㎡ · 弃权 10 人 / 800.00 ㎡ · 多套意见不一 1 人\n"
        "参加表决：178 户\n"
        "面积同意：77.5%\n"
        "预算：482,367.70 元\n"
        "接下来：7月20日起公示五天；8月3日开工。\n"
        "看全文：https://linmeng.example/a/dongzhen/v/7F3K29QA\n"
        "核对码：7F3K-29QA"
    )


def test_a_group_text_of_the_longest_vote_has_at_most_300_han_characters():
    questions = tuple(result_question(title) for title in FIVE_QUESTIONS)
    text = group_text(picture_facts(questions=questions, headline=LONG_HEADLINE, sample=True))
    assert sum("\u4e00" <= character <= "\u9fff" for character in text) <= 300
    assert text.startswith("（示例数据")
    assert CODE.address in text
    assert CODE.check_code in text
