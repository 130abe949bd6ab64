"""Every cell of docs/who-may-do-what.md, against the predicates themselves; no predicate without a row."""

import ast
from pathlib import Path

import pytest

from linmeng.common.actor import Actor, Hat
from linmeng.pages.rights.may import rights_in_words
from linmeng.pages.rights.may_lines import RIGHTS
from linmeng.pages.rights.place import Place, Right
from tests.cast import NOON

PROJECT = Path(__file__).resolve().parents[2]
DOC = PROJECT / "docs" / "who-may-do-what.md"

HERE, NEXT_DOOR = 1, 2
OWN_BUILDING, OTHER_BUILDING = 31, 32
OWN_UNIT, OTHER_UNIT = 301, 302
ME, NEIGHBOUR = 7, 8
VARIANTS = (
    Place(HERE, OWN_BUILDING, OWN_UNIT, NEIGHBOUR),
    Place(HERE, OTHER_BUILDING, OTHER_UNIT, NEIGHBOUR),
    Place(NEXT_DOOR, 41, 401, NEIGHBOUR),
)
"""Own building and home; another building of the own compound; the compound next door."""
CELLS = {
    "yes": (True, True, True),
    "own": (True, True, False),
    "building": (True, False, False),
    "home": (True, False, False),
    "no": (False, False, False),
}
BODIES = {
    "secretary": "party_organisation",
    "clerk": "residents_committee",
    "committee director": "owners_committee",
    "committee member": "owners_committee",
    "property manager": "property_company",
    "property worker": "property_company",
    "building leader": "residents_committee",
    "volunteer": "residents_committee",
    "scrutineer": "owners_committee",
    "auditor": "owners_committee",
}


def seated(column: str) -> Actor:
    """Somebody with this hat on who lives elsewhere: the seat alone."""
    in_building = column in ("building leader", "volunteer")
    hat = Hat(
        seat_id=1,
        role=column.replace(" ", "_"),
        title=column,
        body_id=5,
        body_kind=BODIES[column],
        compounds=frozenset({HERE, NEXT_DOOR} if column == "secretary" else {HERE}),
        building_id=OWN_BUILDING if in_building else None,
    )
    return Actor(at=NOON, person_id=ME, hat=hat, second_factor=True)


ACTORS = {column: seated(column) for column in BODIES} | {
    "owner": Actor(at=NOON, person_id=ME, homes=frozenset({HERE}), units=frozenset({OWN_UNIT})),
    "tenant": Actor(at=NOON, person_id=ME, homes=frozenset({HERE})),
    "stranger": Actor(at=NOON),
}
LINES: dict[str, Right] = {right.code: right for lines in RIGHTS.values() for right in lines}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table(text: str) -> dict[str, dict[str, str]]:
    """The document's table: predicate → column → cell."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = _cells(lines[0])[2:]
    rows = [_cells(line) for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): dict(zip(heads, row[2:], strict=True)) for row in rows}


WRITTEN = table(DOC.read_text(encoding="utf-8"))


def predicates() -> set[str]:
    """Every `may_…` of every area's permissions, read from the source."""
    found = set()
    for path in sorted((PROJECT / "linmeng").glob("*/permissions.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        found |= {f"{path.parent.name}.{name}" for name in names if name.startswith("may_")}
    return found


def test_every_predicate_has_a_row() -> None:
    assert predicates() - {code.split("/")[0] for code in WRITTEN} == set()


def test_rows_and_lines_of_the_page_are_the_same() -> None:
    assert set(WRITTEN) == set(LINES)
    assert {code.split("/")[0] for code in LINES} <= predicates()


def test_columns_are_every_seat() -> None:
    assert all(list(row) == list(ACTORS) for row in WRITTEN.values())
    assert {cell for row in WRITTEN.values() for cell in row.values()} <= set(CELLS)


@pytest.mark.parametrize("column", ACTORS)
@pytest.mark.parametrize("code", sorted(set(LINES) & set(WRITTEN)))
def test_cell(code: str, column: str) -> None:
    found = tuple(LINES[code].ask(ACTORS[column], place) for place in VARIANTS)
    assert found == CELLS[WRITTEN[code][column]]


def test_missing_row_and_wrong_cell_would_be_noticed() -> None:
    text = "| predicate | words | clerk |\n|---|---|---|\n| `voices.may_sort` | sort | no |\n"
    assert table(text) == {"voices.may_sort": {"clerk": "no"}}
    assert tuple(LINES["voices.may_sort"].ask(ACTORS["clerk"], place) for place in VARIANTS) != CELLS["no"]


def test_my_rights_say_what_the_table_says() -> None:
    """The page of somebody who is clerk and owner: two headings, each with its own column."""
    both = Actor(
        at=NOON,
        person_id=ME,
        hat=ACTORS["clerk"].hat,
        homes=frozenset({HERE}),
        units=frozenset({OWN_UNIT}),
    )
    assert both.hat is not None
    office, life = rights_in_words(both, [both.hat])

    def said(hat: object) -> set[str]:
        return {line.code for _group, lines in hat.groups for line in lines}  # type: ignore[attr-defined]

    def column(name: str) -> set[str]:
        return {code for code, row in WRITTEN.items() if row[name] != "no"}

    assert (office.title, said(office)) == ("clerk", column("clerk"))
    assert said(life) == column("owner")
