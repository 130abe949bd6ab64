"""Filing: its six papers, its clock, the street's answer; then the elected take office."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly.actions.term import (
    complete_filing,
    correct_filing,
    hand_in_filing,
    lay_in_paper,
    open_filing,
    send_filing_back,
)
from linmeng.assembly.models import Filing, HandOver
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.people.models import Seat
from linmeng.record.models import Entry
from tests.cast import NOON, Cast
from tests.term.electing import elected

SIX = ["minutes", "rules", "covenant", "fund_covenant", "members", "training"]
TODAY = date(2026, 7, 5)


def _ready(cast: Cast, filing: Filing) -> None:
    for paper in filing.papers.all():
        lay_in_paper(cast.actor("sun"), paper_id=paper.id, path="/a/dongzhen/c/wt/")


def _handed_in(cast: Cast) -> Filing:
    filing = open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=elected(cast).id)
    _ready(cast, filing)
    return hand_in_filing(cast.actor("sun"), filing_id=filing.id)


def test_filing_of_an_election_lists_the_six_papers_within_thirty_days(cast: Cast) -> None:
    filing = open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=elected(cast).id)
    assert [paper.key for paper in filing.papers.all()] == SIX
    assert (filing.due_on, filing.is_change) == (date(2026, 7, 31), False)


def test_filing_waits_for_every_paper(cast: Cast) -> None:
    filing = open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=elected(cast).id)
    first = filing.papers.all()[0]
    lay_in_paper(cast.actor("wang"), paper_id=first.id, path="/a/dongzhen/votes/1/")
    with pytest.raises(WrongState, match="5 份材料"):
        hand_in_filing(cast.actor("sun"), filing_id=filing.id)


def test_completed_filing_seats_the_elected_and_begins_the_hand_over(cast: Cast) -> None:
    old = CommitteeTerm.objects.get()
    filing = _handed_in(cast)
    complete_filing(
        cast.actor("sun"), filing_id=filing.id, certificate="长房备2026-3", seal_text="第三届", on=TODAY
    )
    term = CommitteeTerm.objects.get(number=3)
    seats = Seat.objects.filter(term=term, valid_to__isnull=True).order_by("role", "person__name")
    assert [(seat.role, seat.person.name) for seat in seats] == [
        ("committee_director", "王建国"),
        ("committee_member", "李秋生"),
        ("committee_member", "邻居0"),
    ]
    assert (term.members, term.ends_on, term.filing) == (3, date(2029, 7, 5), "长房备2026-3")
    assert not Seat.objects.filter(term=old, valid_to__isnull=True).exists()
    hand_over = HandOver.objects.get()
    assert (hand_over.kind, hand_over.from_term_id, hand_over.to_term_id) == ("to_new", old.id, term.id)
    assert hand_over.due_on == date(2026, 7, 15)
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds[-1] == "filing_completed"


def test_sent_back_filing_can_be_changed_and_handed_in_again(cast: Cast) -> None:
    filing = _handed_in(cast)
    paper = filing.papers.all()[0]
    with pytest.raises(WrongState, match="已递交"):
        lay_in_paper(cast.actor("sun"), paper_id=paper.id, path="/a/dongzhen/")
    send_filing_back(cast.actor("sun"), filing_id=filing.id, reason="缺培训记录原件")
    lay_in_paper(cast.actor("sun"), paper_id=paper.id, path="/a/dongzhen/")
    assert hand_in_filing(cast.actor("sun"), filing_id=filing.id).state == "handed_in"


def test_filing_begins_once_and_only_after_an_outcome(cast: Cast) -> None:
    election = elected(cast)
    open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=election.id)
    with pytest.raises(WrongState, match="已经开始"):
        open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=election.id)
    election.state = "voting"
    election.save()
    with pytest.raises(WrongState, match="先由业主选出"):
        open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=election.id)


def test_certificate_has_a_number_and_a_day_that_can_be(cast: Cast) -> None:
    filing = _handed_in(cast)
    for certificate, on in (("", TODAY), ("3", TODAY + timedelta(days=1)), ("3", date(2026, 7, 1))):
        with pytest.raises(ValidationError):
            complete_filing(
                cast.actor("sun"), filing_id=filing.id, certificate=certificate, seal_text="", on=on
            )
    assert Filing.objects.get().state == "handed_in"


def test_certificate_is_corrected_with_a_trace(cast: Cast) -> None:
    filing = _handed_in(cast)
    complete_filing(cast.actor("sun"), filing_id=filing.id, certificate="2026-8", seal_text="", on=TODAY)
    correct_filing(cast.actor("sun"), filing_id=filing.id, certificate="2026-3", seal_text="第三届")
    facts = Entry.objects.order_by("-id").values_list("text", flat=True)[0]
    assert '"was":"2026-8"' in facts


@pytest.mark.parametrize("who", ["li", "chen", "wu", "zhou", "zhao", "feng", "qian", "stranger"])
def test_filing_is_not_for_everybody(cast: Cast, who: str) -> None:
    election = elected(cast)
    with pytest.raises(NotAllowed):
        open_filing(cast.actor(who), compound_id=cast.compound.id, election_id=election.id)
    filing = open_filing(cast.actor("sun"), compound_id=cast.compound.id, election_id=election.id)
    with pytest.raises(NotAllowed):
        hand_in_filing(cast.actor(who), filing_id=filing.id)


@pytest.mark.parametrize("who", ["wang", "he"])
def test_street_s_answer_is_entered_by_the_clerk_alone(cast: Cast, who: str) -> None:
    filing = _handed_in(cast)
    actor = cast.actor(who, at=NOON)
    with pytest.raises(NotAllowed):
        complete_filing(actor, filing_id=filing.id, certificate="3", seal_text="", on=TODAY)
    with pytest.raises(NotAllowed):
        send_filing_back(actor, filing_id=filing.id, reason="缺一页纸")
