"""Piles of scans: taken in whole or not at all, file by file checked by its own bytes."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import (
    MAX_DOCUMENT_BYTES,
    PDF,
    Incoming,
    media_type_of,
    store_document,
)
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.papers.actions.custody import SHORTEST_REASON
from linmeng.papers.actions.locking import demand
from linmeng.papers.bridge import page_count
from linmeng.papers.models import Scan, ScanPile
from linmeng.papers.permissions import may_scan
from linmeng.papers.states import SCAN
from linmeng.record.actions import write

MOST_PAGES = 500


@action
def put_in_pile(actor: Actor, *, compound_id: int, name: str, files: Sequence[Incoming]) -> ScanPile:
    """Keep the files of a pile and plan each of their pages to be read by the worker.

    Refuses the whole pile, naming the file, when one is empty, too large, of another kind or has no page.
    """
    demand(may_scan(actor, compound_id), _("Only the committee or the clerk puts in scans."))
    if not files:
        raise ValidationError({"files": _("Please choose at least one scan or photo.")})
    _check_sizes(files)
    pile = ScanPile.objects.create(
        compound_id=compound_id,
        name=(name.strip() or files[0].name)[:120],
        by_person_id=actor.person_id or 0,
        by_seat=actor.seat_title[:80],
        put_in_at=actor.at,
    )
    scans = [
        Scan(pile=pile, page=page, file=file, file_page=file_page)
        for page, (file, file_page) in enumerate(_pages(actor, files), start=1)
    ]
    Scan.objects.bulk_create(scans, batch_size=500)
    pile.pages = len(scans)
    pile.save(update_fields=["pages"])
    write(actor, "scans_put_in", {"pile": str(pile.id), "pages": pile.pages, "files": len(files)})
    return pile


def _check_sizes(files: Sequence[Incoming]) -> None:
    """Before a byte is read."""
    if len(files) > MOST_PAGES:
        raise ValidationError({"files": _("At most %s pages at once; please make two piles.") % MOST_PAGES})
    for file in files:
        if file.size > MAX_DOCUMENT_BYTES:
            raise ValidationError({"files": _("“%(name)s” is larger than 20 MB.") % {"name": file.name}})


def _pages(actor: Actor, files: Iterable[Incoming]) -> Iterable[tuple[StoredFile, int]]:
    """Each page of each file; one file in memory at a time."""
    so_far = 0
    for file in files:
        content = file.read()
        media_type = media_type_of(content, file.name)
        pages = page_count(content, file.name) if media_type == PDF else 1
        so_far += pages
        if so_far > MOST_PAGES:
            raise ValidationError(
                {"files": _("At most %s pages at once; please make two piles.") % MOST_PAGES}
            )
        stored = store_document([content], file.name, media_type=media_type, at=actor.at)
        yield from ((stored, page) for page in range(pages))


@action
def set_scan_aside(actor: Actor, *, scan_id: int, reason: str) -> Scan:
    """A page that is no sheet of ours, or the same sheet again: nothing is read from it."""
    scan = locked_scan(scan_id)
    demand(may_scan(actor, scan.pile.compound_id), _("Only the committee or the clerk puts scans aside."))
    if not SCAN.allows(scan.state, "set_aside"):
        raise WrongState(_("Page %s is already settled.") % scan.page)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words why the page does not count.")})
    scan.state = "set_aside"
    scan.save(update_fields=["state"])
    write(actor, "scan_set_aside", {"pile": str(scan.pile_id), "page": scan.page})
    return scan


def locked_scan(scan_id: int) -> Scan:
    """One page with its pile; the pile is locked first, so that its count stays right."""
    pile_id = Scan.objects.values_list("pile_id", flat=True).get(id=scan_id)
    pile = ScanPile.objects.select_for_update().get(id=pile_id)
    scan = Scan.objects.select_for_update(of=("self",)).select_related("file", "sheet").get(id=scan_id)
    scan.pile = pile
    return scan
