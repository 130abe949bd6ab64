"""Making the bundle of a published count: once a version, sealed with the key of the record's daily seals."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.facts import scope_words
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.bridge.bundle import BundleFalse, bundle_contents, sealed_bundle
from linmeng.assembly.models import PreparedBundle, RollEntry, Vote, VoteBundle
from linmeng.assembly.permissions import may_hand_out_keys
from linmeng.assembly.queries.bundle import has_salts, prepared_bundle, told_of
from linmeng.assembly.queries.results import box_of
from linmeng.assembly.queries.signatures import newest_version
from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import store_document
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.record.actions import write
from linmeng.record.actions.seal import signing_key

ZIP = "application/zip"


@dataclass(frozen=True)
class PackedCount:
    """A version of the count as bytes that anyone may have, in memory or as a file; or why there are none."""

    version: int
    content: bytes = b""
    public_key: str = ""
    fault: str = ""
    file: StoredFile | None = None

    def kept(self, vote: Vote, at: datetime) -> StoredFile:
        """Its file, on disk before any row names it."""
        name = f"linmeng-{vote.id}-{self.version}.zip"
        return self.file or store_document([self.content], name, media_type=ZIP, at=at)


def packed_count(vote: Vote) -> PackedCount:
    """The newest count as a sealed bundle, checked as a stranger would check it.

    Reads only: at ten thousand homes it takes seconds, and nobody's writing should wait for it.
    """
    told = told_of(vote, scope_words(vote))
    version = told.counts[-1].version if told.counts else 0
    if not version or not has_salts(vote):
        return PackedCount(version, fault="no_salts")
    key = signing_key()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    try:
        content = sealed_bundle(bundle_contents(vote, box_of(vote, version), told), key.sign, public)
    except BundleFalse as fault:
        return PackedCount(version, fault=str(fault)[:200])
    return PackedCount(version, content, public.hex())


def ready_or_packed(vote: Vote) -> PackedCount:
    """What the worker made of the newest count; where it has not, the count packed now."""
    ready = prepared_bundle(vote)
    if ready is None:
        return packed_count(vote)
    return PackedCount(ready.version, public_key=ready.public_key, fault=ready.fault, file=ready.file)


@action
def keep_prepared(actor: Actor, *, vote_id: int, packed: PackedCount) -> PreparedBundle | None:
    """By the worker, between count and publication. File and row come together or not at all: a worker that was
    killed makes it again. None where somebody counted again meanwhile, or it is there already.
    """
    vote = locked_vote(vote_id)
    if packed.version != newest_version(vote) or prepared_bundle(vote) is not None:
        return None
    file = None if packed.fault else packed.kept(vote, actor.at)
    prepared = PreparedBundle.objects.create(
        vote=vote,
        version=packed.version,
        file=file,
        public_key=packed.public_key,
        fault=packed.fault,
        made_at=actor.at,
    )
    facts = {"vote": str(vote.id), "version": packed.version, "because": packed.fault}
    write(actor, "vote_bundle_prepared", facts | {"sha256": file.sha256 if file else ""})
    return prepared


@action
def keep_bundle(actor: Actor, vote: Vote, packed: PackedCount) -> VoteBundle | None:
    """Put the bundle beside the count that is being published; None where this version can have none, which
    the record then says. Called by the act that publishes, which has checked who may and locked the vote.
    """
    if packed.version != newest_version(vote):  # somebody counted again meanwhile
        packed = ready_or_packed(vote)
    facts: dict[str, object] = {"vote": str(vote.id), "version": packed.version}
    if packed.fault:
        write(actor, "vote_without_bundle", facts | {"because": packed.fault})
        return None
    file = packed.kept(vote, actor.at)
    bundle = VoteBundle.objects.create(
        vote=vote,
        version=packed.version,
        file=file,
        sha256=file.sha256,
        public_key=packed.public_key,
        made_at=actor.at,
    )
    write(actor, "vote_bundled", facts | {"sha256": bundle.sha256})
    return bundle


def bundle_facts(bundle: VoteBundle | None, path: str) -> dict[str, object]:
    """What page and poster say of it; `path` is that of the vote."""
    if bundle is None:
        return {"bundle_sha256": "", "bundle_path": "", "bundle_key": ""}
    return {
        "bundle_sha256": bundle.sha256,
        "bundle_path": f"{path}bundle/",
        "bundle_key": bundle.public_key,
    }


@action
def hand_out_key(actor: Actor, *, vote_id: int, unit_code: str) -> RollEntry:
    """At the desk: the key of a home for its owner, who voted on paper; a look that every owner of it can see.

    Whoever holds the key can find the home's line in the bundle, so the record says that it was handed out.
    """
    vote = locked_vote(vote_id)
    demand(
        may_hand_out_keys(actor, vote.compound_id),
        _("Only the community worker of this compound prints the key of a home."),
    )
    demand_second_key(actor)
    entry = vote.roll.filter(unit_code=unit_code.strip(), salt__gt="").first()
    if entry is None:
        raise ValidationError({"home": _("No home with this number stands on the roll of this vote.")})
    write(actor, "vote_key_handed_out", {"vote": str(vote.id), "unit": entry.unit_code})
    return entry
