"""What the worker does for papers: reading scanned pages, removing files whose time is over."""

from datetime import datetime

from django.core.exceptions import ValidationError

from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import document_path
from linmeng.papers.actions.making import forget_file
from linmeng.papers.actions.scanning import PageSeen, begin_page, keep_page
from linmeng.papers.bridge import Layout, gray_page, layout_from_plain, read_sheet
from linmeng.papers.models import Scan
from linmeng.papers.queries.runs import runs_to_forget
from linmeng.papers.queries.scans import sheet_by_token
from linmeng.papers.states import MARKS

SYSTEM = "papers"
MOST_TRIES = 3


def read_waiting_scans(at: datetime, *, most: int = 25) -> int:
    """Read pages that wait, oldest pile first, in the alliance in force; returns how many.

    The picture is looked at outside any transaction; what was seen is kept in one of its own. After a
    crash the page simply still waits; one that ended the worker `MOST_TRIES` times is left to a person.
    """
    waiting = Scan.objects.filter(state="waiting").order_by("pile_id", "page").values_list("id", flat=True)
    actor = Actor(at=at, system=SYSTEM)
    read = 0
    for scan_id in list(waiting[:most]):
        scan = begin_page(scan_id)
        seen = look_at(scan) if scan.tries <= MOST_TRIES else PageSeen(has_code=False)
        keep_page(actor, scan_id=scan_id, seen=seen)
        read += 1
    return read


def look_at(scan: Scan) -> PageSeen:
    """What the machine sees on a page; a page that cannot be opened shows no code."""
    compound_id = scan.pile.compound_id

    def layout_for(token: str) -> Layout | None:
        sheet = sheet_by_token(token, compound_id)
        marks = {key: sheet.run.layout[key] for key in MARKS if key in sheet.run.layout} if sheet else {}
        return layout_from_plain(marks) if marks else None

    try:
        gray = gray_page(document_path(scan.file).read_bytes(), scan.file.name, scan.file_page)
    except (ValidationError, OSError):  # broken, or the file itself is gone: a person must look
        return PageSeen(has_code=False)
    page = read_sheet(gray, layout_for)
    if page.outcome in ("no_code", "several"):
        return PageSeen(has_code=False)
    # a sheet without boxes (a letter that came back) is known by its code alone
    sheet = sheet_by_token(page.token, compound_id)
    return PageSeen(
        True,
        sheet.id if sheet is not None else None,
        page.boxes,
        accepted=page.outcome != "read" or page.accepted,
    )


def forget_old_files(at: datetime) -> int:
    """Remove files of runs that stood ready long enough; returns how many."""
    due = runs_to_forget(at)
    for run_id in due:
        forget_file(Actor(at=at, system=SYSTEM), run_id=run_id)
    return len(due)
