"""An election run with Belenios (Debian: belenios-tool): encrypted ballots with weights, tallied in secret.

A ballot a voter, one question; the whole trip from credentials to the verified result in one folder.
"""

import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path

TOOL = shutil.which("belenios-tool")
GROUP = ("--group", "BELENIOS-2048")


def tallied(
    folder: Path, weights: Sequence[int], choices: Sequence[int | None], answers: Sequence[str]
) -> list[int]:
    """The sum of the weights behind each answer: voter n has weights[n] and marks answers[choices[n]],
    or does not vote at all (None).
    """
    tool = _Tool(folder)
    _set_up(tool, weights, answers)
    credentials = _credentials(folder)
    for number, choice in enumerate(choices):
        if choice is not None:
            _cast(tool, credentials[number], [int(place == choice) for place in range(len(answers))])
    tool("election", "verify")
    tool("archive", "add-event", "--type=EndBallots")
    tool.add("EncryptedTally", tool("election", "compute-encrypted-tally"))
    key = next(folder.glob("*.privkey")).name
    tool.add("PartialDecryption", tool("election", "decrypt", "--privkey", key, "--trustee-id", "1"))
    tool.add("Result", tool("election", "compute-result"))
    tool("election", "verify")
    return _result(folder)


class _Tool:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, given: str = "") -> str:
        """Run one command in the folder; a fault of the tool ends the test with its words."""
        done = subprocess.run(
            [str(TOOL), *words], cwd=self.folder, input=given, text=True, capture_output=True, check=False,
            env={**os.environ, "BELENIOS_USE_URANDOM": "1"},
        )  # fmt: skip
        assert done.returncode == 0, f"belenios-tool {' '.join(words)}: {done.stderr}"
        return done.stdout

    def add(self, kind: str, event: str) -> None:
        self("archive", "add-event", f"--type={kind}", given=event)


def _set_up(tool: _Tool, weights: Sequence[int], answers: Sequence[str]) -> None:
    folder = tool.folder
    uuid = ("--uuid", tool("setup", "generate-token").strip())
    voters = "".join(f"v{number}@example.org,v{number},{weight}\n" for number, weight in enumerate(weights))
    (folder / "voters.txt").write_text(voters)
    question = {"answers": list(answers), "min": 1, "max": 1, "question": "?"}
    (folder / "questions.json").write_text(
        json.dumps({"description": "-", "name": "-", "questions": [question]})
    )
    tool("setup", "generate-credentials", *uuid, *GROUP, "--file", "voters.txt")
    next(folder.glob("*.pubcreds")).rename(folder / "public_creds.json")
    tool("setup", "generate-trustee-key", *GROUP)
    shutil.copy(next(folder.glob("*.pubkey")), folder / "public_keys.jsons")
    tool("setup", "make-trustees")
    tool("setup", "make-election", *uuid, *GROUP, "--template", "questions.json")
    tool("archive", "init")
    for name in ("election.json", "trustees.json", "public_creds.json"):
        (folder / name).unlink(missing_ok=True)


def _credentials(folder: Path) -> list[str]:
    """The private credential of each voter, in the order of the voters."""
    lines = next(folder.glob("*.privcreds")).read_text().splitlines()
    by_name = dict(line.split(" ") for line in lines)
    return [by_name[voter] for voter in (folder / "voters.txt").read_text().splitlines()]


def _cast(tool: _Tool, credential: str, boxes: list[int]) -> None:
    (tool.folder / "credential").write_text(credential)
    (tool.folder / "boxes.json").write_text(json.dumps([boxes]))
    words = ("--privcred", "credential", "--ballot", "boxes.json")
    tool.add("Ballot", tool("election", "generate-ballot", *words))


def _result(folder: Path) -> list[int]:
    with tarfile.open(next(folder.glob("*.bel"))) as archive:
        for member in reversed(archive.getmembers()):
            file = archive.extractfile(member)
            content = json.loads(file.read()) if file else {}
            if isinstance(content, dict) and "result" in content:
                return [int(total) for total in content["result"][0]]
    raise AssertionError("the archive holds no result")
