"""Taking in many voices from another system at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.wording import clean_words
from linmeng.ground.actions.search import index_many
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.ground.models import SearchEntry
from linmeng.ground.tenancy import required_alliance_id
from linmeng.record.actions import write
from linmeng.voices.actions.tracing import first_line
from linmeng.voices.actions.wording import FEWEST
from linmeng.voices.models import Outcome, Voice

LONGEST = 20_000
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class ImportedVoice:
    """One voice as another system kept it; `number` is its number there."""

    number: str
    words: str
    received_at: datetime
    kind: str = "suggestion"
    building_id: int | None = None


@action
def import_voices(actor: Actor, *, compound_id: int, rows: Sequence[ImportedVoice], source: str) -> int:
    """Take in voices without author (channel import); those taken in before are left out. Answers how many came.

    They carry no day of answer: their own system has answered, or not. One record entry for all.
    """
    if not actor.system:
        raise NotAllowed(_("Voices of another system are taken in by a command."))
    compound = Compound.objects.select_for_update().get(id=compound_id)
    fresh = _not_here_yet(rows, source)
    voices = [_voice(compound, row, token) for token, row in fresh.items()]
    Voice.objects.bulk_create(voices, batch_size=500)
    steps = [
        Outcome(voice=v, step=Outcome.Step.RECEIVED, words="", happened_at=v.received_at) for v in voices
    ]
    Outcome.objects.bulk_create(steps, batch_size=500)
    slug = slug_in_force()
    index_many([_entry(voice, slug) for voice in voices])
    if voices:
        write(actor, "voices_imported", {"compound": compound.code, "source": source, "voices": len(voices)})
    return len(voices)


def _not_here_yet(rows: Sequence[ImportedVoice], source: str) -> dict[str, ImportedVoice]:
    """By token; a row of too few signs is left out, one that came twice is taken once."""
    readable = [row for row in rows if len(clean_words(row.words)) >= FEWEST]
    by_token = {_token(source, row.number): row for row in readable}
    known = set(Voice.objects.filter(channel=Voice.Channel.IMPORT).values_list("token", flat=True))
    return {token: row for token, row in by_token.items() if token not in known}


def _token(source: str, number: str) -> str:
    """The same for the same row of the same system, and not to be guessed without the alliance's own number."""
    digest = hashlib.sha256(f"{required_alliance_id()}:{source}:{number}".encode()).digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:16])


def _voice(compound: Compound, row: ImportedVoice, token: str) -> Voice:
    return Voice(
        compound=compound,
        building_id=row.building_id,
        channel=Voice.Channel.IMPORT,
        kind=row.kind,
        words=clean_words(row.words)[:LONGEST],
        received_at=row.received_at,
        token=token,
    )


def _entry(voice: Voice, slug: str) -> SearchEntry:
    return SearchEntry(
        kind="voice",
        object_id=voice.id,
        compound_id=voice.compound_id,
        audience="handlers",
        path=f"/a/{slug}/voices/{voice.id}/",
        title=first_line(voice.words),
        text=voice.words,
        happened_at=voice.received_at,
    )
