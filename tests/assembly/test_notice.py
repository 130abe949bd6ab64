"""What stands in the way of notice, and what notice freezes."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm, RulesOfProcedure, Unit
from linmeng.assembly import actions
from linmeng.assembly.models import Election, ElectionStep, RollEntry, Vote
from linmeng.assembly.queries import problems_before_notice
from linmeng.common.errors import AgainstTheLaw
from linmeng.people.models import Ownership, Person
from linmeng.publishing.models import Notice, Publication
from linmeng.record.models import Entry
from linmeng.voices.models import Outcome
from linmeng_core.law.load import pack_in_force
from tests.assembly.votes import CLOSES_ON, OPENS_ON, drafted_vote, entry_of, noticed_vote
from tests.cast import NOON, SINCE, Cast

TODAY = date(2026, 7, 5)
FREEZE = "上海市住宅物业管理规定 28"


def articles(vote: Vote) -> list[str]:
    return [problem.article for problem in problems_before_notice(vote, TODAY)]


def test_nothing_stands_in_the_way_of_a_sound_draft(cast: Cast) -> None:
    assert problems_before_notice(drafted_vote(cast), TODAY) == []


def test_all_problems_are_told_at_once(cast: Cast) -> None:
    vote = drafted_vote(cast)
    Ownership.objects.filter(unit=cast.units["3-201"]).update(valid_to=date(2026, 1, 1))
    RulesOfProcedure.objects.update(valid_to=date(2026, 1, 1))
    CommitteeTerm.objects.update(state="in_reelection")
    found = problems_before_notice(vote, TODAY)
    assert [problem.article for problem in found] == [
        "法释〔2009〕7号 8、9",
        "上海市住宅物业管理规定 28",
        "民法典 278(1)(1)",
    ]
    assert "3-201" in found[0].sentence
    with pytest.raises(AgainstTheLaw):
        actions.give_notice(cast.actor("wang"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)


@pytest.mark.parametrize(
    ("state", "by_committee", "by_clerk"),
    [
        ("vacant", [FREEZE], []),
        ("acting", [FREEZE], []),
        ("ended", [FREEZE], []),
        ("in_reelection", [FREEZE], [FREEZE]),
        ("in_office", [], [""]),
    ],
)
def test_who_calls_a_major_vote_follows_the_committee(
    cast: Cast, state: str, by_committee: list[str], by_clerk: list[str]
) -> None:
    vote = drafted_vote(cast)
    CommitteeTerm.objects.update(state=state)
    found = {
        who: [problem.article for problem in problems_before_notice(vote, TODAY, cast.actor(who))]
        for who in ("wang", "sun")
    }
    assert found == {"wang": by_committee, "sun": by_clerk}


def test_frozen_matter_names_the_emergency_path(cast: Cast) -> None:
    vote = drafted_vote(cast)
    CommitteeTerm.objects.update(state="in_reelection")
    (problem,) = problems_before_notice(vote, TODAY)
    assert problem.article == FREEZE and "上海市住宅物业管理规定 73" in problem.sentence and problem.path


def test_running_election_freezes_until_the_new_committee_is_filed(cast: Cast) -> None:
    vote = drafted_vote(cast)
    CommitteeTerm.objects.update(state="vacant")
    election = Election.objects.create(
        compound=cast.compound, kind="first", state="preparing", term_number=1, seats=5, minimum=5, opened_at=NOON
    )  # fmt: skip
    assert articles(vote) == [FREEZE]
    ElectionStep.objects.create(
        election=election, key="group", done_on=TODAY, by_seat="居委会", recorded_at=NOON
    )
    assert articles(vote) == [FREEZE]
    refused = problems_before_notice(vote, TODAY, cast.actor("sun"))
    assert [problem.article for problem in refused] == [FREEZE]
    Election.objects.update(state="filed")
    CommitteeTerm.objects.update(state="in_office")
    assert articles(vote) == []


def test_committee_in_reelection_may_hold_the_election(cast: Cast) -> None:
    vote = drafted_vote(cast, matter_class="elect_committee")
    CommitteeTerm.objects.update(state="in_reelection")
    assert articles(vote) == []


def test_scope_without_units_is_an_empty_roll(cast: Cast) -> None:
    vote = drafted_vote(cast)
    Unit.objects.filter(compound=cast.compound).update(valid_to=date(2026, 1, 1))
    assert articles(vote) == ["民法典 278"]


def test_day_before_the_law_allows_is_refused(cast: Cast) -> None:
    vote = drafted_vote(cast)
    with pytest.raises(AgainstTheLaw) as refusal:
        actions.give_notice(
            cast.actor("wang"), vote_id=vote.id, opens_on=date(2026, 7, 20), closes_on=CLOSES_ON
        )
    assert refusal.value.article == "物业管理条例 14"


def test_last_day_before_the_first_is_refused(cast: Cast) -> None:
    vote = drafted_vote(cast)
    with pytest.raises(ValidationError):
        actions.give_notice(
            cast.actor("wang"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=date(2026, 7, 20)
        )


def test_notice_freezes_roll_law_and_policies(cast: Cast) -> None:
    RulesOfProcedure.objects.update(silence_clause=True, unclear="invalid", repeat="last")
    vote, pack = noticed_vote(cast), pack_in_force("cn-shanghai", TODAY)
    assert (vote.pack_id, vote.pack_version, vote.pack_sha256) == (pack.id, pack.version, pack.sha256)
    assert (vote.silence, vote.unclear, vote.repeat, vote.web_ballots) == (
        "follow_majority",
        "invalid",
        "last",
        True,
    )
    assert (vote.roll_units, vote.roll_heads, vote.roll_area_dm2) == (9, 9, 90_000)
    assert vote.opens_at.isoformat() == "2026-07-21T00:00:00+08:00"
    assert vote.closes_at.isoformat() == "2026-08-01T00:00:00+08:00"


def test_notice_is_published_told_and_recorded(cast: Cast) -> None:
    vote = noticed_vote(cast)
    facts = json.loads(Publication.objects.get(subject="vote_notice").facts)
    assert (facts["units"], facts["heads"], facts["area_m2"], facts["fingerprint"]) == (
        9,
        9,
        "900.00",
        vote.roll_sha256,
    )
    owners = {cast.people["li"].id, cast.people["wang"].id, *(n.id for n in cast.neighbours)}
    told = Notice.objects.filter(subject="vote", statutory=True)
    assert set(told.values_list("person_id", flat=True)) == owners
    assert Outcome.objects.filter(step="noticed").count() == 1
    recorded = json.loads(Entry.objects.get(kind="vote_noticed").text)["facts"]
    assert recorded["roll_sha256"] == vote.roll_sha256 and recorded["heads"] == 9


def test_transfer_after_notice_does_not_change_the_roll(cast: Cast) -> None:
    vote = noticed_vote(cast)
    Ownership.objects.filter(unit=cast.units["3-101"]).update(person=cast.people["qian"])
    assert entry_of(vote, "3-101").owners == [str(cast.people["li"].id)]


def test_heads_follow_exact_owner_sets_and_the_developers_lump(cast: Cast) -> None:
    developer = Person.objects.create(name="建设公司", kind="company")
    for code, status in (("3-201", "unsold"), ("3-202", "undelivered")):
        Unit.objects.filter(id=cast.units[code].id).update(status=status)
        Ownership.objects.filter(unit=cast.units[code]).update(person=developer, basis="developer")
    # 3-102 belongs to Wang and Li together: a head of its own beside Li's 3-101 (exact owner set)
    Ownership.objects.create(unit=cast.units["3-102"], person=cast.people["li"], valid_from=SINCE)
    # 3-301 and 3-302 belong to one neighbour: one head
    Ownership.objects.filter(unit=cast.units["3-302"]).update(person=cast.neighbours[4])
    Ownership.objects.filter(unit=cast.units["3-301"]).update(person=cast.neighbours[4])
    vote = noticed_vote(cast)
    assert (vote.roll_units, vote.roll_heads) == (9, 7)
    keys = dict(RollEntry.objects.values_list("unit_code", "head_key"))
    assert keys["3-201"] == keys["3-202"] == "developer" and keys["3-301"] == keys["3-302"]


def test_recorded_heads_equal_the_cores(cast: Cast) -> None:
    from linmeng.assembly.queries import newest_counts
    from tests.assembly.votes import close_and

    Ownership.objects.create(unit=cast.units["3-102"], person=cast.people["li"], valid_from=SINCE)
    Ownership.objects.filter(unit=cast.units["3-302"]).update(person=cast.neighbours[0])
    vote = noticed_vote(cast)
    close_and(cast, vote, "counted")
    assert newest_counts(vote)[0].result["total"] == {"area_m2": "900.00", "heads": vote.roll_heads}


def test_roll_cannot_be_rewritten(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    noticed_vote(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        RollEntry.objects.update(area_dm2=1)
