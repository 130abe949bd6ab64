"""What elections ask of the clerk and of who was named: each with its page, any number of them at one price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.models import Body, CommitteeTerm, Compound
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.queries.election_dues import election_dues
from linmeng.common.actor import Actor
from tests.assembly.trust import plain
from tests.cast import NOON, SINCE, Cast
from tests.elections.world import nominating, sun


def further(cast: Cast, code: str) -> Election:
    """A compound next door under the same clerk, its committee up for re-election."""
    compound = Compound.objects.create(
        code=code, name=code, address=code, residents_committee=cast.compound.residents_committee
    )
    body = Body.objects.create(kind=Body.Kind.OWNERS_COMMITTEE, name=code, compound=compound)
    CommitteeTerm.objects.create(body=body, number=1, state="in_reelection", starts_on=SINCE, ends_on=SINCE)
    return Election.objects.create(
        compound=compound,
        kind="reelection",
        state="nominating",
        seats=3,
        minimum=3,
        years=3,
        term_number=2,
        opened_at=NOON,
    )


def asked(actor: Actor) -> tuple[int, list[str]]:
    """How many queries the dues cost, and where they lead."""
    with CaptureQueriesContext(connection) as queries:
        found = election_dues(actor)
    return len(queries), [due.path for due in found]


@pytest.mark.parametrize("who", ["clerk", "named"])
def test_three_elections_cost_what_one_costs(cast: Cast, who: str) -> None:
    elections, costs = [nominating(cast)], set()
    for code in ("", "yl", "zt"):
        elections += [further(cast, code)] if code else []
        Candidacy.objects.create(
            election=elections[-1], person=cast.people["li"], found="neighbours", named_at=NOON
        )
        queries, paths = asked(sun(cast) if who == "clerk" else plain(cast, "li", NOON))
        costs.add(queries)
        assert {int(path.split("/")[4]) for path in paths} == {election.id for election in elections}
    assert len(costs) == 1
