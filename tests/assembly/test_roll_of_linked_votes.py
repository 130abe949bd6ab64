"""A lift on common ground: the rolls of both votes are posted together, objected to and frozen together."""

from datetime import date, datetime

import pytest
import time_machine

from linmeng.assembly import actions
from linmeng.assembly.queries import problems_before_notice
from linmeng.assembly.queries.postings import posting_of
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import AgainstTheLaw
from linmeng.pages.assembly.before_notice import advice
from linmeng.people.actions import register_transfer
from linmeng.people.models import Ownership
from linmeng.publishing.actions import object_to
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.assembly.votes import linked_drafts, owner_of
from tests.browsing import Visits, path
from tests.cast import NOON, SINCE, Cast

AFTER_POSTING = datetime(2026, 7, 13, 9, 0, tzinfo=SHANGHAI)
OPENS, CLOSES = date(2026, 7, 29), date(2026, 8, 8)


@pytest.mark.parametrize("asked", [0, 1])
def test_both_rolls_hang_whichever_was_asked_for(cast: Cast, asked: int) -> None:
    pair = linked_drafts(cast)
    hung = actions.post_roll(cast.actor("wang"), vote_id=pair[asked].id, days=7)
    assert hung.subject_id == pair[asked].id
    posted = [posting_of(vote) for vote in pair]
    assert [one.questions for one in posted if one] == [
        list(vote.questions.values_list("text", flat=True)) for vote in pair
    ]
    assert len({one.publication.period_ends_at for one in posted if one}) == 1
    assert Entry.objects.filter(kind="roll_posted").count() == 2
    assert [advice(vote) for vote in pair] == [None, None]


def test_objection_to_the_second_roll_holds_the_notice_of_both_up(cast: Cast) -> None:
    first, second = linked_drafts(cast)
    actions.post_roll(cast.actor("wang"), vote_id=first.id, days=7)
    posted = posting_of(second)
    assert posted is not None
    object_to(owner_of(cast, "3-101", NOON), publication_id=posted.publication.id, words="面积不对")
    assert problems_before_notice(first, AFTER_POSTING.date()) == []
    assert len(problems_before_notice(second, AFTER_POSTING.date())) == 1
    late = cast.actor("wang", at=AFTER_POSTING)
    with pytest.raises(AgainstTheLaw):
        actions.give_notice(late, vote_id=first.id, opens_on=OPENS, closes_on=CLOSES)


def test_posting_again_replaces_only_the_roll_that_changed(cast: Cast) -> None:
    first, second = linked_drafts(cast)
    wang = cast.actor("wang")
    actions.post_roll(wang, vote_id=first.id, days=7)
    actions.edit_vote(
        wang, vote_id=first.id, title="加装电梯", summary="", questions=["是否同意加装一部电梯"]
    )
    actions.post_roll(wang, vote_id=first.id, days=7)
    hung = Publication.objects.filter(subject="vote_roll")
    assert [hung.filter(subject_id=vote.id).count() for vote in (first, second)] == [2, 1]
    register_transfer(
        cast.actor("sun"), unit_id=cast.units["3-101"].id, new_owner_ids=[cast.people["qian"].id], on=NOON.date()
    )  # fmt: skip
    actions.post_roll(wang, vote_id=first.id, days=7)
    assert Publication.objects.filter(subject="vote_roll", replaces__isnull=False).count() == 3


def test_hole_in_either_roll_hangs_neither(cast: Cast) -> None:
    first, _second = linked_drafts(cast)
    Ownership.objects.filter(unit=cast.units["3-201"]).update(valid_to=SINCE)
    with pytest.raises(AgainstTheLaw):
        actions.post_roll(cast.actor("wang"), vote_id=first.id, days=7)
    assert Publication.objects.filter(subject="vote_roll").count() == 0


def test_page_says_that_the_linked_roll_hangs_too(cast: Cast, page: Visits) -> None:
    first, second = linked_drafts(cast)
    assert advice(first) is not None and advice(second) is not None
    with time_machine.travel(NOON, tick=True):
        for vote, other in ((first, second), (second, first)):
            shown = page("wang").get(path(cast, f"votes/{vote.id}/roll/post/")).content.decode()
            assert other.title in shown
        sent = page("wang").post(path(cast, f"votes/{second.id}/roll/post/"), {"days": "7", "once": "p"})
        assert sent.status_code == 302
    assert posting_of(first) is not None
