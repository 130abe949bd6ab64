"""From an empty committee to one that is elected, step by step."""

import json

from linmeng.assembly.actions import election as acts
from linmeng.assembly.models import Candidacy, Count
from linmeng.assembly.queries.election_ladder import ladder
from tests.cast import Cast
from tests.elections.world import AFTER, counted, sun, voting

UNITS = [f"3-{floor}0{door}" for floor in (1, 2, 3) for door in (1, 2, 3)]


def test_whole_walk_elects_three_of_four(cast: Cast) -> None:
    election, vote = voting(cast)
    announced = {rung.key: rung for rung in ladder(election)}
    assert (announced["vote"].state, announced["ballot"].state) == ("done", "current")
    assert announced["vote"].step and announced["vote"].step.path.endswith(f"/votes/{vote.id}/")
    ballots = dict(
        zip(UNITS[:7], ["1+2+3", "1+2+3", "1+2+3", "1+2", "1+2+3", "against", "abstain"], strict=True)
    )
    counted(cast, vote, ballots)
    election = acts.take_result(sun(cast, AFTER), election_id=election.id)
    result = json.loads(Count.objects.get().result)
    assert (result["outcome"], result["elected"], result["tied"]) == ("complete", ["1", "2", "3"], [])
    assert (result["against_all"]["heads"], result["abstain"]["heads"]) == (1, 1)
    states = dict(Candidacy.objects.order_by("number").values_list("number", "state"))
    assert states == {1: "elected", 2: "elected", 3: "elected", 4: "not_elected"}
    assert election.state == "elected"
    rungs = {rung.key: rung.state for rung in ladder(election)}
    assert rungs["result"] == "done" and rungs["result_posted"] == "current"
