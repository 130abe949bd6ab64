"""Making a bundle: the files, their manifest, the seal, and at once the check that a stranger would make."""

from collections.abc import Callable
from dataclasses import replace

from linmeng_core.bundle.container import write_container
from linmeng_core.bundle.contents import Bundle, BundleContents
from linmeng_core.bundle.documents import (
    BALLOTS,
    MANIFEST,
    RESULT,
    ROLL,
    SEAL,
    ballots_text,
    manifest_text,
    result_text,
    roll_text,
    seal_text,
    sealed_text,
)
from linmeng_core.bundle.law_files import law_of
from linmeng_core.bundle.recounting import recounted, rule_of
from linmeng_core.bundle.verifying import GOOD, NotABundle, Tampered, opened, verify_bundle
from linmeng_core.errors import BadInput
from linmeng_core.law.packs import Pack
from linmeng_core.lines import Line, line

Sign = Callable[[bytes], bytes]
"""Ed25519 over the bytes given, with a key that stays where it is."""


def write_bundle(contents: BundleContents, sign: Sign, public_key: bytes) -> bytes:
    """The bytes of the bundle. Raises BadInput where a stranger would find it false: published results that
    are not those counted, a roll that is not the one announced, units or persons that are no masks.
    """
    contents, pack = in_order(contents), law_of(contents)
    results = contents.results or {
        question.id: recounted(contents, pack, question) for question in contents.questions
    }
    container = packed(replace(contents, results=results), pack, sign, public_key)
    verdict = verify_bundle(container, key=public_key.hex())
    if verdict.outcome != GOOD:
        raise _false(verdict.line)
    return container


def in_order(contents: BundleContents) -> BundleContents:
    """The roll in order of the masks, the ballots in order of unit and rank: as a bundle tells them."""
    return replace(
        contents,
        roll=tuple(sorted(contents.roll, key=lambda entry: entry.unit)),
        ballots=tuple(sorted(contents.ballots, key=lambda ballot: (ballot.unit, ballot.rank))),
    )


def packed(contents: BundleContents, pack: Pack, sign: Sign, public_key: bytes) -> bytes:
    """The bytes of a bundle as they are, true or not."""
    ballots, head = ballots_text(contents.ballots)
    files = {
        **contents.laws,
        ROLL: roll_text(contents.roll),
        BALLOTS: ballots,
        RESULT: result_text(contents.results or {}),
    }
    manifest = manifest_text(contents, rule_of(contents.questions, pack), files, head)
    signature = sign(sealed_text(manifest, contents.day_seal).encode())
    seal = seal_text(manifest, contents.day_seal, public_key, signature)
    return write_container({**files, MANIFEST: manifest, SEAL: seal})


def read_bundle(container: bytes) -> Bundle:
    """The bundle as values, every check passed; raises BadInput with the sentence of the first that fails."""
    try:
        return opened(container)
    except NotABundle as fault:
        raise _false(line("bundle_none")) from fault
    except Tampered as fault:
        raise _false(fault.line) from fault


def _false(said: Line) -> BadInput:
    told = ", ".join(f"{name} {value}" for name, value in said.params.items())
    return BadInput("bundle_false", reason=f"{said.code} ({told})" if told else said.code)
