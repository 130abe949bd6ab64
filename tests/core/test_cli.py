"""`python -m linmeng_core`: results on standard output, one clear line on standard error, exit code 2."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import linmeng_core
from linmeng_core.__main__ import main

VOTE: dict[str, Any] = {
    "place": "cn-shanghai",
    "date": "2026-07-05",
    "matter": "use_fund",
    "policy": {"silence": "off", "unclear": "abstain", "repeat": "first"},
    "roll": [
        {"unit": "3-101", "area_m2": "80.00", "owners": ["p1"], "status": "sold", "delivered": True,
         "representative": None},
        {"unit": "3-102", "area_m2": "60.00", "owners": ["p2", "p3"], "status": "sold", "delivered": False,
         "representative": "p2"},
    ],
    "ballots": [
        {"unit": "3-101", "choice": "yes", "channel": "web", "at": "2026-07-22T09:00:00+08:00", "by": "p1"},
        {"unit": "3-102", "choice": "no", "channel": "paper", "at": "2026-07-22T01:00:00Z", "by": "x9",
         "proxy_for": "p2"},
    ],
    "closes_at": "2026-07-26T00:00:00+08:00",
}  # fmt: skip
COST: dict[str, Any] = {
    "amount_yuan": "100.00",
    "units": [{"unit": "1-101", "area_m2": "80.00"}, {"unit": "1-102", "area_m2": "0.00"}],
}
Change = Callable[[dict[str, Any]], object]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: exit code, standard output, standard error."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def written(folder: Path, content: object, name: str = "VOTE.json") -> Path:
    path = folder / name
    path.write_text(
        content if isinstance(content, str) else json.dumps(content, indent=1, ensure_ascii=False)
    )
    return path


def changed(content: dict[str, Any], change: Change) -> dict[str, Any]:
    copied = copy.deepcopy(content)
    change(copied)
    return copied


def test_tally_prints_the_result_as_one_line_of_json(run: Run, tmp_path: Path) -> None:
    code, out, err = run("tally", written(tmp_path, VOTE))
    assert (code, err, out.count("\n")) == (0, "", 1)
    result = json.loads(out)
    assert list(result) == [
        "total", "participating", "yes", "no", "abstain", "split", "disputed", "quorum", "approval", "passed",
        "if_disputed", "rule", "refused", "lines",
    ]  # fmt: skip
    assert result["yes"] == {"area_m2": "80.00", "heads": 1}
    assert result["no"] == {"area_m2": "60.00", "heads": 1}
    assert result["approval"] == {"area": True, "heads": False}
    assert result["lines"][0].startswith("名册：共 2 户")


def test_tally_speaks_english_when_asked(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, VOTE)
    for words in (("tally", path, "--lang", "en"), ("tally", "--lang=en", path)):
        code, out, _ = run(*words)
        assert code == 0
        assert json.loads(out)["lines"][0].startswith("The roll: 2 units")


def test_tally_of_jsonl_gives_one_line_a_vote_in_order(run: Run, tmp_path: Path) -> None:
    votes = [
        changed(VOTE, lambda vote, m=matter: vote.update(matter=m)) for matter in ("use_fund", "rebuild")
    ]
    text = "".join(json.dumps(vote) + "\n" for vote in votes)
    code, out, err = run("tally", written(tmp_path, text, "votes.jsonl"))
    assert (code, err) == (0, "")
    assert [json.loads(line)["rule"]["article"] for line in out.splitlines()] == [
        "民法典 278(1)(5)", "民法典 278(1)(7)",
    ]  # fmt: skip
    assert run("tally", written(tmp_path, text.rstrip("\n"), "votes.jsonl")) == (0, out, "")
    assert run("tally", written(tmp_path, "", "votes.jsonl")) == (0, "", "")


def test_tally_of_jsonl_with_a_faulty_line_prints_nothing_but_the_fault(run: Run, tmp_path: Path) -> None:
    faulty = changed(VOTE, lambda vote: vote["roll"][1].update(area_m2="60"))
    text = "\n".join(json.dumps(vote) for vote in (VOTE, VOTE, faulty))
    code, out, err = run("tally", written(tmp_path, text, "votes.jsonl"), "--lang", "en")
    assert (code, out) == (2, "")
    assert err == (
        "votes.jsonl: line 3: roll[1].area_m2: "
        "this must be square metres with two decimals such as 80.00, not '60'\n"
    )
    code, out, err = run("tally", written(tmp_path, json.dumps(VOTE) + "\n\n", "votes.jsonl"), "--lang", "en")
    assert (code, out, err) == (2, "", "votes.jsonl: line 2: this is not valid JSON (Expecting value)\n")


def test_optional_fields_may_be_left_out(run: Run, tmp_path: Path) -> None:
    def leave_out(vote: dict[str, Any]) -> None:
        del vote["closes_at"], vote["roll"][0]["representative"]
        vote["ballots"][0]["proxy_for"] = None

    assert run("tally", written(tmp_path, changed(VOTE, leave_out))) == run("tally", written(tmp_path, VOTE))


MALFORMED: list[tuple[Change, int, str]] = [
    (lambda v: v.pop("place"), 1, "place"),
    (lambda v: v.pop("date"), 1, "date"),
    (lambda v: v.pop("matter"), 1, "matter"),
    (lambda v: v.pop("policy"), 1, "policy"),
    (lambda v: v.pop("roll"), 1, "roll"),
    (lambda v: v.pop("ballots"), 1, "ballots"),
    (lambda v: v.update(extra=1), 51, "extra"),
    (lambda v: v.update(place="mars"), 2, "place"),
    (lambda v: v.update(place=None), 2, "place"),
    (lambda v: v.update(date="2020-12-31"), 3, "date"),
    (lambda v: v.update(date="2026-02-30"), 3, "date"),
    (lambda v: v.update(date="20260705"), 3, "date"),
    (lambda v: v.update(date="2026-07-05T00:00:00+08:00"), 3, "date"),
    (lambda v: v.update(matter="lift"), 4, "matter"),
    (lambda v: v.update(policy=[]), 5, "policy"),
    (lambda v: v["policy"].pop("repeat"), 5, "policy.repeat"),
    (lambda v: v["policy"].update(silence="on"), 6, "policy.silence"),
    (lambda v: v["policy"].update(unclear=True), 7, "policy.unclear"),
    (lambda v: v["policy"].update(repeat="latest"), 8, "policy.repeat"),
    (lambda v: v["policy"].update(secret="yes"), 9, "policy.secret"),
    (lambda v: v.update(roll=[]), 10, "roll"),
    (lambda v: v.update(roll={}), 10, "roll"),
    (lambda v: v["roll"].insert(0, "3-101"), 11, "roll[0]"),
    (lambda v: v["roll"][0].pop("delivered"), 11, "roll[0].delivered"),
    (lambda v: v["roll"][0].update(unit=""), 12, "roll[0].unit"),
    (lambda v: v["roll"][0].update(unit=101), 12, "roll[0].unit"),
    (lambda v: v["roll"][1].update(unit="3-101"), 22, "roll[1].unit"),
    (lambda v: v["roll"][0].update(area_m2="0.00"), 13, "roll[0].area_m2"),
    (lambda v: v["roll"][0].update(area_m2="-1.00"), 13, "roll[0].area_m2"),
    (lambda v: v["roll"][0].update(area_m2="80.0"), 13, "roll[0].area_m2"),
    (lambda v: v["roll"][0].update(area_m2=80.0), 13, "roll[0].area_m2"),
    (lambda v: v["roll"][0].update(owners=[]), 14, "roll[0].owners"),
    (lambda v: v["roll"][0].update(owners="p1"), 14, "roll[0].owners"),
    (lambda v: v["roll"][0].update(owners=["p1", "p1"]), 16, "roll[0].owners[1]"),
    (lambda v: v["roll"][0].update(owners=["p1", None]), 16, "roll[0].owners[1]"),
    (lambda v: v["roll"][0].update(status="let"), 17, "roll[0].status"),
    (lambda v: v["roll"][0].update(delivered=1), 18, "roll[0].delivered"),
    (lambda v: v["roll"][0].update(representative=""), 19, "roll[0].representative"),
    (lambda v: v["roll"][0].update(representitive="p1"), 20, "roll[0].representitive"),
    (lambda v: v.update(ballots=None), 33, "ballots"),
    (lambda v: v["ballots"][0].pop("by"), 34, "ballots[0].by"),
    (lambda v: v["ballots"][0].update(unit=None), 35, "ballots[0].unit"),
    (lambda v: v["ballots"][0].update(choice="maybe"), 36, "ballots[0].choice"),
    (lambda v: v["ballots"][0].update(channel=""), 37, "ballots[0].channel"),
    (lambda v: v["ballots"][0].update(at="2026-07-22T09:00:00"), 38, "ballots[0].at"),
    (lambda v: v["ballots"][0].update(at="2026-07-22 09:00:00+08:00"), 38, "ballots[0].at"),
    (lambda v: v["ballots"][0].update(at="2026-07-22T25:00:00+08:00"), 38, "ballots[0].at"),
    (lambda v: v["ballots"][0].update(at="2026-07-22T09:00:00.1234567+08:00"), 38, "ballots[0].at"),
    (lambda v: v["ballots"][0].update(at=1753146000), 38, "ballots[0].at"),
    (lambda v: v["ballots"][0].update(by=["p1"]), 39, "ballots[0].by"),
    (lambda v: v["ballots"][1].update(proxy_for=""), 47, "ballots[1].proxy_for"),
    (lambda v: v.update(closes_at="2026-07-26"), 50, "closes_at"),
    (lambda v: v.update(closes_at=False), 50, "closes_at"),
]


@pytest.mark.parametrize(
    ("change", "line", "field"), MALFORMED, ids=lambda value: "" if callable(value) else str(value)
)
def test_malformed_vote_is_one_line_with_line_and_field(
    run: Run, tmp_path: Path, change: Change, line: int, field: str
) -> None:
    code, out, err = run("tally", written(tmp_path, changed(VOTE, change)), "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.split(": ")[:3] == ["VOTE.json", f"line {line}", field]


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (lambda c: c.update(amount_yuan="-1.00"), 2, "amount_yuan"),
        (lambda c: c.update(amount_yuan=100), 2, "amount_yuan"),
        (lambda c: c.update(amount_yuan="100"), 2, "amount_yuan"),
        (lambda c: c.update(units=[]), 3, "units"),
        (lambda c: c["units"][0].update(area_m2="0.00"), 3, "units"),
        (lambda c: c["units"][1].update(area_m2="1"), 10, "units[1].area_m2"),
        (lambda c: c["units"][1].update(unit="1-101"), 9, "units[1].unit"),
        (lambda c: c["units"][1].update(owner="p1"), 11, "units[1].owner"),
        (lambda c: c["units"][1].pop("unit"), 8, "units[1].unit"),
        (lambda c: c.pop("units"), 1, "units"),
    ],
    ids=lambda value: "" if callable(value) else str(value),
)
def test_malformed_cost_is_one_line_with_line_and_field(
    run: Run, tmp_path: Path, change: Change, line: int, field: str
) -> None:
    code, out, err = run("share", written(tmp_path, changed(COST, change), "COST.json"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"COST.json：第 {line} 行：{field}：")


def test_share_prints_the_shares_in_the_order_given(run: Run, tmp_path: Path) -> None:
    code, out, err = run("share", written(tmp_path, COST, "COST.json"))
    assert (code, err) == (0, "")
    assert json.loads(out)["shares"] == [
        {"unit": "1-101", "yuan": "100.00"},
        {"unit": "1-102", "yuan": "0.00"},
    ]


def test_text_that_is_no_vote_is_refused(run: Run, tmp_path: Path) -> None:
    for content, said in (
        ("[]", "VOTE.json: line 1: this must be an object {…}, not []\n"),
        ('{"a": 1,\n"a": 2}', "VOTE.json: line 2: a: this field is written twice; remove one\n"),
        ('{"place":\n', "VOTE.json: line 2: this is not valid JSON (Expecting value)\n"),
    ):
        assert run("tally", written(tmp_path, content), "--lang", "en") == (2, "", said)


def test_file_that_is_not_utf8_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "VOTE.json"
    path.write_bytes('{"place": "cn",\n"matter": "公"}'.encode("gb18030"))
    code, out, err = run("tally", path, "--lang", "en")
    assert (code, out, err) == (2, "", "VOTE.json: line 2: this is not UTF-8 text; save the file as UTF-8\n")


def test_byte_order_mark_is_no_fault(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, VOTE)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert run("tally", path)[0] == 0


@pytest.mark.parametrize(
    "words", [[], ["tally"], ["count", "x"], ["tally", "x", "--lang", "fr"], ["tally", "x", "y"]]
)
def test_wrong_command_line_is_one_line_of_usage(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("用法：python -m linmeng_core tally|elect|share|clocks|verify ")


def test_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    expected = f"{path}: this file cannot be opened (No such file or directory)\n"
    assert run("tally", path, "--lang", "en") == (2, "", expected)
    assert run("tally", tmp_path)[0] == 2


def test_command_needs_no_django_and_writes_utf8_under_any_locale(tmp_path: Path) -> None:
    cost = changed(COST, lambda content: content["units"][0].update(unit="甲\ud800"))
    path = tmp_path / "COST.json"
    path.write_text(json.dumps(cost))
    program = (
        "import runpy, sys; sys.modules['django'] = None; sys.argv[0] = 'x'; "
        "runpy.run_module('linmeng_core', run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "share", str(path)],
        env={
            **os.environ,
            "PYTHONIOENCODING": "ascii",
            "PYTHONPATH": str(Path(linmeng_core.__file__).parents[1]),
        },
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["shares"][0]["unit"] == "甲\ud800"
