"""Which law is in force, and what a broken law file is told."""

import hashlib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken_fault
from linmeng_core.law.body import Law, Place, law_from_files, read_places
from linmeng_core.law.cases import read_cases
from linmeng_core.law.load import (
    all_cases,
    all_heads,
    all_places,
    law_files,
    pack_by_id,
    pack_in_force,
)
from linmeng_core.law.packs import MATTERS
from linmeng_core.law.strict_toml import parse
from tests.laws.broken_packs import copy_of_laws, line_with, rewrite

LAWS = files("linmeng_laws")
FIRST_DAY = date(2021, 1, 1)
FIRST_RELEASE = "9e59ffded1e3935b2f29ef46e4e0745489614b580e7c3bd0d5b6f193c3f0f52d  cn/owners_vote.toml"


def read_laws(folder: Path) -> Law:
    """The law of a folder of the test's own."""
    return law_from_files(law_files(folder))


def test_pack_of_shanghai_is_the_national_one() -> None:
    pack = pack_in_force("cn-shanghai", date(2026, 7, 5))
    assert pack is pack_in_force("cn", FIRST_DAY)
    assert (pack.id, pack.version, pack.place, pack.subject) == (
        "cn.owners_vote",
        "2021.1",
        "cn",
        "owners_vote",
    )
    assert (pack.valid_from, pack.valid_to) == (FIRST_DAY, None)
    assert pack.sha256 == hashlib.sha256((LAWS / "cn" / "owners_vote.toml").read_bytes()).hexdigest()
    assert pack is pack_by_id("cn.owners_vote", "2021.1")
    assert [head.name.id for head in all_heads() if head.name.subject == "owners_vote"] == [
        "cn-beijing.owners_vote",
        "cn-hangzhou.owners_vote",
        "cn.owners_vote",
    ]


def test_pack_says_what_civil_code_278_says() -> None:
    pack = pack_in_force("cn", FIRST_DAY)
    assert str(pack.quorum.threshold) == ">=2/3"
    assert {key: (rule.number, str(rule.threshold)) for key, rule in pack.matters.items()} == {
        "set_rules": ("278(1)(1)", ">1/2"),
        "set_covenant": ("278(1)(2)", ">1/2"),
        "elect_committee": ("278(1)(3)", ">1/2"),
        "hire_company": ("278(1)(4)", ">1/2"),
        "use_fund": ("278(1)(5)", ">1/2"),
        "raise_fund": ("278(1)(6)", ">=3/4"),
        "rebuild": ("278(1)(7)", ">=3/4"),
        "common_use": ("278(1)(8)", ">=3/4"),
        "other_major": ("278(1)(9)", ">1/2"),
    }
    assert tuple(pack.matters) == MATTERS
    assert (pack.notice.days, pack.notice.whole_days_must_pass) == (15, True)
    assert pack.notice.source.article == "物业管理条例 14"
    assert pack.web_ballot.value == "legal"
    assert {key: chosen.value for key, chosen in pack.policies.items()} == {
        "silence": "off", "unclear": "abstain", "repeat": "first",
    }  # fmt: skip
    verified = {key for key, rule in pack.matters.items() if rule.source.verified}
    assert verified == set(MATTERS)


def test_places_inherit() -> None:
    assert all_places() == (
        Place("cn", "全国", "China", None),
        Place("cn-hangzhou", "杭州市", "Hangzhou", "cn"),
        Place("cn-beijing", "北京市", "Beijing", "cn"),
        Place("cn-shanghai", "上海市", "Shanghai", "cn"),
    )


@pytest.mark.parametrize(
    ("place", "day", "code"),
    [
        ("cn", date(2020, 12, 31), "no_law_in_force"),
        ("cn-shanghai", date(2009, 10, 1), "no_law_in_force"),
        ("cn-atlantis", FIRST_DAY, "unknown_place"),
        ("", FIRST_DAY, "unknown_place"),
        ("CN", FIRST_DAY, "unknown_place"),
    ],
)
def test_no_pack_is_a_fault_not_a_guess(place: str, day: date, code: str) -> None:
    with pytest.raises(BadInput) as fault:
        pack_in_force(place, day)
    assert fault.value.code == code


def test_unknown_packs_and_cases_are_faults() -> None:
    for ask in (lambda: pack_by_id("cn.owners_vote", "1999.1"), lambda: all_cases("cn.nothing")):
        with pytest.raises(BadInput) as fault:
            ask()
        assert fault.value.code == "unknown_pack"


def test_released_packs_are_the_files_that_were_released() -> None:
    """A released file never changes. A correction is a new version in a new file, added at the end."""
    lines = (LAWS / "RELEASED.sha256").read_text().splitlines()
    assert lines[0] == FIRST_RELEASE
    released = dict(line.split("  ")[::-1] for line in lines)
    assert len(released) == len(lines)
    assert released == {head.name.file: head.name.sha256 for head in all_heads()}


def test_newer_version_ends_the_older_one(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    newer = laws / "cn" / "owners_vote.2027.1.toml"
    newer.write_bytes((laws / "cn" / "owners_vote.toml").read_bytes())
    rewrite(newer, 'version = "2021.1"', 'version = "2027.1"')
    rewrite(newer, "valid_from = 2021-01-01", "valid_from = 2027-03-01")
    heads = [sheet.head for sheet in read_laws(laws).written if sheet.head.name.id == "cn.owners_vote"]
    old, new = heads
    assert (old.name.version, old.valid_from, old.valid_to) == ("2021.1", FIRST_DAY, date(2027, 2, 28))
    assert (new.name.version, new.valid_from, new.valid_to) == ("2027.1", date(2027, 3, 1), None)
    assert [pack.in_force(date(2027, 2, 28)) for pack in (old, new)] == [True, False]
    assert [pack.in_force(date(2027, 3, 1)) for pack in (old, new)] == [False, True]


@pytest.mark.parametrize("old_end", ["", "\nvalid_to = 2027-03-01"])
def test_overlapping_versions_are_refused_with_file_and_line(tmp_path: Path, old_end: str) -> None:
    laws = copy_of_laws(tmp_path)
    newer = laws / "cn" / "owners_vote.2027.1.toml"
    newer.write_bytes((laws / "cn" / "owners_vote.toml").read_bytes())
    rewrite(newer, 'version = "2021.1"', 'version = "2027.1"')
    if old_end:
        rewrite(newer, "valid_from = 2021-01-01", "valid_from = 2027-03-01")
        rewrite(
            laws / "cn" / "owners_vote.toml", "valid_from = 2021-01-01", f"valid_from = 2021-01-01{old_end}"
        )
    with pytest.raises(BadInput) as fault:
        read_laws(laws)
    assert fault.value.code == "packs_overlap"
    assert fault.value.locus.line == line_with(newer, "valid_from =")
    assert fault.value.locus.file.startswith("cn/owners_vote")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('share = ">=2/3"', "share = 0.6667", "quorum.share: no decimals such as 0.6667 in the law; "
         "write shares as fractions and areas as quoted text"),
        ('share = ">=2/3"', 'share = ">=66.7%"', "quorum.share: a share is written as a fraction such as "
         "\">=2/3\" or \">1/2\", not '>=66.7%'"),
        ("days = 15", "days = 15.0", "clock.notice.days: no decimals such as 15.0 in the law; "
         "write shares as fractions and areas as quoted text"),
        ("days = 15", "days = true", "clock.notice.days: this must be a whole number, not true"),
        ("days = 15", "days = -1", "clock.notice.days: this may not be negative, unlike -1"),
        ("days = 15", "day = 15", "clock.notice.day: there is no such entry; the entries are: days, "
         "whole_days_must_pass, article, article_en, text, unit, note, since, verified"),
        ('value = "off" #', 'value = "on" #', "policy.silence.value: this must be one of off, follow_majority, "
         "not 'on'"),
        ('id = "cn.owners_vote"', 'id = "cn-shanghai.owners_vote"', "pack.id: the pack cn-shanghai.owners_vote "
         "belongs into cn_shanghai/owners_vote.toml"),
        ("[ballots.web]", "[ballots.phone]", "ballots.phone: there is no such entry; the entries are: web"),
        ("valid_from = 2021-01-01", "valid_from = 2020-01-01", "quorum.since: this is law only since 2021-01-01, "
         "later than the start of the pack on 2020-01-01"),
        ("valid_from = 2021-01-01", "valid_from = 2021-01-01T00:00:00Z", "pack.valid_from: this must be a date, "
         "not 2021-01-01 00:00:00+00:00"),
        ("valid_from = 2021-01-01", "valid_from = 2021-01-01\nvalid_to = 2020-01-01", "pack.valid_to: "
         "the last day 2020-01-01 lies before the first day 2021-01-01"),
        ("[policy.repeat]", "[policy.again]", "policy.again: there is no such entry; the entries are: "
         "silence, unclear, repeat"),
        ("[counting.heads]", "[other.heads]", "other: there is no such entry; the entries are: pack, quorum, "
         "matter, counting, clock, ballots, policy"),
        ('articles = ["民法典 271-287",', "articles = [278,", "pack.articles[0]: this must be a text, not 278"),
    ],
)  # fmt: skip
def test_broken_pack_is_told_file_line_and_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    laws = copy_of_laws(tmp_path)
    path = laws / "cn" / "owners_vote.toml"
    rewrite(path, old, new)
    with pytest.raises(BadInput) as fault:
        read_laws(laws)
    words = new.splitlines()[-1] if not said.startswith("quorum.since") else "since ="
    line = line_with(path, words)
    assert spoken_fault(fault.value, "en") == f"cn/owners_vote.toml: line {line}: {said}"


def test_missing_entry_is_told_at_its_table(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    path = laws / "cn" / "owners_vote.toml"
    line = line_with(path, "[matter.rebuild]")
    rewrite(path, 'title = "改建、重建建筑物及其附属设施"\n', "")
    with pytest.raises(BadInput) as fault:
        read_laws(laws)
    assert (
        spoken_fault(fault.value, "zh")
        == f"cn/owners_vote.toml：第 {line} 行：matter.rebuild.title：缺少这一项"
    )


def test_text_that_is_no_toml_is_told_its_line() -> None:
    for source, code, line in (
        (b"[pack]\nid = \n", "not_toml", 2),
        (b"[pack]\nid = 1\nid = 2\n", "not_toml", 3),
        (b"[pack]\nid = '\xff'\n", "not_utf8", 2),
        (b"[pack]\n[pack]\n", "not_toml", 2),
    ):
        with pytest.raises(BadInput) as fault:
            parse(source, "cn/x.toml")
        assert (fault.value.code, fault.value.locus.file) == (code, "cn/x.toml")
        assert fault.value.locus.line == line


def test_place_may_inherit_only_from_one_above_it() -> None:
    """And only from the one its key names, so that a bundle without `places.toml` reads the same law."""
    for source in (
        '[a]\ntitle = "甲"\ntitle_en = "A"\ninherits = "b"\n',
        '[a-b]\ntitle = "甲"\ntitle_en = "A"\ninherits = "a"\n[a]\ntitle = "乙"\ntitle_en = "B"\n',
    ):
        with pytest.raises(BadInput) as fault:
            read_places(source.encode())
        assert (fault.value.code, fault.value.locus.line) == ("toml_not_one_of", 4)


CASE = """[[case]]
number = "1"
kind = "tally"
title = "一"
title_en = "One"
article = "民法典 278"
matter = "use_fund"
doors = [
  { name = "A", area_m2 = "80.00" },
  { name = "B", area_m2 = "80.00", vote = "yes" },
]
[case.expect]
passed = false
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('name = "B", area_m2 = "80.00"', 'name = "B", area_m2 = 80.00', "toml_decimal", 10),
        ('name = "B", area_m2 = "80.00"', 'name = "B", area_m2 = "80"', "not_an_area", 10),
        ('vote = "yes"', 'vote = "oui"', "toml_not_one_of", 10),
        ('vote = "yes"', 'votes = "yes"', "toml_unknown_key", 10),
        ('matter = "use_fund"', 'matter = "lift"', "toml_not_one_of", 7),
        ("passed = false\n", "", "toml_empty", 12),
        ("passed = false", "yes = { heads = 0.5 }", "toml_decimal", 12),
        ("passed = false\n", "passed = false\n" + CASE, "toml_duplicate", 15),
        ('title = "一"\n', "", "toml_missing", 1),
        ('title = "一"\n', 'title = "一"\ncloses_at = 2026-07-26T00:00:00\n', "toml_type", 5),
    ],
)  # fmt: skip
def test_broken_case_is_told_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in CASE
    with pytest.raises(BadInput) as fault:
        read_cases(parse(CASE.replace(old, new, 1).encode(), "cn/x.cases.toml"))
    assert (fault.value.code, fault.value.locus.line) == (code, line)
