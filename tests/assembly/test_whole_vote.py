import json
import subprocess
import sys
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.assembly import actions
from linmeng.assembly.models import Count, Receipt, Vote
from linmeng.assembly.queries import newest_counts, turnout, vote_files
from linmeng.assembly.queries.turnout import LiveTurnout, Measured
from linmeng.people.models import Ownership
from linmeng.projects.models import Gate, Project
from linmeng.publishing.models import Notice, Publication
from linmeng.record.models import Entry
from linmeng.record.queries import finding
from linmeng.voices.models import Matter, Outcome
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    printed_paper,
    read,
)
from tests.cast import Cast


def voted(cast: Cast, *, paper_units: tuple[str, ...] = ("3-301",)) -> Vote:
    """Seven of nine vote: five yes (one on paper), one no, one abstains."""
    vote = noticed_vote(cast)
    for unit, choice in [("3-101", "yes"), ("3-102", "yes"), ("3-103", "yes"), ("3-201", "yes")]:
        cast_for(cast, vote, unit, choice)
    cast_for(cast, vote, "3-202", "no")
    cast_for(cast, vote, "3-203", "abstain")
    for unit in paper_units:
        paper = printed_paper(cast, vote, unit)
        read(cast, "wang", paper, at=WHILE_OPEN)
        read(cast, "sun", paper, at=WHILE_OPEN)
    return vote


def test_whole_vote_from_notice_to_board(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "published")
    vote.refresh_from_db()
    result = newest_counts(vote)[0].result
    figures = {
        cell: (result[cell]["area_m2"], result[cell]["heads"]) for cell in ("total", "participating", "yes")
    }
    assert figures == {"total": ("900.00", 9), "participating": ("700.00", 7), "yes": ("500.00", 5)}
    assert (result["no"], result["abstain"]) == (
        {"area_m2": "100.00", "heads": 1},
        {"area_m2": "100.00", "heads": 1},
    )
    assert result["passed"] is True and result["rule"]["article"] == "民法典 278(1)(5)"
    project = Project.objects.get()
    gate = Gate.objects.get(project=project, kind="decision")
    publication = Publication.objects.get(subject="vote_result")
    assert (project.state, gate.state, gate.evidence_hash) == ("decided", "passed", publication.facts_sha256)
    assert gate.evidence_path == f"/a/{cast.alliance.slug}/votes/{vote.id}/"
    assert Matter.objects.get().state == "decided"
    steps = list(Outcome.objects.order_by("id").values_list("step", flat=True))
    assert steps == ["project", "legal", "noticed", "decided", "published"]
    assert finding(cast.alliance.slug).broken == ""


def test_published_facts_carry_every_figure(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "published")
    facts = json.loads(Publication.objects.get(subject="vote_result").facts)
    question = facts["questions"][0]
    assert question["cells"]["yes"] == {"area_dm2": 50_000, "heads": 5, "area_m2": "500.00"}
    assert (facts["units"], facts["heads"], facts["area_m2"]) == (9, 9, "900.00")
    assert facts["approval_share"] == "1/2" and facts["passed"] is True
    assert question["result_sha256"] == Count.objects.get().result_sha256


def test_count_file_recounts_on_the_command_line(cast: Cast, tmp_path: Path) -> None:
    vote = voted(cast)
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    file = tmp_path / "VOTE.json"
    file.write_text(json.dumps(vote_files(vote)[1], ensure_ascii=False), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "linmeng_core", "tally", str(file)], capture_output=True, check=True, text=True
    )
    assert json.loads(told.stdout) == newest_counts(vote)[0].result


def test_count_file_names_neither_unit_nor_person(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    text = json.dumps(vote_files(vote)[1], ensure_ascii=False)
    people = [str(person.id) for person in [*cast.people.values(), *cast.neighbours]]
    units = [code for code in cast.units if code in text]
    assert [known for known in people if known in text] == [] and units == []
    assert "2026-07-25T09" not in text  # when somebody came is nobody's business


def test_fingerprint_follows_from_the_count_file_and_the_commitments(cast: Cast) -> None:
    from linmeng.assembly.bridge import sha256
    from linmeng_core.chain import canonical

    vote = voted(cast)
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    bound = dict(vote.roll.values_list("mask", "commitment"))
    lines = [line | {"commitment": bound[line["unit"]]} for line in vote_files(vote)[1]["roll"]]
    roll = [{k: v for k, v in line.items() if k != "delivered"} for line in lines]
    assert sha256(canonical(roll)) == vote.roll_sha256


def test_turnout_in_both_measures_with_one_query(cast: Cast) -> None:
    vote = voted(cast)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = turnout(vote)
    assert len(asked) == 1
    assert found == LiveTurnout(Measured(90_000, 9), Measured(70_000, 7), 9, 7, 0, 0)


def test_turnout_counts_an_owner_of_two_units_as_one_head(cast: Cast) -> None:
    second = cast.units["3-103"]
    Ownership.objects.filter(unit=second).update(person=cast.people["li"])
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    cast_for(cast, vote, "3-103")
    found = turnout(vote)
    assert (found.total, found.participating) == (Measured(90_000, 8), Measured(20_000, 1))
    assert (found.missing_heads, found.missing_area_dm2) == (5, 40_000)


def test_record_and_notices_hold_no_choice(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "published")
    entries = Entry.objects.exclude(kind="vote_noticed")  # its policy `unclear: abstain` is no choice
    words = [*entries.values_list("text", flat=True), *Notice.objects.values_list("words", flat=True)]
    for choice in ("yes", "abstain"):
        assert [text for text in words if f'"{choice}"' in text] == []
    codes = Receipt.objects.values_list("code", flat=True)
    assert [text for text in words for code in codes if code in text] == []


def test_recount_keeps_the_old_version(cast: Cast) -> None:
    vote = voted(cast)
    close_and(cast, vote, "published")
    actions.recount(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="业主要求复核")
    counts = list(Count.objects.order_by("version").values_list("version", "result_sha256"))
    assert [version for version, _ in counts] == [1, 2] and counts[0][1] == counts[1][1]


def test_units_of_other_entrance_are_not_on_a_building_roll(cast: Cast) -> None:
    building = cast.units["3-101"].building
    vote = noticed_vote(cast, scope="building", building_id=building.id)
    assert (vote.roll_units, vote.roll_heads, vote.roll_area_dm2) == (9, 9, 90_000)
    assert entry_of(vote, "3-101").owners == [str(cast.people["li"].id)]
