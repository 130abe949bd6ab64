"""A recount that overturns an election: the published version replaces seats with a trace, else it is refused."""

import pytest
import time_machine

from linmeng.assembly import actions
from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.term import complete_filing, hand_in_filing, lay_in_paper, open_filing
from linmeng.assembly.models import Candidacy, Count, Election, Filing, HandOver
from linmeng.assembly.queries.ways_on import ways_on
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.people.models import Seat
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.elections.world import LATER, UNITS, decided, published, recounted, seated, sun

WINS_BY_ONE = ["1+2+3"] * 4 + ["1+2+4"] * 3
"""Number 3 has four of seven; without one of the four, three of six."""
JUST_HALF = ["1+2+3"] * 4 + ["1+2+4"] * 3 + ["against"]
"""Number 3 has four of eight; without who is against all, four of seven."""


def elected(election: Election) -> list[int]:
    rows = election.candidacies.filter(state="elected").order_by("rank")
    return list(rows.values_list("number", flat=True))


def sitting(cast: Cast) -> list[str]:
    rows = Seat.objects.filter(body=cast.bodies["committee"], valid_to__isnull=True)
    return sorted(rows.values_list("person__name", flat=True))


def test_ended_election_is_elected_after_all(cast: Cast) -> None:
    election, vote = decided(cast, JUST_HALF)
    assert (election.state, elected(election)) == ("ended", [1, 2])
    recounted(cast, vote, void="3-302")
    published(cast, vote, LATER)
    election.refresh_from_db()
    assert (election.state, elected(election), election.reason) == ("elected", [1, 2, 3], "")
    assert [way.kind for way in ways_on(cast.compound, LATER.date())] == []


def test_what_stood_before_stays_readable(cast: Cast) -> None:
    election, vote = decided(cast, JUST_HALF)
    recounted(cast, vote, void="3-302")
    published(cast, vote, LATER)
    steps = election.steps.filter(key="result").order_by("id")
    assert [(step.withdrawn_at is None, "邻居0" in step.words) for step in steps] == [
        (False, False), (True, True),
    ]  # fmt: skip
    hung = Publication.objects.filter(subject="vote_result").order_by("published_at")
    assert [one.replaces_id for one in hung] == [None, hung[0].id]
    assert Count.objects.count() == 2
    (entry,) = Entry.objects.filter(kind="election_result_corrected")
    third = Candidacy.objects.get(number=3)
    assert f'"won":["{third.id}"]' in entry.text and '"was":"ended"' in entry.text


def test_elected_one_is_lost_and_a_by_election_follows(cast: Cast) -> None:
    election, vote = decided(cast, WINS_BY_ONE)
    assert (election.state, elected(election)) == ("elected", [1, 2, 3])
    recounted(cast, vote, void="3-101")
    published(cast, vote, LATER)
    election.refresh_from_db()
    assert (election.state, elected(election)) == ("ended", [1, 2])
    assert [(way.kind, way.seats) for way in ways_on(cast.compound, LATER.date())] == [("by_election", 1)]


def test_by_election_begun_meanwhile_ends_with_its_reason(cast: Cast) -> None:
    election, vote = decided(cast, JUST_HALF)
    follows = acts.open_election(sun(cast, LATER), compound_id=cast.compound.id, kind="by_election")
    recounted(cast, vote, void="3-302")
    published(cast, vote, LATER)
    election.refresh_from_db()
    follows.refresh_from_db()
    assert (election.state, follows.state, bool(follows.reason)) == ("elected", "ended", True)


def test_seats_once_more_voted_about_stay_as_they_are(cast: Cast) -> None:
    election, vote = decided(cast, JUST_HALF)
    follows = acts.open_election(sun(cast, LATER), compound_id=cast.compound.id, kind="by_election")
    Election.objects.filter(id=follows.id).update(state="voting")
    recounted(cast, vote, void="3-302")
    published(cast, vote, LATER)
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)
    election.refresh_from_db()
    assert (election.state, elected(election)) == ("ended", [1, 2])


@pytest.mark.parametrize("ballots", [JUST_HALF, WINS_BY_ONE])
def test_nothing_changed_is_refused(cast: Cast, ballots: list[str]) -> None:
    election, vote = decided(cast, ballots)
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)
    actions.recount(sun(cast, LATER), vote_id=vote.id, reason="业主要求复核")
    published(cast, vote, LATER)
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)
    assert Entry.objects.filter(kind="election_result_corrected").count() == 0


def test_recount_that_does_not_hang_yet_moves_no_seat(cast: Cast) -> None:
    election, vote = decided(cast, WINS_BY_ONE)
    recounted(cast, vote, void="3-101")
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)


def test_called_off_election_has_no_result_to_take(cast: Cast) -> None:
    election, _vote = decided(cast, WINS_BY_ONE)
    election.steps.all().update(withdrawn_at=LATER)
    Election.objects.filter(id=election.id).update(state="ended")
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)


def test_seats_of_a_committee_in_office_follow_the_recount(cast: Cast) -> None:
    election, vote = decided(cast, WINS_BY_ONE)
    seated(cast, election)
    assert sitting(cast) == ["李秋生", "王建国", "邻居0"]
    recounted(cast, vote, void="3-101")
    published(cast, vote, LATER)
    assert sitting(cast) == ["李秋生", "王建国", "邻居0"]  # only who runs the election moves seats
    actor = cast.actor("sun", at=LATER, second_factor=False)
    with pytest.raises(NeedsSecondFactor):
        acts.take_result(actor, election_id=election.id)
    for who in ("zhao", "qian", "chen"):
        with pytest.raises(NotAllowed):
            acts.take_result(cast.actor(who, at=LATER), election_id=election.id)
    acts.take_result(sun(cast, LATER), election_id=election.id)
    election.refresh_from_db()
    assert (election.state, elected(election), sitting(cast)) == ("filed", [1, 2], ["李秋生", "王建国"])
    assert Filing.objects.filter(is_change=True, state="preparing").count() == 1
    assert HandOver.objects.filter(kind="by_member").count() == 1
    assert [(way.kind, way.seats) for way in ways_on(cast.compound, LATER.date()) if not way.optional] == [
        ("by_election", 1)
    ]
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)


def test_another_takes_the_seat_of_who_lost_it(cast: Cast) -> None:
    """Five name 3, five name 4, of nine: 3 stands first by lot; without one ballot only 4 is over half."""
    ballots = ["1+2+3", "1+2+3", "1+2+3", "1+3+4", "2+3+4", "1+2+4", "1+2+4", "1+2+4"]
    election, vote = decided(cast, ballots)
    tied = [3, 4]
    assert Count.objects.get().result.count('"lot_needed"') == 1
    acts.draw_lot(sun(cast, LATER), election_id=election.id, order=tied, witnesses="五位业主")
    published(cast, vote, LATER)
    election.refresh_from_db()
    seated(cast, election, LATER)
    recounted(cast, vote, void="3-103")
    published(cast, vote, LATER)
    acts.take_result(sun(cast, LATER), election_id=election.id)
    assert (elected(election), sitting(cast)) == ([1, 2, 4], ["李秋生", "王建国", "邻居1"])


def test_filing_of_an_overturned_election_is_not_completed(cast: Cast) -> None:
    election, vote = decided(cast, WINS_BY_ONE)
    filing = open_filing(sun(cast, LATER), compound_id=cast.compound.id, election_id=election.id)
    for paper in filing.papers.all():
        lay_in_paper(sun(cast, LATER), paper_id=paper.id, path="/a/dongzhen/c/wt/")
    hand_in_filing(sun(cast, LATER), filing_id=filing.id)
    recounted(cast, vote, void="3-101")
    published(cast, vote, LATER)
    with pytest.raises(WrongState):
        complete_filing(
            sun(cast, LATER), filing_id=filing.id, certificate="备2026-3", seal_text="", on=LATER.date()
        )


def test_page_offers_the_recounted_result_and_shows_the_one_before(cast: Cast, page: Visits) -> None:
    election, vote = decided(cast, WINS_BY_ONE)
    seated(cast, election)
    home = path(cast, f"elections/{election.id}/")
    with time_machine.travel(LATER, tick=True):
        assert "move/result/" not in page("sun").get(home).content.decode()
        recounted(cast, vote, void=UNITS[0])
        published(cast, vote, LATER)
        assert "move/result/" in page("sun").get(home).content.decode()
        assert "move/result/" not in page("wang").get(home).content.decode()
        assert page("sun").post(f"{home}move/result/", {"sure": "1"}).status_code == 302
        shown = page("stranger").get(home).content.decode()
    assert "move/result/" not in shown and shown.count("当选：李秋生、王建国") == 2
