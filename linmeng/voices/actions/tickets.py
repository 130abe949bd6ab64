"""Tickets of another system: uploaded, columns named, taken in once as voices; never typed anew."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.documents import forget_document, store_document
from linmeng.ground.acts import action
from linmeng.people.bridge.sheets import open_sheets
from linmeng.record.actions import write
from linmeng.voices.actions.wording import checked_line
from linmeng.voices.bridge import FIELDS, TicketTable, guessed_columns, read_table
from linmeng.voices.bridge.columns import NEEDED
from linmeng.voices.models import TicketImport, TicketSource
from linmeng.voices.permissions import may_take_in_tickets
from linmeng.voices.queries.tickets import open_table, reachable_compounds
from linmeng.voices.states import TICKET_IMPORT

DOCUMENT = "application/octet-stream"
STATES = TicketImport.State


def check_keeps_tickets(actor: Actor) -> None:
    """The gate of every act on tickets: they hold phones of callers."""
    if not may_take_in_tickets(actor):
        raise NotAllowed(_("Tickets are taken in by the community worker of the residents' committee."))
    demand_second_factor(actor, _("Before working on tickets, please confirm with a code by SMS."))


@action
def upload_tickets(actor: Actor, *, source: str, name: str, content: bytes) -> TicketImport:
    """Keep a file of tickets and name its columns as last time, or as their headings say; nothing is taken in yet."""
    check_keeps_tickets(actor)
    title = checked_line(source, field="source", fewest=2, most=40)
    table = read_table(name, open_sheets(name, content))
    body_id = actor.hat.body_id if actor.hat is not None else 0
    kept, _new = TicketSource.objects.get_or_create(
        name=title, body_id=body_id, defaults={"created_at": actor.at}
    )
    remembered = all(kept.columns.get(key) in table.headings for key in NEEDED)
    upload = TicketImport.objects.create(
        source=kept,
        file=store_document([content], name, media_type=DOCUMENT, at=actor.at),
        state=STATES.MAPPED if remembered else STATES.UPLOADED,
        columns=guessed_columns(table.headings, kept.columns),
        rows=len(table.lines),
        sha256=hashlib.sha256(content).hexdigest(),
        by_person_id=actor.person_id,
        created_at=actor.at,
    )
    facts = {"import": str(upload.id), "source": str(kept.id), "sha256": upload.sha256, "rows": upload.rows}
    write(actor, "tickets_uploaded", facts)
    return upload


def locked_import(actor: Actor, import_id: int) -> TicketImport:
    """The upload, locked, for who may work on it."""
    check_keeps_tickets(actor)
    upload = TicketImport.objects.select_for_update(of=("self",)).select_related("source").get(id=import_id)
    if actor.hat is None or upload.source.body_id != actor.hat.body_id:
        raise NotAllowed(_("These tickets belong to another residents' committee."))
    return upload


def check_step(upload: TicketImport, after: str) -> None:
    """Refuse what the table of states does not know."""
    if not TICKET_IMPORT.allows(upload.state, after):
        states = dict(TicketImport.State.choices)
        raise WrongState(
            _("This file is now: %(state)s. Please upload it again.") % {"state": states[upload.state]}
        )


@action
def name_columns(actor: Actor, *, import_id: int, columns: Mapping[str, str]) -> TicketImport:
    """Say which of their columns is what; remembered for the source, so that next week nothing is to be said."""
    upload = locked_import(actor, import_id)
    check_step(upload, STATES.MAPPED)
    chosen = _checked_columns(open_table(upload), columns)
    upload.columns, upload.state = chosen, STATES.MAPPED
    upload.save(update_fields=["columns", "state"])
    source = TicketSource.objects.select_for_update().get(id=upload.source_id)
    source.columns = chosen
    source.save(update_fields=["columns"])
    write(actor, "ticket_columns_named", {"import": str(upload.id), "columns": sorted(chosen)})
    return upload


def _checked_columns(table: TicketTable, columns: Mapping[str, str]) -> dict[str, str]:
    labels = {field.key: field.label for field in FIELDS}
    chosen = {key: heading for key, heading in columns.items() if heading and key in labels}
    for key in NEEDED:
        if key not in chosen:
            raise ValidationError(
                {key: _("Please choose the column for: %(field)s.") % {"field": labels[key]}}
            )
    for key, heading in chosen.items():
        if heading not in table.headings:
            raise ValidationError({key: _("The file has no column “%(name)s”.") % {"name": heading}})
        twice = next((k for k, other in chosen.items() if other == heading and k != key), None)
        if twice is not None:
            raise ValidationError(
                {
                    key: _("“%(name)s” is chosen for two things: %(one)s and %(other)s.")
                    % {"name": heading, "one": labels[key], "other": labels[twice]}
                }
            )
    return chosen


@action
def place_tickets(actor: Actor, *, import_id: int, placed: Mapping[str, str]) -> TicketImport:
    """Choose by hand the compound of tickets whose address does not say it; `-` means: none of ours."""
    upload = locked_import(actor, import_id)
    if upload.state != STATES.MAPPED:
        check_step(upload, STATES.TAKEN_IN)
    codes = {compound.code for compound in reachable_compounds(actor)} | {"", "-"}
    wrong = sorted(set(placed.values()) - codes)
    if wrong:
        raise ValidationError(
            _("There is no compound “%(code)s” where your seat reaches.") % {"code": wrong[0]}
        )
    kept = upload.placed | dict(placed)
    upload.placed = {number: code for number, code in kept.items() if code}
    upload.save(update_fields=["placed"])
    write(actor, "tickets_placed", {"import": str(upload.id), "tickets": len(placed)})
    return upload


@action
def set_aside_tickets(actor: Actor, *, import_id: int) -> TicketImport:
    """Do not use this file: its bytes go, the line that it was there stays."""
    upload = locked_import(actor, import_id)
    check_step(upload, STATES.SET_ASIDE)
    _forget_file(upload)
    upload.state = STATES.SET_ASIDE
    upload.save(update_fields=["state", "file"])
    write(actor, "tickets_set_aside", {"import": str(upload.id)})
    return upload


def _forget_file(upload: TicketImport) -> None:
    if upload.file is not None:
        forget_document(upload.file)
        upload.file = None


@action
def forget_ticket_files(actor: Actor, *, before: datetime) -> int:
    """End the time of uploaded files (they hold names and phones of callers); answers how many went.

    Run by the keeping of times, or by who keeps the tickets. What was taken in stays, with masks only.
    """
    if not actor.system:
        check_keeps_tickets(actor)
    old = TicketImport.objects.select_for_update(of=("self",)).filter(
        created_at__lt=before, file__isnull=False
    )
    uploads = list(old.select_for_update(of=("self",)).select_related("file").order_by("id"))
    for upload in uploads:
        _forget_file(upload)
        upload.save(update_fields=["file"])
    if uploads:
        write(actor, "ticket_files_forgotten", {"files": len(uploads), "before": before.isoformat()})
    return len(uploads)
