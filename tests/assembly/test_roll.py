"""The roll of a vote: posted and objected to before the freeze, supplemented after it (cases 10, 11, 22)."""

import json
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from linmeng.alliance.models import RulesOfProcedure, Unit
from linmeng.assembly import actions
from linmeng.assembly.background import take_in_registered_transfers
from linmeng.assembly.bridge.supplements import fingerprint_of
from linmeng.assembly.models import BallotDispute, RollEntry, RollSupplement, Vote
from linmeng.assembly.queries import newest_counts, problems_before_notice
from linmeng.assembly.queries.postings import changed_since_posting, posting_of
from linmeng.assembly.queries.results import vote_files
from linmeng.assembly.queries.supplements import counting_supplements
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.people.actions import register_transfer
from linmeng.people.models import Ownership, Person
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.actions import answer_objection, object_to
from linmeng.publishing.models import Publication
from tests.assembly.votes import (
    AFTER,
    CLOSES_ON,
    cast_for,
    close_and,
    drafted_vote,
    entry_of,
    noticed_vote,
    owner_of,
)
from tests.browsing import Visits, path
from tests.cast import CAST, SINCE, Cast

TODAY = date(2026, 7, 5)
TRANSFER = date(2026, 7, 26)
SOLD_AT = datetime(2026, 7, 26, 9, 0, tzinfo=SHANGHAI)
BEFORE = datetime(2026, 7, 24, 9, 0, tzinfo=SHANGHAI)
THEN = datetime(2026, 7, 28, 9, 0, tzinfo=SHANGHAI)


def sold(cast: Cast, vote: Vote, on: date = TRANSFER) -> list[RollSupplement]:
    """Li's 3-101 passes to Qian; the worker takes it in."""
    sun = cast.actor("sun", at=max(SOLD_AT, datetime.combine(on, datetime.min.time(), SHANGHAI)))
    register_transfer(sun, unit_id=cast.units["3-101"].id, new_owner_ids=[cast.people["qian"].id], on=on)
    take_in_registered_transfers(at=sun.at)
    return list(RollSupplement.objects.filter(entry__vote=vote))


def qian(cast: Cast, at: datetime = THEN) -> Actor:
    return actor_for(cast.people["qian"], at)


def votes(cast: Cast, vote: Vote, who: Actor, choice: str = "no") -> None:
    actions.cast_web_ballot(
        who, vote_id=vote.id, entry_id=entry_of(vote, "3-101").id, choices={1: choice}, key="q"
    )


def counted(cast: Cast, vote: Vote) -> dict[str, int]:
    close_and(cast, vote, "counted")
    result = newest_counts(vote)[0].result
    return {cell: result[cell]["heads"] for cell in ("yes", "no")} | {"refused": len(result["refused"])}


def test_transfer_becomes_a_dated_published_supplement(cast: Cast) -> None:
    vote = noticed_vote(cast)
    before = vote.roll_sha256
    (row,) = sold(cast, vote)
    entry = entry_of(vote, "3-101")
    assert (row.registered_on, row.owners, row.status) == (TRANSFER, [str(cast.people["qian"].id)], "sold")
    assert row.fingerprint == fingerprint_of(entry, row)
    assert row.owner_masks[0] not in {mask for e in RollEntry.objects.all() for mask in e.owner_masks}
    facts = json.loads(Publication.objects.get(subject="vote_supplement").facts)
    assert (facts["fingerprint"], facts["registered_on"]) == (row.fingerprint, "2026-07-26")
    assert facts["homes"] == 1 and "3-101" not in json.dumps(facts, ensure_ascii=False)
    vote.refresh_from_db()
    assert (vote.roll_sha256, entry.owners) == (before, [str(cast.people["li"].id)])
    assert take_in_registered_transfers(at=THEN) == 0


def test_owner_who_voted_before_the_sale_stands_and_the_buyer_is_refused(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", at=BEFORE)
    sold(cast, vote)
    assert counting_supplements(vote) == {}
    with pytest.raises(NotAllowed, match="3-101"):
        votes(cast, vote, qian(cast))
    assert counted(cast, vote) == {"yes": 1, "no": 0, "refused": 0}


def test_buyer_votes_from_the_day_of_registration_where_the_owner_was_silent(cast: Cast) -> None:
    vote = noticed_vote(cast)
    sold(cast, vote)
    with pytest.raises(NotAllowed, match="2026-07-26"):
        votes(cast, vote, actor_for(cast.people["li"], THEN), "yes")
    votes(cast, vote, qian(cast))
    assert counted(cast, vote) == {"yes": 0, "no": 1, "refused": 0}


def test_buyer_is_asked_on_their_first_page_until_they_have_voted(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    sold(cast, vote)
    asked = "公告之后归我的房子的表决"
    with time_machine.travel(THEN, tick=False):
        assert asked in page("qian").get(path(cast, "me")).text
        votes(cast, vote, qian(cast))
        assert asked not in page("qian").get(path(cast, "me")).text


def test_by_the_rule_of_notice_only_the_owner_of_that_day_votes(cast: Cast) -> None:
    RulesOfProcedure.objects.update(owner_at="notice")
    vote = noticed_vote(cast)
    sold(cast, vote)
    with pytest.raises(NotAllowed):
        votes(cast, vote, qian(cast))
    votes(cast, vote, actor_for(cast.people["li"], THEN), "yes")
    assert counted(cast, vote) == {"yes": 1, "no": 0, "refused": 0}


def test_a_count_made_before_a_ballot_was_found_void_stays_as_it_was(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", at=BEFORE)
    sold(cast, vote)
    assert counted(cast, vote) == {"yes": 1, "no": 0, "refused": 0}
    then = vote_files(vote, 1)
    receipt = vote.receipts.get()
    BallotDispute.objects.create(
        vote=vote,
        entry=receipt.entry,
        receipt=receipt,
        said_by=receipt.by,
        words="不是我投的",
        state=BallotDispute.State.VOID,
        opened_at=AFTER + timedelta(hours=1),
        decided_at=AFTER + timedelta(hours=2),
    )
    assert vote_files(vote, 1) == then
    assert vote_files(vote) != then and list(counting_supplements(vote))


def test_who_sold_after_voting_votes_no_second_time(cast: Cast) -> None:
    RulesOfProcedure.objects.update(repeat="last")
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101", at=BEFORE)
    sold(cast, vote)
    with pytest.raises(NotAllowed):
        votes(cast, vote, actor_for(cast.people["li"], THEN), "no")
    assert counted(cast, vote)["yes"] == 1


def test_home_that_changed_hands_twice_belongs_to_the_last(cast: Cast) -> None:
    vote = noticed_vote(cast)
    sold(cast, vote)
    sun = cast.actor("sun", at=THEN)
    register_transfer(
        sun, unit_id=cast.units["3-101"].id, new_owner_ids=[cast.people["wang"].id], on=date(2026, 7, 28)
    )
    (taken,) = actions.take_in_transfers(sun, vote_id=vote.id)
    wangs = entry_of(vote, "3-102").owner_masks
    assert (taken.owners, taken.owner_masks) == ([str(cast.people["wang"].id)], wangs)
    assert list(counting_supplements(vote).values()) == [taken]


def test_transfer_registered_before_notice_and_entered_later_counts_for_the_buyer(cast: Cast) -> None:
    RulesOfProcedure.objects.update(owner_at="notice")
    vote = noticed_vote(cast)
    sun = cast.actor("sun", at=SOLD_AT)
    unit = cast.units["3-101"]
    register_transfer(sun, unit_id=unit.id, new_owner_ids=[cast.people["qian"].id], on=date(2026, 7, 1))
    assert take_in_registered_transfers(at=SOLD_AT) == 0
    (row,) = actions.take_in_transfers(sun, vote_id=vote.id, also_earlier=True)
    assert row.registered_on == date(2026, 7, 1)
    assert list(counting_supplements(vote).values()) == [row]


def test_transfer_after_the_end_is_none_of_this_vote(cast: Cast) -> None:
    vote = noticed_vote(cast)
    assert sold(cast, vote, date(2026, 8, 1)) == []
    with pytest.raises(NotAllowed):
        actions.take_in_transfers(owner_of(cast, "3-102"), vote_id=vote.id)


def test_supplement_after_the_count_is_refused(cast: Cast) -> None:
    vote = noticed_vote(cast)
    close_and(cast, vote, "counted")
    with pytest.raises(WrongState):
        actions.take_in_transfers(cast.actor("sun", at=AFTER), vote_id=vote.id)


def test_buyer_in_possession_leaves_the_developers_lump(cast: Cast) -> None:
    developer = Person.objects.create(name="建设公司", kind="company")
    for code in ("3-201", "3-202"):
        Unit.objects.filter(id=cast.units[code].id).update(status="undelivered")
        Ownership.objects.filter(unit=cast.units[code]).update(person=developer, basis="developer")
    vote = noticed_vote(cast)
    assert vote.roll_heads == 8
    register_transfer(
        cast.actor("sun", at=SOLD_AT),
        unit_id=cast.units["3-201"].id,
        new_owner_ids=[cast.people["qian"].id],
        on=TRANSFER,
        basis="possession",
    )
    take_in_registered_transfers(at=SOLD_AT)
    row = RollSupplement.objects.get(entry__unit_code="3-201")
    assert (row.status, row.head_key != "developer") == ("sold", True)
    close_and(cast, vote, "counted")
    assert newest_counts(vote)[0].result["total"] == {"area_m2": "900.00", "heads": 9}


def posted(cast: Cast, vote: Vote) -> Publication:
    return actions.post_roll(cast.actor("wang"), vote_id=vote.id, days=7)


def test_posting_shows_masks_and_takes_objections(cast: Cast) -> None:
    vote = drafted_vote(cast)
    publication = posted(cast, vote)
    facts = json.loads(publication.facts)
    assert (facts["units"], facts["heads"], facts["last_day"]) == (9, 9, "2026-07-12")
    assert facts["rows"][0] == {
        "building": "3号楼", "entrance": "3号", "unit": "3-101", "area_m2": "100.00", "owners": "李*",
        "status": "sold", "head": 1,
    }  # fmt: skip
    assert "李秋生" not in publication.facts
    assert [p.article for p in problems_before_notice(vote, TODAY)] == ["指导规则 12"]
    assert problems_before_notice(vote, date(2026, 7, 13)) == []


def test_unanswered_objection_stands_before_notice(cast: Cast) -> None:
    vote = drafted_vote(cast)
    publication = posted(cast, vote)
    objection = object_to(
        actor_for(cast.people["li"], SOLD_AT.replace(day=6)), publication_id=publication.id, words="面积不对"
    )
    after = date(2026, 7, 13)
    (problem,) = problems_before_notice(vote, after)
    assert problem.path.endswith("/objections/")
    late = cast.actor("wang", at=datetime(2026, 7, 13, 9, 0, tzinfo=SHANGHAI))
    with pytest.raises(AgainstTheLaw):
        actions.give_notice(late, vote_id=vote.id, opens_on=date(2026, 7, 30), closes_on=CLOSES_ON)
    answer_objection(late, objection_id=objection.id, answer="已按产证更正")
    assert problems_before_notice(vote, after) == []


def test_page_knows_what_was_corrected_since_the_posting(cast: Cast) -> None:
    vote = drafted_vote(cast)
    posted(cast, vote)
    Unit.objects.filter(id=cast.units["3-102"].id).update(area_dm2=9_950)
    found = posting_of(vote)
    assert found is not None
    changed = changed_since_posting(found, vote, TODAY)
    assert [(c.unit, c.before, c.now) for c in changed] == [("3-102", "100.00 ㎡ · 王*", "99.50 ㎡ · 王*")]


def test_question_that_was_not_posted_is_refused(cast: Cast) -> None:
    vote = drafted_vote(cast)
    posted(cast, vote)
    actions.edit_vote(
        cast.actor("wang"), vote_id=vote.id, title="外墙", summary="", questions=["另一件事是否同意"]
    )
    (problem,) = problems_before_notice(vote, date(2026, 7, 13))
    assert "另一件事是否同意" in problem.sentence and problem.article == "物业管理条例 14"
    posted(cast, vote)
    assert problems_before_notice(vote, date(2026, 7, 13)) == []
    assert Publication.objects.filter(subject="vote_roll", replaces__isnull=False).count() == 1


@pytest.mark.parametrize("who", CAST)
def test_roll_is_posted_by_who_calls_the_vote(cast: Cast, who: str) -> None:
    vote = drafted_vote(cast)
    if who in ("wang", "he"):
        assert actions.post_roll(cast.actor(who), vote_id=vote.id, days=7).kind == "public_notice"
        return
    with pytest.raises(NotAllowed):
        actions.post_roll(cast.actor(who), vote_id=vote.id, days=7)


def test_roll_with_a_hole_is_not_posted(cast: Cast) -> None:
    vote = drafted_vote(cast)
    with pytest.raises(ValidationError):
        actions.post_roll(cast.actor("wang"), vote_id=vote.id, days=1)
    Ownership.objects.filter(unit=cast.units["3-201"]).update(valid_to=SINCE)
    with pytest.raises(AgainstTheLaw):
        posted(cast, vote)


def test_posting_after_notice_is_refused(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(WrongState):
        posted(cast, vote)
