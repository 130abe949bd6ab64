"""Making the Monday boards, by the worker: poster by poster, then one file."""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.pages.notices.joined_pdf import joined
from linmeng.pages.notices.monday_boards import publications_of
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.pages.publishing.papers import poster_pdf
from linmeng.publishing.actions.boards import keep_boards, note_boards_done, note_boards_fault
from linmeng.publishing.models import BoardRun

SYSTEM = "boards"


def make_waiting_boards(alliance: Alliance, at: datetime) -> int:
    """Make the oldest run that waits in the alliance in force; returns how many were made."""
    run = BoardRun.objects.filter(state=BoardRun.State.WAITING).order_by("id").first()
    if run is None:
        return 0
    with translation.override("en" if run.language == "en" else settings.LANGUAGE_CODE):
        make_boards(run, alliance, at)
    return 1


def make_boards(run: BoardRun, alliance: Alliance, at: datetime) -> None:
    """One A3 page after the other; a missing character is kept as the run's fault."""
    actor, parts = Actor(at=at, system=SYSTEM), []
    try:
        for done, publication in enumerate(publications_of(run), 1):
            parts.append(poster_pdf(publication, alliance, size="a3", lang=run.language))
            note_boards_done(run.id, done)
    except MissingGlyph as fault:
        note_boards_fault(actor, run_id=run.id, sentence=str(fault))
        return
    keep_boards(actor, run_id=run.id, parts=[joined(parts)])
