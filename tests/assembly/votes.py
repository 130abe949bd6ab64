"""A vote of the standing cast, brought to any state.

Noticed on 5 July 2026, open from 21 July to the end of 31 July.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, Receipt, RollEntry, Vote
from linmeng.assembly.queries.linked import partner_of
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.ground.models import StoredFile
from linmeng.lists.models import ListItem
from linmeng.papers.actions import take_scan_reading
from linmeng.papers.models import Scan, ScanPile
from linmeng.people.models import Seat
from linmeng.people.queries.actors import actor_for, hats_of
from linmeng.projects.actions import check_legality, start_project
from linmeng.projects.models import Project
from linmeng.projects.queries import CHECKLIST
from linmeng.voices.models import Matter
from tests.cast import NOON, SINCE, Cast

OPENS_ON, CLOSES_ON = date(2026, 7, 21), date(2026, 7, 31)
WHILE_OPEN = datetime(2026, 7, 25, 9, 0, tzinfo=SHANGHAI)
LAST_SECOND = datetime(2026, 7, 31, 23, 59, 59, tzinfo=SHANGHAI)
AFTER = datetime(2026, 8, 1, 0, 0, tzinfo=SHANGHAI)
ALL_YES = {key: {"answer": "yes", "note": ""} for key in CHECKLIST}
STATES = ("draft", "noticed", "open", "over", "closed", "counted", "published", "cancelled")
MOMENTS = {"draft": NOON, "noticed": NOON, "open": WHILE_OPEN}


def listed_matter(cast: Cast, title: str = "三号楼外墙掉砖") -> Matter:
    matter = Matter.objects.create(
        compound=cast.compound,
        title=title,
        nature="common_part",
        state="listed",
        created_at=NOON,
        changed_at=NOON,
    )
    place = ListItem.objects.filter(compound=cast.compound, list="problem").count() + 1
    ListItem.objects.create(
        compound=cast.compound, list="problem", matter=matter, place=place, reason="安全在先", placed_at=NOON
    )
    return matter


def started_project(cast: Cast, **changes: object) -> Project:
    known: dict[str, object] = {
        "compound_id": cast.compound.id,
        "title": "修三号楼外墙",
        "summary": "加固北立面松动的面砖。",
        "scope": "compound",
        "cost_fen": 4_823_677,
        "fund_source": "maintenance_fund",
    }
    known |= changes
    if "matter_ids" not in known:
        known["matter_ids"] = [listed_matter(cast).id]
    return start_project(cast.actor("wang"), **known)  # type: ignore[arg-type]


def legal_project(cast: Cast, matter_class: str = "use_fund", **changes: object) -> Project:
    project = started_project(cast, **changes)
    check_legality(
        cast.actor("wang"), project_id=project.id, matter_class=matter_class, findings=ALL_YES, passed=True
    )
    project.refresh_from_db()
    return project


def drafted_vote(
    cast: Cast, questions: tuple[str, ...] = ("是否同意动用维修资金修缮外墙",), **changes: object
) -> Vote:
    project = legal_project(cast, **changes)
    return actions.prepare_vote(
        cast.actor("wang"),
        project_id=project.id,
        title="外墙修缮",
        summary="用维修资金。",
        questions=questions,
    )


def linked_drafts(cast: Cast) -> tuple[Vote, Vote]:
    """A lift on common ground: the building's vote and the compound's."""
    project = started_project(cast, scope="building", building_id=cast.units["3-101"].building_id)
    wang = cast.actor("wang")
    check_legality(wang, project_id=project.id, deed="lift_on_common_ground", findings=ALL_YES, passed=True)
    first = actions.prepare_vote(
        wang, project_id=project.id, title="加装电梯", summary="", questions=["是否同意加装电梯"]
    )
    second = partner_of(first)
    assert second is not None
    return first, second


def noticed_vote(cast: Cast, **changes: object) -> Vote:
    vote = drafted_vote(cast, **changes)  # type: ignore[arg-type]
    return actions.give_notice(cast.actor("wang"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)


def vote_in(cast: Cast, state: str) -> Vote:
    """A vote in a state as people see it; its moment is `moment(state)`."""
    if state == "draft":
        return drafted_vote(cast)
    vote = noticed_vote(cast)
    if state in ("noticed", "open", "over"):
        return vote
    if state == "cancelled":
        actions.cancel_vote(cast.actor("wang"), vote_id=vote.id, reason="题目写错了")
    else:
        close_and(cast, vote, state)
    vote.refresh_from_db()
    return vote


def close_and(cast: Cast, vote: Vote, state: str) -> None:
    """Close a vote and go on to counted (and signed) or published."""
    wang = cast.actor("wang", at=AFTER)
    actions.close_vote(wang, vote_id=vote.id)
    if state in ("counted", "published"):
        actions.count_vote(wang, vote_id=vote.id)
        signed_by(cast, vote, "wang", "sun")
    if state == "published":
        actions.publish_result(wang, vote_id=vote.id)


def signed_by(cast: Cast, vote: Vote, *signers: str, at: datetime = AFTER) -> None:
    """These of the cast sign the newest count."""
    version = max(vote.counts.values_list("version", flat=True))
    for who in signers:
        actions.sign_count(cast.actor(who, at=at), vote_id=vote.id, version=version)


def moment(state: str) -> datetime:
    return MOMENTS.get(state, AFTER)


def owner_of(cast: Cast, unit_code: str, at: datetime = WHILE_OPEN) -> Actor:
    """The first owner of a unit, without a hat."""
    person = cast.units[unit_code].ownerships.order_by("id").first().person
    return replace(actor_for(person, at), hat=None)


def entry_of(vote: Vote, unit_code: str) -> RollEntry:
    return RollEntry.objects.get(vote=vote, unit_code=unit_code)


def cast_for(
    cast: Cast, vote: Vote, unit_code: str, choice: str = "yes", at: datetime = WHILE_OPEN
) -> Receipt:
    questions = vote.questions.count()
    return actions.cast_web_ballot(
        owner_of(cast, unit_code, at),
        vote_id=vote.id,
        entry_id=entry_of(vote, unit_code).id,
        choices=dict.fromkeys(range(1, questions + 1), choice),
        key=f"{unit_code}-{choice}-{at.isoformat()}"[:40],
    )


def printed_paper(cast: Cast, vote: Vote, unit_code: str) -> BallotPaper:
    actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
    return BallotPaper.objects.exclude(sheet__state="void").get(vote=vote, entry__unit_code=unit_code)


def read(
    cast: Cast, who: str, paper: BallotPaper, choice: str = "yes", signed_by: str = "", at: datetime = AFTER
) -> BallotPaper:
    """One of the cast enters a paper."""
    return actions.enter_paper(
        cast.actor(who, at=at),
        vote_id=paper.vote_id,
        token_or_number=str(paper.number),
        choices={1: choice},
        signed_by=signed_by or paper.entry.owners[0],
    )


def third_counter(cast: Cast) -> Actor:
    """The first neighbour as scrutineer, with the hat on; not of the unit under test."""
    person = cast.neighbours[0]
    Seat.objects.get_or_create(
        person=person, body=cast.bodies["committee"], role="scrutineer", defaults={"valid_from": SINCE}
    )
    hat = hats_of(person.id, AFTER.date())[0]
    return actor_for(person, AFTER + timedelta(minutes=5), hat=hat, second_factor=True)


def scanned(cast: Cast, paper: BallotPaper, values: Mapping[str, str]) -> Scan:
    """What the worker does with a page it could read."""
    sun = cast.actor("sun", at=WHILE_OPEN)
    pile = ScanPile.objects.create(
        compound=paper.vote.compound, name="a", by_person_id=sun.person_id, by_seat="x", put_in_at=WHILE_OPEN
    )
    file = StoredFile.objects.create(
        kind="document",
        name="a",
        folder="a",
        media_type="image/png",
        size=1,
        sha256="0" * 64,
        stored_at=WHILE_OPEN,
    )
    scan = Scan.objects.create(pile=pile, page=1, file=file, sheet=paper.sheet, state="read")
    take_scan_reading(
        Actor(at=WHILE_OPEN, system="scan"), sheet_id=paper.sheet_id, scan_id=scan.id, values=values
    )
    return scan
