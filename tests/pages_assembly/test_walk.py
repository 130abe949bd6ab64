"""The pages of a vote, walked as owners and officers walk them."""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import time_machine

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, CastBallot, Receipt, Vote
from linmeng.common.clock import SHANGHAI
from linmeng.projects.models import Project
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    legal_project,
    listed_matter,
    moment,
    noticed_vote,
    printed_paper,
    read,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import NOON, Cast


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The pages' clock, at first the day of notice."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_committee_walks_from_list_to_notice(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    matter = listed_matter(cast)
    wang = page("wang")
    assert wang.get(path(cast, "projects/start/")).status_code == 200
    started = wang.post(
        path(cast, "projects/start/"),
        {
            "matters": [matter.id],
            "title": "修外墙",
            "summary": "加固面砖",
            "place": "compound",
            "cost": "48236.77",
            "fund_source": "maintenance_fund",
            "once": "once-1",
        },
    )
    project = Project.objects.get()
    assert started.url == path(cast, f"projects/{project.id}/") and project.cost_fen == 4_823_677
    answers = dict.fromkeys(
        ("part_is_common", "scope_is_right", "fund_may_pay", "permits_are_clear", "neighbours_keep_light"),
        "yes",
    )
    assert wang.get(path(cast, f"projects/{project.id}/legality/")).context["form"].initial == {
        "deed": "repair"
    }
    wang.post(path(cast, f"projects/{project.id}/legality/"), answers | {"deed": "repair"})
    drafted = wang.post(
        path(cast, f"votes/prepare/{project.id}/"),
        {"title": "外墙修缮", "questions": "是否同意修外墙\n是否同意动用维修资金", "once": "once-2"},
    )
    vote = Vote.objects.get()
    assert drafted.url == path(cast, f"votes/{vote.id}/notice/")
    shown = wang.get(drafted.url)
    assert (
        shown.context["problems"] == []
        and shown.context["form"].initial["opens_on"].isoformat() == "2026-07-21"
    )
    given = wang.post(drafted.url, {"opens_on": "2026-07-21", "closes_on": "2026-07-31", "understood": "on"})
    vote.refresh_from_db()
    assert given.url == path(cast, f"votes/{vote.id}/") and vote.state == "noticed"


def test_sending_the_start_form_twice_starts_one_project(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    sent = {
        "matters": [listed_matter(cast).id],
        "title": "修外墙",
        "summary": "加固",
        "place": "compound",
        "fund_source": "none",
        "once": "same",
    }
    wang = page("wang")
    first = wang.post(path(cast, "projects/start/"), sent)
    second = wang.post(path(cast, "projects/start/"), sent)
    assert first.url == second.url == path(cast, f"projects/{Project.objects.get().id}/")


def test_notice_before_the_law_allows_is_refused_with_its_article(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = vote_in(cast, "draft")
    told = page("wang").post(
        path(cast, f"votes/{vote.id}/notice/"),
        {"opens_on": "2026-07-20", "closes_on": "2026-07-31", "understood": "on"},
    )
    assert told.status_code == 409 and "物业管理条例 14" in told.content.decode()


def test_notice_needs_the_second_factor(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = vote_in(cast, "draft")
    told = page("wang", second_factor=False).post(
        path(cast, f"votes/{vote.id}/notice/"),
        {"opens_on": "2026-07-21", "closes_on": "2026-07-31", "understood": "on"},
    )
    assert told.status_code == 302 and "/confirm/" in told.url


def test_owner_votes_in_three_taps(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    li, entry = page("li"), entry_of(vote, "3-101")
    cast_at = path(cast, f"votes/{vote.id}/cast/{entry.id}/")
    assert cast_at in li.get(path(cast, f"votes/{vote.id}/")).content.decode()
    assert 'name="q1" value="yes"' in li.get(cast_at).content.decode()  # first tap
    read_again = li.post(cast_at, {"q1": "yes"})  # second tap
    assert read_again.status_code == 200 and Receipt.objects.count() == 0
    once = re.search(r'name="once" value="(\w+)"', read_again.content.decode())[1]  # type: ignore[index]
    done = li.post(cast_at, {"q1": "yes", "sure": "1", "once": once})  # third tap
    receipt = Receipt.objects.get()
    assert done.url == path(cast, f"votes/{vote.id}/receipt/{receipt.code}/")
    assert receipt.code in li.get(done.url).content.decode()
    again = li.post(cast_at, {"q1": "no", "sure": "1", "once": once})
    assert again.url == done.url and CastBallot.objects.get().choice == "yes"


@pytest.mark.parametrize(
    "sent",
    [{"q1": ["yes", "no"]}, {"q1": "unclear"}, {"q1": ""}, {}, {"q1": "yes", "q2": "yes"}, {"q0": "yes"}],
)
def test_what_is_no_whole_ballot_is_never_cast(
    cast: Cast, page: Visits, clock: time_machine.Traveller, sent: dict[str, Any]
) -> None:
    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    cast_at = path(cast, f"votes/{vote.id}/cast/{entry_of(vote, '3-101').id}/")
    shown = page("li").post(cast_at, {**sent, "sure": "1", "once": "x1"})
    assert shown.status_code == 200 and 'name="q1"' in shown.content.decode()
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("who", ["qian", "sun", "chen"])
def test_ballot_for_somebody_elses_home_has_no_page(
    cast: Cast, page: Visits, clock: time_machine.Traveller, who: str
) -> None:
    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    cast_at = path(cast, f"votes/{vote.id}/cast/{entry_of(vote, '3-101').id}/")
    assert page(who).post(cast_at, {"q1": "yes", "sure": "1", "once": "x2"}).status_code == 404
    assert Receipt.objects.count() == 0


def test_receipt_is_shown_to_nobody_else(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    code = cast_for(cast, vote, "3-101").code
    seen = {
        who: page(who).get(path(cast, f"votes/{vote.id}/receipt/{code}/")).status_code
        for who in ("li", "wang", "sun", "zhao", "qian", "stranger")
    }
    assert seen == {"li": 200, "wang": 404, "sun": 404, "zhao": 404, "qian": 404, "stranger": 404}


def test_second_reader_sees_nothing_of_the_first_reading(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    one, other = printed_paper(cast, vote, "3-301"), BallotPaper.objects.get(entry__unit_code="3-302")
    read(cast, "he", one, "no", at=WHILE_OPEN)
    clock.move_to(WHILE_OPEN)
    sun = page("sun")
    # same number and unit put in the place of the other's: what is left must be equal to the sign
    told = [
        sun.get(path(cast, f"votes/{vote.id}/enter/?paper={p.number}")).content.decode() for p in (one, other)
    ]
    assert (one.number, other.number) == (7, 8)
    assert _without_marks(told[0], one) == _without_marks(told[1], other)


def _without_marks(html: str, paper: BallotPaper) -> str:
    html = re.sub(r'name="(once|csrfmiddlewaretoken)" value="\w+"', "", html)
    html = re.sub(r"\b[78]\b", "#", html.replace(str(paper.id), "#"))  # the two papers' numbers
    owner, name = paper.entry.owners[0], paper.entry.owner_names_masked
    return html.replace(paper.entry.unit_code, "#").replace(owner, "#").replace(name, "#")


def test_papers_are_entered_by_two_people_on_pages(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    clock.move_to(WHILE_OPEN)
    sent = {"q1": "yes", "signed_by": paper.entry.owners[0]}
    for who in ("he", "sun"):
        told = page(who).post(path(cast, f"votes/{vote.id}/enter/?paper={paper.token}"), sent)
        assert told.url == path(cast, f"votes/{vote.id}/enter/")
    paper.refresh_from_db()
    assert (paper.state, Receipt.objects.get().channel) == ("settled", "paper")


def test_pages_from_closing_to_publication(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-102", "3-103", "3-201", "3-202", "3-203"):
        cast_for(cast, vote, unit)
    clock.move_to(AFTER)
    wang = page("wang")
    for step in ("close", "count", "sign", "publish"):
        for officer in (wang, page("sun")) if step == "sign" else (wang,):
            sent = {"understood": "1", "agrees": "yes", "words": "", "version": "1"}
            assert officer.get(path(cast, f"votes/{vote.id}/{step}/")).status_code == 200
            assert officer.post(path(cast, f"votes/{vote.id}/{step}/"), sent).status_code == 302
    stranger = page("stranger").get(path(cast, f"votes/{vote.id}/"))
    assert stranger.status_code == 200 and stranger.context["page"].questions[0].passed is True
    file = page("stranger").get(path(cast, f"votes/{vote.id}/question/1/vote.json"))
    assert file.json()["matter"] == "use_fund" and len(file.json()["ballots"]) == 6


def test_english_pages_tell_the_count_in_english(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    close_and(cast, vote, "published")
    clock.move_to(AFTER)
    visitor = page("stranger")
    visitor.cookies["django_language"] = "en"
    lines = visitor.get(path(cast, f"votes/{vote.id}/")).context["page"].questions[0].lines
    assert lines[0].startswith("The roll")


def test_register_excel_tells_who_returned_and_never_how(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-102", "no")
    clock.move_to(WHILE_OPEN)
    client = page("li")
    client.cookies["django_language"] = "en"
    file = client.get(path(cast, f"votes/{vote.id}/register.xlsx"))
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.values)
    assert [(row[2], row[5]) for row in rows[2:4]] == [
        ("3-101", "did not come back"),
        ("3-102", "came back"),
    ]
    assert len(rows) == 11


def test_ballots_and_stubs_print(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    clock.move_to(WHILE_OPEN)
    entrance = cast.units["3-301"].entrance_id
    sun = page("sun")
    for address in (
        f"print/votes/{vote.id}/ballots.pdf",
        f"print/votes/{vote.id}/ballots.pdf?entrance={entrance}&large=1",
        f"print/votes/{vote.id}/stubs.pdf?entrance={entrance}",
    ):
        told = sun.get(path(cast, address))
        assert told.status_code == 200 and told.content.startswith(b"%PDF")
    assert sun.get(path(cast, f"b/{paper.token}/")).url.endswith(f"/enter/?paper={paper.token}")
    assert page("li").get(path(cast, f"b/{paper.token}/")).url == path(cast, f"votes/{vote.id}/")


@pytest.mark.parametrize(
    "state", ["draft", "noticed", "open", "over", "closed", "counted", "published", "cancelled"]
)
@pytest.mark.parametrize("elder", ["0", "1"])
def test_vote_page_stands_in_every_state(
    cast: Cast, page: Visits, clock: time_machine.Traveller, state: str, elder: str
) -> None:
    vote = vote_in(cast, state)
    clock.move_to(moment(state))
    for who in ("wang", "li", "sun", "stranger"):
        visitor = page(who)
        visitor.cookies["elder"] = elder
        expected = 404 if state == "draft" and who in ("li", "stranger") else 200
        assert visitor.get(path(cast, f"votes/{vote.id}/")).status_code == expected


def test_lists_ask_the_same_number_of_queries_for_one_row_and_three(
    cast: Cast, page: Visits, clock: time_machine.Traveller, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(address: str) -> int:
        client = page("wang")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(cast, address)).status_code == 200
        return len(queries)

    noticed_vote(cast)
    one = {address: asked(address) for address in ("votes/", "projects/")}
    for _ in range(2):
        noticed_vote(cast)
    assert {address: asked(address) for address in ("votes/", "projects/")} == one


def test_vote_page_asks_the_same_number_of_queries_whatever_the_turnout(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    vote = noticed_vote(cast)
    clock.move_to(WHILE_OPEN)
    client, asked = page("sun"), []
    for units in (["3-103"], ["3-201", "3-202", "3-203"]):
        for unit in units:
            cast_for(cast, vote, unit)
        with CaptureQueriesContext(connection) as queries:
            client.get(path(cast, f"votes/{vote.id}/"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_unlawful_answer_keeps_the_gate_shut_on_the_page(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    project = legal_project(cast)
    assert project.state == "legal"
    assert (
        page("wang")
        .get(path(cast, f"projects/{project.id}/"))
        .context["page"]
        .next.url.endswith(f"/votes/prepare/{project.id}/")
    )


def test_papers_only_where_the_assembly_did_not_adopt_web_ballots(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    cast.compound.rules_of_procedure.update(web_ballots=False)
    vote = noticed_vote(cast)
    clock.move_to(datetime(2026, 7, 25, 9, 0, tzinfo=SHANGHAI))
    shown = page("li").get(path(cast, f"votes/{vote.id}/"))
    assert shown.context["page"].may_cast_now is False
    entry = entry_of(vote, "3-101")
    sent = {"q1": "yes", "sure": "1", "once": "x"}
    assert page("li").post(path(cast, f"votes/{vote.id}/cast/{entry.id}/"), sent).status_code == 409
    assert actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id) == 9


def test_cast_page_leads_elsewhere_when_there_is_nothing_to_choose(
    cast: Cast, page: Visits, clock: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    address = path(cast, f"votes/{vote.id}/cast/{entry_of(vote, '3-101').id}/")
    assert page("li").get(address).url == path(cast, f"votes/{vote.id}/")  # not open yet
    clock.move_to(WHILE_OPEN)
    code = cast_for(cast, vote, "3-101").code
    assert page("li").get(address).url == path(cast, f"votes/{vote.id}/receipt/{code}/")
    assert page("wang").get(address).status_code == 404


def test_day_fields_carry_iso_days(cast: Cast, page: Visits, clock: time_machine.Traveller) -> None:
    vote = vote_in(cast, "draft")
    shown = page("wang").get(path(cast, f"votes/{vote.id}/notice/")).content.decode()
    assert 'type="date" name="opens_on" value="2026-07-21"' in shown
