"""`python -m linmeng_core elect`: the example that is printed, the schemas, and one clear line for each fault."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linmeng_core.__main__ import main
from linmeng_core.election import count_election
from linmeng_core.formats.election import elected_as_json, read_election
from linmeng_core.formats.sentences import LANGUAGES, spoken
from linmeng_core.law.load import all_places, pack_in_force
from linmeng_core.law.packs import MATTERS
from tests.core.random_elections import random_election
from tests.core.test_cli import Change, Run, changed, run, written
from tests.core.test_formats import example, schema

__all__ = ["run"]

ELECTION: dict[str, Any] = example("election.json")


@pytest.mark.parametrize(
    ("lang", "printed"), [("zh", "election.elected.json"), ("en", "election.elected.en.json")]
)
def test_example_gives_the_printed_result(lang: str, printed: str, tmp_path: Path, run: Run) -> None:
    code, out, err = run("elect", written(tmp_path, ELECTION), "--lang", lang)
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert json.loads(out) == example(printed)
    schema("election").validate(ELECTION)
    schema("elected").validate(example(printed))


def test_jsonl_gives_one_line_an_election_in_order(run: Run, tmp_path: Path) -> None:
    elections = [changed(ELECTION, lambda one, n=seats: one.update(seats=n, minimum=1)) for seats in (3, 4)]
    text = "".join(json.dumps(one) + "\n" for one in elections)
    code, out, _ = run("elect", written(tmp_path, text, "elections.jsonl"))
    results = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [result["elected"] for result in results] == [
        ["陈立", "何平", "吴建国"],
        ["陈立", "何平", "沈秀英", "吴建国"],
    ]


def test_random_elections_and_their_results_fit_the_schemas() -> None:
    given, results = schema("election"), schema("elected")
    for seed in range(100):
        election = random_election(seed)
        given.validate(election)
        file = read_election(election)
        pack = pack_in_force(file.place, file.day)
        results.validate(elected_as_json(count_election(file.election, pack), "zh"))


def test_every_sentence_about_elections_is_spoken_in_both_languages() -> None:
    seen = set()
    for seed in range(200):
        file = read_election(random_election(seed))
        lines = count_election(file.election, pack_in_force(file.place, file.day)).lines
        seen |= {line.code for line in lines}
        assert all("{" not in said for lang in LANGUAGES for said in spoken(lines, lang))
    assert seen >= {
        "election_seats", "refused_too_many", "refused_unclear", "election_named", "election_against_all",
        "election_abstain", "election_split", "candidate_over", "candidate_under", "lot_drawn", "lot_missing",
        "elected", "election_no_quorum", "election_by_election", "election_lot_needed", "election_complete",
        "election_disputes_matter", "election_disputes_do_not_matter", "no_participants",
    }  # fmt: skip


def test_schema_names_the_matters_and_places_of_the_law() -> None:
    properties = schema("election").schema["properties"]
    assert properties["matter"]["enum"] == list(MATTERS)
    assert properties["place"]["enum"] == [place.key for place in all_places()]


def test_optional_fields_may_be_left_out(run: Run, tmp_path: Path) -> None:
    def leave_out(election: dict[str, Any]) -> None:
        del election["lot"], election["closes_at"], election["roll"][0]["representative"]

    code, out, _ = run("elect", written(tmp_path, changed(ELECTION, leave_out)))
    assert (code, json.loads(out)["outcome"]) == (0, "lot_needed")


# what is wrong, what is said of it, and whether a schema can see it
MALFORMED: list[tuple[Change, str, bool]] = [
    (lambda one: one.update(seats="3"), "seats: this must be a whole number, not '3'", True),
    (lambda one: one.update(seats=True), "seats: this must be a whole number, not True", True),
    (lambda one: one.update(seats=2.5), "seats: this must be a whole number, not 2.5", True),
    (lambda one: one.update(seats=0), "seats: there must be at least 1 seat, not 0", True),
    (lambda one: one.update(minimum=4), "minimum: the minimum must lie between 1 and the 3 seats, not 4", False),
    (lambda one: one.update(candidates=[]), "candidates: there is no candidate; at least one is needed", True),
    (lambda one: one.update(candidates="陈立"), "candidates: this must be a list […], not '陈立'", True),
    (lambda one: one["candidates"].append("陈立"), "candidates[5]: candidate '陈立' is named twice", True),
    (lambda one: one["candidates"].append(""), "candidates[5]: this must be a text that is not empty, not ''", True),
    (lambda one: one["lot"].append("李四"), "lot[5]: '李四' is not among the candidates", False),
    (lambda one: one["lot"].append("陈立"), "lot[5]: candidate '陈立' is named twice", True),
    (lambda one: one.update(lot=3), "lot: this must be a list […], not 3", True),
    (lambda one: one["policy"].update(silence="follow_majority"),
     "policy.silence: an election has no majority that unreturned votes could follow; this must be off", True),
    (lambda one: one["ballots"][0].update(choices=["李四"]),
     "ballots[0].choices[0]: '李四' is not among the candidates", False),
    (lambda one: one["ballots"][0].update(choices=["陈立", "陈立"]),
     "ballots[0].choices[1]: candidate '陈立' is named twice", True),
    (lambda one: one["ballots"][1].update(choices="陈立"),
     "ballots[1].choices: this must be a list […], not '陈立'", True),
    (lambda one: one["ballots"][1].update(against_all=1),
     "ballots[1].against_all: this must be true or false, not 1", True),
    (lambda one: one["ballots"][1].update(unclear="no"),
     "ballots[1].unclear: this must be true or false, not 'no'", True),
    (lambda one: one["ballots"][1].update(choice="yes"),
     "ballots[1].choice: there is no such field; the fields are: "
     "against_all, at, by, channel, choices, frozen, proxy_for, unclear, unit", True),
    (lambda one: one["ballots"][1].pop("choices"), "ballots[1].choices: this field is missing", True),
    (lambda one: one.pop("seats"), "seats: this field is missing", True),
    (lambda one: one["ballots"][0].update(at="2026-07-22T09:00:00"),
     "ballots[0].at: this must be a time with its offset such as 2026-07-10T09:00:00+08:00, "
     "not '2026-07-22T09:00:00'", True),
    (lambda one: one["roll"].clear(), "roll: the roll is empty; it needs at least one unit", True),
    (lambda one: one.update(matter="lift"), "matter: this must be one of " + ", ".join(MATTERS) + ", not 'lift'", True),
]  # fmt: skip


@pytest.mark.parametrize(("change", "fault", "schema_sees"), MALFORMED)
def test_malformed_election_gives_one_line_naming_line_and_field(
    change: Change, fault: str, schema_sees: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = changed(ELECTION, change)
    path = written(tmp_path, faulty, "ELECTION.json")
    assert main(["elect", str(path), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    line, _, rest = said.err.removeprefix("ELECTION.json: line ").partition(": ")
    assert line.isdecimal()
    assert rest == fault + "\n"
    assert schema("election").is_valid(faulty) is not schema_sees


def test_fault_names_the_very_line(tmp_path: Path, run: Run) -> None:
    text = json.dumps(ELECTION, indent=1, ensure_ascii=False).replace('"何平"', '"陈立"', 1)
    line = 1 + next(number for number, entry in enumerate(text.split("\n")) if entry.strip() == '"陈立",') + 1
    code, out, err = run("elect", written(tmp_path, text, "ELECTION.json"))
    assert (code, out, err) == (
        2,
        "",
        f"ELECTION.json：第 {line} 行：candidates[1]：候选人 '陈立' 写了两次\n",
    )


def test_schemas_are_schemas() -> None:
    for name in ("election", "elected"):
        assert isinstance(schema(name), Draft202012Validator)
