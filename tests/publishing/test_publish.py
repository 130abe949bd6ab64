import hashlib
import json

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.queries.search import entries_containing
from linmeng.publishing import actions
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import board, facts_of, newest_publication, publications_of_code
from linmeng.record.models import Entry
from tests.cast import CAST, Cast

FACTS = {"headline": "外墙维修表决已公告", "units": 9, "area": "900.00"}
MAY = {"wang", "he", "sun"}


def publish(cast: Cast, who: str = "wang", **changes: object) -> Publication:
    given = {
        "compound": cast.compound,
        "kind": "announcement",
        "subject": "vote_notice",
        "subject_id": 7,
        "title": "外墙维修表决公告",
        "facts": FACTS,
    }
    return actions.publish(cast.actor(who), **(given | changes))


@pytest.mark.parametrize("who", CAST)
def test_publish_is_for_committee_and_clerk_only(cast: Cast, who: str) -> None:
    if who in MAY:
        assert publish(cast, who).title == "外墙维修表决公告"
    else:
        with pytest.raises(NotAllowed):
            publish(cast, who)
        assert Publication.objects.count() == 0


def test_publish_in_another_compound_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        publish(cast, "wang", compound=cast.next_door)


def test_publish_needs_the_second_factor(cast: Cast) -> None:
    with pytest.raises(NeedsSecondFactor):
        actions.publish(
            cast.actor("wang", second_factor=False),
            compound=cast.compound,
            kind="announcement",
            subject="x",
            subject_id=1,
            title="t",
            facts=FACTS,
        )


def test_published_facts_are_canonical_and_hashed(cast: Cast) -> None:
    publication = publish(cast)
    assert publication.facts == '{"area":"900.00","headline":"外墙维修表决已公告","units":9}'
    assert publication.facts_sha256 == hashlib.sha256(publication.facts.encode()).hexdigest()
    assert publication.check_code == publication.facts_sha256[:8].upper()
    assert facts_of(publication) == FACTS
    assert list(publications_of_code(publication.check_code)) == [publication]
    entry = Entry.objects.get(kind="published")
    assert json.loads(entry.text)["facts"] == {
        "publication": str(publication.id),
        "sha256": publication.facts_sha256,
        "subject": "vote_notice",
        "subject_id": "7",
    }


def test_publication_is_found_by_two_characters(cast: Cast) -> None:
    publish(cast)
    assert [e.title for e in entries_containing("外墙")] == ["外墙维修表决公告"]


def test_withdraw_keeps_it_readable_with_its_reason(cast: Cast) -> None:
    publication = publish(cast)
    actions.withdraw(cast.actor("sun"), publication_id=publication.id, reason="日期写错了")
    publication.refresh_from_db()
    assert (publication.withdrawn_because, publication.facts) == (
        "日期写错了",
        '{"area":"900.00","headline":"外墙维修表决已公告","units":9}',
    )
    assert list(board(cast.compound.id)) == [publication]
    assert newest_publication("vote_notice", 7) is None
    with pytest.raises(WrongState):
        actions.withdraw(cast.actor("sun"), publication_id=publication.id, reason="再撤一次吧")


@pytest.mark.parametrize("who", [who for who in CAST if who not in MAY])
def test_withdraw_by_others_is_refused(cast: Cast, who: str) -> None:
    publication = publish(cast)
    with pytest.raises(NotAllowed):
        actions.withdraw(cast.actor(who), publication_id=publication.id, reason="不喜欢这个")


def test_withdraw_without_a_reason_is_refused(cast: Cast) -> None:
    publication = publish(cast)
    with pytest.raises(ValidationError):
        actions.withdraw(cast.actor("wang"), publication_id=publication.id, reason="  ")
