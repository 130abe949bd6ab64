"""Each cell of docs/who-may-see-what-of-a-vote.md."""

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from linmeng.assembly.models import Vote
from tests.assembly.votes import (
    WHILE_OPEN,
    cast_for,
    entry_of,
    moment,
    noticed_vote,
    printed_paper,
    read,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import NOON, Cast

DOC = Path(__file__).resolve().parents[2] / "docs" / "who-may-see-what-of-a-vote.md"
COLUMNS = {
    "owner on the roll": "li",
    "tenant": "chen",
    "owner next door": "qian",
    "stranger": "stranger",
    "building leader": "zhao",
    "director": "wang",
    "clerk": "sun",
    "property manager": "wu",
    "Party secretary": "feng",
}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table() -> dict[str, dict[str, bool]]:
    """The document's table: what → who → whether."""
    first = DOC.read_text(encoding="utf-8").split("\n## ")[0]
    lines = [line for line in first.splitlines() if line.startswith("|")]
    heads = [COLUMNS[head] for head in _cells(lines[0])[1:]]
    rows = [_cells(line) for line in lines[2:]]
    return {row[0]: dict(zip(heads, [mark == "✓" for mark in row[1:]], strict=True)) for row in rows}


def shown(client: Client, cast: Cast, vote: Vote, rest: str = "") -> bool:
    answer = client.get(path(cast, f"votes/{vote.id}/{rest}"))
    assert answer.status_code in (200, 302, 403, 404)
    return answer.status_code == 200


def on_page(client: Client, cast: Cast, vote: Vote, sees: Callable[[object], bool]) -> bool:
    answer = client.get(path(cast, f"votes/{vote.id}/"))
    return answer.status_code == 200 and sees(answer.context["page"])


def _counted(page: object) -> bool:
    return any(question.cells for question in page.questions)  # type: ignore[attr-defined]


def _button(client: Client, cast: Cast, vote: Vote) -> bool:
    address = path(cast, f"votes/{vote.id}/cast/{entry_of(vote, '3-101').id}/")
    return address in client.get(path(cast, f"votes/{vote.id}/")).content.decode()


def _choice_while_open(client: Client, cast: Cast, vote: Vote) -> bool:
    answer = client.get(path(cast, f"votes/{vote.id}/"))
    return _counted(answer.context["page"]) or shown(client, cast, vote, "question/1/vote.json")


def _first_reading(client: Client, cast: Cast, vote: Vote) -> bool:
    answer = client.get(path(cast, f"votes/{vote.id}/enter/?paper=7"))
    return (
        "checked" in answer.content.decode().replace('value="yes" checked', "checked").split("signed_by")[0]
    )


Probe = tuple[str, Callable[[Client, Cast, Vote], bool]]
PROBES: dict[str, Probe] = {
    "the draft before notice": ("draft", shown),
    "title, questions, rule, roll figures and fingerprint": (
        "noticed",
        lambda client, cast, vote: (
            vote.roll_sha256 in client.get(path(cast, f"votes/{vote.id}/")).content.decode()
        ),
    ),
    "turnout so far, in both measures": (
        "open",
        lambda client, cast, vote: on_page(client, cast, vote, lambda page: page.turnout is not None),  # type: ignore[attr-defined]
    ),
    "which homes returned a ballot (unit codes)": (
        "open",
        lambda client, cast, vote: shown(client, cast, vote, "register.xlsx"),
    ),
    "door list with masked owner names": (
        "open",
        lambda client, cast, vote: shown(client, cast, vote, "delivery/"),
    ),
    "the ballot papers to print": ("open", lambda client, cast, vote: shown(client, cast, vote, "papers/")),
    "the entry of signed papers": ("open", lambda client, cast, vote: shown(client, cast, vote, "enter/")),
    "the button to vote for home 3-101": ("open", _button),
    "the receipt of home 3-101 with its choice": (
        "open with a ballot",
        lambda client, cast, vote: shown(client, cast, vote, f"receipt/{vote.receipts.get().code}/"),
    ),
    "anybody's choice, or sums of choices, while voting": ("open with a ballot", _choice_while_open),
    "what the first reader of a paper read": ("open with a reading", _first_reading),
    "the result after the count, before publication": (
        "counted",
        lambda client, cast, vote: on_page(client, cast, vote, _counted),
    ),
    "the published result, line by line": (
        "published",
        lambda client, cast, vote: on_page(client, cast, vote, _counted),
    ),
    "the count file VOTE.json before publication": (
        "counted",
        lambda client, cast, vote: shown(client, cast, vote, "question/1/vote.json"),
    ),
    "the count file VOTE.json after publication": (
        "published",
        lambda client, cast, vote: shown(client, cast, vote, "question/1/vote.json"),
    ),
    "the bundle before publication": (
        "counted",
        lambda client, cast, vote: (
            shown(client, cast, vote, "bundle/") or shown(client, cast, vote, "bundle/1.zip")
        ),
    ),
    "the bundle after publication": (
        "published",
        lambda client, cast, vote: shown(client, cast, vote, "bundle/1.zip"),
    ),
    "the salt of home 3-101 on the page of its owner": (
        "open with a ballot",
        lambda client, cast, vote: shown(client, cast, vote, f"key/{entry_of(vote, '3-101').id}/"),
    ),
    "the slip with the salt of home 3-101": (
        "open with a ballot",
        lambda client, cast, vote: shown(client, cast, vote, f"key/{entry_of(vote, '3-101').id}/slip.pdf"),
    ),
}


def prepared(cast: Cast, situation: str) -> Vote:
    if situation == "open with a ballot":
        vote = noticed_vote(cast)
        cast_for(cast, vote, "3-101")
        return vote
    if situation == "open with a reading":
        vote = noticed_vote(cast)
        read(cast, "he", printed_paper(cast, vote, "3-301"), "no", at=WHILE_OPEN)
        return vote
    return vote_in(cast, situation)


def test_every_row_of_the_table_is_tested() -> None:
    assert set(table()) == set(PROBES)


@pytest.mark.parametrize("what", PROBES)
def test_row_holds_for_each_of_the_cast(cast: Cast, page: Visits, what: str) -> None:
    situation, sees = PROBES[what]
    with time_machine.travel(NOON, tick=False) as traveller:
        vote = prepared(cast, situation)
        traveller.move_to(moment(situation.split(" ")[0]))
        found = {who: sees(page(who), cast, vote) for who in COLUMNS.values()}
    assert found == table()[what]


INSIDE = [
    "notice/",
    "edit/",
    "cancel/",
    "papers/",
    "delivery/",
    "enter/",
    "close/",
    "count/",
    "publish/",
    "recount/",
]


@pytest.mark.parametrize("rest", INSIDE)
def test_inside_pages_do_not_exist_for_people_of_another_compound(
    cast: Cast, page: Visits, rest: str
) -> None:
    with time_machine.travel(WHILE_OPEN, tick=False):
        vote = noticed_vote(cast)
        address = path(cast, f"votes/{vote.id}/{rest}")
        assert page("qian").get(address).status_code == 404
        assert page("li").get(address).status_code == 403
        assert page("stranger").get(address).status_code == 302
        assert page("wang").get(address).status_code == 200


@pytest.mark.parametrize("rest", ["", "edit/", "legality/", "drop/"])
def test_project_pages_inside_are_gated(cast: Cast, page: Visits, rest: str) -> None:
    from tests.assembly.votes import started_project

    project = started_project(cast)
    address = path(cast, f"projects/{project.id}/{rest}")
    seen = [page(who).get(address).status_code for who in ("wang", "li", "qian", "stranger")]
    assert seen == ([200] * 4 if rest == "" else [200, 403, 404, 302])
