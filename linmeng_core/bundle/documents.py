"""The files of a bundle as texts: canonical JSON, one value a file or one a line."""

from collections.abc import Iterable, Mapping
from typing import Any

from linmeng_core.bundle.commitments import entitled_as_json, sha256
from linmeng_core.bundle.contents import (
    FORMAT,
    Answer,
    BallotLine,
    BundleContents,
    Chosen,
    DaySealed,
    ElectionQuestion,
    Question,
    RollLine,
    Rule,
    Supplement,
)
from linmeng_core.chain import FIRST, canonical, link
from linmeng_core.measures import area_m2

MANIFEST, ROLL, BALLOTS, RESULT, SEAL = (
    "manifest.json", "roll.jsonl", "ballots.jsonl", "result.json", "seal.json",
)  # fmt: skip
LAWS = "laws/"
SEAL_FORMAT = "linmeng-bundle-seal/1"


def roll_text(roll: Iterable[RollLine]) -> bytes:
    """roll.jsonl: one line a unit, in the order given."""
    return _lines(canonical(_roll_line(line)) for line in roll)


def _roll_line(line: RollLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "area_m2": area_m2(line.area_dm2),
        **entitled_as_json(line.entitled),
        "delivered": line.delivered,
        "commitment": line.commitment,
        "supplement": _supplement(line.supplement) if line.supplement else None,
    }


def _supplement(supplement: Supplement) -> dict[str, Any]:
    return {
        "date": supplement.day.isoformat(),
        "fingerprint": supplement.fingerprint,
        "at_notice": entitled_as_json(supplement.at_notice),
    }


def ballots_text(ballots: Iterable[BallotLine]) -> tuple[bytes, str]:
    """ballots.jsonl in the order given, each line hashed onto the one before; and the last hash."""
    lines, head = [], FIRST
    for number, ballot in enumerate(ballots):
        values = _ballot_line(number, ballot)
        head = link(head, canonical(values))
        lines.append(canonical({**values, "hash": head}))
    return _lines(lines), head


def _ballot_line(number: int, ballot: BallotLine) -> dict[str, Any]:
    return {
        "n": number,
        "unit": ballot.unit,
        "rank": ballot.rank,
        "late": ballot.late,
        "by": ballot.by,
        "proxy_for": ballot.proxy_for,
        "channel": ballot.channel,
        "readings": ballot.readings,
        "choices": {question: _answer(answer) for question, answer in ballot.answers.items()},
        "receipt_sha256": ballot.receipt_sha256,
        "scan_sha256": ballot.scan_sha256,
    } | ({"frozen": True} if ballot.frozen else {})


def _answer(answer: Answer) -> str | dict[str, Any]:
    if isinstance(answer, Chosen):
        return {
            "choices": list(answer.candidates),
            "against_all": answer.against_all,
            "unclear": answer.unclear,
        }
    return answer


def result_text(results: Mapping[str, Mapping[str, object]]) -> bytes:
    """result.json: the published result of each question, in their order."""
    told = [{"id": question, "result": result} for question, result in results.items()]
    return canonical({"questions": told}).encode()


def manifest_text(contents: BundleContents, rule: Rule, files: Mapping[str, bytes], head: str) -> bytes:
    """manifest.json: what the vote was, the law as stated, and the hash of every other file."""
    about, policy = contents.about, contents.policy
    manifest = {
        "format": FORMAT,
        "vote": about.vote,
        "title": about.title,
        "alliance": about.alliance,
        "compound": about.compound,
        "scope": about.scope,
        "place": about.place,
        "date": about.day.isoformat(),
        "closes_at": about.closes_at,
        "policy": {"silence": policy.silence, "unclear": policy.unclear, "repeat": policy.repeat},
        "questions": [_question(question, rule) for question in contents.questions],
        "rule": {"pack": rule.pack, "version": rule.version, "sha256": rule.sha256, "quorum": rule.quorum},
        "roll": {"units": len(contents.roll), "fingerprint": contents.fingerprint},
        "ballots": {"count": len(contents.ballots), "head": head},
        "count": {
            "version": contents.version,
            "history": [
                {"version": earlier.version, "result_sha256": earlier.result_sha256, "reason": earlier.reason}
                for earlier in contents.history
            ],
        },
        "files": [
            {"name": name, "size": len(files[name]), "sha256": sha256(files[name])} for name in sorted(files)
        ],
    }
    return canonical(manifest).encode()


def _question(question: Question, rule: Rule) -> dict[str, Any]:
    written = {
        "id": question.id,
        "text": question.text,
        "matter": question.matter,
        "approval": rule.approvals[question.id],
        "article": rule.articles[question.id],
        "pack": rule.packs[question.id],
    }
    if isinstance(question, ElectionQuestion):
        return written | {
            "kind": "election",
            "seats": question.seats,
            "minimum": question.minimum,
            "candidates": [{"key": person.key, "name": person.name} for person in question.candidates],
            "lot": None if question.lot is None else list(question.lot),
        }
    return written | {"kind": "matter"}


def sealed_text(manifest: bytes, day_seal: DaySealed | None) -> str:
    """What the seal signs: the hash of the manifest, and the day of the record behind it."""
    return canonical(_sealed(manifest, day_seal))


def seal_text(manifest: bytes, day_seal: DaySealed | None, public_key: bytes, signature: bytes) -> bytes:
    """seal.json: what was signed, by which key, and the signature."""
    values = _sealed(manifest, day_seal)
    return canonical({**values, "public_key": public_key.hex(), "signature": signature.hex()}).encode()


def _sealed(manifest: bytes, day_seal: DaySealed | None) -> dict[str, Any]:
    sealed = day_seal and {
        "day": day_seal.day.isoformat(), "length": day_seal.length, "last_hash": day_seal.last_hash,
    }  # fmt: skip
    return {"format": SEAL_FORMAT, "manifest_sha256": sha256(manifest), "day_seal": sealed}


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
