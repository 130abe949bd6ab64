from linmeng.papers.actions.custody import (
    hand_to_carrier,
    note_custody,
    record_delivery,
    record_return,
    set_aside,
)
from linmeng.papers.actions.issuing import SheetPlace, issue_sheets
from linmeng.papers.actions.making import forget_file, keep_made, make_again, note_fault, note_progress
from linmeng.papers.actions.own_sheets import issue_own_sheet
from linmeng.papers.actions.piles import put_in_pile, set_scan_aside
from linmeng.papers.actions.reading import correct_reading, mark_taken_in, read_sheet, take_scan_reading
from linmeng.papers.actions.scanning import PageSeen, keep_page, name_scan

__all__ = [
    "PageSeen",
    "SheetPlace",
    "correct_reading",
    "forget_file",
    "hand_to_carrier",
    "issue_own_sheet",
    "issue_sheets",
    "keep_made",
    "keep_page",
    "make_again",
    "mark_taken_in",
    "name_scan",
    "note_custody",
    "note_fault",
    "note_progress",
    "put_in_pile",
    "read_sheet",
    "record_delivery",
    "record_return",
    "set_aside",
    "set_scan_aside",
    "take_scan_reading",
]
