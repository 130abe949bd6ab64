"""Papers on walls: where, when, with a photo; taken down; and the proof in the record."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.publishing import actions
from linmeng.publishing.models import Posting
from linmeng.publishing.queries import dues, postings_of, proof_of, usual_places
from linmeng.record.actions import seal_day
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast
from tests.publishing.noticing import LATER, notice, photo, published

HANGERS = {"wang", "he", "sun", "zhao"}


@pytest.mark.parametrize("who", CAST)
def test_posting_is_for_leaders_committee_and_clerk(cast: Cast, who: str) -> None:
    one, actor = published(cast), cast.actor(who, at=LATER)
    if who in HANGERS:
        made = actions.post_paper(actor, publication_id=one.id, place="3号楼门厅", photo=("a.jpg", photo()))
        assert made.photo is not None
        assert (made.place, made.posted_at, made.by_seat) == ("3号楼门厅", LATER, actor.seat_title)
        assert actions.take_down_paper(actor, posting_id=made.id).taken_down_at == LATER
        return
    with pytest.raises(NotAllowed):
        actions.post_paper(actor, publication_id=one.id, place="3号楼门厅")
    hung = actions.post_paper(cast.actor("zhao", at=LATER), publication_id=one.id, place="3号楼门厅")
    with pytest.raises(NotAllowed):
        actions.take_down_paper(actor, posting_id=hung.id)


@pytest.mark.parametrize(
    ("posted_at", "fits"),
    [
        (NOON - timedelta(minutes=1), False),
        (NOON, True),
        (LATER, True),
        (LATER + timedelta(minutes=1), False),
    ],
)
def test_paper_hangs_between_publication_and_now(cast: Cast, posted_at: datetime, fits: bool) -> None:
    one = published(cast)
    call: dict[str, Any] = {"publication_id": one.id, "place": "大门口", "posted_at": posted_at}
    if fits:
        assert actions.post_paper(cast.actor("sun", at=LATER), **call).posted_at == posted_at
        return
    with pytest.raises(ValidationError) as fault:
        actions.post_paper(cast.actor("sun", at=LATER), **call)
    assert list(fault.value.message_dict) == ["posted_at"]


def test_what_is_no_photo_is_refused_and_nothing_stays(cast: Cast) -> None:
    one = published(cast)
    with pytest.raises(ValidationError):
        actions.post_paper(
            cast.actor("sun"), publication_id=one.id, place="大门口", photo=("a.jpg", b"GIF89a")
        )
    assert Posting.objects.count() == 0


def test_taken_down_once_and_never_hung_when_withdrawn(cast: Cast) -> None:
    one, sun = published(cast), cast.actor("sun", at=LATER)
    hung = actions.post_paper(sun, publication_id=one.id, place="大门口")
    actions.take_down_paper(sun, posting_id=hung.id)
    with pytest.raises(WrongState):
        actions.take_down_paper(sun, posting_id=hung.id)
    actions.withdraw(sun, publication_id=one.id, reason="方案取消了")
    with pytest.raises(WrongState):
        actions.post_paper(sun, publication_id=one.id, place="大门口")


def test_dues_ask_to_hang_up_and_later_to_take_down(cast: Cast) -> None:
    one, zhao = published(cast), cast.actor("zhao", at=LATER)
    assert [(due.by, due.path) for due in dues(zhao)] == [
        (date(2026, 7, 6), f"/a/dongzhen/p/{one.token}/hang/")
    ]
    hung = actions.post_paper(zhao, publication_id=one.id, place="3号楼门厅")
    assert dues(zhao) == []
    newer = actions.correct(
        cast.actor("wang", at=LATER),
        publication_id=one.id,
        notice=notice(title="外墙方案公示（更正）"),
        reason="标题写错了",
    )
    assert [due.path for due in dues(zhao)] == [
        f"/a/dongzhen/p/{one.token}/hang/",  # the old one, down
        f"/a/dongzhen/p/{newer.token}/hang/",  # the new one, up
    ]
    actions.take_down_paper(zhao, posting_id=hung.id)
    assert [due.path for due in dues(zhao)] == [f"/a/dongzhen/p/{newer.token}/hang/"]
    assert [dues(cast.actor(who, at=LATER)) for who in ("li", "wu", "feng", "qian", "stranger")] == [[]] * 5


def test_places_used_are_offered_again_the_latest_first(cast: Cast) -> None:
    one, sun = published(cast), cast.actor("sun", at=LATER)
    for hour, place in enumerate(("大门口", "3号楼门厅", "大门口")):
        actions.post_paper(sun, publication_id=one.id, place=place, posted_at=NOON + timedelta(hours=hour))
    assert usual_places(cast.compound.id) == ["大门口", "3号楼门厅"]
    assert usual_places(cast.next_door.id) == []
    assert [paper.place for paper in postings_of(one.id)] == ["大门口", "3号楼门厅", "大门口"]


def test_record_of_a_posting_holds_the_photo_by_its_hash(cast: Cast) -> None:
    hung = actions.post_paper(
        cast.actor("zhao"), publication_id=published(cast).id, place="3号楼门厅", photo=("a.jpg", photo())
    )
    assert hung.photo is not None
    assert json.loads(Entry.objects.get(kind="paper_posted").text)["facts"] == {
        "publication": str(hung.publication_id),
        "posting": str(hung.id),
        "photo_sha256": hung.photo.sha256,
        "posted_at": NOON.isoformat(),
    }


def test_proof_is_the_line_of_the_record_and_the_seal_over_it(cast: Cast) -> None:
    published(cast)
    one = published(cast, title="另一则公示的标题")
    before = proof_of(one)
    assert before.entry is not None
    assert (one.facts_sha256 in before.entry.text, before.seal) == (True, None)
    seal_day("dongzhen", date(2026, 7, 5), at=datetime(2026, 7, 6, 0, 5, tzinfo=SHANGHAI))
    sealed = proof_of(one).seal
    assert sealed is not None
    assert (sealed.day, sealed.length >= before.entry.number) == (date(2026, 7, 5), True)
