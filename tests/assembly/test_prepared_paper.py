"""The phone prepares a numbered paper: only the signed paper counts, and nothing of the choice stays here."""

import json

import pytest
import time_machine
from django.apps import apps

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.models import BallotDelivery, BallotPaper, Receipt, Vote
from linmeng.assembly.queries import turnout
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.pages.printing.prepared_ballot import marked_boxes
from linmeng.papers.models import PrintRun
from linmeng.people.models import Ownership
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    close_and,
    entry_of,
    moment,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
    third_counter,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import CAST, SINCE, Cast

pytestmark = pytest.mark.django_db


def paper_vote(cast: Cast, **rules: object) -> Vote:
    """A vote in which only signed paper counts."""
    RulesOfProcedure.objects.update(web_ballots=False, **rules)
    return noticed_vote(cast)


def prepare(
    cast: Cast, vote: Vote, unit: str = "3-101", key: str = "a", at: object = WHILE_OPEN
) -> BallotPaper:
    return actions.prepare_paper(
        owner_of(cast, unit, at),  # type: ignore[arg-type]
        vote_id=vote.id,
        entry_id=entry_of(vote, unit).id,
        layout={},
        key=key,
    )


def numbers(vote: Vote) -> list[tuple[int, str, str]]:
    rows = BallotPaper.objects.filter(vote=vote).order_by("sheet__number")
    return list(rows.values_list("sheet__number", "sheet__state", "entry__unit_code"))


def test_where_only_signed_paper_counts_the_phone_may_prepare_one(cast: Cast) -> None:
    assert paper_vote(cast).paper_by_phone is True


def test_where_web_ballots_are_adopted_the_phone_prepares_nothing(cast: Cast) -> None:
    vote = noticed_vote(cast)
    Vote.objects.filter(id=vote.id).update(web_ballots=True, paper_by_phone=False)
    with pytest.raises(WrongState):
        prepare(cast, vote)


def test_paper_is_numbered_after_those_of_the_office_and_casts_nothing(cast: Cast) -> None:
    vote = paper_vote(cast)
    printed_paper(cast, vote, "3-101")
    paper = prepare(cast, vote)
    assert (paper.number, paper.state, paper.prepared_by) == (10, "printed", str(cast.people["li"].id))
    assert (Receipt.objects.count(), turnout(vote).units_returned) == (0, 0)
    assert list(BallotDelivery.objects.values_list("way", "proves")) == [("web", True)]


def test_same_form_sent_twice_gives_one_paper(cast: Cast) -> None:
    vote = paper_vote(cast)
    assert prepare(cast, vote).id == prepare(cast, vote).id
    assert numbers(vote) == [(1, "printed", "3-101")]


def test_newer_paper_of_the_same_owner_sets_the_earlier_aside_but_not_the_one_brought_to_the_door(
    cast: Cast,
) -> None:
    vote = paper_vote(cast)
    printed_paper(cast, vote, "3-101")
    prepare(cast, vote)
    prepare(cast, vote, key="b")
    assert [row for row in numbers(vote) if row[2] == "3-101"] == [
        (1, "printed", "3-101"),
        (10, "void", "3-101"),
        (11, "printed", "3-101"),
    ]
    assert PrintRun.objects.filter(subject_id=vote.id).count() == 2


def test_paper_of_a_co_owner_is_left_alone(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.neighbours[0], valid_from=SINCE)
    vote = paper_vote(cast)
    prepare(cast, vote)
    from linmeng.people.queries.actors import actor_for

    other = actor_for(cast.neighbours[0], WHILE_OPEN)
    entry = entry_of(vote, "3-101")
    actions.prepare_paper(other, vote_id=vote.id, entry_id=entry.id, layout={}, key="c")
    assert numbers(vote) == [(1, "printed", "3-101"), (2, "printed", "3-101")]


def test_office_still_prints_a_paper_for_a_home_that_prepared_its_own(cast: Cast) -> None:
    vote = paper_vote(cast)
    prepare(cast, vote)
    assert actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id) == 9


def test_signed_and_read_twice_it_is_a_ballot_like_any_other(cast: Cast) -> None:
    vote = paper_vote(cast)
    paper = prepare(cast, vote)
    for who in ("sun", "he"):
        paper = read(cast, who, paper, "no", at=WHILE_OPEN)
    receipt = Receipt.objects.get()
    assert (paper.state, receipt.channel, receipt.by) == ("settled", "paper", str(cast.people["li"].id))
    with pytest.raises(WrongState, match="3-101"):
        prepare(cast, vote, key="b")


def test_two_signed_papers_of_one_owner_are_counted_by_the_announced_policy(cast: Cast) -> None:
    vote = paper_vote(cast)
    brought = printed_paper(cast, vote, "3-101")
    own = prepare(cast, vote)
    for who in ("sun", "he"):
        read(cast, who, own, "no", at=WHILE_OPEN)
        read(cast, who, brought, "yes", at=AFTER)
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    assert (result["yes"]["heads"], result["no"]["heads"], len(result["refused"])) == (0, 1, 1)
    assert third_counter(cast).person_id == cast.neighbours[0].id


@pytest.mark.parametrize("state", ["noticed", "open", "over", "closed", "counted", "cancelled"])
def test_papers_are_prepared_between_notice_and_closing_only(cast: Cast, state: str) -> None:
    RulesOfProcedure.objects.update(web_ballots=False)
    vote = vote_in(cast, state)
    if state in ("noticed", "open"):
        assert prepare(cast, vote, at=moment(state)).number == 1
    else:
        with pytest.raises(WrongState):
            prepare(cast, vote, at=moment(state))


def test_nobody_prepares_the_paper_of_somebody_elses_home(cast: Cast) -> None:
    vote = paper_vote(cast)
    entry = entry_of(vote, "3-101")
    for who in set(CAST) - {"li"}:
        actor = cast.actor(who, at=WHILE_OPEN)
        with pytest.raises(NotAllowed):
            actions.prepare_paper(actor, vote_id=vote.id, entry_id=entry.id, layout={}, key="x")


def test_boxes_of_a_choice_bear_the_names_on_the_paper() -> None:
    assert marked_boxes({2: "1+3", 1: "yes", 3: "against"}) == ("1:yes", "2:1", "2:3", "3:against")


def test_page_makes_a_marked_pdf_and_keeps_nothing_of_the_choice(cast: Cast, page: Visits) -> None:
    vote = paper_vote(cast)
    entry = entry_of(vote, "3-101")
    with time_machine.travel(WHILE_OPEN, tick=False):
        client, address = page("li"), path(cast, f"votes/{vote.id}/my-paper/{entry.id}/")
        assert client.get(address).context["papers"] == []
        confirm = client.post(address, {"q1": "no"})
        assert (confirm.status_code, BallotPaper.objects.count()) == (200, 0)
        made = client.post(address, {"q1": "no", "sure": "1", "once": "one"})
        again = client.post(address, {"q1": "no", "sure": "1", "once": "one"})
    assert (made["Content-Type"], made["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert made.content[:5] == b"%PDF-" == again.content[:5]
    assert numbers(vote) == [(1, "printed", "3-101")]
    kept = PrintRun.objects.get(subject_id=vote.id)
    assert set(kept.layout) >= {"boxes"} and (kept.state, kept.file) == ("forgotten", None)
    assert all(row == 0 for row in rows_that_name_a_choice())


def rows_that_name_a_choice() -> list[int]:
    models = ("assembly.CastBallot", "assembly.Receipt", "papers.DoubleEntry", "ground.StoredFile")
    return [apps.get_model(model).objects.count() for model in models]


def test_page_of_anothers_home_does_not_exist(cast: Cast, page: Visits) -> None:
    vote = paper_vote(cast)
    with time_machine.travel(WHILE_OPEN, tick=False):
        address = path(cast, f"votes/{vote.id}/my-paper/{entry_of(vote, '3-101').id}/")
        seen = [page(who).get(address).status_code for who in ("wang", "qian", "chen", "stranger")]
    assert seen == [404, 404, 404, 404]
