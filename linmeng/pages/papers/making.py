"""Making the files of print runs, by the worker: pile by pile, so that memory stays that of one pile."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import PDF
from linmeng.ground.models import Alliance
from linmeng.pages.papers import answer_slips, ballots, code_letters
from linmeng.pages.papers.piles import Pile, file_name, piles_of
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.papers.actions import keep_made, note_fault, note_progress
from linmeng.papers.models import PrintRun
from linmeng.papers.queries import runs_waiting

ZIP = "application/zip"
PIECE = 1 << 20
SYSTEM = "papers"
Renderer = Callable[[PrintRun, Pile, Alliance, str], bytes]
RENDERERS: Mapping[str, Renderer] = {
    "code_letter": code_letters.render,
    "answer_slip": answer_slips.render,
    "ballot": ballots.render,
}
"""Kind of sheet → the function that draws one pile of it (empty bytes: nothing of it is valid any more)."""


def make_waiting(alliance: Alliance, at: datetime, *, most: int = 1) -> int:
    """Make the oldest runs that wait in the alliance in force; returns how many."""
    waiting = runs_waiting()[:most]
    for run_id in waiting:
        make(alliance, run_id, at)
    return len(waiting)


def make(alliance: Alliance, run_id: int, at: datetime) -> None:
    """One PDF, or a zip with one an entrance; a missing character is kept as the run's fault."""
    run = PrintRun.objects.select_related("compound__residents_committee").get(id=run_id)
    actor, language = Actor(at=at, system=SYSTEM), settings.LANGUAGE_CODE
    lang = "zh" if language.startswith("zh") else "en"
    with translation.override(language), tempfile.TemporaryDirectory(prefix="linmeng-print-") as room:
        try:
            made = _piles_made(run, alliance, lang, Path(room)) if run.kind in RENDERERS else []
        except MissingGlyph as fault:
            note_fault(actor, run_id=run.id, sentence=str(fault))
            return
        if not made:
            note_fault(actor, run_id=run.id, sentence=_("No sheet of this run is valid any more."))
            return
        path, media_type = _as_one(run, made, Path(room))
        name = file_name(f"{run.compound.name} {run.title}") + path.suffix
        keep_made(actor, run_id=run.id, name=name, media_type=media_type, parts=_pieces(path))


def _piles_made(run: PrintRun, alliance: Alliance, lang: str, room: Path) -> list[tuple[str, Path]]:
    """(name in the zip, file) of each pile."""
    render, made, sheets = RENDERERS[run.kind], [], 0
    for number, pile in enumerate(piles_of(run), start=1):
        content = render(run, pile, alliance, lang)
        sheets += len(pile.sheets)
        note_progress(run.id, sheets)
        if content:
            file = room / f"{number}.pdf"
            file.write_bytes(content)
            made.append((f"{number:03d} {file_name(pile.entrance)}.pdf", file))
    return made


def _as_one(run: PrintRun, made: list[tuple[str, Path]], room: Path) -> tuple[Path, str]:
    if len(made) == 1:
        return made[0][1], PDF
    bundle = room / "run.zip"
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as files:  # a PDF is compressed already
        for name, file in made:
            files.write(file, name)
    return bundle, ZIP


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
