"""The command line: `python -m linmeng_core tally|elect|share|clocks FILE [--lang zh|en]`.

FILE.json holds one object, FILE.jsonl one a line. Results go to standard output, one line each. Faults
are one sentence on standard error with exit code 2, and then nothing stands on standard output.

`verify BUNDLE.zip [--key HEX]` says in one sentence whether the bundle of a vote is good (exit code 0),
tampered with (1) or no bundle at all (2); `--key` is the public key as posted.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, TextIO

from linmeng_core.bundle.verifying import NOT_A_BUNDLE, TAMPERED, verify_bundle
from linmeng_core.election import count_election
from linmeng_core.errors import BadInput
from linmeng_core.formats.cost import read_cost, shares_as_json
from linmeng_core.formats.election import elected_as_json, read_election
from linmeng_core.formats.event import dues_as_json, read_event
from linmeng_core.formats.json_text import line_of, read_json
from linmeng_core.formats.sentences import LANGUAGES, spoken, spoken_fault
from linmeng_core.formats.vote import read_vote, result_as_json
from linmeng_core.law.clocks import dues
from linmeng_core.law.load import holidays, installed_law, pack_in_force
from linmeng_core.share import share
from linmeng_core.tally.owners_vote import count


def tally(content: object, lang: str) -> dict[str, Any]:
    """Count one VOTE.json under the law in force at its place on the day of its notice."""
    file = read_vote(content)
    return result_as_json(count(file.vote, pack_in_force(file.place, file.day)), lang)


def elect(content: object, lang: str) -> dict[str, Any]:
    """Count one ELECTION.json under the law in force at its place on the day of its notice."""
    file = read_election(content)
    return elected_as_json(count_election(file.election, pack_in_force(file.place, file.day)), lang)


def share_cost(content: object, lang: str) -> dict[str, Any]:
    """Share one COST.json among its units."""
    cost = read_cost(content)
    return shares_as_json(cost, share(amount_fen=cost.amount_fen, units=cost.units), lang)


def clocks(content: object, lang: str) -> dict[str, Any]:
    """Which days follow from one EVENT.json under the law in force at its place."""
    file, law = read_event(content), installed_law()
    found = dues(
        kind=file.kind,
        at=file.at,
        rules_of=lambda subject: law.rules(file.place, file.day, subject),
        holidays=holidays(),
    )
    return dues_as_json(found, lang)


COMMANDS: dict[str, Callable[[object, str], dict[str, Any]]] = {
    "tally": tally,
    "elect": elect,
    "share": share_cost,
    "clocks": clocks,
}


VERIFY = "verify"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput("usage", reason=message, commands="|".join((*COMMANDS, VERIFY)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 2 when the input cannot be used."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        asked = _parser().parse_args(words)
        if asked.command == VERIFY:
            return verify(asked.file, asked.key, asked.lang)
        results = list(_results(asked.command, asked.file, asked.lang))
    except BadInput as fault:
        sys.stderr.write(spoken_fault(fault, _language(words)) + "\n")
        return 2
    for result in results:
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0


def verify(file: Path, key: str | None, lang: str) -> int:
    """Check the bundle of a vote, from its bytes to the last cell of its results."""
    verdict = verify_bundle(_bytes(file), key=key)
    stream = sys.stderr if verdict.outcome == NOT_A_BUNDLE else sys.stdout
    stream.write(spoken([verdict.line], lang)[0] + "\n")
    return {NOT_A_BUNDLE: 2, TAMPERED: 1}.get(verdict.outcome, 0)


def _language(words: Sequence[str]) -> str:
    """The language asked for, even when the rest of the command line could not be read."""
    return "en" if "--lang=en" in words or ("--lang", "en") in pairwise(words) else "zh"


def _speak_utf8(stream: TextIO) -> None:
    """Whatever the machine's locale, and a lone surrogate as the JSON escape it came from."""
    stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[attr-defined]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m linmeng_core", description=__doc__, allow_abbrev=False)
    parser.add_argument("command", choices=(*COMMANDS, VERIFY))
    parser.add_argument("file", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--key", type=public_key)
    return parser


def public_key(written: str) -> str:
    """64 hex digits, in groups or not, as a poster shows them."""
    digits = "".join(written.split()).lower()
    if len(digits) != 64 or set(digits) - set("0123456789abcdef"):
        raise ValueError(written)
    return digits


def _results(command: str, file: Path, lang: str) -> Iterator[dict[str, Any]]:
    for first_line, text in _texts(file):
        try:
            content = read_json(text)
            yield _run(COMMANDS[command], content, text, lang)
        except BadInput as fault:
            fault.below(first_line - 1).at(file=file.name)
            raise


def _run(
    command: Callable[[object, str], dict[str, Any]], content: object, text: str, lang: str
) -> dict[str, Any]:
    try:
        return command(content, lang)
    except BadInput as fault:
        fault.at(line=line_of(text, fault.locus.field))
        raise


def _texts(file: Path) -> Iterator[tuple[int, str]]:
    """The JSON texts of a file, each with the line on which it begins."""
    text = _read(file)
    if file.suffix != ".jsonl":
        yield 1, text
        return
    lines = text.removesuffix("\n").split("\n") if text else []
    yield from enumerate(lines, 1)


def _read(file: Path) -> str:
    source = _bytes(file)
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = source.count(b"\n", 0, fault.start) + 1
        raise BadInput("not_utf8").at(file=file.name, line=line) from fault


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput("no_file", reason=fault.strerror or type(fault).__name__).at(file=str(file)) from fault


if __name__ == "__main__":
    sys.exit(main())
