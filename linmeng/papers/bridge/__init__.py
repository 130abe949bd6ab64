"""The door from scans to the core: bytes in, plain values out; nothing here reads or writes by itself."""

from linmeng.papers.bridge.codes import Code, codes_on, token_of
from linmeng.papers.bridge.pages import Page, gray_page, open_pages, page_count
from linmeng.papers.bridge.sheets import ReadSheet, layout_from_plain, read_sheet
from linmeng_core.marks import ACCEPT_AT, Layout

__all__ = [
    "ACCEPT_AT",
    "Code",
    "Layout",
    "Page",
    "ReadSheet",
    "codes_on",
    "gray_page",
    "layout_from_plain",
    "open_pages",
    "page_count",
    "read_sheet",
    "token_of",
]
