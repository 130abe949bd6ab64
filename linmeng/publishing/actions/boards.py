"""The Monday boards: the posters of many compounds ordered with one press, made by the worker."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.documents import PDF, store_document
from linmeng.ground.acts import action
from linmeng.publishing.models import BoardRun, Publication
from linmeng.publishing.permissions import may_publish
from linmeng.record.actions import write


@action
def order_boards(actor: Actor, *, publication_ids: Sequence[int], language: str = "zh") -> BoardRun:
    """Ask for one file with the posters of these publications, in this order."""
    if not publication_ids:
        raise ValidationError(_("Please tick at least one compound."))
    rows = Publication.objects.filter(id__in=list(publication_ids)).values_list("id", "compound_id")
    compound_of = dict(rows)
    if (
        any(pk is None or not may_publish(actor, pk) for pk in compound_of.values())
        or actor.person_id is None
    ):
        raise NotAllowed(_("Boards are printed by the community worker and the owners' committee."))
    run = BoardRun.objects.create(
        publications=[str(pk) for pk in publication_ids if pk in compound_of],
        language="en" if language == "en" else "zh",
        by_person_id=actor.person_id,
        by_seat=actor.seat_title[:80],
        created_at=actor.at,
    )
    write(actor, "boards_ordered", {"run": str(run.id), "posters": len(run.publications)})
    return run


def note_boards_done(run_id: int, done: int) -> None:
    """How far the making has come; of no consequence if it is lost."""
    BoardRun.objects.filter(id=run_id, state="waiting").update(done=done)


@action
def keep_boards(actor: Actor, *, run_id: int, parts: Iterable[bytes]) -> bool:
    """Keep the finished file; False where another worker was quicker."""
    run = BoardRun.objects.select_for_update().get(id=run_id)
    if run.state != BoardRun.State.WAITING:
        return False
    run.file = store_document(parts, "boards.pdf", media_type=PDF, at=actor.at)
    run.state, run.made_at, run.done = BoardRun.State.MADE, actor.at, len(run.publications)
    run.save(update_fields=["file", "state", "made_at", "done"])
    write(actor, "boards_made", {"run": str(run.id), "file_sha256": run.file.sha256})
    return True


@action
def note_boards_fault(actor: Actor, *, run_id: int, sentence: str) -> None:
    """The file cannot be made; the sentence says what to change."""
    run = BoardRun.objects.select_for_update().get(id=run_id)
    run.state, run.fault = BoardRun.State.FAULT, sentence[:200]
    run.save(update_fields=["state", "fault"])
    write(actor, "boards_not_made", {"run": str(run.id)})
