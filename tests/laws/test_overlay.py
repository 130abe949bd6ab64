"""Places: what a place states itself, what it inherits, and the files behind a law."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken_fault
from linmeng_core.law.body import VOTES, law_from_files
from linmeng_core.law.load import (
    all_places,
    files_in_force,
    installed_law,
    law_files,
    pack_by_id,
    pack_in_force,
)
from linmeng_core.law.subjects import SUBJECTS
from tests.laws.broken_packs import copy_of_laws, line_with, rewrite

DAY = date(2026, 7, 5)
PLACES = [place.key for place in all_places()]


def test_value_that_a_place_states_wins_and_the_rest_is_inherited() -> None:
    pack, national = pack_in_force("cn-beijing", DAY), pack_in_force("cn", DAY)
    assert (pack.id, pack.version) == ("cn-beijing.owners_vote", "2024.1")
    assert (pack.web_ballot.value, national.web_ballot.value) == ("signed_paper", "legal")
    assert pack.web_ballot.source.stands_in.id == "cn-beijing.owners_vote"
    assert pack.matters == national.matters
    assert pack.matters["use_fund"].source.stands_in.id == "cn.owners_vote"
    assert pack.matters["use_fund"].source.stands_in.sha256 == national.sha256


def test_committee_of_shanghai_says_which_values_are_its_own() -> None:
    rules = pack_in_force("cn-shanghai", DAY, subject="committee")
    places = {key: value.source.stands_in.place for key, value in rules.values.items()}
    inherited = {key for key, place in places.items() if place == "cn"}
    assert inherited == {
        "size.most", "first_meeting.within", "meeting.demanded_within", "meeting.agenda_posted",
        "removal.members", "removal.owners",
    }  # fmt: skip
    assert rules.number("archive.by_leaving_member") == 10
    assert pack_in_force("cn", DAY, subject="committee").number("archive.by_leaving_member") == 3


def test_place_follows_the_national_law_before_its_own_begins() -> None:
    assert pack_in_force("cn-hangzhou", date(2022, 2, 28)) is pack_in_force("cn", DAY)
    assert pack_in_force("cn-hangzhou", date(2022, 3, 1)).id == "cn-hangzhou.owners_vote"


@pytest.mark.parametrize("place", PLACES)
def test_notice_of_a_vote_is_that_of_a_meeting(place: str) -> None:
    """Two files state it, for two readers: they may not differ."""
    votes, assembly = pack_in_force(place, DAY).notice, pack_in_force(place, DAY, subject="assembly")
    meeting = assembly.notice("meeting.notice")
    assert (votes.days, votes.whole_days_must_pass) == (meeting.days, meeting.whole_days_must_pass)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("subject", [VOTES, *(key for key in SUBJECTS if key != "charter")])
def test_law_rebuilt_from_the_files_in_force_alone_is_the_same_law(place: str, subject: str) -> None:
    files = files_in_force(place, DAY, subject)
    law = law_from_files({file.path: file.content for file in files})
    if subject == VOTES:
        assert law.pack(place, DAY) == pack_in_force(place, DAY)
    else:
        assert law.rules(place, DAY, subject) == installed_law().rules(place, DAY, subject)
    assert law.files_in_force(place, DAY, subject) == files


def test_files_in_force_are_the_places_own_first() -> None:
    paths = [(file.path, file.id, file.version) for file in files_in_force("cn-beijing", DAY)]
    assert paths == [
        ("cn_beijing/owners_vote.toml", "cn-beijing.owners_vote", "2024.1"),
        ("cn/owners_vote.toml", "cn.owners_vote", "2021.1"),
    ]
    assert [file.path for file in files_in_force("cn-shanghai", DAY)] == ["cn/owners_vote.toml"]


def test_given_files_without_the_national_one_rule_nothing() -> None:
    files = {file.path: file.content for file in files_in_force("cn-beijing", DAY)}
    law = law_from_files({"cn_beijing/owners_vote.toml": files["cn_beijing/owners_vote.toml"]})
    with pytest.raises(BadInput) as fault:
        law.pack("cn-beijing", DAY)
    assert fault.value.code == "no_law_in_force"


def test_frozen_pack_is_found_by_its_name() -> None:
    assert pack_by_id("cn-beijing.owners_vote", "2024.1") == pack_in_force("cn-beijing", DAY)
    assert pack_by_id("cn-beijing.owners_vote", "2024.1", day=DAY) == pack_in_force("cn-beijing", DAY)


def test_frozen_pack_needs_its_day_once_what_it_inherits_has_changed(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    newer = laws / "cn" / "owners_vote.2027.1.toml"
    newer.write_bytes((laws / "cn" / "owners_vote.toml").read_bytes())
    rewrite(newer, 'version = "2021.1"', 'version = "2027.1"')
    rewrite(newer, "valid_from = 2021-01-01", "valid_from = 2027-03-01")
    law = law_from_files(law_files(laws))
    with pytest.raises(BadInput) as fault:
        law.pack_by_id("cn-beijing.owners_vote", "2024.1", None)
    assert fault.value.code == "pack_needs_a_day"
    for day, version in ((date(2027, 2, 28), "2021.1"), (date(2027, 3, 1), "2027.1")):
        pack = law.pack_by_id("cn-beijing.owners_vote", "2024.1", day)
        assert pack.quorum.source.stands_in.version == version
        assert law.pack("cn-beijing", day) is pack
    assert law.pack_by_id("cn.owners_vote", "2021.1", None).version == "2021.1"


COMMITTEE = "cn_shanghai/committee.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (COMMITTEE, 'share = ">1/2"', "share = 0.5",
         "meeting.quorum.share: no decimals such as 0.5 in the law; write shares as fractions and areas as quoted text"),
        (COMMITTEE, 'share = ">1/2"', 'share = "over half"', "meeting.quorum.share: a share is written as a fraction "
         "such as \">=2/3\" or \">1/2\", not 'over half'"),
        (COMMITTEE, "[size.small_area]", "[size.small_garden]", "size.small_garden: there is no such entry; the entries "
         "are: least, most, odd, small_least, small_area, small_households"),
        (COMMITTEE, "[meeting.quorum]", "[meetings.quorum]", "meetings: there is no such entry; the entries are: pack, "
         "size, term, first_meeting, meeting, decision, filing, expiry, freeze, archive, candidate, removal, "
         "substitutes, by_election, early"),
        (COMMITTEE, 'area_m2 = "10000.00"', 'area_m2 = "10000"', "size.small_area.area_m2: this must be square metres "
         "with two decimals such as 80.00, not '10000'"),
        (COMMITTEE, "days = 20", "months = 20", "filing.street.months: there is no such entry; the entries are: title, "
         "title_en, days, article, article_en, text, unit, note, since, verified"),
        (COMMITTEE, "days = 20", "days = -20", "filing.street.days: this may not be negative, unlike -20"),
        (COMMITTEE, '{ code = "fees", zh = "调整', '{ code = "hire_company", zh = "调整',
         "freeze.matters.items[1].code: hire_company stands there twice"),
        (COMMITTEE, "years = 3", 'years = "3"', "term.least.years: this must be a whole number, not '3'"),
        (COMMITTEE, 'id = "cn-shanghai.committee"', 'id = "cn-shanghai.garden"', "pack.id: the pack cn-shanghai.garden "
         "belongs into cn_shanghai/garden.toml"),
        ("cn_shanghai/assembly.toml", 'value = "heads"', 'value = "doors"', "petition.measures.value: this must be one "
         "of heads, area_and_heads, not 'doors'"),
        ("cn_shanghai/fund.toml", "valid_from = 2021-01-01", "valid_from = 2020-12-31", "refill.enough.since: this is "
         "law only since 2021-01-01, later than the start of the pack on 2020-12-31"),
    ],
)  # fmt: skip
def test_broken_rules_are_told_file_line_and_remedy(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    laws = copy_of_laws(tmp_path)
    rewrite(laws / file, old, new)
    with pytest.raises(BadInput) as fault:
        law_from_files(law_files(laws))
    words = new if not said.startswith("refill.enough.since") else "since ="
    line = line_with(laws / file, words)
    assert spoken_fault(fault.value, "en") == f"{file}: line {line}: {said}"


def test_national_law_must_state_everything_that_is_not_local(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    path = laws / "cn" / "committee.toml"
    text = path.read_text()
    start = text.index("[decision.posted]")
    path.write_text(text[:start] + text[text.index("[filing.within]") :])
    with pytest.raises(BadInput) as fault:
        law_from_files(law_files(laws))
    assert spoken_fault(fault.value, "en").startswith("cn/committee.toml: line ")
    assert fault.value.code == "toml_missing"
    assert fault.value.locus.field == ("decision", "posted")


def test_unknown_subject_is_refused(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    garden = laws / "cn_shanghai" / "garden.toml"
    garden.write_text((laws / "cn_shanghai" / "income.toml").read_text().replace(".income", ".garden"))
    with pytest.raises(BadInput) as fault:
        law_from_files(law_files(laws))
    assert fault.value.code == "toml_not_one_of"


def test_overlapping_versions_of_a_place_are_refused(tmp_path: Path) -> None:
    laws = copy_of_laws(tmp_path)
    newer = laws / "cn_shanghai" / "fund.2021.2.toml"
    newer.write_bytes((laws / "cn_shanghai" / "fund.toml").read_bytes())
    rewrite(newer, 'version = "2021.1"', 'version = "2021.2"')
    with pytest.raises(BadInput) as fault:
        law_from_files(law_files(laws))
    assert (fault.value.code, fault.value.locus.line) == ("packs_overlap", line_with(newer, "valid_from ="))


def test_asking_for_what_the_law_of_a_place_does_not_say_is_a_fault() -> None:
    rules = pack_in_force("cn", DAY, subject="committee")
    assert not rules.has("freeze.matters")
    with pytest.raises(BadInput) as fault:
        rules.items("freeze.matters")
    assert (fault.value.code, fault.value.params) == (
        "law_is_silent",
        {"key": "freeze.matters", "pack": "cn.committee"},
    )
    with pytest.raises(TypeError):
        rules.number("size.odd")


def test_every_value_names_its_article_in_both_languages_and_its_words() -> None:
    for sheet in installed_law().written:
        sources = [value.source for value in (*sheet.values.values(), *sheet.votes.values())]
        assert sources
        for source in sources:
            texts = (source.article, source.article_en, source.text, source.unit)
            assert all(text.strip() for text in texts), (sheet.head.name.id, source)
            assert source.stands_in == replace(sheet.head.name)
