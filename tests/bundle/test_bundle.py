"""A bundle written, read, verified: by example and against the count it was made from."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linmeng_core.__main__ import main
from linmeng_core.bundle.container import read_container, write_container
from linmeng_core.bundle.contents import BundleContents
from linmeng_core.bundle.documents import BALLOTS, MANIFEST, RESULT, ROLL, SEAL
from linmeng_core.bundle.verifying import NOT_A_BUNDLE, verify_bundle
from linmeng_core.bundle.writing import read_bundle
from linmeng_core.election import count_election
from linmeng_core.errors import BadInput
from linmeng_core.formats.election import elected_as_json, read_election
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.law.load import pack_in_force
from linmeng_core.lines import line
from linmeng_core.tally.owners_vote import count
from tests.bundle.making import masked, public, random_contents, sealed
from tests.bundle.worked_example import EXAMPLE, FORMATS, example
from tests.core.random_elections import random_election
from tests.core.random_votes import random_vote
from tests.core.scale import part_of

KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"


def test_worked_example_is_good_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(EXAMPLE), "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "Verified: 2 questions counted again from the roll of 8 units and 10 ballots, every cell equal to the"
        f" published result; the seal is valid, public key {KEY}.\n"
    )
    assert (
        main(["verify", str(EXAMPLE), "--key", " ".join(KEY.upper()[i : i + 4] for i in range(0, 64, 4))])
        == 0
    )
    assert capsys.readouterr().out.startswith("核验通过：按 8 户的名册和 10 张票把 2 个议题重新计算")


def test_worked_example_is_sealed_with_the_key_in_the_paper() -> None:
    assert public().hex() == KEY
    assert f"`{KEY}`" in (FORMATS / "bundle.md").read_text("utf-8")


def test_tampered_bundle_gives_one_sentence_and_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(EXAMPLE.read_bytes().replace(b'"rank":1', b'"rank":7', 1))
    assert main(["verify", str(path), "--lang", "en"]) == 1
    assert capsys.readouterr().out == (
        "Not to be trusted: ballot 1 (line 1 of ballots.jsonl) does not follow from the one before;"
        " it was changed, taken out, added or swapped.\n"
    )
    assert main(["verify", str(EXAMPLE), "--key", "0" * 64]) == 1
    assert capsys.readouterr().out == f"不可信：封存所用的公钥是 {KEY}，不是公布的 {'0' * 64}。\n"


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (b"{}", [], "这不是邻盟的计票包。\n"),
        (b"", ["--lang", "en"], "This is not a Linmeng bundle of a vote.\n"),
        (b"PK\x03\x04", [], "这不是邻盟的计票包。\n"),
    ],
)
def test_other_file_is_no_bundle_with_code_2(
    content: bytes, words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    assert main(["verify", str(path), *words]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", said)


def test_wrong_key_on_the_command_line_is_a_usage_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(EXAMPLE), "--key", "12"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert main(["verify", "no-such-file.zip"]) == 2


def test_what_is_written_is_read_again() -> None:
    for seed in range(part_of(400)):
        contents = random_contents(seed)
        bundle = read_bundle(sealed(contents))
        results = bundle.contents.results or {}
        assert bundle.contents == replace(contents, results=results)
        assert list(results) == [question.id for question in contents.questions]
        assert bundle.public_key == KEY


def test_same_contents_give_the_same_bytes_whatever_their_order() -> None:
    contents = random_contents(7)
    turned = replace(contents, ballots=contents.ballots[::-1], roll=contents.roll[::-1])
    assert sealed(turned) == sealed(contents)


def test_bundle_counts_what_tally_and_elect_count() -> None:
    """The masks, the ranks in place of hours and the other order of ballots change no cell."""
    for seed in range(part_of(600)):
        vote = random_vote(seed) if seed % 2 else random_election(seed)
        contents = masked(vote, seed)
        found = dict((read_bundle(sealed(contents)).contents.results or {})["q1"])
        expected = counted(vote)
        told, wanted = found.pop("refused"), expected.pop("refused")
        assert reasons(contents, told) == sorted(entry["reason"] for entry in wanted)
        assert found == expected, f"seed {seed}"


def counted(vote: dict[str, Any]) -> dict[str, Any]:
    if "candidates" in vote:
        election = read_election(vote)
        return elected_as_json(
            count_election(election.election, pack_in_force(election.place, election.day)), "zh"
        )
    file = read_vote(vote)
    return result_as_json(count(file.vote, pack_in_force(file.place, file.day)), "zh")


def reasons(contents: BundleContents, refused: Any) -> list[str]:
    assert all(entry["ballot"] < len(contents.ballots) for entry in refused)
    return sorted(entry["reason"] for entry in refused)


def test_bundle_that_would_not_pass_is_not_written() -> None:
    contents = example()
    results: dict[str, Any] = {**(read_bundle(sealed(contents)).contents.results or {})}
    results["q1"] = {**results["q1"], "passed": not results["q1"]["passed"]}
    with pytest.raises(BadInput, match=r"bundle_false.*question q1, cell passed"):
        sealed(replace(contents, results=results))
    with pytest.raises(BadInput, match=r"bundle_false.*bundle_roll_fingerprint"):
        sealed(replace(contents, fingerprint="0" * 64))
    with pytest.raises(BadInput, match=r"bundle_false.*roll.jsonl"):
        sealed(replace(contents, roll=(replace(contents.roll[0], unit="3-101"), *contents.roll[1:])))


def test_any_zip_program_opens_a_bundle() -> None:
    container = EXAMPLE.read_bytes()
    with zipfile.ZipFile(BytesIO(container)) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == read_container(container)
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in opened.infolist()} == {zipfile.ZIP_STORED}


def test_zip_of_another_program_is_no_bundle_even_with_the_same_files() -> None:
    told = BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in read_container(EXAMPLE.read_bytes()).items():
            packed.writestr(name, content)
    assert verify_bundle(told.getvalue()).outcome == NOT_A_BUNDLE


def test_bytes_outside_the_files_are_found() -> None:
    container = EXAMPLE.read_bytes()
    files = read_container(container)
    assert write_container(files) == container
    at = container.index(b"PK\x01\x02")
    assert verify_bundle(container[:at] + b"hidden" + container[at:]).line == line("bundle_container", at=at)
    comment = container[:-2] + b"\x06\x00hidden"
    assert verify_bundle(comment).line == line("bundle_container", at=len(container) - 2)


def test_files_fit_the_schema() -> None:
    schema = json.loads((FORMATS / "bundle.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for container in [EXAMPLE.read_bytes(), *(sealed(random_contents(seed)) for seed in range(12))]:
        files = read_container(container)
        told = {name: json.loads(files[name]) for name in (MANIFEST, RESULT, SEAL)}
        told |= {name: [json.loads(text) for text in files[name].splitlines()] for name in (ROLL, BALLOTS)}
        validator.validate(told)


def test_no_unit_no_name_and_no_hour_stands_in_a_bundle() -> None:
    files = read_container(EXAMPLE.read_bytes())
    for name in (ROLL, BALLOTS, SEAL):
        text = files[name].decode()
        for word in ("3-101", "5-101", '"p1"', '"x9"', "developer", "2026-07-2", "09:00"):
            assert word not in text
