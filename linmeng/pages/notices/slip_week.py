"""This week's answer slips of all compounds an office reaches: how many, made, put together for the printer."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import document_path
from linmeng.ground.models import Alliance
from linmeng.pages.notices.joined_pdf import joined
from linmeng.pages.papers.before_issuing import check_characters, slip_texts, slip_words
from linmeng.pages.papers.making import ZIP, make
from linmeng.pages.printing.answer_slip import answer_slip_layout
from linmeng.pages.printing.glyphs import missing_characters
from linmeng.papers.models import PrintRun
from linmeng.papers.permissions import may_print
from linmeng.publishing import actions
from linmeng.publishing.queries.slip_week import doors_waiting, replies_back, sheets_out
from linmeng.voices.queries.answered import matters_told

MADE_AT_ONCE = 120
"""Sheets that are drawn while somebody waits; more are left to the worker."""
REPLIES_SHOWN = 20


@dataclass(frozen=True)
class Week:
    """What the slips' page says above the doors."""

    waiting: list[tuple[Compound, int]]
    """Compounds in which something moved, and at how many doors."""
    out: int
    """Sheets on paper that are not delivered yet."""
    runs: list[PrintRun]
    replies: list[Any]

    @property
    def doors(self) -> int:
        """Doors whose slip has no number yet."""
        return sum(doors for _compound, doors in self.waiting)


def _printable(actor: Actor) -> frozenset[int]:
    compounds = actor.hat.compounds if actor.hat is not None else frozenset()
    return frozenset(pk for pk in compounds if may_print(actor, pk))


def read_week(actor: Actor) -> Week:
    """For who prints; a carrier sees only the doors."""
    reach = _printable(actor)
    doors = doors_waiting(reach)
    compounds = Compound.objects.filter(id__in=doors).order_by("code")
    return Week(
        waiting=[(compound, doors[compound.id]) for compound in compounds],
        out=sheets_out(reach),
        runs=_runs_out(reach),
        replies=list(replies_back(reach)[:REPLIES_SHOWN]),
    )


def make_week(actor: Actor) -> tuple[int, list[str]]:
    """Number the slips of every compound in which something moved; answers how many sheets, and which
    characters of the words stand on them as 〓, to be written in by hand."""
    compounds = list(Compound.objects.filter(id__in=doors_waiting(_printable(actor))).order_by("code"))
    check_characters(text for compound in compounds for text in slip_texts(compound))
    by_hand = missing_characters(text for compound in compounds for text in slip_words(compound))
    made = 0
    for compound in compounds:
        runs = actions.make_slip_week(
            actor, compound_id=compound.id, layout_of=layout_of, things_of=matters_told
        )
        made += sum(run.sheets_count for run in runs)
    return made, by_hand


@cache
def layout_of(replies: int, large_print: bool) -> Mapping[str, Any]:
    """Where the boxes of such slips stand; drawn once in this process."""
    return answer_slip_layout(reply_slots=replies, large_print=large_print) if replies else {}


def _runs_out(compound_ids: frozenset[int]) -> list[PrintRun]:
    runs = PrintRun.objects.filter(kind="answer_slip", compound_id__in=compound_ids)
    open_ones = runs.filter(sheets__state__in=["printed", "carried"]).distinct()
    return list(open_ones.select_related("compound", "file").order_by("compound__code", "id"))


def slips_pdf(actor: Actor, alliance: Alliance, *, at: datetime) -> bytes:
    """The files of all runs that are still to be carried, one after the other; empty when none is ready."""
    runs = _runs_out(_printable(actor))
    waiting = [run for run in runs if run.state == PrintRun.State.WAITING]
    if sum(run.sheets_count for run in waiting) <= MADE_AT_ONCE:
        for run in waiting:
            make(alliance, run.id, at)
        runs = _runs_out(_printable(actor))
    return joined([part for run in runs for part in _parts(run)])


def _parts(run: PrintRun) -> Sequence[bytes]:
    if run.file is None:
        return []
    content = document_path(run.file).read_bytes()
    if run.file.media_type != ZIP:
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        return [files.read(name) for name in sorted(files.namelist())]
