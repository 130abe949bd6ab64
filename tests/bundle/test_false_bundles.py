"""Bundles that the sealer itself falsified: signed with the right key, every hash in order."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from linmeng_core.bundle.container import read_container, write_container
from linmeng_core.bundle.documents import BALLOTS, MANIFEST, RESULT, ROLL
from linmeng_core.bundle.verifying import TAMPERED, verify_bundle
from linmeng_core.chain import canonical
from linmeng_core.formats.sentences import spoken
from linmeng_core.lines import Line, line
from tests.bundle.making import KEY, sealed
from tests.bundle.mutations import OTHER_SEAL, Files, made_good
from tests.bundle.worked_example import example

Change = Callable[[Files], object]


@cache
def true_bundle() -> bytes:
    """The example, as it is."""
    return sealed(example())


def resealed(change: Change) -> bytes:
    """The example, changed, with all hashes and the seal made anew by its own key."""
    files = read_container(true_bundle())
    change(files)
    made_good(files, OTHER_SEAL, KEY)
    return write_container(files)


def _edited(name: str, change: Callable[[Any], object]) -> Change:
    def edit(files: Files) -> None:
        value = json.loads(files[name])
        change(value)
        files[name] = canonical(value).encode()

    return edit


def _line(name: str, number: int, change: Callable[[Any], object]) -> Change:
    def edit(files: Files) -> None:
        lines = [json.loads(text) for text in files[name].splitlines()]
        change(lines[number])
        files[name] = "".join(canonical(value) + "\n" for value in lines).encode()

    return edit


def _law(old: bytes, new: bytes) -> Change:
    def edit(files: Files) -> None:
        path = "laws/cn/owners_vote.toml"
        files[path] = files[path].replace(old, new)

    return edit


def _first(told: Any) -> Any:
    return told["questions"][0]["result"]


FALSE: dict[str, tuple[Change, Line]] = {
    "a cell": (
        _edited(RESULT, lambda told: _first(told)["yes"].update(heads=3)),
        line("bundle_result", question="q1", cell="yes.heads"),
    ),
    "a verdict": (
        _edited(RESULT, lambda told: _first(told).update(passed=not _first(told)["passed"])),
        line("bundle_result", question="q1", cell="passed"),
    ),
    "who is elected": (
        _edited(RESULT, lambda told: told["questions"][1]["result"].update(elected=["c2"])),
        line("bundle_result", question="q2", cell="elected"),
    ),
    "a cell missing": (
        _edited(RESULT, lambda told: _first(told).pop("split")),
        line("bundle_result", question="q1", cell="split"),
    ),
    "a refusal hidden": (
        _edited(RESULT, lambda told: _first(told)["refused"].pop()),
        line("bundle_result", question="q1", cell="refused"),
    ),
    "no sentences": (
        _edited(RESULT, lambda told: _first(told).pop("lines")),
        line("bundle_malformed", file=RESULT, line=1),
    ),
    "a number that is no whole number": (
        lambda files: files.update({RESULT: files[RESULT].replace(b'"heads":0', b'"heads":0.0', 1)}),
        line("bundle_malformed", file=RESULT, line=1),
    ),
    "a number that no program keeps": (
        lambda files: files.update({RESULT: files[RESULT].replace(b":0", b":9007199254740993", 1)}),
        line("bundle_malformed", file=RESULT, line=1),
    ),
    "the law and not the manifest": (
        _law(b'">=2/3"', b'">=1/3"'),
        line("bundle_law"),
    ),
    "an article": (
        _edited(MANIFEST, lambda told: told["questions"][0].update(article="民法典 278(1)(9)")),
        line("bundle_law"),
    ),
    "law of no day": (
        _law(b"valid_from = 2021", b"valid_from = 2031"),
        line("bundle_law_unreadable"),
    ),
    "law that is none": (_law(b"[quorum]", b"[quorum"), line("bundle_law_unreadable")),
    "the policy": (
        _edited(MANIFEST, lambda told: told["policy"].update(repeat="random")),
        line("bundle_uncountable", question="q1"),
    ),
    "more to elect than asked": (
        _edited(MANIFEST, lambda told: told["questions"][1].update(seats=0)),
        line("bundle_uncountable", question="q2"),
    ),
    "the roll after notice": (
        _line(ROLL, 2, lambda unit: unit.update(area_m2="81.00")),
        line("bundle_roll_fingerprint"),
    ),
    "fewer units than announced": (
        _edited(MANIFEST, lambda told: told["roll"].update(units=9)),
        line("bundle_roll_fingerprint"),
    ),
    "a transfer nobody published": (
        _line(
            ROLL,
            0,
            lambda unit: unit.update(
                supplement={
                    "date": "2026-07-20",
                    "fingerprint": "0" * 64,
                    "at_notice": {key: unit[key] for key in ("owners", "status", "representative")},
                }
            ),
        ),
        line("bundle_supplement", unit="u0001"),
    ),
    "a real unit": (
        _line(ROLL, 3, lambda unit: unit.update(unit="3-201")),
        line("bundle_malformed", file=ROLL, line=4),
    ),
    "a unit twice": (
        _line(ROLL, 3, lambda unit: unit.update(unit="u0003")),
        line("bundle_malformed", file=ROLL, line=4),
    ),
    "a real owner": (
        _line(BALLOTS, 1, lambda ballot: ballot.update(by="李秀英")),
        line("bundle_malformed", file=BALLOTS, line=2),
    ),
    "an hour": (
        _line(BALLOTS, 1, lambda ballot: ballot.update(at="2026-07-22T09:00:00+08:00")),
        line("bundle_malformed", file=BALLOTS, line=2),
    ),
    "a question left out": (
        _line(BALLOTS, 4, lambda ballot: ballot["choices"].pop("q2")),
        line("bundle_malformed", file=BALLOTS, line=5),
    ),
    "an order between homes": (
        lambda files: files.update({BALLOTS: b"".join(files[BALLOTS].splitlines(keepends=True)[::-1])}),
        line("bundle_malformed", file=BALLOTS, line=2),
    ),
    "a last line without its end": (
        lambda files: files.update({ROLL: files[ROLL].rstrip(b"\n")}),
        line("bundle_malformed", file=ROLL, line=8),
    ),
    "a count that never was": (
        _edited(MANIFEST, lambda told: told["count"].update(version=3)),
        line("bundle_malformed", file=MANIFEST, line=1),
    ),
    "a day that does not exist": (
        _edited(MANIFEST, lambda told: told.update(date="2026-02-30")),
        line("bundle_malformed", file=MANIFEST, line=1),
    ),
}


def false_bundle(name: str) -> bytes:
    """One of the bundles above."""
    return resealed(FALSE[name][0])


@pytest.mark.parametrize("name", FALSE)
def test_what_the_sealer_falsified_is_found(name: str) -> None:
    verdict = verify_bundle(false_bundle(name))
    assert (verdict.outcome, verdict.line) == (TAMPERED, FALSE[name][1])
    for lang in ("zh", "en"):
        assert len(spoken([verdict.line], lang)) == 1
