"""Is this bundle what it says it is? The checks in their order, the first fault in one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from linmeng_core.bundle.commitments import roll_fingerprint, sha256, supplement_fingerprint
from linmeng_core.bundle.container import Unreadable, first_difference, read_container, write_container
from linmeng_core.bundle.contents import Bundle, BundleContents
from linmeng_core.bundle.documents import BALLOTS, LAWS, MANIFEST, RESULT, ROLL, SEAL, sealed_text
from linmeng_core.bundle.law_files import law_of
from linmeng_core.bundle.reading import (
    Manifest,
    Seal,
    canonical_value,
    read_ballots,
    read_manifest,
    read_results,
    read_roll,
    read_seal,
)
from linmeng_core.bundle.recounting import cells_of, first_cell_that_differs, recounted, rule_of
from linmeng_core.bundle.signature import is_signed
from linmeng_core.chain import FIRST, canonical, link
from linmeng_core.errors import BadInput
from linmeng_core.lines import Line, line

T = TypeVar("T")
MARK = b'"format":"linmeng-bundle/1"'
"""Stands readable in every bundle, since nothing in it is compressed."""
BEGINNING = b"PK\x03\x04"
GOOD, TAMPERED, NOT_A_BUNDLE = "good", "tampered", "not_a_bundle"


@dataclass(frozen=True)
class Verdict:
    """`outcome` is GOOD, TAMPERED or NOT_A_BUNDLE; `line` says it in one sentence; `bundle` is there only when all is good."""

    outcome: str
    line: Line
    bundle: Bundle | None = None


class Tampered(Exception):
    """The first thing that is not as it was sealed."""

    def __init__(self, said: Line) -> None:
        super().__init__(said)
        self.line = said


class NotABundle(Exception):
    """The file is something else."""


def verify_bundle(container: bytes, *, key: str | None = None) -> Verdict:
    """Check a bundle from its bytes to its last cell. `key`: the public key (64 hex digits) it must be
    sealed with; without it the seal holds under the key it brings, whose fingerprint the reader compares.
    """
    try:
        bundle = opened(container, key=key)
    except NotABundle:
        return Verdict(NOT_A_BUNDLE, line("bundle_none"))
    except Tampered as fault:
        return Verdict(TAMPERED, fault.line)
    contents = bundle.contents
    counted = {
        "units": len(contents.roll), "ballots": len(contents.ballots), "questions": len(contents.questions),
    }  # fmt: skip
    return Verdict(GOOD, line("bundle_good", **counted, key=bundle.public_key), bundle)


def opened(container: bytes, *, key: str | None = None) -> Bundle:
    """The bundle, every check passed; raises NotABundle, or Tampered at the first that fails."""
    if not container.startswith(BEGINNING) or MARK not in container:
        raise NotABundle
    files = _files(container)
    seal = _sealed(files, key)
    manifest = _manifest(files)
    _check_files(manifest, files)
    _check_container(container, files)
    contents = _contents(manifest, seal, files)
    _check_roll(contents, manifest)
    _check_count(contents, manifest)
    return Bundle(contents, manifest.rule, seal.public_key)


def _files(container: bytes) -> dict[str, bytes]:
    try:
        files = read_container(container)
    except Unreadable as fault:
        raise Tampered(line("bundle_container", at=fault.at)) from fault
    needed = (BALLOTS, MANIFEST, RESULT, ROLL, SEAL)
    for name in needed:
        if name not in files:
            raise Tampered(line("bundle_file_missing", file=name))
    for name in sorted(files):
        if name not in needed and not name.startswith(LAWS):
            raise Tampered(line("bundle_file_unknown", file=name))
    return files


def _read(reading: Callable[[], T]) -> T:
    """What a reader gives; its fault is a file that is not written as it must be."""
    try:
        return reading()
    except BadInput as fault:
        where = fault.locus
        raise Tampered(line("bundle_malformed", file=where.file, line=where.line)) from fault


def _sealed(files: Mapping[str, bytes], key: str | None) -> Seal:
    seal = _read(lambda: read_seal(files[SEAL]))
    signed = sealed_text(files[MANIFEST], seal.day_seal).encode()
    if seal.manifest_sha256 != sha256(files[MANIFEST]) or not is_signed(
        bytes.fromhex(seal.public_key), bytes.fromhex(seal.signature), signed
    ):
        raise Tampered(line("bundle_seal"))
    if key is not None and key != seal.public_key:
        raise Tampered(line("bundle_other_key", found=seal.public_key, wanted=key))
    return seal


def _manifest(files: Mapping[str, bytes]) -> Manifest:
    manifest = _read(lambda: read_manifest(files[MANIFEST]))
    names = [listed.name for listed in manifest.files]
    held = sorted(files.keys() - {MANIFEST, SEAL})
    for name in held:
        if name not in names:
            raise Tampered(line("bundle_file_unknown", file=name))
    for name in names:
        if name not in held:
            raise Tampered(line("bundle_file_missing", file=name))
    if names != held:
        raise Tampered(line("bundle_malformed", file=MANIFEST, line=1))
    return manifest


def _check_files(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    for listed in manifest.files:
        content = files[listed.name]
        if listed.size != len(content) or listed.sha256 != sha256(content):
            if listed.name == BALLOTS:
                _check_chain(content, manifest)
            raise Tampered(line("bundle_file_changed", file=listed.name))
    _check_chain(files[BALLOTS], manifest)


def _check_chain(text: bytes, manifest: Manifest) -> None:
    """Which ballot breaks the chain: the first whose hash does not follow from it and the one before."""
    lines = text.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    previous = FIRST
    for number, written in enumerate(lines, 1):
        hashed = _hashed(written, previous)
        if hashed is None:
            raise Tampered(line("bundle_ballot_changed", ballot=number))
        previous = hashed
    if len(lines) != manifest.ballots:
        raise Tampered(line("bundle_ballot_count", found=len(lines), wanted=manifest.ballots))
    if previous != manifest.head:
        raise Tampered(line("bundle_ballots_replaced"))


def _hashed(written: bytes, previous: str) -> str | None:
    """The hash on a ballot's line if it follows, else None."""
    try:
        told = canonical_value(written)
    except BadInput:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("hash"), str):
        return None
    wanted = link(previous, canonical({key: value for key, value in told.items() if key != "hash"}))
    return wanted if told["hash"] == wanted else None


def _check_container(container: bytes, files: Mapping[str, bytes]) -> None:
    rewritten = write_container(files)
    if rewritten != container:
        raise Tampered(line("bundle_container", at=first_difference(rewritten, container)))


def _contents(manifest: Manifest, seal: Seal, files: Mapping[str, bytes]) -> BundleContents:
    return BundleContents(
        about=manifest.about,
        policy=manifest.policy,
        questions=manifest.questions,
        roll=_read(lambda: read_roll(files[ROLL])),
        ballots=_read(lambda: read_ballots(files[BALLOTS], manifest.questions)),
        laws={name: files[name] for name in sorted(files) if name.startswith(LAWS)},
        fingerprint=manifest.fingerprint,
        version=manifest.version,
        history=manifest.history,
        day_seal=seal.day_seal,
        results=_read(lambda: read_results(files[RESULT], manifest.questions)),
    )


def _check_roll(contents: BundleContents, manifest: Manifest) -> None:
    if manifest.units != len(contents.roll) or roll_fingerprint(contents.roll) != contents.fingerprint:
        raise Tampered(line("bundle_roll_fingerprint"))
    for entry in contents.roll:
        if entry.supplement is not None and entry.supplement.fingerprint != supplement_fingerprint(entry):
            raise Tampered(line("bundle_supplement", unit=entry.unit))


def _check_count(contents: BundleContents, manifest: Manifest) -> None:
    try:
        pack = law_of(contents)
        stated = rule_of(contents.questions, pack)
    except (BadInput, KeyError) as fault:
        raise Tampered(line("bundle_law_unreadable")) from fault
    if stated != manifest.rule:
        raise Tampered(line("bundle_law"))
    for question in contents.questions:
        try:
            counted = recounted(contents, pack, question)
        except BadInput as fault:
            raise Tampered(line("bundle_uncountable", question=question.id)) from fault
        published = (contents.results or {})[question.id]
        cell = first_cell_that_differs(cells_of(published), cells_of(counted))
        if cell is not None:
            raise Tampered(line("bundle_result", question=question.id, cell=cell))
