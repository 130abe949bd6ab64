"""The answers to tickets, as their own columns want them: what became of the voice, told once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.voices.bridge import AnswerCells, AnsweredTable, TicketTable
from linmeng.voices.models import Outcome, Ticket, TicketImport
from linmeng.voices.queries.tickets import TicketSearch, open_table
from linmeng.voices.states import SETTLED

CLOSING = (Outcome.Step.ANSWERED, Outcome.Step.DECLINED, Outcome.Step.DONE)
MOST_EXPORTED = 5000


@dataclass(frozen=True)
class TicketAnswer:
    """What became of one ticket: the last answer on its line, when and by which seat; `settled`: nothing more is due."""

    ticket: Ticket
    words: str
    at: datetime | None
    seat: str
    settled: bool
    state: str
    """In words."""


def ticket_answers(actor: Actor, asked: TicketSearch) -> list[TicketAnswer]:
    """Tickets of the hat's compounds with their answers, in the order they were received (three queries)."""
    reach = actor.hat.compounds if actor.hat is not None else frozenset()
    body_id = actor.hat.body_id if actor.hat is not None else 0
    rows = Ticket.objects.filter(voice__compound_id__in=reach, source__body_id=body_id)
    if asked.source_id is not None:
        rows = rows.filter(source_id=asked.source_id)
    related = rows.select_related("voice__matter", "voice__compound", "last_import__file", "source")
    tickets = list(related.order_by("-voice__received_at", "number")[:MOST_EXPORTED])
    closing = _closing_steps(tickets)
    answers = [_answer(ticket, closing) for ticket in reversed(tickets)]
    return [answer for answer in answers if _fits(answer, asked)]


def _fits(answer: TicketAnswer, asked: TicketSearch) -> bool:
    """`since`: answered at or after that instant."""
    if asked.since is not None and (answer.at is None or answer.at < asked.since):
        return False
    return asked.state not in ("done", "waiting") or answer.settled == (asked.state == "done")


def _closing_steps(tickets: Collection[Ticket]) -> dict[tuple[str, int], Outcome]:
    """(`voice` or `matter`, its number) → the last answer, no or end."""
    voices = [ticket.voice_id for ticket in tickets]
    matters = {ticket.voice.matter_id for ticket in tickets if ticket.voice.matter_id}
    found: dict[tuple[str, int], Outcome] = {}
    steps = Outcome.objects.filter(step__in=CLOSING).order_by("happened_at", "id")
    for step in _in_portions(steps.filter, "voice_id__in", voices):
        found["voice", step.voice_id] = step  # type: ignore[index]
    for step in _in_portions(steps.filter, "matter_id__in", sorted(matters)):
        found["matter", step.matter_id] = step  # type: ignore[index]
    return found


def _in_portions(narrow: object, name: str, ids: list[int]) -> Iterable[Outcome]:
    for start in range(0, len(ids), 500):
        yield from narrow(**{name: ids[start : start + 500]})  # type: ignore[operator]


def _answer(ticket: Ticket, closing: dict[tuple[str, int], Outcome]) -> TicketAnswer:
    """The matter's word counts as soon as the voice stands behind one; before that the voice's own."""
    voice = ticket.voice
    if voice.matter_id is not None and voice.matter is not None:
        last, state = closing.get(("matter", voice.matter_id)), str(voice.matter.get_state_display())
        settled = voice.matter.state in SETTLED
    else:
        last, state = closing.get(("voice", voice.id)), str(voice.get_state_display())
        settled = voice.state in ("answered", "declined")
    words = _told(last) if last is not None else ""
    at, seat = (last.happened_at, last.by_seat) if last is not None else (None, "")
    return TicketAnswer(ticket, words, at, seat, settled, state)


def _told(step: Outcome) -> str:
    return step.words or str(step.get_step_display())


def answer_cells(answer: TicketAnswer) -> AnswerCells:
    """As texts for their columns; a day of settling only once it is settled."""
    done = answer.at.astimezone(SHANGHAI) if answer.at is not None and answer.settled else None
    return AnswerCells(
        result=answer.words,
        done=f"{done:%Y-%m-%d %H:%M}" if done else "",
        seat=answer.seat,
        state=_("settled") if answer.settled else answer.state,
    )


def answered_tables(answers: Collection[TicketAnswer]) -> list[AnsweredTable]:
    """One table for each layout of theirs; files that are no longer kept give their tickets by number alone."""
    by_import: dict[int, list[TicketAnswer]] = {}
    for answer in answers:
        by_import.setdefault(answer.ticket.last_import_id, []).append(answer)
    tables: dict[tuple[str, ...], AnsweredTable] = {}
    for own in by_import.values():
        upload = own[0].ticket.last_import
        table = _table(upload, own)
        same = tables.setdefault(tuple(table.headings), table)
        if same is not table:
            same.lines.extend(table.lines)
    return list(tables.values())


def _table(upload: TicketImport, answers: Collection[TicketAnswer]) -> AnsweredTable:
    if upload.file is None:
        return _without_file(upload, answers)
    theirs: TicketTable = open_table(upload)
    cells = dict(theirs.lines)
    return AnsweredTable(
        sheet=theirs.sheet,
        above=[values for _row, values in theirs.above],
        headings=theirs.headings,
        columns=upload.columns,
        lines=[
            (cells.get(one.ticket.row, []), answer_cells(one))
            for one in sorted(answers, key=lambda answer: answer.ticket.row)
        ],
    )


def _without_file(upload: TicketImport, answers: Collection[TicketAnswer]) -> AnsweredTable:
    number, words = upload.columns.get("number", "工单编号"), upload.columns.get("words", "诉求内容")
    lines = [([one.ticket.number, one.ticket.voice.words], answer_cells(one)) for one in answers]
    return AnsweredTable(upload.source.name, [], [number, words], upload.columns, list(lines))
