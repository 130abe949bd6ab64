"""Whoever votes in another's place finds the open votes on the own desk; nobody else does."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.assembly import actions
from linmeng.assembly.queries import dues
from linmeng.assembly.queries.acting_dues import acting_dues
from linmeng.common.actor import Actor
from tests.assembly.trust import acting_for, cast_as, mandate, plain
from tests.assembly.votes import AFTER, CLOSES_ON, WHILE_OPEN, cast_for, noticed_vote, owner_of
from tests.browsing import Visits, path
from tests.cast import NOON, Cast


def paths(actor: Actor) -> list[tuple[str, object]]:
    """Where the desk sends this person to vote for others, and until when."""
    return [(due.path, due.by) for due in acting_dues(actor)]


def test_agent_is_asked_while_the_vote_is_open_and_the_ballot_not_cast(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    found: dict[datetime, list[tuple[str, object]]] = {
        at: paths(plain(cast, "chen", at)) for at in (NOON, WHILE_OPEN, AFTER)
    }
    asked = [(f"/a/{cast.alliance.slug}/votes/{vote.id}/", CLOSES_ON)]
    assert found == {NOON: [], WHILE_OPEN: asked, AFTER: []}
    cast_as(cast, "chen", vote, "3-101")
    assert paths(plain(cast, "chen")) == []


def test_mandate_taken_back_or_ballot_of_the_owner_leaves_the_desk_empty(cast: Cast) -> None:
    vote = noticed_vote(cast)
    first, _second = mandate(cast, vote, "3-101"), mandate(cast, vote, "3-102")
    assert len(paths(plain(cast, "chen"))) == 2
    actions.revoke_mandate(owner_of(cast, "3-101", WHILE_OPEN), proxy_id=first.id)
    assert len(paths(plain(cast, "chen"))) == 1
    cast_for(cast, vote, "3-102")
    assert paths(plain(cast, "chen")) == []


@pytest.mark.parametrize("kind", ["guardian", "company_agent", "heir"])
def test_who_acts_by_law_is_asked_too(cast: Cast, kind: str) -> None:
    principal = acting_for(cast, "chen", "3-201", kind)
    vote = noticed_vote(cast)
    assert [due.path for due in acting_dues(plain(cast, "chen"))] == [
        f"/a/{cast.alliance.slug}/votes/{vote.id}/"
    ]
    cast_as(cast, "chen", vote, "3-201", for_owner=str(principal.id))
    assert paths(plain(cast, "chen")) == []


def test_nobody_else_is_asked(cast: Cast) -> None:
    """Neither owners of their own home, nor officers, nor those next door, nor a stranger."""
    acting_for(cast, "chen", "3-201", "guardian")
    mandate(cast, noticed_vote(cast), "3-101")
    asked = [who for who in cast.people if acting_dues(cast.actor(who, at=WHILE_OPEN))]
    assert asked == ["chen"]
    assert acting_dues(cast.actor("stranger", at=WHILE_OPEN)) == []


def test_agent_with_a_hat_is_asked_on_the_work_desk(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101", "he")
    found = [due for due in dues(cast.actor("he", at=WHILE_OPEN)) if "3-101" in due.what]
    assert [due.path for due in found] == [f"/a/{cast.alliance.slug}/votes/{vote.id}/"]


def test_who_votes_for_nobody_costs_two_looks_at_any_number_of_votes(cast: Cast) -> None:
    counts = []
    for _round in range(2):
        noticed_vote(cast)
        actor = plain(cast, "li")
        with CaptureQueriesContext(connection) as queries:
            assert acting_dues(actor) == []
        counts.append(len(queries))
    assert counts == [2, 2]


def test_any_number_of_homes_asks_once_where_the_site_is(cast: Cast) -> None:
    vote, asked = noticed_vote(cast), []
    for codes in (["3-101"], ["3-102", "3-201"]):
        for code in codes:
            mandate(cast, vote, code)
        with CaptureQueriesContext(connection) as queries:
            acting_dues(plain(cast, "chen"))
        asked.append(sum('SELECT "ground_alliance"' in str(one["sql"]) for one in queries.captured_queries))
    assert max(asked) <= 1


def test_resident_reads_it_on_their_first_page(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    with time_machine.travel(WHILE_OPEN, tick=False):
        assert f'href="/a/{cast.alliance.slug}/votes/{vote.id}/"' in page("chen").get(path(cast, "me")).text
        assert f"/votes/{vote.id}/" not in page("qian").get(path(cast, "me")).text
