"""Reading ticked boxes off scanned sheets."""

from linmeng_core.marks.judging import ACCEPT_AT, BoxReading, Doubt, Mark
from linmeng_core.marks.layout import Box, Layout
from linmeng_core.marks.reading import SheetReading, read_marks

__all__ = ["ACCEPT_AT", "Box", "BoxReading", "Doubt", "Layout", "Mark", "SheetReading", "read_marks"]
