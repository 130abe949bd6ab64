"""A roll from a file: previewed with every fault, then committed whole, or set aside."""

import hashlib
from dataclasses import asdict

from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.photos import files_root, write_durably
from linmeng.ground.acts import action
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile
from linmeng.people.actions.roll_fill import apply_plan, check_keeper
from linmeng.people.bridge import Fault, PresentRoll, Reading, RollPlan, open_sheets, plan_roll, read_roll
from linmeng.people.bridge.faults import HINT, kept
from linmeng.people.models import RollImport
from linmeng.people.permissions import may_keep_roll
from linmeng.people.queries.present_roll import present_roll
from linmeng.people.states import ROLL_IMPORT
from linmeng.record.actions import write

MANY_GONE = 5  # more than one unit in five gone from the file is worth a word


@action
def preview_roll(actor: Actor, *, compound_id: int, name: str, content: bytes) -> RollImport:
    """Read a file and say what a commit would do; nothing of the roll changes.

    A file that cannot be read is refused with a sentence (`ValidationError`); faults in cells are kept with
    the preview. The file itself is kept privately, so that the commit reads the same bytes.
    """
    compound = Compound.objects.get(pk=compound_id)
    check_keeper(actor, compound)
    reading = read_roll(open_sheets(name, content))
    present = present_roll(compound_id, reading.rows)
    plan = plan_roll(present, reading.rows, named=reading.codes)
    faults = kept([*reading.faults, *_gone_hint(plan, present)])
    preview = RollImport.objects.create(
        compound=compound,
        file=_store_document(content, name, actor),
        state=RollImport.State.PREVIEWED,
        rows=reading.lines,
        new=len(plan.new),
        changed=len(plan.changed),
        gone=len(plan.gone),
        faults=[fault.as_json() for fault in faults],
        changes=plan.as_list(),
        sha256=hashlib.sha256(content).hexdigest(),
        base_fingerprint=present.fingerprint(),
        by_person_id=actor.person_id,
        created_at=actor.at,
    )
    facts = {"import": str(preview.id), "compound": str(compound_id), "sha256": preview.sha256}
    write(actor, "roll_previewed", facts | {"rows": preview.rows})
    return preview


def _gone_hint(plan: RollPlan, present: PresentRoll) -> list[Fault]:
    standing = sum(not unit.gone for unit in present.units.values())
    if len(plan.gone) * MANY_GONE <= standing:
        return []
    return [Fault("many_gone", HINT, params={"gone": len(plan.gone), "all": standing})]


def _store_document(content: bytes, name: str, actor: Actor) -> StoredFile:
    """Keep the uploaded file as it is, under a name that nothing outside can guess."""
    token = new_token(12)
    folder = f"{actor.at:%Y/%m}/{token}"
    place = files_root() / folder
    place.mkdir(parents=True, exist_ok=True)
    write_durably(place / "document", [content])
    return StoredFile.objects.create(
        kind="document",
        name=name[-120:],
        folder=folder,
        media_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        token=token,
        stored_at=actor.at,
    )


@action
def commit_roll(actor: Actor, *, import_id: int) -> RollImport:
    """Carry out a previewed import, all or nothing, from the same bytes and onto the same roll.

    Refused while faults stand, when the stored file is not the one previewed, and when the roll changed
    since. One record entry with counts and hashes, no names.
    """
    kept_import = RollImport.objects.get(pk=import_id)
    compound = Compound.objects.select_for_update().get(pk=kept_import.compound_id)
    kept_import = RollImport.objects.select_for_update().get(pk=import_id)
    check_keeper(actor, compound)
    ROLL_IMPORT.check(kept_import.state, RollImport.State.COMMITTED, what=_("This upload"))
    reading = _same_reading(kept_import)
    present = present_roll(compound.id, reading.rows)
    if present.fingerprint() != kept_import.base_fingerprint:
        raise WrongState(_("The roll has changed since this preview. Please upload the file again."))
    counts = apply_plan(compound, plan_roll(present, reading.rows), actor.today)
    kept_import.state = RollImport.State.COMMITTED
    kept_import.committed_at = actor.at
    kept_import.save(update_fields=["state", "committed_at"])
    write(actor, "roll_committed", _commit_facts(kept_import, compound.id) | asdict(counts))
    return kept_import


def _same_reading(kept_import: RollImport) -> Reading:
    if any(Fault.from_json(fault).is_fault for fault in kept_import.faults):
        raise WrongState(_("The file still has faults. Please put them right and upload it again."))
    stored = kept_import.file
    if stored is None:
        raise WrongState(_("The uploaded file is no longer kept. Please upload it again."))
    content = (files_root() / stored.folder / "document").read_bytes()
    if hashlib.sha256(content).hexdigest() != kept_import.sha256:
        raise WrongState(_("The stored file is not the one that was previewed. Please upload it again."))
    return read_roll(open_sheets(stored.name, content))


def _commit_facts(kept_import: RollImport, compound_id: int) -> dict[str, str | int]:
    return {
        "import": str(kept_import.id),
        "compound": str(compound_id),
        "sha256": kept_import.sha256,
        "before": kept_import.base_fingerprint,
        "after": present_roll(compound_id).fingerprint(),
    }


@action
def set_aside_roll(actor: Actor, *, import_id: int) -> RollImport:
    """Do not carry out a previewed import; it stays with its date."""
    kept_import = RollImport.objects.select_for_update().get(pk=import_id)
    if not may_keep_roll(actor, kept_import.compound_id):
        raise NotAllowed(_("Only who keeps the roll of this compound can set an upload aside."))
    ROLL_IMPORT.check(kept_import.state, RollImport.State.SET_ASIDE, what=_("This upload"))
    kept_import.state = RollImport.State.SET_ASIDE
    kept_import.save(update_fields=["state"])
    write(actor, "roll_set_aside", {"import": str(kept_import.id), "compound": str(kept_import.compound_id)})
    return kept_import
