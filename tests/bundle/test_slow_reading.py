"""A third reading: the standard library opens the zip, the slow twins count what stands in it."""

import json
import zipfile
from io import BytesIO
from typing import Any

from tests.bundle.making import random_contents, sealed
from tests.core.scale import part_of
from tests.core.slow_election import recount_election
from tests.core.slow_twin import recount


def test_slow_twins_count_from_the_files_what_stands_in_the_result() -> None:
    for seed in range(2000, 2000 + part_of(600)):
        with zipfile.ZipFile(BytesIO(sealed(random_contents(seed)))) as opened:
            manifest, published = (json.loads(opened.read(name)) for name in ("manifest.json", "result.json"))
            roll, ballots = (
                [json.loads(line) for line in opened.read(name).splitlines()]
                for name in ("roll.jsonl", "ballots.jsonl")
            )
        for question, told in zip(manifest["questions"], published["questions"], strict=True):
            found = {key: value for key, value in told["result"].items() if key not in ("rule", "lines")}
            assert found == slow_count(manifest, question, roll, ballots), f"seed {seed} {question['id']}"


def slow_count(manifest: Any, question: Any, roll: Any, ballots: Any) -> dict[str, Any]:
    """The question as VOTE.json or ELECTION.json, counted by a slow twin."""
    asked = {
        "matter": question["matter"],
        "policy": manifest["policy"],
        "roll": roll,
        "ballots": [on_paper(ballot, question) for ballot in ballots],
        "closes_at": "2026-07-26T00:00:00Z",
    }
    if question["kind"] == "matter":
        return recount(asked)
    named = {key: question[key] for key in ("seats", "minimum", "lot")}
    keys = [person["key"] for person in question["candidates"]]
    return recount_election(asked | named | {"candidates": keys})


def on_paper(ballot: Any, question: Any) -> dict[str, Any]:
    """One ballot with an hour again: any that keeps the order and the close."""
    day = "2026-07-27" if ballot["late"] else "2026-07-25"
    said = ballot["choices"][question["id"]]
    kept = {key: ballot[key] for key in ("unit", "channel", "by", "proxy_for")}
    kept["frozen"] = ballot.get("frozen", False)
    answer = {"choice": said} if question["kind"] == "matter" else said
    return kept | answer | {"at": f"{day}T00:00:{ballot['rank']:02d}Z"}
