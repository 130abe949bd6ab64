"""Sheets as answers; what keeps a sheet from being typeset is told in a sentence."""

from collections.abc import Callable

from django.http import HttpResponse

from linmeng.common.errors import WrongState
from linmeng.pages.printing.batches import TooManySheets
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.pages.shared.files import pdf_response


def typeset(make: Callable[[], bytes]) -> bytes:
    """What `make` prints; refused where the font lacks a character or one run would be too long."""
    try:
        return make()
    except (TooManySheets, MissingGlyph) as fault:
        raise WrongState(str(fault)) from fault


def printed(make: Callable[[], bytes], name: str) -> HttpResponse:
    """The same as a paper in the window; `name` without its ending."""
    return pdf_response(typeset(make), name)
