"""Count night and statistics of a real election: candidates' bars, what each screen tells, figures that add up."""

import json

import time_machine

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.count_night import count_night
from linmeng.assembly.queries.statistics import merged, statistics
from linmeng.pages.assembly.hall import hall_of
from linmeng.pages.printing.count_papers.workbook import statistics_workbook
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.elections.world import AFTER, UNITS, sun, vote_for, voting

BALLOTS = ["1+2+3", "1+2+3", "1+2+3", "1+2+4", "1+2", "against", "abstain"]


def closed(cast: Cast) -> Vote:
    _election, vote = voting(cast)
    for unit, choice in zip(UNITS, BALLOTS, strict=False):
        vote_for(cast, vote, unit, choice)
    actions.close_vote(sun(cast, AFTER), vote_id=vote.id)
    vote.refresh_from_db()
    return vote


def test_hall_shows_each_candidate_against_half_of_those_who_take_part(cast: Cast) -> None:
    vote = closed(cast)
    for stage in ("reading", "counted"):
        if stage == "counted":
            actions.count_vote(sun(cast, AFTER), vote_id=vote.id)
            vote.refresh_from_db()
        night = count_night(vote)
        (shown,) = hall_of(sun(cast, AFTER), vote, night).questions
        assert night.stage == stage and shown.cells is None
        assert [(one.number, one.heads, one.area_dm2, one.over) for one in shown.candidates] == [
            (1, 5, 50_000, True), (2, 5, 50_000, True), (3, 3, 30_000, False), (4, 1, 10_000, False),
        ]  # fmt: skip
        assert [(one.heads_w, one.area_w) for one in shown.candidates] == [
            ("71.4%", "71.4%"), ("71.4%", "71.4%"), ("42.8%", "42.8%"), ("14.2%", "14.2%"),
        ]  # fmt: skip
        assert [figures for _label, *figures in shown.beside] == [[1, 10_000], [1, 10_000]]
        assert bool(shown.verdict) is (stage == "counted")
    assert [one.name for one in shown.candidates] == ["李秋生", "王建国", "邻居0", "邻居1"]
    assert shown.verdict == "应选 3 席，选出 2 席：接着补选"


def test_hall_page_of_an_election_is_for_everybody(cast: Cast, page: Visits) -> None:
    vote = closed(cast)
    address = path(cast, f"votes/{vote.id}/night/")
    with time_machine.travel(AFTER, tick=True):
        for who in ("stranger", "li", "sun"):
            text = page(who).get(address).content.decode()
            assert text.count('class="night-bar"') == 4 and 'width="42.8%"' in text and "王建国" in text


def test_statistics_of_an_election_add_up_to_its_count(cast: Cast) -> None:
    vote = closed(cast)
    actions.count_vote(sun(cast, AFTER), vote_id=vote.id)
    (one,) = statistics(vote)
    told = json.loads(vote.counts.get().result)
    for groups in (one.by_way, one.by_building, merged(one.by_way), merged(one.by_building)):
        sums = {
            cell: (sum(g.part(cell).heads for g in groups), sum(g.part(cell).area_dm2 for g in groups))
            for cell in one.cells
        }
        assert sums == {
            cell: (told[cell]["heads"], int(told[cell]["area_m2"].replace(".", ""))) for cell in one.cells
        }
    assert (one.whole.homes, one.whole.heads) == (7, told["participating"]["heads"])
    assert statistics_workbook(vote, 1).startswith(b"PK")
