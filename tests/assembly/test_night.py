"""Count night on the screen: only turnout before closing, then papers and answers grow, never one paper alone."""

from django.utils import translation

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.queries import newest_counts
from linmeng.assembly.queries.count_night import STEP, count_night
from linmeng.assembly.queries.receipts import receipt_found
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    printed_paper,
    read,
    signed_by,
)
from tests.browsing import Visits, path
from tests.cast import Cast

PAPERS = ("3-103", "3-201", "3-202", "3-203", "3-301", "3-302", "3-303")


def closed_with_papers(cast: Cast) -> Vote:
    """Li voted on the web; seven papers lie in the box."""
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", "no")
    printed_paper(cast, vote, "3-103")
    actions.close_vote(cast.actor("wang", at=AFTER), vote_id=vote.id)
    vote.refresh_from_db()
    return vote


def read_by(cast: Cast, vote: Vote, unit: str, *readers: str, choice: str = "yes") -> None:
    paper = vote.papers.get(entry__unit_code=unit)
    for who in readers:
        read(cast, who, paper, choice)


def yes_heads(vote: Vote) -> int:
    cells = count_night(vote).questions[0].cells
    assert cells is not None
    return cells["yes"]["heads"]


def test_before_closing_only_turnout_shows(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    night = count_night(vote)
    assert (night.stage, night.turnout.participating.heads) == ("before", 1)
    assert [(q.cells, q.passed) for q in night.questions] == [(None, None)]


def test_screen_counts_papers_and_grows_in_steps(cast: Cast) -> None:
    vote = closed_with_papers(cast)
    for unit in PAPERS[: STEP - 1]:
        read_by(cast, vote, unit, "wang", "sun")
    read_by(cast, vote, PAPERS[STEP - 1], "wang")
    night = count_night(vote)
    assert (night.stage, night.papers.once, night.papers.twice, night.joining) == ("reading", 1, 4, 4)
    assert night.turnout.participating.heads == 5  # that somebody took part is no secret
    assert yes_heads(vote) == 0  # four papers are not a step yet: nobody sees what stands on one
    read_by(cast, vote, PAPERS[STEP - 1], "sun")
    assert (yes_heads(vote), count_night(vote).joining) == (5, 0)
    read_by(cast, vote, PAPERS[5], "wang", "sun")
    assert (yes_heads(vote), count_night(vote).joining) == (5, 1)


def test_readings_that_differ_are_shown_as_differing(cast: Cast) -> None:
    vote = closed_with_papers(cast)
    read_by(cast, vote, "3-103", "wang")
    read_by(cast, vote, "3-103", "sun", choice="no")
    papers = count_night(vote).papers
    assert (papers.once, papers.apart, papers.twice, papers.left) == (0, 1, 0, None)


def test_counted_screen_says_what_the_kept_count_says(cast: Cast) -> None:
    vote = closed_with_papers(cast)
    for unit in PAPERS:
        read_by(cast, vote, unit, "wang", "sun")
    wang = cast.actor("wang", at=AFTER)
    actions.count_vote(wang, vote_id=vote.id)
    vote.refresh_from_db()
    night = count_night(vote)
    assert (night.stage, night.version, night.questions[0].cells) == (
        "counted",
        1,
        newest_counts(vote)[0].cells,
    )
    signed_by(cast, vote, "sun")
    assert [one.seat for one in count_night(vote).signatures] == [cast.actor("sun").seat_title]


def test_screen_sends_only_what_is_new(cast: Cast, page: Visits) -> None:
    vote = closed_with_papers(cast)
    address = path(cast, f"votes/{vote.id}/night/")
    stranger = page("stranger")
    whole = stranger.get(address)
    assert whole.status_code == 200 and cast.people["wang"].name not in whole.content.decode()
    mark = count_night(vote).mark
    htmx = {"HX-Request": "true"}
    assert stranger.get(f"{address}?seen={mark}", headers=htmx).status_code == 204
    read_by(cast, vote, "3-103", "wang", "sun")
    fresh = stranger.get(f"{address}?seen={mark}", headers=htmx)
    assert fresh.status_code == 200 and b"<html" not in fresh.content


def test_draft_has_no_screen(cast: Cast, page: Visits) -> None:
    from tests.assembly.votes import drafted_vote

    vote = drafted_vote(cast)
    assert page("stranger").get(path(cast, f"votes/{vote.id}/night/")).status_code == 404


def test_receipt_is_found_by_its_code_and_tells_no_choice(cast: Cast, page: Visits) -> None:
    vote = closed_with_papers(cast)
    read_by(cast, vote, "3-103", "wang", "sun")
    receipt = entry_of(vote, "3-103").receipts.get()
    found = receipt_found(vote, f" {receipt.code.lower()} ")
    assert found is not None and (found.channel, found.readers, found.frozen) == ("paper", 2, False)
    assert receipt_found(vote, "NOSUCHCODE") is None
    address = path(cast, f"votes/{vote.id}/find/")
    with translation.override("en"):
        said = page("stranger").post(address, {"code": receipt.code}).content.decode()
    assert receipt.code in said and "3-103" not in said
    nothing = page("stranger").post(address, {"code": "NOSUCHCODE"}).content.decode()
    assert receipt.code not in nothing


def test_web_receipt_says_when_it_was_cast(cast: Cast) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    found = receipt_found(vote, receipt.code)
    assert found is not None and (found.channel, found.day, found.read_on) == ("web", WHILE_OPEN.date(), None)


def test_papers_of_a_count_for_those_who_count_alone(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    close_and(cast, vote, "counted")
    address = path(cast, f"votes/{vote.id}/night/papers/")
    assert {who: page(who).get(address).status_code for who in ("sun", "li", "qian")} == {
        "sun": 200, "li": 403, "qian": 404,
    }  # fmt: skip
    report = path(cast, f"print/votes/{vote.id}/report.pdf")
    assert {who: page(who).get(report).status_code for who in ("sun", "li", "stranger")} == {
        "sun": 200, "li": 404, "stranger": 404,
    }  # fmt: skip
