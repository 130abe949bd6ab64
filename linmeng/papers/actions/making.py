"""The file of a run: made by the worker, ready for a while, then forgotten."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import forget_document, store_document
from linmeng.ground.acts import action
from linmeng.papers.actions.locking import demand, locked_run
from linmeng.papers.models import PrintRun
from linmeng.papers.permissions import may_print
from linmeng.papers.states import RUN
from linmeng.record.actions import write


def note_progress(run_id: int, sheets_made: int) -> None:
    """How far the making has come; of no consequence if it is lost."""
    PrintRun.objects.filter(id=run_id, state="waiting").update(sheets_made=sheets_made)


@action
def keep_made(actor: Actor, *, run_id: int, name: str, media_type: str, parts: Iterable[bytes]) -> bool:
    """Keep the finished file with its run; False where another worker was quicker."""
    run = locked_run(run_id)
    if run.state != PrintRun.State.WAITING:
        return False
    run.file = store_document(parts, name, media_type=media_type, at=actor.at)
    run.state, run.fault, run.made_at, run.sheets_made = "made", "", actor.at, run.sheets_count
    run.save(update_fields=["file", "state", "fault", "made_at", "sheets_made"])
    facts = {"run": str(run.id), "sheets": run.sheets_count, "file_sha256": run.file.sha256}
    write(actor, "sheets_made", facts)
    return True


@action
def note_fault(actor: Actor, *, run_id: int, sentence: str) -> None:
    """The file cannot be made; the sentence says what to change."""
    run = locked_run(run_id)
    if run.state != PrintRun.State.WAITING:
        return
    run.state, run.fault = "fault", sentence[:200]
    run.save(update_fields=["state", "fault"])
    write(actor, "sheets_not_made", {"run": str(run.id)})


@action
def make_again(actor: Actor, *, run_id: int) -> PrintRun:
    """Ask for the file once more: after a fault was mended, or when it was removed. Numbers and codes stay."""
    run = locked_run(run_id)
    demand(may_print(actor, run.compound_id), _("Only those who print sheets ask for their file."))
    if not RUN.allows(run.state, "waiting"):
        raise WrongState(_("The file is there already, or still being made."))
    run.state, run.fault, run.sheets_made = "waiting", "", 0
    run.save(update_fields=["state", "fault", "sheets_made"])
    write(actor, "file_asked_again", {"run": str(run.id)})
    return run


@action
def forget_file(actor: Actor, *, run_id: int) -> PrintRun:
    """Remove the file: it holds codes or addresses of every door and is of no use once printed.

    Done by who prints, and by the worker after its time.
    """
    run = locked_run(run_id)
    allowed = may_print(actor, run.compound_id) or (actor.person_id is None and bool(actor.system))
    demand(allowed, _("Only those who print sheets remove their file."))
    if not RUN.allows(run.state, "forgotten"):
        raise WrongState(_("There is no file to remove."))
    if run.file is not None:
        forget_document(run.file)
    run.state, run.file, run.made_at = "forgotten", None, None
    run.save(update_fields=["state", "file", "made_at"])
    write(actor, "file_forgotten", {"run": str(run.id)})
    return run
