"""Each cell of the second table in docs/who-may-see-what-of-a-vote.md; looks; what helpers can never do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDispute, Proxy, Receipt, Vote
from linmeng.common.errors import NotAllowed
from linmeng.people.models import Look, Seat, User
from linmeng.record.actions.seal import seal_day
from tests.assembly.trust import cast_as, later, mandate
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
)
from tests.browsing import Visits, path
from tests.cast import NOON, SINCE, Cast

DOC = Path(__file__).resolve().parents[2] / "docs" / "who-may-see-what-of-a-vote.md"
PHASES = ("open", "closed", "published")
COLUMNS = {
    "owner": "li", "agent": "chen", "owner next door": "qian", "stranger": "stranger",
    "building leader": "zhao", "director": "wang", "clerk": "sun", "scrutineer": "counts", "auditor": "rings",
    "property manager": "wu", "Party secretary": "feng",
}  # fmt: skip


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table() -> dict[str, dict[str, str]]:
    """what → who → its three marks."""
    part = DOC.read_text(encoding="utf-8").split("\n## ")[1]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    heads = [COLUMNS[head] for head in _cells(lines[0])[1:]]
    return {row[0]: dict(zip(heads, row[1:], strict=True)) for row in map(_cells, lines[2:])}


@dataclass(frozen=True)
class Things:
    """What is looked at."""

    vote: Vote
    proxy: Proxy
    receipt: Receipt
    case: BallotDispute


def _seated(cast: Cast, short: str, place: int, role: str, body: str) -> None:
    """A neighbour with a log-in and an office."""
    person = cast.neighbours[place]
    person.user = User.objects.create(phone=f"137{place:08d}", phone_verified=True)
    person.save(update_fields=["user"])
    Seat.objects.create(person=person, body=cast.bodies[body], role=role, valid_from=SINCE)
    cast.people[short] = person


def _world(cast: Cast) -> Things:
    _seated(cast, "counts", 5, "scrutineer", "committee")
    _seated(cast, "rings", 6, "auditor", "residents")
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101", by=cast.actor("sun", at=WHILE_OPEN))
    receipt = cast_as(cast, "chen", vote, "3-101")
    doubted = cast_for(cast, vote, "3-201")
    case = actions.say_not_me(owner_of(cast, "3-201"), receipt_id=doubted.id)
    actions.announce_call_back(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id, homes=2)
    return Things(vote, proxy, receipt, case)


def _brought_to(cast: Cast, vote: Vote, phase: str) -> datetime:
    if phase == "open":
        return WHILE_OPEN
    close_and(cast, vote, phase)
    if phase == "closed":
        return AFTER
    at = later(AFTER, days=1)
    seal_day(cast.alliance.slug, AFTER.date(), at=at)
    actions.draw_call_back(cast.actor("sun", at=at), vote_id=vote.id)
    return at


def shown(client: Client, cast: Cast, things: Things, rest: str) -> bool:
    answer = client.get(path(cast, f"votes/{things.vote.id}/{rest}"))
    assert answer.status_code in (200, 302, 403, 404)
    return answer.status_code == 200


def _phones(client: Client, cast: Cast, things: Things) -> bool:
    answer = client.get(path(cast, f"votes/{things.vote.id}/call-back/"))
    return answer.status_code == 200 and bool(answer.context.get("calls"))


def _numbers(client: Client, cast: Cast, things: Things) -> bool:
    """The numbers, told to everyone; the name of the owner who doubts, to nobody."""
    answer = client.get(path(cast, f"votes/{things.vote.id}/"))
    told = {template.name for template in answer.templates}
    hidden = cast.neighbours[1].name not in answer.content.decode()
    return (
        answer.context["page"].trust.disputes.all == 1 and "assembly/trust/_who_sees.html" in told and hidden
    )


PROBES: dict[str, Callable[[Client, Cast, Things], bool]] = {
    "what the owner wrote into the mandate": lambda c, w, t: shown(c, w, t, f"mandates/{t.proxy.id}/"),
    "the signed mandate as a scan": lambda c, w, t: shown(c, w, t, f"mandates/{t.proxy.id}/scan/"),
    "who votes for whom": lambda c, w, t: shown(c, w, t, "mandates/"),
    "the ballot that the agent cast, with its choice": lambda c, w, t: shown(
        c, w, t, f"receipt/{t.receipt.code}/"
    ),
    "whose ballots are in doubt": lambda c, w, t: shown(c, w, t, "disputes/"),
    "one case, and the decision about it": lambda c, w, t: shown(c, w, t, f"disputes/{t.case.id}/"),
    "the register of late papers": lambda c, w, t: shown(c, w, t, "late/") and shown(c, w, t, "late.xlsx"),
    "names and phones of the homes drawn for the call-back": _phones,
    "how many ballots are in doubt, late, called back": _numbers,
}


def test_every_row_of_the_table_is_tested() -> None:
    assert set(table()) == set(PROBES)


@pytest.mark.parametrize("phase", PHASES)
def test_every_cell_of_the_table_holds(cast: Cast, page: Visits, phase: str) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        things = _world(cast)
        traveller.move_to(_brought_to(cast, things.vote, phase))
        clients = {who: page(who) for who in COLUMNS.values()}
        found = {
            what: {who: sees(clients[who], cast, things) for who in clients} for what, sees in PROBES.items()
        }
    place = PHASES.index(phase)
    assert found == {
        what: {who: marks[place] == "✓" for who, marks in row.items()} for what, row in table().items()
    }


def test_each_look_stands_with_the_owner(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        things = _world(cast)
        paper = printed_paper(cast, things.vote, "3-301")
        traveller.move_to(_brought_to(cast, things.vote, "closed"))
        sun, root = page("sun"), path(cast, f"votes/{things.vote.id}/")
        sun.get(f"{root}mandates/{things.proxy.id}/")
        sun.get(f"{root}disputes/{things.case.id}/")
        sun.get(f"{root}enter/?paper={paper.number}")
    seen = Look.objects.order_by("id").values_list("what", "person_id")
    assert list(seen) == [
        ("mandate", cast.people["li"].id),
        ("dispute", int(things.case.receipt.by)),
        ("ballot", int(paper.entry.owners[0])),
    ]


@pytest.mark.parametrize("who", ["zhao", "wu", "zhou", "feng", "chen", "qian"])
def test_no_helper_enters_a_choice(cast: Cast, who: str) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    with pytest.raises(NotAllowed):
        read(cast, who, paper, at=AFTER)
    with pytest.raises(NotAllowed):
        cast_as(cast, who, vote, "3-301")
    assert not Receipt.objects.exists()


def test_nobody_enters_a_choice_before_there_is_a_paper(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for number in ("1", "7"):
        with pytest.raises(ValidationError):
            actions.enter_paper(
                cast.actor("sun", at=WHILE_OPEN),
                vote_id=vote.id,
                token_or_number=number,
                choices={1: "yes"},
                signed_by=entry_of(vote, "3-301").owners[0],
            )
    paper = printed_paper(cast, vote, "3-301")
    read(cast, "sun", paper, at=WHILE_OPEN)
    assert not Receipt.objects.exists()
