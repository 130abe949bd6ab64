"""Each page that a person can open says what it is for, in both languages."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from linmeng.pages.help.texts import help_texts
from tests.browsing import Visits, path
from tests.cast import Cast

FILES = (".pdf", ".xlsx", ".jpg", ".png", ".json", ".atom", ".zip", ".txt", ".ics", ".csv")
"""Downloads are no pages."""
NO_PAGE = {
    "switch_hat", "page_help", "similar_matters",
    "letter_revoke", "end_device", "end_other_devices", "take_correction_back", "take_erasure_back",
    "take_up", "join_matter", "move_voice", "answer_voice", "decline_voice",
    "support_matter", "answer_matter", "finish_matter", "decline_matter",
    "tickets_take_in", "tickets_aside", "setup_wear", "building_move", "entrance_move", "compound_close",
    "publish_list", "move_on_list", "take_off_list", "place_on_list",
    "roll_import_commit", "roll_import_aside",
    "notice_throw_away", "issue_proposal", "return_proposal", "take_back_proposal", "correct_notice", "take_down_paper",
    "candidate_pledge", "candidate_decide", "candidate_pledge_file", "election_step_file", "election_check_file",
    "circle_close", "circle_member_end", "demand_sign", "duty_end", "errand_tick",
    "filing_hand_in", "filing_new", "filing_paper_file", "hand_over_finish", "meeting_task_end",
    "minutes_step", "petition_hand_in", "petition_unsign", "petition_withdraw", "resolution_scan_file", "resolution_sign",
    "resolution_step", "vote_box_step", "vote_call_back_draw", "vote_delivery_with", "vote_mandate_scan",
    "vote_transfers",
    "print_run_file", "print_run_forget", "tell_again", "make_slip_week", "monday_print",
}  # fmt: skip
"""Buttons that act and lead on, the help page itself, and fragments of a page."""


def pages_of_an_alliance() -> set[str]:
    """Names of everything under /a/<slug>/ that is no file."""

    def walk(resolver: URLResolver, before: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for part in resolver.url_patterns:
            whole = before + str(part.pattern)
            if isinstance(part, URLPattern):
                found.append((part.name or "", whole))
            else:
                found += walk(part, whole)
        return found

    every = walk(get_resolver(), "")
    return {name for name, where in every if where.startswith("a/<slug:slug>/") and not where.endswith(FILES)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_says_what_it_is_for(language: str) -> None:
    texts = help_texts(language)
    missing = sorted(pages_of_an_alliance() - set(texts) - NO_PAGE)
    assert missing == [], f"pages/help/{language}.toml has no words for: {', '.join(missing)}"


def test_both_languages_tell_of_the_same_pages_in_the_same_depth() -> None:
    zh, en = help_texts("zh"), help_texts("en")
    assert {name: (bool(h.officer), bool(h.article)) for name, h in zh.items()} == {
        name: (bool(h.officer), bool(h.article)) for name, h in en.items()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_short(language: str) -> None:
    most = 120 if language == "zh" else 320
    assert {name: len(h.words) for name, h in help_texts(language).items() if len(h.words) > most} == {}


def test_no_help_without_its_page() -> None:
    assert sorted(set(help_texts("zh")) - pages_of_an_alliance()) == []


def test_help_stands_beside_the_head_and_officers_read_more(cast: Cast, page: Visits) -> None:
    words, officers = help_texts("zh")["votes"].words, help_texts("zh")["desk"].officer
    assert page("stranger").get(path(cast, "votes/")).content.decode().count(words) == 2  # margin and fold
    assert officers in page("sun").get(path(cast, "desk")).content.decode()
    notice = help_texts("zh")["write_notice"]
    assert notice.article in page("sun").get(path(cast, "publish/wt/")).content.decode()


def test_elder_mode_has_one_link_to_the_help_and_back(cast: Cast, page: Visits) -> None:
    stranger = page("stranger")
    stranger.cookies["elder"] = "1"
    words = help_texts("zh")["votes"].words
    here = stranger.get(path(cast, "votes/")).content.decode()
    link = path(cast, "help/votes/") + "?back=%2Fa%2Fdongzhen%2Fvotes%2F"
    assert (words in here, here.count(link)) == (False, 1)
    there = stranger.get(link).content.decode()
    assert (words in there, there.count('href="/a/dongzhen/votes/"') >= 1) == (True, True)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_help_leads_back_to_our_own_pages_only(cast: Cast, page: Visits, back: str) -> None:
    answer = page("stranger").get(path(cast, "help/votes/"), {"back": back})
    assert (answer.status_code, answer.context["back"]) == (200, "")


def test_help_of_an_unknown_page_is_404(cast: Cast, page: Visits) -> None:
    assert page("stranger").get(path(cast, "help/nothing/")).status_code == 404
