"""A compound without a committee that comes to one: the standing cast, its committee vacant.

The steps are days of July 2026: group on the 5th, posted on the 6th, ballots from the 25th, counted on 1 August.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly import actions
from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.term import complete_filing, hand_in_filing, lay_in_paper, open_filing
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Election, Receipt, RollEntry, Vote
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.people.models import Person, Seat
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.models import Publication
from tests.cast import NOON, SINCE, Cast

OPENS_ON, CLOSES_ON = date(2026, 7, 25), date(2026, 7, 31)
WHILE_OPEN = datetime(2026, 7, 26, 9, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 8, 1, 9, 0, tzinfo=SHANGHAI)
LATER = datetime(2026, 8, 3, 9, 0, tzinfo=SHANGHAI)
GROUP = (
    acts.NewMember("街道老陆", "street", heads=True),
    acts.NewMember("居委小孙", "residents"),
    acts.NewMember("业主甲", "owner"),
    acts.NewMember("业主乙", "owner"),
    acts.NewMember("业主丙", "owner"),
)


def leave_vacant(cast: Cast) -> None:
    """The committee is gone: its term vacant, its seats ended."""
    CommitteeTerm.objects.update(state="vacant", members=0)
    Seat.objects.filter(body=cast.bodies["committee"]).update(valid_to=date(2026, 6, 1))


def sun(cast: Cast, at: datetime = NOON) -> Actor:
    return cast.actor("sun", at=at)


def owners(cast: Cast) -> list[Person]:
    """The nine owners in the order of their doors."""
    return [cast.people["li"], cast.people["wang"], *cast.neighbours]


def opened(cast: Cast, *, seats: int = 3) -> Election:
    leave_vacant(cast)
    return acts.open_election(
        sun(cast), compound_id=cast.compound.id, kind="early", seats=seats, reason="街道通知：提前换届"
    )


def nominating(cast: Cast, *, seats: int = 3) -> Election:
    election = opened(cast, seats=seats)
    acts.form_group(sun(cast), election_id=election.id, members=GROUP, formed_on=NOON.date())
    return acts.open_nomination(sun(cast), election_id=election.id)


def name(cast: Cast, election: Election, person: Person) -> Candidacy:
    """Somebody puts themselves forward."""
    actor = replace(actor_for(person, NOON), hat=None)
    return acts.name_candidate(
        actor, election_id=election.id, person_id=person.id, found="self", statement="愿意为大家做事"
    )


def cleared(cast: Cast, candidacy: Candidacy, *, bars: str = "", at: datetime = NOON) -> None:
    """Pledged, and each reason looked into; `bars` is the one that applies."""
    acts.give_pledge(actor_for(candidacy.person, at), candidacy_id=candidacy.id)
    law = committee_law("cn-shanghai", at.date())
    assert law is not None
    for bar in law.bars:
        acts.check_reason(
            sun(cast, at), candidacy_id=candidacy.id, key=bar.key, bars=bar.key == bars, evidence="物业台账"
        )


def checked(cast: Cast, election: Election, people: Sequence[Person]) -> list[Candidacy]:
    rows = [name(cast, election, person) for person in people]
    acts.close_nomination(sun(cast), election_id=election.id)
    for row in rows:
        cleared(cast, row)
        acts.decide_candidacy(sun(cast), candidacy_id=row.id)
    return rows


def posted(cast: Cast, *, seats: int = 3, standing: int = 4) -> Election:
    """Candidates hang with the numbers 1, 2, … in the order of their doors."""
    election = nominating(cast, seats=seats)
    rows = checked(cast, election, owners(cast)[:standing])
    return post(cast, election, rows)


def post(cast: Cast, election: Election, rows: Sequence[Candidacy], at: datetime = NOON) -> Election:
    acts.record_step(
        sun(cast, at), election_id=election.id, key="street_report", done_on=at.date(), words="名单报街道"
    )
    acts.draw_numbers(
        sun(cast, at), election_id=election.id, order=[row.id for row in rows], witnesses="三位业主"
    )
    acts.post_candidates(sun(cast, at), election_id=election.id, days=15)
    election.refresh_from_db()
    return election


def voting(cast: Cast, *, seats: int = 3, standing: int = 4) -> tuple[Election, Vote]:
    election = posted(cast, seats=seats, standing=standing)
    vote = acts.call_election(sun(cast), election_id=election.id)
    vote = actions.give_notice(sun(cast), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    election.refresh_from_db()
    return election, vote


def vote_for(cast: Cast, vote: Vote, unit: str, choice: str, at: datetime = WHILE_OPEN) -> None:
    person = cast.units[unit].ownerships.order_by("id")[0].person
    entry = RollEntry.objects.get(vote=vote, unit_code=unit)
    actions.cast_web_ballot(
        replace(actor_for(person, at), hat=None),
        vote_id=vote.id,
        entry_id=entry.id,
        choices={1: choice},
        key=f"{unit} {at.isoformat()}"[:40],
    )


def counted(cast: Cast, vote: Vote, ballots: Mapping[str, str], at: datetime = AFTER) -> Vote:
    """Ballots by unit, then closed and counted."""
    for unit, choice in ballots.items():
        vote_for(cast, vote, unit, choice)
    actions.close_vote(sun(cast, at), vote_id=vote.id)
    actions.count_vote(sun(cast, at), vote_id=vote.id)
    vote.refresh_from_db()
    return vote


UNITS = [f"3-{floor}0{door}" for floor in (1, 2, 3) for door in (1, 2, 3)]


def scrutineer(cast: Cast) -> None:
    """The building leader counts instead."""
    Seat.objects.filter(person=cast.people["zhao"]).update(valid_to=SINCE)
    Seat.objects.create(
        person=cast.people["zhao"], body=cast.bodies["residents"], role="scrutineer", valid_from=SINCE
    )


def published(cast: Cast, vote: Vote, at: datetime = AFTER) -> Publication:
    """The newest count signed by clerk and scrutineer, and hung: as the result, or as its correction."""
    version = max(vote.counts.values_list("version", flat=True))
    for who in ("sun", "zhao"):
        actions.sign_count(cast.actor(who, at=at), vote_id=vote.id, version=version)
    hangs = Vote.objects.get(id=vote.id).state == "published"
    publish = actions.publish_correction if hangs else actions.publish_result
    return publish(sun(cast, at), vote_id=vote.id)


def decided(cast: Cast, ballots: Sequence[str]) -> tuple[Election, Vote]:
    """Three seats, four candidates; these ballots by the order of the doors; counted and hung."""
    scrutineer(cast)
    election, vote = voting(cast)
    counted(cast, vote, dict(zip(UNITS, ballots, strict=False)))
    published(cast, vote)
    election.refresh_from_db()
    return election, Vote.objects.get(id=vote.id)


def recounted(cast: Cast, vote: Vote, void: str, at: datetime = LATER) -> None:
    """The ballot of a home is found not to be its owner's, and all are counted again."""
    receipt = Receipt.objects.get(vote=vote, entry__unit_code=void)
    owner = replace(actor_for(cast.units[void].ownerships.get().person, at), hat=None)
    case = actions.say_not_me(owner, receipt_id=receipt.id, words="不是我投的")
    actions.decide_dispute(sun(cast, at), dispute_id=case.id, stands=False, reason="笔迹不符")
    actions.recount(sun(cast, at), vote_id=vote.id, reason="一张票无效")


def seated(cast: Cast, election: Election, at: datetime = AFTER) -> Election:
    """First meeting, filing, certificate: the elected sit."""
    first = election.candidacies.get(state="elected", rank=1)
    acts.hold_first_meeting(
        sun(cast, at), election_id=election.id, held_on=at.date(), director_id=first.id, agreed=3
    )
    filing = open_filing(sun(cast, at), compound_id=cast.compound.id, election_id=election.id)
    for paper in filing.papers.all():
        lay_in_paper(sun(cast, at), paper_id=paper.id, path="/a/dongzhen/c/wt/")
    hand_in_filing(sun(cast, at), filing_id=filing.id)
    complete_filing(
        sun(cast, at), filing_id=filing.id, certificate="备2026-3", seal_text="第三届", on=at.date()
    )
    election.refresh_from_db()
    return election
