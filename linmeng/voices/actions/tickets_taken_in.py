"""Taking the tickets of a file in: new ones become voices, changed ones are brought up to date, known ones stay."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import WrongState
from linmeng.common.masks import masked_name, masked_phone
from linmeng.common.wording import clean_words
from linmeng.ground.actions.search import index_many
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.ground.models import SearchEntry
from linmeng.record.actions import write
from linmeng.voices.actions.say import ANSWER_DAYS
from linmeng.voices.actions.tickets import check_step, locked_import
from linmeng.voices.actions.tracing import first_line, index_voice, tell_author, trace
from linmeng.voices.models import Outcome, Ticket, TicketImport, TicketSource, Voice
from linmeng.voices.queries.tickets import (
    PlannedTicket,
    TicketPlan,
    ticket_plan,
)

PLACE_MOST = 60


@action
def take_in_tickets(actor: Actor, *, import_id: int) -> TicketImport:
    """Take in every ticket that has a compound, from the same bytes as shown; sent again, nothing comes twice.

    A ticket's day of answer is its own deadline; its outcome is from now on the outcome of its voice. A caller
    is joined with a person only when exactly one person has that phone. One record entry, no words or names.
    """
    upload = locked_import(actor, import_id)
    check_step(upload, TicketImport.State.TAKEN_IN)
    # two files of one source at once would each see the other's tickets as new
    TicketSource.objects.select_for_update().get(id=upload.source_id)
    plan = ticket_plan(actor, upload)
    if not plan.new and not plan.changed and not plan.known:
        raise WrongState(_("No ticket of this file can be taken in yet: give them a compound first."))
    _take_in_new(actor, upload, plan.new)
    for planned in plan.changed:
        _bring_up_to_date(actor, upload, planned)
    _point_to_newest_file(upload, plan.known)
    _close(actor, upload, plan)
    facts = {"import": str(upload.id), "source": str(upload.source_id), "sha256": upload.sha256}
    counts = {
        "new": upload.new,
        "changed": upload.changed,
        "known": upload.known,
        "left_out": upload.left_out,
    }
    write(actor, "tickets_taken_in", facts | counts)
    return upload


def _close(actor: Actor, upload: TicketImport, plan: TicketPlan) -> None:
    upload.state, upload.taken_in_at = TicketImport.State.TAKEN_IN, actor.at
    upload.new, upload.changed, upload.known = len(plan.new), len(plan.changed), len(plan.known)
    upload.left_out = upload.rows - upload.new - upload.changed - upload.known
    upload.save(update_fields=["state", "taken_in_at", "new", "changed", "known", "left_out"])


def _answer_by(actor: Actor, planned: PlannedTicket) -> date:
    due = planned.ticket.due_at
    return local_day(due) if due is not None else actor.today + timedelta(days=ANSWER_DAYS)


def _take_in_new(actor: Actor, upload: TicketImport, planned: Sequence[PlannedTicket]) -> None:
    voices = [_voice(actor, one) for one in planned]
    Voice.objects.bulk_create(voices, batch_size=500)
    tickets = [_ticket(actor, upload, one, voice) for one, voice in zip(planned, voices, strict=True)]
    Ticket.objects.bulk_create(tickets, batch_size=500)
    trace(actor, Outcome.Step.RECEIVED, voices=voices, words=upload.source.name)
    slug = slug_in_force()
    index_many([_entry(voice, slug) for voice in voices])
    for voice in voices:
        if voice.author_id is not None:
            said = _("Your words to %(source)s are here now: %(words)s")
            known = {"source": upload.source.name, "words": voice.words[:200]}
            tell_author(actor, voice, step=Outcome.Step.RECEIVED, words=said % known)


def _voice(actor: Actor, planned: PlannedTicket) -> Voice:
    ticket = planned.ticket
    assert planned.compound is not None  # noqa: S101  the plan calls it new only with a compound
    return Voice(
        compound_id=planned.compound.id,
        building_id=planned.building_id,
        place=ticket.address[:PLACE_MOST],
        author_id=planned.person_id,
        channel=Voice.Channel.IMPORT,
        kind=ticket.kind,
        words=clean_words(ticket.words),
        received_at=min(ticket.received_at or actor.at, actor.at),
        answer_by=_answer_by(actor, planned),
    )


def _ticket(actor: Actor, upload: TicketImport, planned: PlannedTicket, voice: Voice) -> Ticket:
    ticket = planned.ticket
    return Ticket(
        source_id=upload.source_id,
        number=ticket.number,
        voice=voice,
        last_import=upload,
        sheet=ticket.sheet[:60],
        row=ticket.row,
        fingerprint=ticket.fingerprint,
        caller=masked_name(ticket.caller),
        phone=masked_phone(ticket.phone) if ticket.phone else "",
        due_at=ticket.due_at,
        taken_in_at=actor.at,
    )


def _entry(voice: Voice, slug: str) -> SearchEntry:
    return SearchEntry(
        kind="voice",
        object_id=voice.id,
        compound_id=voice.compound_id,
        audience="handlers",
        path=f"/a/{slug}/voices/{voice.id}/",
        title=first_line(voice.words),
        text=f"{voice.words}\n{voice.place}",
        happened_at=voice.received_at,
    )


def _bring_up_to_date(actor: Actor, upload: TicketImport, planned: PlannedTicket) -> None:
    """What the source changed: the clock always, the words while nobody has worked on them; each on the line of fate."""
    ticket = Ticket.objects.select_for_update(of=("self",)).select_related("voice").get(id=planned.ticket_id)
    voice, read = ticket.voice, planned.ticket
    said = []
    words = clean_words(read.words)
    if words != voice.words:
        said.append(_("The source changed what was said."))
        voice.words = words if voice.state == Voice.State.RECEIVED else voice.words
    if read.due_at != ticket.due_at and read.due_at is not None:
        said.append(_("The source set another day: %(day)s.") % {"day": local_day(read.due_at).isoformat()})
        voice.answer_by = local_day(read.due_at)
    voice.save(update_fields=["words", "answer_by"])
    trace(
        actor,
        Outcome.Step.EDITED,
        voices=[voice],
        words=" ".join(said) or _("The source changed its ticket."),
    )
    index_voice(voice)
    ticket.fingerprint, ticket.due_at, ticket.changed_at = read.fingerprint, read.due_at, actor.at
    ticket.last_import, ticket.sheet, ticket.row = upload, read.sheet[:60], read.row
    ticket.save(update_fields=["fingerprint", "due_at", "changed_at", "last_import", "sheet", "row"])


def _point_to_newest_file(upload: TicketImport, known: Sequence[PlannedTicket]) -> None:
    """The answer goes back into the line of the newest file, also for what did not change."""
    rows = {one.ticket_id: one.ticket for one in known}
    tickets = list(Ticket.objects.filter(id__in=list(rows)))
    for ticket in tickets:
        read = rows[ticket.id]
        ticket.last_import, ticket.sheet, ticket.row = upload, read.sheet[:60], read.row
    Ticket.objects.bulk_update(tickets, ["last_import", "sheet", "row"], batch_size=200)
