"""What a vote's page puts first: the box that is still shut, then its papers; on the own card, who votes for it."""

from collections.abc import Iterator

import pytest
import time_machine

from linmeng.assembly.actions import boxes, close_vote, print_papers
from linmeng.assembly.models import Vote
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page.doors import doors_of
from tests.assembly.trust import mandate
from tests.assembly.votes import AFTER, WHILE_OPEN, entry_of, noticed_vote
from tests.browsing import Visits, path
from tests.cast import Cast


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(WHILE_OPEN, tick=False):
        yield


def first_door(actor: Actor, vote: Vote) -> str:
    vote.refresh_from_db()
    return doors_of(actor, vote, vote.state, "dongzhen")[0].url.rstrip("/").rsplit("/", 1)[-1]


def test_shut_box_is_opened_before_papers_are_read(cast: Cast) -> None:
    vote = noticed_vote(cast)
    print_papers(cast.actor("sun"), vote_id=vote.id)
    sun, later = cast.actor("sun", at=WHILE_OPEN), cast.actor("sun", at=AFTER)
    box = boxes.add_box(sun, vote_id=vote.id, kind="box", place="门卫室")
    boxes.note_box(sun, box_id=box.id, kind="sealed", witness="何敏", seal="A1")
    close_vote(later, vote_id=vote.id)
    assert first_door(later, vote) == "boxes"
    boxes.note_box(later, box_id=box.id, kind="opened", witness="何敏", seal="A1", papers=0)
    assert first_door(later, vote) == "enter"


def test_own_card_tells_of_the_mandate_that_was_given(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    address, own = path(cast, f"votes/{vote.id}/"), entry_of(vote, "3-101")
    told = {ballot.entry.id: ballot.agent for ballot in page("li").get(address).context["page"].mine}
    assert told[own.id] == ""
    given = mandate(cast, vote, "3-101")
    told = {ballot.entry.id: ballot.agent for ballot in page("li").get(address).context["page"].mine}
    assert told[own.id] == given.agent_name
    assert given.agent_name in page("li").get(address).content.decode()
