"""The page that takes in many lines: paste or upload, see what would become of each, then take them in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.setup.forms import LinesForm
from linmeng.pages.setup.table_lines import (
    LineColumn,
    Outcome,
    TableLine,
    as_text,
    read_lines,
    take_lines,
    try_lines,
)
from linmeng.pages.shared.visitor import VisitorRequest


@dataclass(frozen=True, kw_only=True)
class LinesPage:
    """What differs between the tables."""

    columns: Sequence[LineColumn]
    key: str
    """The column that names a line."""
    enter: Callable[[TableLine], str]
    title: str
    template_url: str
    home: str
    lead: str = ""
    grid: int = 0
    """Empty lines to type into."""


def lines_page(request: VisitorRequest, page: LinesPage) -> HttpResponse:
    """Form → what would happen → taken in."""
    form = LinesForm(_posted(request, page), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = _lines(form, page)
            if "take" in request.POST:
                return redirect(_take_once(request, page, lines))
            return _show(request, page, lines)
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
    rows = range(1, page.grid + 1)
    return render(request, "setup/lines.html", {"form": form, "page": page, "rows": rows})


def _posted(request: VisitorRequest, page: LinesPage) -> dict[str, str] | None:
    """What was pasted, and what was typed into the empty lines, as one text."""
    if request.method != "POST":
        return None
    pasted = request.POST.get("lines", "")
    typed = []
    for number in range(1, page.grid + 1):
        cells = [request.POST.get(f"{column.key}-{number}", "").strip() for column in page.columns]
        if any(cells):
            typed.append(TableLine(number, dict(zip((c.key for c in page.columns), cells, strict=True))))
    if typed and not pasted.strip():
        pasted = as_text(page.columns, typed)
    return {"lines": pasted}


def _lines(form: LinesForm, page: LinesPage) -> list[TableLine]:
    file = form.cleaned_data.get("file")
    if file is not None:
        return read_lines(page.columns, name=file.name, content=file.read())
    return read_lines(page.columns, name="lines.csv", content=form.cleaned_data["lines"].encode())


def _show(request: VisitorRequest, page: LinesPage, lines: list[TableLine]) -> HttpResponse:
    outcomes = try_lines(lines, page.key, page.enter)
    good = {outcome.number for outcome in outcomes if not outcome.fault}
    context = {
        "page": page,
        "outcomes": outcomes,
        "good": len(good),
        "faults": len(outcomes) - len(good),
        "lines": as_text(page.columns, [line for line in lines if line.number in good]),
        "left": as_text(page.columns, [line for line in lines if line.number not in good]),
    }
    return render(request, "setup/lines_preview.html", context)


def _take_once(request: VisitorRequest, page: LinesPage, lines: list[TableLine]) -> str:
    outcomes: list[Outcome] = []

    def perform() -> str:
        outcomes.extend(take_lines(lines, page.key, page.enter))
        return page.home

    key = request.POST.get("once", "")[:40]
    home = take_in_once(request.visitor.actor, act="setup_lines", key=key, perform=perform)
    _tell(request, outcomes)
    return home


def _tell(request: VisitorRequest, outcomes: list[Outcome]) -> None:
    faults = [outcome for outcome in outcomes if outcome.fault]
    if len(outcomes) > len(faults):
        words = _("%(n)s lines are taken in.") % {"n": len(outcomes) - len(faults)}
        messages.success(request, words)
    for outcome in faults[:5]:
        messages.warning(request, f"{outcome.title}: {outcome.fault}")
