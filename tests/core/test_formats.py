"""The papers in docs/formats: schemas that fit the program, examples that are run."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linmeng_core.__main__ import main
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.law.clocks import EVENTS
from linmeng_core.law.load import all_places, pack_in_force
from linmeng_core.law.packs import MATTERS
from linmeng_core.tally.owners_vote import count
from tests.core.random_votes import random_vote
from tests.core.test_cli import MALFORMED, VOTE, Change, changed

PAPERS = Path(__file__).parents[2] / "docs" / "formats"
EXAMPLES = PAPERS / "examples"


def schema(name: str) -> Draft202012Validator:
    content = json.loads((PAPERS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def example(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("command", "given", "expected", "lang", "schemas"),
    [
        ("tally", "vote.json", "vote.result.json", "zh", ("vote", "result")),
        ("tally", "vote.json", "vote.result.en.json", "en", ("vote", "result")),
        ("share", "cost.json", "cost.shares.json", "zh", ("cost", "shares")),
        ("clocks", "event.json", "event.dues.json", "zh", ("event", "dues")),
        ("clocks", "event.json", "event.dues.en.json", "en", ("event", "dues")),
    ],
)
def test_example_gives_the_printed_result(
    command: str,
    given: str,
    expected: str,
    lang: str,
    schemas: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main([command, str(EXAMPLES / given), "--lang", lang])
    result = json.loads(capsys.readouterr().out)
    assert code == 0
    assert result == example(expected)
    schema(schemas[0]).validate(example(given))
    schema(schemas[1]).validate(result)


def test_every_example_is_run() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == [
        "cost.json", "cost.shares.json", "election.elected.en.json", "election.elected.json", "election.json",
        "event.dues.en.json", "event.dues.json", "event.json", "vote.json", "vote.result.en.json", "vote.result.json",
    ]  # fmt: skip


def test_random_votes_and_their_results_fit_the_schemas() -> None:
    given, results = schema("vote"), schema("result")
    for seed in range(100):
        vote = random_vote(seed)
        given.validate(vote)
        file = read_vote(vote)
        results.validate(result_as_json(count(file.vote, pack_in_force(file.place, file.day)), "zh"))


BEYOND_A_SCHEMA = ("2020-12-31", "2026-02-30", "3-101", "25:00:00")


@pytest.mark.parametrize("change", [change for change, _, _ in MALFORMED])
def test_what_the_program_refuses_the_schema_refuses_too(change: Change) -> None:
    """Save what no schema can say: days and hours that do not exist, law not in force, a unit twice."""
    faulty = changed(VOTE, change)
    before, after = json.dumps(VOTE), json.dumps(faulty)
    beyond = (
        any(after.count(word) > before.count(word) for word in BEYOND_A_SCHEMA) and len(faulty["roll"]) == 2
    )
    assert schema("vote").is_valid(faulty) is beyond


def test_schema_names_the_matters_and_places_of_the_law() -> None:
    properties = schema("vote").schema["properties"]
    assert properties["matter"]["enum"] == list(MATTERS)
    assert properties["place"]["enum"] == [place.key for place in all_places()]


def test_schema_names_the_events_of_the_clocks() -> None:
    properties = schema("event").schema["properties"]
    assert properties["kind"]["enum"] == list(EVENTS)
    assert properties["place"]["enum"] == [place.key for place in all_places()]
    whats = [clock.what for clocks in EVENTS.values() for clock in clocks]
    due = schema("dues").schema["properties"]["dues"]["items"]["properties"]
    assert due["what"]["enum"] == sorted(set(whats))
