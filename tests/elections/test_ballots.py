"""An election through the ballot: web and paper give one text, the count is the core's, a lot breaks equals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.actions import election as acts
from linmeng.assembly.bridge import joined, parse_marks
from linmeng.assembly.models import BallotPaper, CastBallot, Count, Election, VoteDecision
from linmeng.assembly.queries import newest_counts, vote_files
from linmeng.common.errors import WrongState
from linmeng.pages.printing.ballot_papers import ballot_layout
from linmeng.papers.queries.scans import BoxReading, values_of
from tests.assembly.votes import printed_paper
from tests.cast import Cast
from tests.elections.world import AFTER, WHILE_OPEN, counted, sun, vote_for, voting

UNITS = [f"3-{floor}0{door}" for floor in (1, 2, 3) for door in (1, 2, 3)]


@pytest.mark.parametrize(
    ("marked", "text"),
    [([], "abstain"), (["3", "1"], "1+3"), (["against"], "against"), (["1", "against"], "unclear"), (["12", "2"], "2+12")],
)  # fmt: skip
def test_boxes_become_one_text(marked: list[str], text: str) -> None:
    assert joined(marked) == text


@pytest.mark.parametrize("text", ["3+1", "1+1", "", "1+", "yes", "²"])
def test_texts_that_nobody_kept_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"answer|numbers"):
        parse_marks(text)


@pytest.mark.parametrize("choice", ["1+2+3+4", "9", "unclear", "yes", "2+1"])
def test_web_ballot_refuses_more_than_seats_and_foreign_numbers(cast: Cast, choice: str) -> None:
    _election, vote = voting(cast)
    with pytest.raises(ValidationError):
        vote_for(cast, vote, "3-101", choice)
    assert CastBallot.objects.count() == 0


def test_count_file_recounts_on_the_command_line(cast: Cast, tmp_path: Path) -> None:
    _election, vote = voting(cast)
    counted(cast, vote, dict(zip(UNITS[:7], ["1+2+3"] * 5 + ["against", "4"], strict=True)))
    file = tmp_path / "ELECTION.json"
    file.write_text(json.dumps(vote_files(vote)[1], ensure_ascii=False), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "linmeng_core", "elect", str(file)], capture_output=True, check=True, text=True
    )
    assert json.loads(told.stdout) == newest_counts(vote)[0].result


def test_count_file_names_nobody(cast: Cast) -> None:
    _election, vote = voting(cast)
    counted(cast, vote, {UNITS[0]: "1", UNITS[1]: "2"})
    text = json.dumps(vote_files(vote)[1], ensure_ascii=False)
    known = [*(str(person.id) for person in cast.people.values()), *cast.units, "李秋生"]
    assert [one for one in known if one in text] == []


def paper_read(cast: Cast, who: str, paper: BallotPaper, choice: str) -> BallotPaper:
    return actions.enter_paper(
        cast.actor(who, at=WHILE_OPEN), vote_id=paper.vote_id, token_or_number=paper.token,
        choices={1: choice}, signed_by=paper.entry.owners[0],
    )  # fmt: skip


def test_paper_with_too_many_names_is_kept_as_read_and_invalid_at_the_count(cast: Cast) -> None:
    _election, vote = voting(cast)
    paper = printed_paper(cast, vote, "3-301")
    vote_for(cast, vote, "3-302", "1")
    scrutineer(cast)
    paper_read(cast, "sun", paper, "1+2+3+4")
    paper_read(cast, "zhao", paper, "1+2+3+4")
    counted(cast, vote, {})
    result = newest_counts(vote)[0].result
    assert [one["reason"] for one in result["refused"]] == ["unclear"]
    assert result["participating"]["heads"] == 1


def scrutineer(cast: Cast) -> None:
    from linmeng.people.models import Seat
    from tests.cast import SINCE

    Seat.objects.filter(person=cast.people["zhao"]).update(valid_to=SINCE)
    Seat.objects.create(
        person=cast.people["zhao"], body=cast.bodies["residents"], role="scrutineer", valid_from=SINCE
    )


def test_scan_reads_the_same_text_as_people(cast: Cast) -> None:
    _election, vote = voting(cast)
    layout = ballot_layout(vote, sample=False)
    assert layout["groups"]["1"] == ["1:1", "1:2", "1:3", "1:4", "1:against"]

    def read(*marked: str) -> BoxReading:
        boxes = {name: {"mark": "marked" if name in marked else "empty"} for name in layout["groups"]["1"]}
        return values_of(layout, boxes)

    assert (read("1:1", "1:3").values, read("1:1", "1:3").sure) == ({"1": "1+3"}, True)
    assert read("1:against").values == {"1": "against"}
    assert not read("1:1", "1:against").sure and not read("1:1", "1:2", "1:3", "1:4").sure and not read().sure


def tied(cast: Cast) -> tuple[Election, object]:
    """Three seats; 1 and 2 are clear, 3 and 4 have the same."""
    election, vote = voting(cast)
    ballots = ["1+2+3", "1+2+3", "1+2+3", "1+2+4", "1+2+4", "1+2+4"]
    counted(cast, vote, dict(zip(UNITS[:6], ballots, strict=True)))
    return election, vote


def test_half_is_not_more_than_half(cast: Cast) -> None:
    election, _vote = tied(cast)
    election = acts.take_result(sun(cast, AFTER), election_id=election.id)
    assert (election.state, election.candidacies.filter(state="elected").count()) == ("ended", 2)


def equal(cast: Cast) -> tuple[Election, object]:
    """3 and 4 have five of seven each and stand on both sides of the last seat."""
    election, vote = voting(cast)
    ballots = ["1+3+4", "1+3+4", "2+3+4", "1+2+3", "1+2+4", "1+2+3", "1+2+4"]
    counted(cast, vote, dict(zip(UNITS[:7], ballots, strict=True)))
    return election, vote


def test_equals_wait_for_a_lot_which_is_counted_as_version_two(cast: Cast) -> None:
    election, vote = equal(cast)
    first = json.loads(Count.objects.get().result)
    assert first["outcome"] == "lot_needed" and first["tied"]
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, AFTER), election_id=election.id)
    with pytest.raises(ValidationError):
        acts.draw_lot(sun(cast, AFTER), election_id=election.id, order=[1], witnesses="五位业主")
    order = [int(number) for number in reversed(first["tied"])]
    acts.draw_lot(sun(cast, AFTER), election_id=election.id, order=order, witnesses="五位业主")
    second = json.loads(Count.objects.get(version=2).result)
    assert (second["outcome"], len(second["elected"])) == ("complete", 3)
    assert str(order[0]) in second["elected"] and str(order[-1]) not in second["elected"]
    assert VoteDecision.objects.filter(vote=vote, kind="lot").count() == 1
    assert acts.take_result(sun(cast, AFTER), election_id=election.id).state == "elected"


def test_below_minimum_the_next_way_is_a_by_election_for_the_free_seat(cast: Cast) -> None:
    from linmeng.assembly.queries.ways_on import ways_on

    election, _vote = tied(cast)
    acts.take_result(sun(cast, AFTER), election_id=election.id)
    ways = ways_on(cast.compound, AFTER.date())
    assert [(way.kind, way.seats) for way in ways] == [("by_election", 1)]
    after = acts.open_election(sun(cast, AFTER), compound_id=cast.compound.id, kind="by_election")
    assert (after.after_id, after.seats, after.minimum, after.term_number) == (
        election.id,
        1,
        1,
        election.term_number,
    )


def test_silence_clause_does_not_speak_in_an_election(cast: Cast) -> None:
    RulesOfProcedure.objects.filter(compound=cast.compound).update(silence_clause=True)
    _election, vote = voting(cast)
    assert vote.silence == "off" and vote_files(vote)[1]["policy"]["silence"] == "off"
