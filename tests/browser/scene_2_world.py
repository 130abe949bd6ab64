"""Scene 2's compound and its stages: `python -m tests.browser.scene_2_world STAGE`; prints JSON.

240 flats of 80.00 m² without a committee. Seven stand for five seats: four have 81 of 160 ballots, the fifth
exactly 80. Most of it happens here through the house's own acts, the crucial pages in the browser.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")

FLATS, STANDING = 240, 7
AREA_DM2 = 8_000
SUPPORT = {1: 81, 2: 81, 3: 81, 4: 81, 5: 80}
FORMED, OPENS, CLOSES = date(2026, 7, 5), date(2026, 7, 25), date(2026, 7, 31)


def at(text: str) -> datetime:
    from linmeng.common.clock import SHANGHAI

    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOON, OPEN, AFTER = "2026-07-05T10:00", "2026-07-26T10:00", "2026-08-01T10:00"
OPEN_AGAIN, AFTER_AGAIN, LATER = "2026-08-24T10:00", "2026-09-01T10:00", "2026-09-03T10:00"


def choice(place: int) -> str:
    """What ballot No. `place` (from 0) holds: five names, four, one, against all, or nothing."""
    if place < 80:
        return "1+2+3+4+5"
    if place == 80:
        return "1+2+3+4"
    if place < 111:
        return "6"
    if place < 131:
        return "7"
    return "against" if place < 141 else "abstain"


def sun(instant: str) -> Any:
    """The clerk."""
    return officer("孙晓燕", instant)


def officer(name: str, instant: str, role: str = "") -> Any:
    from linmeng.people.models import Person
    from linmeng.people.queries.actors import actor_for, hats_of

    person = Person.objects.filter(name=name).order_by("id")[0]
    hats = hats_of(person.id, at(instant).date())
    hat = next(hat for hat in hats if role in ("", hat.role))
    return actor_for(person, at(instant), hat=hat, second_factor=True)


def owner(person: Any, instant: str) -> Any:
    from linmeng.people.queries.actors import actor_for

    return actor_for(person, at(instant))


def compound() -> Any:
    from linmeng.alliance.models import Compound

    return Compound.objects.get(code="xs")


def people() -> list[Any]:
    """The owners in the order of their flats; the first is Li."""
    from linmeng.people.models import Ownership

    rows = Ownership.objects.filter(unit__compound=compound()).select_related("person")
    return [row.person for row in rows.order_by("unit__walk_order")]


def build() -> dict[str, Any]:
    """240 flats, written at once; a scrutineer beside the clerk."""
    from linmeng.alliance.models import Body, Building, Compound, Entrance, RulesOfProcedure, Unit
    from linmeng.people.models import Ownership, Person, Seat
    from tests.cast import SINCE

    residents = Body.objects.get(kind="residents_committee")
    place = Compound.objects.create(
        code="xs", name="新山苑", address="新山路1弄", residents_committee=residents
    )
    building = Building.objects.create(compound=place, code="1", name="1号楼", floors=30)
    entrance = Entrance.objects.create(building=building, code="1", name="1号")
    RulesOfProcedure.objects.create(compound=place, valid_from=SINCE, web_ballots=True)
    units = [
        Unit(
            compound=place, building=building, entrance=entrance, code=f"1-{n // 8 + 1}{n % 8 + 1:02d}",
            room=f"{n // 8 + 1}{n % 8 + 1:02d}", floor=n // 8 + 1, area_dm2=AREA_DM2, walk_order=n, valid_from=SINCE,
        )
        for n in range(FLATS)
    ]  # fmt: skip
    li = Person.objects.get(name="李秋生")
    others = [Person(name=f"业主{n:03d}", born_year=1970) for n in range(1, FLATS)]
    Unit.objects.bulk_create(units)
    Person.objects.bulk_create(others)
    owners = [li, *others]
    Ownership.objects.bulk_create(
        Ownership(unit=unit, person=person, valid_from=SINCE)
        for unit, person in zip(units, owners, strict=True)
    )
    scrutineer = Person.objects.get(name="赵桂芳")
    Seat.objects.create(person=scrutineer, body=residents, role="scrutineer", valid_from=SINCE)
    return {"compound": str(place.id)}


def running() -> Any:
    from linmeng.assembly.models import Election

    return Election.objects.filter(compound=compound()).order_by("-id").first()


def check_and_post(election: Any, rows: list[Any], instant: str) -> None:
    """Pledged, every reason looked into, numbered in the order of their doors, on the board."""
    from linmeng.assembly.actions import election as acts
    from linmeng.assembly.bridge import committee_law

    law = committee_law("cn-shanghai", at(instant).date())
    assert law is not None
    clerk = sun(instant)
    acts.close_nomination(clerk, election_id=election.id)
    for row in rows:
        acts.give_pledge(owner(row.person, instant), candidacy_id=row.id)
        for bar in law.bars:
            acts.check_reason(clerk, candidacy_id=row.id, key=bar.key, bars=False, evidence="台账无记录")
        acts.decide_candidacy(clerk, candidacy_id=row.id)
    day = at(instant).date()
    acts.record_step(clerk, election_id=election.id, key="street_report", done_on=day, words="名单报街道")
    acts.draw_numbers(clerk, election_id=election.id, order=[row.id for row in rows], witnesses="十位业主")
    acts.post_candidates(clerk, election_id=election.id, days=15)


def call(election: Any, instant: str, opens: date, closes: date) -> Any:
    from linmeng.assembly import actions
    from linmeng.assembly.actions import election as acts

    vote = acts.call_election(sun(instant), election_id=election.id)
    return actions.give_notice(sun(instant), vote_id=vote.id, opens_on=opens, closes_on=closes)


def stand() -> dict[str, Any]:
    """From the election that the clerk has begun to the notice of the vote."""
    from linmeng.assembly.actions import election as acts

    election, clerk = running(), sun(NOON)
    group = [
        acts.NewMember("街道陆科长", "street", heads=True),
        acts.NewMember("居委会小孙", "residents"),
        *(acts.NewMember(f"业主代表{n}", "owner") for n in range(3)),
    ]
    acts.form_group(clerk, election_id=election.id, members=group, formed_on=FORMED)
    acts.open_nomination(clerk, election_id=election.id)
    rows = [
        acts.name_candidate(
            owner(person, NOON),
            election_id=election.id,
            person_id=person.id,
            found="self",
            statement="愿意出力",
        )
        for person in people()[:STANDING]
    ]
    check_and_post(election, rows, NOON)
    vote = call(election, NOON, OPENS, CLOSES)
    entry = vote.roll.get(unit_code="1-101")
    return {"election": str(election.id), "vote": str(vote.id), "entry": str(entry.id)}


def ballots(vote: Any, places: range, instant: str, said: Callable[[int], str]) -> None:
    from linmeng.assembly import actions

    entries = list(vote.roll.order_by("walk_order"))
    owners = people()
    for place in places:
        actions.cast_web_ballot(
            owner(owners[place], instant), vote_id=vote.id, entry_id=entries[place].id,
            choices={1: said(place)}, key=f"{vote.id}-{place}",
        )  # fmt: skip


def outcome_now(vote: Any) -> str:
    """What a count of the ballots cast so far would give; nothing is written."""
    from linmeng.assembly.bridge import count_content
    from linmeng.assembly.queries import vote_files

    result: dict[str, Any] = json.loads(count_content(vote, vote_files(vote)[1]).result)
    return str(result["outcome"])


def cast_158() -> dict[str, Any]:
    """With Li's own ballot 159 are in: one short of the quorum."""
    vote = running().vote
    ballots(vote, range(1, 159), OPEN, choice)
    return {"outcome": outcome_now(vote), "cast": vote.receipts.count()}


def sign_and_publish(vote: Any, instant: str) -> None:
    from linmeng.assembly import actions

    version = vote.counts.count()
    actions.sign_count(sun(instant), vote_id=vote.id, version=version)
    actions.sign_count(officer("赵桂芳", instant, "scrutineer"), vote_id=vote.id, version=version)
    actions.publish_result(sun(instant), vote_id=vote.id)


def close(vote: Any, instant: str) -> dict[str, Any]:
    from linmeng.assembly import actions

    actions.close_vote(sun(instant), vote_id=vote.id)
    counts = actions.count_vote(sun(instant), vote_id=vote.id)
    vote.refresh_from_db()
    sign_and_publish(vote, instant)
    result: dict[str, Any] = json.loads(counts[0].result)
    return result


def count() -> dict[str, Any]:
    """The 160th ballot, the count, the board."""
    vote = running().vote
    ballots(vote, range(159, 160), OPEN, choice)
    result = close(vote, AFTER)
    support = [(one["candidate"], one["heads"], one["area_m2"]) for one in result["candidates"]]
    facts = {name: result[name] for name in ("outcome", "elected", "participating", "against_all", "abstain")}
    return facts | {"support": support, "quorum": result["quorum"]["met"], "state": running().state}


def facade(by: Any) -> str:
    """A façade vote drafted and noticed; answers why not, or the state of the vote."""
    from django.db import transaction

    from linmeng.assembly import actions
    from linmeng.common.errors import Refused

    try:
        with transaction.atomic():
            vote = actions.prepare_free_vote(
                by, compound_id=compound().id, matter_class="rebuild", title="外墙修缮", summary="加固北立面。",
                questions=["是否同意修缮外墙"],
            )  # fmt: skip
            opens, closes = date(2026, 10, 8), date(2026, 10, 15)
            return str(actions.give_notice(by, vote_id=vote.id, opens_on=opens, closes_on=closes).state)
    except Refused as refused:
        return type(refused).__name__


def by_election() -> dict[str, Any]:
    """One seat by by-election; until the filing no façade vote, after it the new director calls one."""
    from linmeng.assembly.actions import election as acts

    first = running()
    election = acts.open_election(sun(AFTER), compound_id=compound().id, kind="by_election")
    before = facade(sun(AFTER))
    acts.open_nomination(sun(AFTER), election_id=election.id)
    fifth = people()[4]
    row = acts.name_candidate(
        owner(fifth, AFTER), election_id=election.id, person_id=fifth.id, found="self", statement="再试一次"
    )
    check_and_post(election, [row], AFTER)
    vote = call(election, AFTER, date(2026, 8, 20), date(2026, 8, 31))
    ballots(vote, range(160), OPEN_AGAIN, lambda place: "1" if place < 100 else "abstain")
    close(vote, AFTER_AGAIN)
    return {"after": str(election.after_id == first.id), "facade": before, **office(), "seats": seats()}


def office() -> dict[str, Any]:
    from linmeng.assembly.actions import election as acts
    from linmeng.assembly.queries.candidates import elected_members

    election = running()
    members = elected_members(election)
    director = members[0]
    acts.hold_first_meeting(
        sun(AFTER_AGAIN),
        election_id=election.id,
        held_on=at(AFTER_AGAIN).date(),
        director_id=director.id,
        agreed=4,
    )
    unfiled = facade(sun(AFTER_AGAIN))
    file_papers(election)
    after = facade(officer(director.person.name, LATER, "committee_director"))
    return {"members": len(members), "unfiled": unfiled, "filed": after, "state": running().state}


def file_papers(election: Any) -> None:
    from linmeng.assembly.actions import term as acts

    filing = acts.open_filing(sun(AFTER_AGAIN), compound_id=compound().id, election_id=election.id)
    for paper in filing.papers.all():
        acts.lay_in_paper(sun(AFTER_AGAIN), paper_id=paper.id, path="/a/dongzhen/elections/")
    acts.hand_in_filing(sun(AFTER_AGAIN), filing_id=filing.id)
    acts.complete_filing(
        sun(LATER), filing_id=filing.id, certificate="沪新备〔2026〕3号", seal_text="新山苑业主委员会（第1届）",
        on=at(AFTER_AGAIN).date(),
    )  # fmt: skip


def seats() -> list[str]:
    from linmeng.people.models import Seat

    rows = Seat.objects.filter(body__compound=compound(), valid_to__isnull=True)
    return sorted(rows.values_list("role", flat=True))


STAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "build": build, "stand": stand, "cast_158": cast_158, "count": count, "by_election": by_election,
}  # fmt: skip


def main(stage: str) -> None:
    import django

    from tests.browser.server import hash_quickly

    django.setup()
    hash_quickly()
    from django.db import transaction

    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance

    # a stage is one transaction: hundreds of ballots wait for the disk once
    with transaction.atomic(), in_alliance(Alliance.objects.get().id):
        sys.stdout.write(json.dumps(STAGES[stage](), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
