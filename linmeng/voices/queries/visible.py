"""Which voices a person may read, and finding among them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from linmeng.common.actor import Actor
from linmeng.ground.queries.search import entries_containing
from linmeng.voices.models import Matter, Voice
from linmeng.voices.permissions import HANDLING, HELPING

ORDERS = {
    "newest": ("-received_at", "-id"),
    "oldest": ("received_at", "id"),
    "due": ("answer_by", "received_at", "id"),
}


def _through_the_hat(actor: Actor) -> Q | None:
    """What the seat that is on lets its holder read; None: nothing."""
    hat = actor.hat
    if hat is None:
        return None
    if hat.role in HANDLING:
        return Q(compound_id__in=hat.compounds)
    if hat.role == "property_manager":
        return Q(compound_id__in=hat.compounds, matter__nature=Matter.Nature.COMPANY_DUTY)
    if hat.role in HELPING:
        typed = Q(helper_id=actor.person_id, compound_id__in=hat.compounds)
        return typed | Q(building_id=hat.building_id) if hat.building_id else typed
    return None


def visible_voices(actor: Actor) -> QuerySet[Voice]:
    """One's own voices, and those one handles under the hat that is on."""
    if actor.person_id is None:
        return Voice.objects.none()
    handled = _through_the_hat(actor)
    own = Q(author_id=actor.person_id)
    return Voice.objects.filter(own if handled is None else own | handled)


def voices_on_desk(actor: Actor) -> QuerySet[Voice]:
    """What the list of voices shows: a handler's compounds; for all others what they may read."""
    if actor.hat is not None and actor.hat.role in HANDLING:
        return Voice.objects.filter(compound_id__in=actor.hat.compounds)
    return visible_voices(actor)


@dataclass(frozen=True)
class VoiceSearch:
    """What was asked of the list; empty means any."""

    words: str = ""
    state: str = ""
    kind: str = ""
    compound: str = ""
    building_id: int | None = None
    dangerous: bool = False
    order: str = "newest"


def find_voices(voices: QuerySet[Voice], asked: VoiceSearch) -> QuerySet[Voice]:
    """Narrow and sort."""
    narrowed = _narrow(voices, asked).order_by(*ORDERS.get(asked.order, ORDERS["newest"]))
    return narrowed.filter(state=asked.state) if asked.state in Voice.State.values else narrowed


@dataclass(frozen=True)
class FoundVoices:
    """Numbers of the voices found, in order (to be sliced into pages), and how many there are of each state."""

    ids: "Sequence[int] | QuerySet[Any, Any]"
    count: int
    counts: dict[str, int]


def found_voices(voices: QuerySet[Voice], asked: VoiceSearch) -> FoundVoices:
    """Find and count. Words are looked up once: the hits are counted here, not by a second search."""
    if not asked.words:
        counts = state_counts(voices, asked)
        ids = find_voices(voices, asked).values_list("id", flat=True)
        return FoundVoices(ids, counts.get(asked.state, sum(counts.values())), counts)
    every = list(find_voices(voices, replace(asked, state="")).values_list("id", "state"))
    counts = dict.fromkeys(Voice.State.values, 0) | Counter(state for _id, state in every)
    hits = [voice_id for voice_id, state in every if asked.state not in counts or state == asked.state]
    return FoundVoices(hits, len(hits), counts)


def _narrow(voices: QuerySet[Voice], asked: VoiceSearch) -> QuerySet[Voice]:
    if asked.words:
        # numbers are never shared between kinds; naming the kind would make SQLite walk all entries of it
        found = entries_containing(asked.words).order_by().values("object_id")
        voices = voices.filter(id__in=found)
    if asked.kind in Voice.Kind.values:
        voices = voices.filter(kind=asked.kind)
    if asked.compound:
        voices = voices.filter(compound__code=asked.compound)
    if asked.building_id is not None:
        voices = voices.filter(building_id=asked.building_id)
    return voices.filter(dangerous=True) if asked.dangerous else voices


def voices_in_order(voice_ids: Sequence[int]) -> list[Voice]:
    """The rows of one page, in the order of its numbers: words and names are read for twenty rows only."""
    rows = Voice.objects.select_related("compound", "building", "matter").in_bulk(list(voice_ids))
    return [rows[voice_id] for voice_id in voice_ids]


def state_counts(voices: QuerySet[Voice], asked: VoiceSearch) -> dict[str, int]:
    """How many of the narrowed voices are in each state."""
    counted = _narrow(voices, asked).order_by().values_list("state").annotate(voices=Count("*"))
    return dict.fromkeys(Voice.State.values, 0) | dict(counted)


def voices_by_id(voice_ids: Collection[int]) -> QuerySet[Voice]:
    """Some voices, in a fixed order (so that two acts lock them in the same one)."""
    return Voice.objects.filter(id__in=list(voice_ids)).order_by("id")
