"""The mandate as a paper: who may print which, and what stands on it."""

from collections.abc import Iterator

import pytest
import time_machine

from linmeng.assembly.models import Vote
from linmeng.people.models import Look
from tests.assembly.trust import mandate
from tests.assembly.votes import AFTER, WHILE_OPEN, drafted_vote, entry_of, noticed_vote
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.printing.papers import pages_of

EVERYONE = ["wang", "he", "sun", "zhao", "wu", "li", "chen", "qian", "stranger"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(WHILE_OPEN, tick=False):
        yield


def form(vote: Vote, cast: Cast, rest: str = "mandate.pdf") -> str:
    return path(cast, f"votes/{vote.id}/{rest}")


def test_everyone_prints_the_blank_form_of_a_vote_that_is_announced(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    found = {who: page(who).get(form(vote, cast)).status_code for who in EVERYONE}
    assert set(found.values()) == {200}
    (paper,) = pages_of(page("stranger").get(form(vote, cast)).content)
    question = vote.questions.get()
    for words in ("授权委托书", vote.title, question.text, "2026年7月31日", f"{vote.id}-＿＿＿＿"):
        assert words in paper
    assert "3-101" not in paper


def test_form_with_a_home_is_for_its_owner_and_who_takes_mandates_in(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    where = form(vote, cast, f"mandate.pdf?home={entry_of(vote, '3-101').id}")
    found = {who: page(who).get(where).status_code for who in EVERYONE}
    assert [who for who, status in found.items() if status == 200] == ["wang", "he", "sun", "li"]
    assert {found[who] for who in ("zhao", "wu", "chen", "qian", "stranger")} == {404}
    (paper,) = pages_of(page("li").get(where).content)
    assert f"{vote.id}-3-101" in paper
    assert page("li").get(form(vote, cast, "mandate.pdf?home=x")).status_code == 404


def test_before_notice_there_is_no_form(cast: Cast, page: Visits) -> None:
    vote = drafted_vote(cast)
    assert page("wang").get(form(vote, cast)).status_code == 409


def test_written_mandate_is_printed_by_owner_and_agent_masked_and_the_look_recorded(
    cast: Cast, page: Visits
) -> None:
    vote = noticed_vote(cast)
    given = mandate(cast, vote, "3-101", words="no")
    where = form(vote, cast, f"mandates/{given.id}/form.pdf")
    found = {who: page(who).get(where).status_code for who in EVERYONE}
    # those who count read it at the count, not before
    assert found == {
        "wang": 403, "he": 403, "sun": 403, "zhao": 404, "wu": 404, "li": 200, "chen": 200, "qian": 404,
        "stranger": 404,
    }  # fmt: skip
    with time_machine.travel(AFTER, tick=False):
        assert page("sun").get(where).status_code == 200
    assert Look.objects.get(path=where).person_id == int(given.principal)
    (paper,) = pages_of(page("chen").get(where).content)
    assert f"{vote.id}-3-101-{given.id}" in paper
    assert cast.people["chen"].name not in paper and cast.people["chen"].masked in paper
    assert cast.people["li"].name not in paper and cast.people["li"].masked in paper
