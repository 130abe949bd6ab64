"""Ways to tamper with a bundle, from a flipped bit to a forgery that is sealed anew.

A forgery is made good up to some depth: the hashes that would give it away are computed again.
"""

import json
import random
from collections.abc import Callable
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linmeng_core.bundle.commitments import sha256
from linmeng_core.bundle.container import read_container, write_container
from linmeng_core.bundle.documents import BALLOTS, MANIFEST, RESULT, ROLL, SEAL, SEAL_FORMAT
from linmeng_core.chain import FIRST, canonical, link
from tests.bundle.making import OTHER_KEY, public

Files = dict[str, bytes]

PACKAGE, CHAIN, LISTED, UNSIGNED, OTHER_SEAL = range(5)
"""Made good: nothing but the zip · the ballots' chain · the manifest · the hash in the seal · all, with
another key."""


class Mutation(NamedTuple):
    """What was done, the bytes, and the key that the reader holds."""

    name: str
    container: bytes
    key: str | None


def mutated(container: bytes, seed: int) -> Mutation:
    """One way of tampering; the bytes always differ from those given."""
    chance = random.Random(seed)
    while True:
        if chance.random() < 0.5:
            name, tampered, key = *_of_bytes(container, chance), None
        else:
            name, tampered, key = _of_files(container, chance)
        if tampered != container:
            return Mutation(name, tampered, key)


def _of_bytes(container: bytes, chance: random.Random) -> tuple[str, bytes]:
    at, kind = chance.randrange(len(container)), chance.random()
    if kind < 0.35:
        # the law file is half of the bundle: look as often at all that surrounds it
        at = chance.choice(_places_of_interest(container))
    if kind < 0.75:
        flipped = container[at] ^ (1 << chance.randrange(8))
        return "flip", container[:at] + bytes([flipped]) + container[at + 1 :]
    if kind < 0.85:
        return "cut out", container[:at] + container[at + chance.randint(1, 5) :]
    if kind < 0.95:
        return "put in", container[:at] + chance.randbytes(chance.randint(1, 5)) + container[at:]
    return chance.choice(
        [("cut off", container[:at]), ("appended", container + b"\0"), ("prefixed", b"\n" + container)]
    )


def _places_of_interest(container: bytes) -> list[int]:
    """The headers of the zip, and all files but the law."""
    law = container.index(b"laws/"), container.index(MANIFEST.encode()) - 30
    return [at for at in range(len(container)) if not law[0] + 60 < at < law[1]]


def _of_files(container: bytes, chance: random.Random) -> tuple[str, bytes, str | None]:
    files = read_container(container)
    change = chance.choice(CHANGES)
    changed = change({name: bytes(content) for name, content in files.items()}, chance)
    if changed == files:
        return change.__name__, container, None
    depth = chance.randrange(5)
    made_good(changed, depth)
    key = public().hex() if depth == OTHER_SEAL or chance.random() < 0.5 else None
    return f"{change.__name__} {depth}", write_container(changed), key


def made_good(files: Files, depth: int, key: Ed25519PrivateKey = OTHER_KEY) -> None:
    """Compute again what would give the change away, up to a depth."""
    if depth >= CHAIN:
        files[BALLOTS], head = _chained(files[BALLOTS])
    if depth >= LISTED:
        manifest = json.loads(files[MANIFEST])
        manifest["ballots"] = {"count": files[BALLOTS].count(b"\n"), "head": head}
        manifest["files"] = [
            {"name": name, "size": len(files[name]), "sha256": sha256(files[name])}
            for name in sorted(files.keys() - {MANIFEST, SEAL})
        ]
        files[MANIFEST] = canonical(manifest).encode()
    if depth >= UNSIGNED:
        seal = json.loads(files[SEAL]) | {"manifest_sha256": sha256(files[MANIFEST])}
        if depth >= OTHER_SEAL:
            signed = {name: seal[name] for name in ("day_seal", "manifest_sha256")} | {"format": SEAL_FORMAT}
            seal["public_key"] = public(key).hex()
            seal["signature"] = key.sign(canonical(signed).encode()).hex()
        files[SEAL] = canonical(seal).encode()


def _chained(text: bytes) -> tuple[bytes, str]:
    lines, head = [], FIRST
    for n, line in enumerate(text.splitlines()):
        told = json.loads(line) | {"n": n}
        del told["hash"]
        head = link(head, canonical(told))
        lines.append(canonical({**told, "hash": head}) + "\n")
    return "".join(lines).encode(), head


def _lines(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def _text(lines: list[dict[str, Any]]) -> bytes:
    return "".join(canonical(line) + "\n" for line in lines).encode()


def drop_ballot(files: Files, chance: random.Random) -> Files:
    lines = files[BALLOTS].splitlines(keepends=True)
    if lines:
        lines.pop(chance.randrange(len(lines)))
    return files | {BALLOTS: b"".join(lines)}


def add_ballot(files: Files, chance: random.Random) -> Files:
    lines = files[BALLOTS].splitlines(keepends=True)
    if lines:
        lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return files | {BALLOTS: b"".join(lines)}


def swap_ballots(files: Files, chance: random.Random) -> Files:
    lines = files[BALLOTS].splitlines(keepends=True)
    if len(lines) > 1:
        one, other = chance.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]
    return files | {BALLOTS: b"".join(lines)}


def change_ballot(files: Files, chance: random.Random) -> Files:
    lines = _lines(files[BALLOTS])
    if not lines:
        return files
    line = chance.choice(lines)
    question = chance.choice(list(line["choices"]))
    if isinstance(line["choices"][question], str):
        line["choices"][question] = chance.choice(["yes", "no", "abstain", "unclear"])
    else:
        line["choices"][question]["against_all"] ^= True
    return files | {BALLOTS: _text(lines)}


def change_who_cast(files: Files, chance: random.Random) -> Files:
    lines = _lines(files[BALLOTS])
    if lines:
        line = chance.choice(lines)
        field, value = chance.choice(
            [
                ("late", True),
                ("by", "o1"),
                ("channel", "paper"),
                ("unit", "u0001"),
                ("frozen", True),
                ("frozen", False),
            ]
        )
        line[field] = value
    return files | {BALLOTS: _text(lines)}


def change_roll(files: Files, chance: random.Random) -> Files:
    lines = _lines(files[ROLL])
    line = chance.choice(lines)
    field, value = chance.choice(
        [
            ("area_m2", "12.34"),
            ("owners", ["o77"]),
            ("delivered", not line["delivered"]),
            ("status", "unsold"),
        ]
    )
    line[field] = value
    return files | {ROLL: _text(lines)}


def drop_unit(files: Files, chance: random.Random) -> Files:
    lines = _lines(files[ROLL])
    lines.pop(chance.randrange(len(lines)))
    return files | {ROLL: _text(lines)}


def change_law(files: Files, chance: random.Random) -> Files:
    name = chance.choice([name for name in files if name.startswith("laws/")])
    old, new = chance.choice(
        [(b'">=2/3"', b'">=1/3"'), (b'">1/2"', b'">1/3"'), (b">=3/4", b">=2/4"), (b"\n", b"\n\n")]
    )
    return files | {name: files[name].replace(old, new, 1)}


def change_result(files: Files, chance: random.Random) -> Files:
    told = json.loads(files[RESULT])
    change_cell(chance.choice(told["questions"])["result"], chance)
    return files | {RESULT: canonical(told).encode()}


def change_cell(result: dict[str, Any], chance: random.Random) -> None:
    """One number, text or answer somewhere in a result, sentences apart."""
    holder: Any = {key: value for key, value in result.items() if key != "lines"}
    kept = holder
    while True:
        key = chance.choice(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        value = holder[key]
        if isinstance(value, dict | list) and value:
            holder = value
            continue
        holder[key] = _another(value)
        break
    result.update(kept)


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}1" if isinstance(value, str) else ["c1"]


def change_manifest(files: Files, chance: random.Random) -> Files:
    told = json.loads(files[MANIFEST])
    field, value = chance.choice(
        [
            ("title", "别的表决"),
            ("policy", {"repeat": "last", "silence": "follow_majority", "unclear": "invalid"}),
            ("date", "2026-07-06"),
            ("closes_at", "2026-07-27T00:00:00+08:00"),
            ("roll", told["roll"] | {"fingerprint": "0" * 64}),
        ]
    )
    return files | {MANIFEST: canonical(told | {field: value}).encode()}


def change_seal(files: Files, chance: random.Random) -> Files:
    told = json.loads(files[SEAL])
    field, value = chance.choice(
        [("day_seal", None), ("public_key", public(OTHER_KEY).hex()), ("signature", "0" * 128)]
    )
    return files | {SEAL: canonical(told | {field: value}).encode()}


def rename_file(files: Files, chance: random.Random) -> Files:
    name = chance.choice(sorted(files.keys() - {BALLOTS, MANIFEST, SEAL}))
    files[name.upper()] = files.pop(name)
    return {**files}


def drop_file(files: Files, chance: random.Random) -> Files:
    files.pop(chance.choice(sorted(files.keys() - {BALLOTS, MANIFEST, SEAL})))
    return {**files}


def add_file(files: Files, chance: random.Random) -> Files:
    name = chance.choice(["laws/cn/more.toml", "notes.txt", "ballots.jsonl.bak"])
    return files | {name: chance.randbytes(chance.randint(0, 20))}


CHANGES: list[Callable[[Files, random.Random], Files]] = [
    drop_ballot, add_ballot, swap_ballots, change_ballot, change_who_cast, change_roll, drop_unit, change_law,
    change_result, change_manifest, change_seal, rename_file, drop_file, add_file,
]  # fmt: skip
