"""The retention clocks: once a day, what is over is forgotten, and a run says how much (PIPL 19)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from linmeng.common.actor import Actor
from linmeng.common.forgotten import FORGOTTEN
from linmeng.ground.actions.documents import forget_document
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.papers.actions import forget_file
from linmeng.papers.models import PrintRun, Scan
from linmeng.people.bridge import all_clocks, days_of_clock
from linmeng.people.models import ContactWay, Look, RollImport, WrongTry
from linmeng.publishing.models import Notice
from linmeng.record.actions import write
from linmeng.rights.actions.copies import forget_copy
from linmeng.rights.models import CorrectionRequest, DataCopy, RetentionRun
from linmeng.voices.models import TicketImport

AT_ONCE = 2_000
"""So much of a kind in one run; the rest goes the next day."""


def _wrong_tries(actor: Actor, before: datetime) -> int:
    return WrongTry.objects.filter(tried_at__lt=before).delete()[0]


def _copies(actor: Actor, before: datetime) -> int:
    over = DataCopy.objects.filter(made_at__lt=before, file__isnull=False).select_related("file")
    copies = list(over[:AT_ONCE])
    for copy in copies:
        forget_copy(copy, actor)
    return len(copies)


def _roll_files(actor: Actor, before: datetime) -> int:
    """The uploaded file and what its faults quoted; counts and hashes stay."""
    return _forget_uploads(RollImport, before, faults=[], changes=[])


def _ticket_files(actor: Actor, before: datetime) -> int:
    return _forget_uploads(TicketImport, before)


def _forget_uploads(
    model: type[RollImport] | type[TicketImport], before: datetime, **emptied: list[str]
) -> int:
    over = list(model.objects.filter(created_at__lt=before, file__isnull=False).select_related("file"))
    for upload in over[:AT_ONCE]:
        _forget(upload.file)
    ids = [upload.id for upload in over[:AT_ONCE]]
    return model.objects.filter(id__in=ids).update(file=None, **emptied)


def _forget(stored: StoredFile | None) -> None:
    if stored is not None:
        forget_document(stored)
        StoredFile.objects.filter(pk=stored.pk).update(name=FORGOTTEN)


def _print_files(actor: Actor, before: datetime) -> int:
    over = PrintRun.objects.filter(state="made", made_at__lt=before).order_by("id")[:AT_ONCE]
    return len([forget_file(actor, run_id=run.id) for run in over])


def _old_contacts(actor: Actor, before: datetime) -> int:
    return ContactWay.objects.filter(ended_at__lt=before).delete()[0]


def _notice_words(actor: Actor, before: datetime) -> int:
    over = Notice.objects.filter(created_at__lt=before).exclude(words=FORGOTTEN)
    return over.update(title=FORGOTTEN, words=FORGOTTEN)


def _scans(actor: Actor, before: datetime) -> int:
    """Pictures go page by page; a pile in one file goes with its last page."""
    over = Scan.objects.filter(read_at__lt=before).exclude(file__name=FORGOTTEN).select_related("file")
    files = {scan.file_id: scan.file for scan in over[:AT_ONCE]}
    still = (
        Scan.objects.filter(file_id__in=files).exclude(read_at__lt=before).values_list("file_id", flat=True)
    )
    for file_id in files.keys() - set(still):
        _forget(files[file_id])
    return len(files.keys() - set(still))


def _looks(actor: Actor, before: datetime) -> int:
    """The database itself refuses to forget a look before its time."""
    return Look.objects.filter(looked_at__lt=before).delete()[0]


def _requests(actor: Actor, before: datetime) -> int:
    over = CorrectionRequest.objects.filter(decided_at__lt=before).exclude(asked_value=FORGOTTEN)
    return over.update(asked_value=FORGOTTEN)


CLOCKS: dict[str, Callable[[Actor, datetime], int]] = {
    "wrong_try": _wrong_tries,
    "data_copy": _copies,
    "roll_file": _roll_files,
    "ticket_file": _ticket_files,
    "print_file": _print_files,
    "old_contact": _old_contacts,
    "notice_words": _notice_words,
    "scan": _scans,
    "look": _looks,
    "request": _requests,
}


@action
def forget_what_is_over(actor: Actor) -> RetentionRun:
    """Run every clock of the register once; a second run on a day finds the first."""
    run = RetentionRun.objects.filter(day=actor.today).first()
    if run is not None:
        return run
    forgotten = {
        clock.code: CLOCKS[clock.code](actor, actor.at - timedelta(days=days_of_clock(clock.code)))
        for clock in all_clocks()
    }
    run = RetentionRun.objects.create(
        day=actor.today,
        forgotten={code: count for code, count in forgotten.items() if count},
        happened_at=actor.at,
    )
    write(actor, "retention_run", {"day": run.day.isoformat(), "forgotten": run.forgotten})
    return run
