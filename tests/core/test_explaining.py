"""The sentences: whole explanations in both languages, and dictionaries that fit each other."""

import re
import tomllib
from pathlib import Path

import pytest

import linmeng_core
from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import LANGUAGES, sentences, spoken, spoken_fault
from linmeng_core.lines import line
from tests.core.small_votes import START, decide, door, says

CORE = Path(linmeng_core.__file__).parent


def test_explanation_of_a_failed_vote_in_chinese() -> None:
    roll = [door("1", area=5999), door("2", "a"), door("3", "a"), door("4", "developer", status="unsold")]
    ballots = [says("1", "yes"), says("2", "no", "a"), says("9", "no")]
    assert spoken(decide(roll, ballots).lines, "zh") == [
        "名册：共 4 户，专有部分面积 359.99 平方米，计 3 人（面积的依据：法释〔2009〕7号 8）。",
        "同一业主（或完全相同的共有人）名下有多户的，按一人计，已售各户因此少计 1 人（法释〔2009〕7号 9）。",
        "建设单位未售或未交付的 1 户合计按一人计，面积 100.00 平方米照实计入（法释〔2009〕7号 9）。",
        "收到表决票 3 张，不予计入 1 张，进入计票 2 张。",
        "不予计入：1 张所写的户不在本次表决的名册内。",
        "参与表决 2 户，面积 159.99 平方米，2 人。",
        "同意：面积 59.99 平方米，1 人。",
        "反对：面积 100.00 平方米，1 人。",
        "弃权：面积 0.00 平方米，0 人。",
        "未返票 2 户。",
        "参与面积：159.99 × 3 = 479.97 < 719.98 = 359.99 × 2，须占全体面积三分之二以上："
        "未达到，还差 80.01 平方米（民法典 278(2)）。",
        "参与人数：2 × 3 = 6 = 6 = 3 × 2，须占全体人数三分之二以上：已达到（民法典 278(2)）。",
        "同意面积：59.99 × 2 = 119.98 < 159.99 = 159.99 × 1，须占参与面积过半数：未达到，还差 20.01 平方米（民法典 278(1)(5)）。",
        "同意人数：1 × 2 = 2 = 2 = 2 × 1，须占参与人数过半数：未达到，还差 1 人（民法典 278(1)(5)）。",
        "结果：“使用建筑物及其附属设施的维修资金”未通过，参与表决的面积或人数不足（民法典 278(1)(5)）。",
    ]


def test_explanation_of_a_vote_with_dispute_and_silence_in_english() -> None:
    roll = [
        door("1"),
        door("2", "a", "b"),
        door("3", delivered=True),
        door("4"),
        door("5", "c"),
        door("6", "c"),
    ]
    ballots = [says("1", "yes"), says("2", "yes", "a"), says("2", "no", "b"), says("4", "unclear")]
    ballots += [says("5", "yes", "c"), says("6", "no", "c")]
    result = decide(roll, ballots, matter="rebuild", silence="follow_majority", unclear="invalid")
    assert spoken(result.lines, "en") == [
        "The roll: 6 units, exclusive area 600.00 m², 5 heads "
        "(areas by Judicial Interpretation on Condominiums 8).",
        "Owners (or identical groups of co-owners) of several units count as one head: 1 head fewer "
        "among the sold units (Judicial Interpretation on Condominiums 9).",
        "Ballots received: 6; set aside: 1; counted further: 5.",
        "Set aside: 1 ballot with an unclear mark, invalid under the rules of this vote.",
        "Taking part: 4 units, 400.00 m², 3 heads.",
        "Yes: 300.00 m², 2 heads.",
        "No: 100.00 m², 0 heads.",
        "Abstain: 0.00 m², 0 heads.",
        "Owners whose units were cast differently: 1 head. They take part but support nothing; "
        "their 200.00 m² are counted above as each unit was cast.",
        "Disputed because co-owners differ: 1 unit, 100.00 m², in no cell; "
        "1 head among them without any cast unit.",
        "Only invalid ballots came from 1 unit: not taking part, and not silent either.",
        "No ballot from 1 unit.",
        "The silence clause applies: 1 unit with proof of delivery and no ballot follow the majority into “yes”, "
        "adding 100.00 m² and 1 head (National Guide 26(2)).",
        "Area taking part: 400.00 × 3 = 1200.00 = 1200.00 = 600.00 × 2; "
        "two thirds or more of the whole area required: met (Civil Code 278(2)).",
        "Heads taking part: 3 × 3 = 9 < 10 = 5 × 2; "
        "two thirds or more of all heads required: not met, 1 short (Civil Code 278(2)).",
        "Area in favour: 300.00 × 4 = 1200.00 = 1200.00 = 400.00 × 3; "
        "three quarters or more of the area taking part required: met (Civil Code 278(1)(7)).",
        "Heads in favour: 2 × 4 = 8 < 9 = 3 × 3; "
        "three quarters or more of the heads taking part required: not met, 1 short (Civil Code 278(1)(7)).",
        "Result: “Alter or rebuild the building and its facilities” is not adopted; "
        "too little area or too few heads took part (Civil Code 278(1)(7)).",
        "The disputed units matter: all taken as yes it is adopted, as no not adopted, left out not adopted. "
        "Settle them first.",
        "Without the silence clause: 300.00 m² and 2 heads take part, and it is not adopted.",
    ]


def test_explanation_counts_every_reason_of_refusal() -> None:
    roll = [door("1", "a", "b", representative="a"), door("2")]
    ballots = [
        says("9", "yes"), says("2", "yes", hour=9), says("2", "yes", "x"), says("2", "unclear"),
        says("1", "yes", "b"), says("2", "no"), says("2", "no"),
    ]  # fmt: skip
    result = decide(roll, ballots, unclear="invalid", closes_at=START.replace(hour=17))
    codes = [entry.code for entry in result.lines if entry.code.startswith("refused_")]
    assert codes == [
        "refused_unknown_unit", "refused_late", "refused_not_entitled", "refused_unclear",
        "refused_repeat", "refused_not_representative",
    ]  # fmt: skip


def test_explanation_says_when_nobody_took_part() -> None:
    codes = [entry.code for entry in decide([door("1")], []).lines]
    assert codes == [
        "roll", "ballots", "participating", "yes", "no", "abstain", "silent",
        "quorum_area_missed", "quorum_heads_missed", "no_participants", "failed_quorum",
    ]  # fmt: skip


def dictionary(lang: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((CORE / "sentences" / f"{lang}.toml").read_text())


def blanks(template: str) -> set[str]:
    """The values a template asks for, whatever the manner; article_en is article."""
    return {name.removesuffix("_en") for name in re.findall(r"(?<!\{)\{(\w+)", template)}


@pytest.mark.parametrize("part", ["lines", "words", "faults"])
def test_both_languages_say_the_same_things(part: str) -> None:
    zh, en = dictionary("zh")[part], dictionary("en")[part]
    assert zh.keys() == en.keys()
    assert {code: blanks(said) for code, said in zh.items()} == {
        code: blanks(said) for code, said in en.items()
    }


def test_every_fault_of_the_core_has_its_sentence_and_every_sentence_its_fault() -> None:
    source = "\n".join(path.read_text() for path in CORE.rglob("*.py"))
    raised = set(re.findall(r'(?:BadInput|\.fault|_hundredths)\(\s*(?:text, )?"(\w+)"', source))
    said = dictionary("zh")["faults"].keys() - {"between", "at_line"}
    assert raised == said


def test_fault_is_one_line_whatever_was_given() -> None:
    fault = BadInput("duplicate_unit", "roll", 3, "unit", given="'3\\n'\x85\u2028").at(
        file="a\nb.json", line=7
    )
    said = [spoken_fault(fault, lang) for lang in LANGUAGES]
    assert said == [
        "a\\nb.json：第 7 行：roll[3].unit：户号 '3\\n'\\x85\\u2028 重复，每户只能出现一次",
        "a\\nb.json: line 7: roll[3].unit: unit '3\\n'\\x85\\u2028 stands there twice; every unit may appear once",
    ]


def test_sentence_writes_numbers_with_their_noun() -> None:
    one, two = (line("yes", area="1.00", heads=heads) for heads in (1, 2))
    assert spoken([one, two], "en") == ["Yes: 1.00 m², 1 head.", "Yes: 1.00 m², 2 heads."]
    assert "fault.missing" in sentences("zh")
