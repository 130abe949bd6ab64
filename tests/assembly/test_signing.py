"""Who signs a count, and that nothing hangs on the board unsigned."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from linmeng.assembly import actions
from linmeng.assembly.models import CountSignature, Vote
from linmeng.assembly.queries.signatures import missing_signatures, signed
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.record.models import Entry
from tests.assembly.test_who_may_when import became
from tests.assembly.votes import AFTER, noticed_vote, signed_by, third_counter
from tests.cast import CAST, Cast


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are told apart by their sentences."""
    with translation.override("en"):
        yield


def counted(cast: Cast) -> Vote:
    vote = noticed_vote(cast)
    wang = cast.actor("wang", at=AFTER)
    actions.close_vote(wang, vote_id=vote.id)
    actions.count_vote(wang, vote_id=vote.id)
    vote.refresh_from_db()
    return vote


def test_who_may_sign(cast: Cast) -> None:
    vote = counted(cast)

    def sign(who: str, key: bool = True) -> str:
        actor = cast.actor(who, at=AFTER, second_factor=key)
        return became(lambda: actions.sign_count(actor, vote_id=vote.id, version=1))

    lawful = {"wang", "he", "sun"}
    assert {who: sign(who) for who in CAST} == {
        who: "done" if who in lawful else "NotAllowed" for who in CAST
    }
    assert sign("wang", key=False) == "NeedsSecondFactor"
    assert became(lambda: actions.sign_count(third_counter(cast), vote_id=vote.id, version=1)) == "done"


def test_each_person_signs_the_newest_count_once(cast: Cast) -> None:
    vote = counted(cast)
    signed_by(cast, vote, "wang")
    with pytest.raises(WrongState, match="signed this count already"):
        signed_by(cast, vote, "wang")
    actions.recount(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="业主要求复核")
    with pytest.raises(WrongState, match="counted again"):
        actions.sign_count(cast.actor("sun", at=AFTER), vote_id=vote.id, version=1)
    signed_by(cast, vote, "wang")
    assert list(CountSignature.objects.order_by("id").values_list("version", flat=True)) == [1, 2]


def test_reservation_needs_words_and_stays_with_the_result(cast: Cast) -> None:
    vote = counted(cast)
    with pytest.raises(ValidationError):
        actions.sign_count(cast.actor("sun", at=AFTER), vote_id=vote.id, version=1, agrees=False, words=" ")
    actions.sign_count(
        cast.actor("sun", at=AFTER), vote_id=vote.id, version=1, agrees=False, words="第12号票字迹不清"
    )
    assert [(one.seat, one.agrees, one.words) for one in signed(vote, 1)] == [
        (cast.actor("sun").seat_title, False, "第12号票字迹不清")
    ]
    assert "第12号票" not in Entry.objects.filter(kind="count_signed").get().text


def test_result_waits_for_two_and_for_one_from_outside_the_committee(cast: Cast) -> None:
    vote = counted(cast)
    wang = cast.actor("wang", at=AFTER)
    with pytest.raises(WrongState):
        actions.publish_result(wang, vote_id=vote.id)
    signed_by(cast, vote, "wang", "he")
    assert "committee" in missing_signatures(vote, 1)
    with pytest.raises(WrongState):
        actions.publish_result(wang, vote_id=vote.id)
    signed_by(cast, vote, "sun")
    actions.publish_result(wang, vote_id=vote.id)
    vote.refresh_from_db()
    assert vote.state == "published"


def test_nothing_to_sign_before_the_count(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(WrongState):
        actions.sign_count(cast.actor("sun", at=AFTER), vote_id=vote.id, version=0)
    with pytest.raises(NotAllowed):
        actions.sign_count(cast.actor("qian", at=AFTER), vote_id=vote.id, version=0)
