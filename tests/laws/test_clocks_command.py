"""`python -m linmeng_core clocks`: events in, days out."""

import json
from pathlib import Path
from typing import Any

import pytest

from linmeng_core.__main__ import main

EVENT = {"place": "cn-shanghai", "date": "2026-07-05", "kind": "vote_notice", "at": "2026-07-05"}


def ran(capsys: pytest.CaptureFixture[str], path: Path, *events: Any) -> tuple[int, str, str]:
    path.write_text("\n".join(json.dumps(event) for event in events))
    code = main(["clocks", str(path), "--lang", "en"])
    out, err = capsys.readouterr()
    return code, out, err


def test_each_event_gives_its_days(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    quiet = {"place": "cn", "date": "2026-07-05", "kind": "emergency", "at": "2026-07-05"}
    code, out, err = ran(capsys, tmp_path / "events.jsonl", EVENT, quiet)
    assert (code, err) == (0, "")
    first, second = [json.loads(line) for line in out.splitlines()]
    assert first == {
        "dues": [
            {
                "what": "vote_opens",
                "due": "2026-07-21",
                "article": "物业管理条例 14",
                "provisional": False,
            }
        ],
        "lines": [
            "Voting or the meeting may begin on 2026-07-21 at the earliest (Property Management Regulation 14).",
            "Read so that the meeting may be on the last of the 15 days, it would be 2026-07-20; "
            "here all 15 days must have passed.",
        ],
    }
    assert second == {"dues": [], "lines": ["The law of this place sets no term for it."]}


def test_day_from_words_nobody_compared_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    event = EVENT | {"place": "cn", "kind": "member_left"}
    _, out, _ = ran(capsys, tmp_path / "event.json", event)
    assert json.loads(out)["lines"] == [
        "The member who left must hand over what he or she kept by 2026-07-08 (National Guide 45).",
        "The words of National Guide 45 were not compared with the text of the law yet.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "party"}, "event.json: line 1: kind: this must be one of vote_notice, "),
        ({"at": "2026-02-30"}, "event.json: line 1: at: this must be a date "),
        ({"at": "9999-12-31"}, "event.json: line 1: at: this must be a date "),
        ({"date": "2020-12-31"}, "event.json: line 1: date: "),
        ({"place": "cn-atlantis"}, "event.json: line 1: place: "),
        ({"hour": 9}, "event.json: line 1: hour: "),
    ],
)
def test_event_that_cannot_be_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    code, out, err = ran(capsys, tmp_path / "event.json", EVENT | change)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(said)
