"""Substitutes: who becomes one, who moves up when a seat falls free; nowhere that the law has none."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.term import (
    decide_leaving,
    move_up_substitute,
    pass_over_substitute,
    propose_leaving,
)
from linmeng.assembly.models import Candidacy, Election, Filing
from linmeng.assembly.queries.substitutes import waiting_substitutes
from linmeng.assembly.queries.ways_on import ways_on
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.people.models import Ownership, Seat
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.elections.world import AFTER, LATER, UNITS, counted, published, scrutineer, seated, sun, voting
from tests.outcomes import became

FIVE_OF_SIX = ["1+2+3", "1+2+3", "1+2+4", "1+3+4", "2+3+4", "3+4+5", "1+4+5", "1+2+5"]
"""Heads of 1 to 5: six, five, five, five, three, of eight: 5 is not over half."""


def place(cast: Cast, code: str) -> None:
    """The law of another city, from the count on; the vote itself was held under Shanghai's."""
    Compound.objects.filter(id=cast.compound.id).update(place=code)
    cast.compound.refresh_from_db()


def elected(cast: Cast, ballots: list[str], city: str, *, standing: int = 5) -> Election:
    """Three seats; the count is written down under the law of a city."""
    scrutineer(cast)
    election, vote = voting(cast, standing=standing)
    counted(cast, vote, dict(zip(UNITS, ballots, strict=False)))
    if json.loads(vote.counts.get().result)["outcome"] == "lot_needed":
        tied = [int(one) for one in json.loads(vote.counts.get().result)["tied"]]
        acts.draw_lot(sun(cast, AFTER), election_id=election.id, order=tied[::-1], witnesses="五位业主")
    place(cast, city)
    return acts.take_result(sun(cast, AFTER), election_id=election.id)


def places(election: Election) -> list[tuple[int, str, int]]:
    return list(election.candidacies.order_by("number").values_list("number", "state", "rank"))


def in_office(cast: Cast, ballots: list[str] = FIVE_OF_SIX) -> CommitteeTerm:
    """A committee of three in Hangzhou, with one substitute."""
    election = elected(cast, ballots, "cn-hangzhou")
    place(cast, "cn-shanghai")  # the filing's days are in that pack
    term = seated(cast, election).term
    place(cast, "cn-hangzhou")
    assert term is not None
    return term


def a_seat_falls_free(cast: Cast, term: CommitteeTerm) -> None:
    """A member resigns."""
    seat = Seat.objects.filter(term=term, role="committee_member", valid_to__isnull=True).order_by("id")[0]
    leaving = propose_leaving(sun(cast, LATER), seat_id=seat.id, kind="resignation", ground="搬去外地")
    place(cast, "cn-shanghai")
    decide_leaving(sun(cast, LATER), leaving_id=leaving.id, leaves=True)
    place(cast, "cn-hangzhou")


@pytest.mark.parametrize("city", ["cn-hangzhou", "cn-beijing"])
def test_over_half_without_a_seat_becomes_a_substitute_as_the_lot_said(cast: Cast, city: str) -> None:
    election = elected(cast, FIVE_OF_SIX, city)
    assert places(election) == [
        (1, "elected", 1),
        (2, "substitute", 1),
        (3, "elected", 3),
        (4, "elected", 2),
        (5, "not_elected", 0),
    ]


@pytest.mark.parametrize("city", ["cn-shanghai", "cn"])
def test_nobody_becomes_one_where_the_law_has_none(cast: Cast, city: str) -> None:
    election = elected(cast, FIVE_OF_SIX, city)
    assert [state for _number, state, _rank in places(election)].count("not_elected") == 2


def test_more_heads_come_first_and_area_is_a_number(cast: Cast) -> None:
    """4 and 5 have five heads each beside the three elected; 5 has more area, written with more digits."""
    cast.units["3-101"].area_dm2, cast.units["3-102"].area_dm2 = 99_000, 101_000
    for code in ("3-101", "3-102"):
        cast.units[code].save(update_fields=["area_dm2"])
    ballots = ["1+2+4", "1+3+5", "2+3+5", "1+3+4", "1+2+3", "1+2+3"]
    scrutineer(cast)
    election, vote = voting(cast, standing=5)
    counted(cast, vote, dict(zip(UNITS, ballots, strict=False)))
    count = vote.counts.get()
    told = json.loads(count.result)
    told |= {"outcome": "complete", "elected": ["1", "2", "3"], "tied": []}
    for one in told["candidates"]:
        one["approval"] = {"area": True, "heads": True}
    place(cast, "cn-beijing")
    from linmeng.assembly.actions.election.following import _next_in_line

    assert {one["candidate"]: one["area_m2"] for one in told["candidates"]}["5"] == "1110.00"
    assert _next_in_line(sun(cast, AFTER), Election.objects.get(id=election.id), told) == [5, 4]


def test_no_quorum_makes_no_substitute(cast: Cast) -> None:
    election = elected(cast, ["1+2+3"] * 5, "cn-hangzhou", standing=4)
    assert election.state == "ended" and {state for _n, state, _r in places(election)} == {"not_elected"}


def test_next_in_line_takes_the_free_seat(cast: Cast) -> None:
    term = in_office(cast)
    a_seat_falls_free(cast, term)
    assert [way.kind for way in ways_on(cast.compound, LATER.date()) if not way.optional] == []
    seat = move_up_substitute(sun(cast, LATER), compound_id=cast.compound.id)
    chosen = Candidacy.objects.get(state="substitute")
    assert (seat.person_id, seat.role, seat.term_id, seat.valid_from) == (
        chosen.person_id, "committee_member", term.id, LATER.date(),
    )  # fmt: skip
    notice = Publication.objects.filter(subject="notice").order_by("-published_at", "-id")[0]
    assert notice.article == "杭州市物业管理条例 28" and chosen.person.name in notice.facts
    assert Filing.objects.filter(is_change=True).count() == 1
    assert Entry.objects.filter(kind="substitute_moved_up").count() == 1
    assert waiting_substitutes(term) == []


def test_nobody_moves_up_without_a_free_seat(cast: Cast) -> None:
    in_office(cast)
    with pytest.raises(WrongState):
        move_up_substitute(sun(cast, LATER), compound_id=cast.compound.id)


def test_nobody_moves_up_where_the_law_has_no_substitutes(cast: Cast) -> None:
    term = in_office(cast)
    a_seat_falls_free(cast, term)
    place(cast, "cn-shanghai")
    with pytest.raises(AgainstTheLaw) as refusal:
        move_up_substitute(sun(cast, LATER), compound_id=cast.compound.id)
    assert refusal.value.article == "上海市住宅物业管理规定 32"
    ways = ways_on(cast.compound, LATER.date())
    assert [(way.kind, way.seats) for way in ways if not way.optional] == [("by_election", 1)]


def test_who_sold_the_home_is_passed_over_with_a_reason(cast: Cast) -> None:
    term = in_office(cast)
    a_seat_falls_free(cast, term)
    (chosen,) = waiting_substitutes(term)
    Ownership.objects.filter(person=chosen.person).update(valid_to=LATER.date())
    with pytest.raises(AgainstTheLaw):
        move_up_substitute(sun(cast, LATER), compound_id=cast.compound.id)
    with pytest.raises(ValidationError):
        pass_over_substitute(sun(cast, LATER), candidacy_id=chosen.id, reason="")
    passed = pass_over_substitute(sun(cast, LATER), candidacy_id=chosen.id, reason="房屋已卖")
    assert (passed.state, passed.reason) == ("withdrawn", "房屋已卖")
    with pytest.raises(WrongState):
        pass_over_substitute(sun(cast, LATER), candidacy_id=chosen.id, reason="房屋已卖")
    with pytest.raises(WrongState):
        move_up_substitute(sun(cast, LATER), compound_id=cast.compound.id)
    ways = ways_on(cast.compound, LATER.date())
    assert [way.kind for way in ways if not way.optional] == ["by_election"]


def test_the_clerk_alone_enters_it_with_the_second_key(cast: Cast) -> None:
    a_seat_falls_free(cast, in_office(cast))
    row = Candidacy.objects.get(state="substitute")

    def up(actor: Actor) -> Seat:
        return move_up_substitute(actor, compound_id=cast.compound.id)

    def over(actor: Actor) -> Candidacy:
        return pass_over_substitute(actor, candidacy_id=row.id, reason="不愿意了")

    for act in (up, over):
        found = {who: became(lambda act=act, who=who: act(cast.actor(who, at=LATER))) for who in CAST}
        assert found == {who: "done" if who == "sun" else "NotAllowed" for who in CAST}
        keyless = cast.actor("sun", at=LATER, second_factor=False)
        assert became(lambda act=act, actor=keyless: act(actor)) == "NeedsSecondFactor"


def test_page_of_the_committees_life_lets_one_move_up(cast: Cast, page: Visits) -> None:
    a_seat_falls_free(cast, in_office(cast))
    home, up = path(cast, "c/wt/committee/life/"), path(cast, "c/wt/committee/substitutes/up/")
    with time_machine.travel(LATER + timedelta(hours=1), tick=True):
        assert up in page("sun").get(home).content.decode()
        assert up not in page("stranger").get(home).content.decode()
        assert page("qian").get(up).status_code == 404 and page("li").get(up).status_code == 403
        assert page("sun").get(up).status_code == 200
        row = Candidacy.objects.get(state="substitute")
        back = path(cast, f"c/wt/committee/substitutes/{row.id}/")
        assert page("sun").get(back).status_code == 200 and page("qian").get(back).status_code == 404
        assert page("sun").post(up, {"once": "u"}).status_code == 302
        assert up not in page("sun").get(home).content.decode()
    assert Seat.objects.filter(person=row.person, valid_to__isnull=True).count() == 1


def test_recount_leaves_a_substitute_who_stepped_back_out(cast: Cast) -> None:
    election = elected(cast, FIVE_OF_SIX, "cn-hangzhou")
    vote = election.vote
    assert vote is not None
    published(cast, vote)
    row = election.candidacies.get(state="substitute")
    Candidacy.objects.filter(id=row.id).update(state="withdrawn")
    with pytest.raises(WrongState):
        acts.take_result(sun(cast, LATER), election_id=election.id)
