"""A recount: papers read again by two, a new version beside the old, ballot-by-ballot differences, the board corrected."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from linmeng.assembly import actions
from linmeng.assembly.bridge import Changed, canonical, sha256
from linmeng.assembly.models import BallotPaper, Count, ReReading, Vote
from linmeng.assembly.queries import newest_counts, vote_files
from linmeng.assembly.queries.recount import changes_between, open_recount, published_version
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import Look
from linmeng.projects.models import Gate, Project
from linmeng.publishing.models import Publication
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    noticed_vote,
    printed_paper,
    read,
    signed_by,
    third_counter,
)
from tests.browsing import Visits, path
from tests.cast import Cast

LATER = AFTER + timedelta(hours=2)
REASON = "业主要求复核第3号票"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are told apart by their sentences."""
    with translation.override("en"):
        yield


def published(cast: Cast) -> tuple[Vote, BallotPaper]:
    """Four on the web for, two on the web against, one paper read as "for": passed by 5 of 7."""
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-102", "3-103"):
        cast_for(cast, vote, unit, "yes")
    for unit in ("3-201", "3-202", "3-203"):
        cast_for(cast, vote, unit, "no")
    paper = printed_paper(cast, vote, "3-301")
    read(cast, "wang", paper, at=WHILE_OPEN)
    read(cast, "sun", paper, at=WHILE_OPEN)
    close_and(cast, vote, "published")
    vote.refresh_from_db()
    return vote, paper


def again(cast: Cast, who: str, paper: BallotPaper, choice: str) -> int:
    actor = cast.actor(who, at=LATER)
    return len(
        actions.re_read_paper(
            actor, vote_id=paper.vote_id, token_or_number=str(paper.number), choices={1: choice}
        )
    )


def begun(cast: Cast, vote: Vote) -> None:
    actions.begin_recount(cast.actor("sun", at=LATER), vote_id=vote.id, reason=REASON)


def test_recount_that_turns_the_decision(cast: Cast) -> None:
    vote, paper = published(cast)
    begun(cast, vote)
    again(cast, "he", paper, "no")
    again(cast, "sun", paper, "no")
    sun = cast.actor("sun", at=LATER)
    actions.recount(sun, vote_id=vote.id)
    first, second = (newest_counts(vote, version)[0] for version in (1, 2))
    assert (first.result["yes"]["heads"], first.count.passed) == (4, True)
    assert (second.result["yes"]["heads"], second.count.passed) == (3, False)
    [changed] = changes_between(vote, 1, 2)
    assert changed.ballots == (Changed(str(paper.number), "yes", "no"),)
    kept = ReReading.objects.get()
    assert (kept.before, kept.choice, kept.version, kept.reason) == ("yes", "no", 2, REASON)
    assert (open_recount(vote), published_version(vote)) == (None, 1)
    with pytest.raises(WrongState, match="Two people"):
        actions.publish_correction(sun, vote_id=vote.id)
    signed_by(cast, vote, "wang", "sun", at=LATER)
    correction = actions.publish_correction(sun, vote_id=vote.id)
    assert published_version(vote) == 2
    assert correction.replaces == Publication.objects.filter(subject="vote_result").order_by("id").first()
    gates = list(Gate.objects.filter(kind="decision").values_list("state", "evidence_hash"))
    assert [state for state, _hash in gates] == ["passed", "failed"]
    assert gates[1][1] == correction.facts_sha256 and Project.objects.get().state == "rejected"


def test_earlier_version_can_still_be_recounted(cast: Cast) -> None:
    vote, paper = published(cast)
    begun(cast, vote)
    again(cast, "he", paper, "no")
    again(cast, "sun", paper, "no")
    actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    hashes = {count.version: count.input_sha256 for count in Count.objects.all()}
    again_now = {version: sha256(canonical(vote_files(vote, version)[1])) for version in hashes}
    assert again_now == hashes and hashes[1] != hashes[2]


def test_paper_overlooked_in_the_box_is_entered_by_two(cast: Cast) -> None:
    vote, _paper = published(cast)
    found = BallotPaper.objects.get(vote=vote, entry__unit_code="3-302")
    with pytest.raises(WrongState):
        read(cast, "sun", found, at=LATER)
    begun(cast, vote)
    read(cast, "wang", found, at=LATER)
    with pytest.raises(WrongState, match="second person"):
        actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    read(cast, "sun", found, at=LATER)
    actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    heads = [newest_counts(vote, n)[0].result["participating"]["heads"] for n in (1, 2)]
    assert heads == [7, 8]
    assert changes_between(vote, 1, 2)[0].ballots == (Changed(str(found.number), "", "yes"),)


def test_two_who_differ_wait_for_a_third(cast: Cast) -> None:
    vote, paper = published(cast)
    begun(cast, vote)
    assert again(cast, "he", paper, "no") == 1
    assert again(cast, "sun", paper, "abstain") == 2
    with pytest.raises(WrongState, match=f"No. {paper.number} wait"):
        actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    with pytest.raises(WrongState, match="already"):
        again(cast, "he", paper, "abstain")
    assert again(cast, "wang", paper, "abstain") == 3
    actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    assert ReReading.objects.get().choice == "abstain"


def test_re_reading_that_confirms_changes_nothing(cast: Cast) -> None:
    vote, paper = published(cast)
    begun(cast, vote)
    again(cast, "he", paper, "yes")
    again(cast, "sun", paper, "yes")
    actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    assert not ReReading.objects.exists() and changes_between(vote, 1, 2)[0].ballots == ()
    assert len(set(Count.objects.values_list("result_sha256", flat=True))) == 1


def test_nobody_reads_again_without_a_decision_nor_the_own_paper(cast: Cast) -> None:
    vote, paper = published(cast)
    with pytest.raises(WrongState, match="First decide"):
        again(cast, "sun", paper, "no")
    begun(cast, vote)
    with pytest.raises(WrongState, match="under way"):
        begun(cast, vote)
    own = third_counter(cast)
    home = BallotPaper.objects.get(vote=vote, entry__unit_code="3-103")
    with pytest.raises(NotAllowed, match="own home"):
        actions.re_read_paper(own, vote_id=vote.id, token_or_number=home.token, choices={1: "no"})
    with pytest.raises(NotAllowed):
        actions.re_read_paper(
            cast.actor("li", at=LATER), vote_id=vote.id, token_or_number=paper.token, choices={1: "no"}
        )


def test_public_sees_how_many_differ_and_officers_which(cast: Cast, page: Visits) -> None:
    vote, paper = published(cast)
    begun(cast, vote)
    again(cast, "he", paper, "no")
    again(cast, "sun", paper, "no")
    actions.recount(cast.actor("sun", at=LATER), vote_id=vote.id)
    address = path(cast, f"votes/{vote.id}/changes/")
    assert page("stranger").get(address).status_code == 404  # not on the board yet
    signed_by(cast, vote, "wang", "sun", at=LATER)
    actions.publish_correction(cast.actor("sun", at=LATER), vote_id=vote.id)
    public = page("stranger").get(address).content.decode()
    assert REASON in public and f"第 {paper.number} 号" not in public
    assert not Look.objects.exists()
    inside = page("sun").get(address).content.decode()
    assert f"第 {paper.number} 号" in inside
    assert [look.person_id for look in Look.objects.all()] == [int(paper.entry.owners[0])]
