import json

import pytest

from linmeng.pages.printing.labels import LANGUAGES, labels
from linmeng.pages.printing.poster import matters_poster_pdf, notice_poster_pdf, result_poster_pdf
from linmeng.pages.printing.two_bars import Bar, Cell
from linmeng.pages.printing.typeset import TEMPLATES, MissingGlyph, as_plain, pdf
from tests.printing.papers import CODE, matters_facts, notice_facts, pages_of, picture_of, result_facts


def test_labels_have_the_same_words_in_every_language():
    zh, en = (labels(lang) for lang in LANGUAGES)
    assert list(zh) == list(en)
    assert all(zh.values())
    assert all(en.values())


def test_labels_of_an_unknown_language_are_refused():
    with pytest.raises(ValueError, match="papers are printed in zh or en, not in 'fr'"):
        labels("fr")


def test_every_label_used_by_a_template_exists():
    used = {
        word.split("words.")[1]
        for template in TEMPLATES.glob("*.typ")
        for word in _words_used(template.read_text(encoding="utf-8"))
    }
    assert used - {"at"} <= set(labels("zh"))


def _words_used(template: str) -> list[str]:
    import re

    return re.findall(r"\bwords\.[a-z_]+", template)


def test_a_character_without_a_glyph_is_named_with_its_place():
    with pytest.raises(MissingGlyph) as refused:
        notice_poster_pdf(notice_facts(how_to_vote=("纸票：交给楼组长王𠮷", "手机")))
    assert refused.value.character == "𠮷"
    assert str(refused.value) == (
        "纸上的字体里没有“𠮷”这个字，它出现在“纸票：交给楼组长王𠮷”里，所以没有打印。"
        "请改用通行的写法，或在纸上留空手写。"
    )


def test_a_missing_glyph_is_told_in_english_to_english_readers():
    with pytest.raises(MissingGlyph, match="The paper's font has no “𠮷”, found in “王𠮷”"):
        notice_poster_pdf(notice_facts(compound="王𠮷", lang="en"))


@pytest.mark.parametrize(
    "attempt", ["#panic()", '"]', "$x$ *b* _i_ @ref <label>", "\\#read(1)", "[#sys.inputs]", "{part}"]
)
def test_markup_in_facts_is_printed_as_it_stands(attempt):
    [page] = pages_of(notice_poster_pdf(notice_facts(when=attempt)))
    assert attempt in page


def test_a_picture_with_a_path_for_a_name_is_refused():
    with pytest.raises(ValueError, match="a picture's name is small letters"):
        matters_poster_pdf(matters_facts(), {"../house.typ": b""})


def test_a_picture_is_placed_on_the_poster():
    from linmeng.pages.printing.poster import Picture

    red = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path fill="#f00" d="M0 0h4v3H0z"/></svg>'
    )
    facts = matters_facts(pictures=(Picture("after.svg", "修好以后"),))
    paper = matters_poster_pdf(facts, {"after.svg": red})
    assert "修好以后" in pages_of(paper)[0]
    colours = {colour for _, colour in picture_of(paper, dots_an_inch=40).getcolors(1_000_000)}
    assert (255, 0, 0) in colours


def test_the_same_facts_give_the_same_bytes():
    assert result_poster_pdf(result_facts()) == result_poster_pdf(result_facts())


def test_every_paper_is_tagged_for_reading_aloud():
    paper = result_poster_pdf(result_facts())
    assert b"pdfuaid:part" in paper
    assert b"/StructTreeRoot" in paper


def test_plain_facts_can_travel_as_json():
    plain = as_plain(result_facts())
    assert json.loads(json.dumps(plain)) == plain
    assert plain["code"]["address"] == CODE.address
    assert plain["code"]["svg"].startswith("<svg")


def test_a_bar_whose_parts_do_not_add_up_is_refused():
    with pytest.raises(ValueError, match="heads: the parts sum to 5, taking part are 6 of 10"):
        Bar("heads", 10, "10 人", 6, "6 人", (Cell("yes", 5, "5 人"),), "")


def test_a_fault_in_a_template_is_not_taken_for_a_missing_glyph():
    import typst

    with pytest.raises(typst.TypstError, match="key"):
        pdf("ballot.typ", {"lang": "zh"})
