"""Is it one of these? Matters and waiting voices that share rare pairs of characters with some words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from linmeng.ground.grams import index_grams
from linmeng.ground.queries.search import entries_containing
from linmeng.voices.models import Matter, Voice

CANDIDATES = 400
FEWEST_SHARED = 2
"""One shared pair of characters says nothing: 小区 stands in every second sentence."""


@dataclass(frozen=True)
class Similar:
    """Something that may be the same. `state` is its state in words."""

    id: int
    title: str
    words: str
    state: str = ""


def _pairs(text: str) -> set[str]:
    return {gram for gram in index_grams(text).split() if len(gram) > 1}


def _closest(words: str, candidates: Iterable[Similar], limit: int) -> list[Similar]:
    """Those that share at least two pairs of characters; rare pairs weigh more, then newer comes first."""
    asked = _pairs(words)
    shared = [(one, asked & _pairs(f"{one.title} {one.words}")) for one in candidates]
    spread = Counter(pair for _one, pairs in shared for pair in pairs)
    weighed = [
        (sum(CANDIDATES // spread[pair] for pair in pairs), one.id, one)
        for one, pairs in shared
        if len(pairs) >= FEWEST_SHARED
    ]
    return [one for _weight, _id, one in sorted(weighed, key=lambda w: w[:2], reverse=True)[:limit]]


def similar_matters(compound_id: int, words: str, limit: int = 5) -> list[Similar]:
    """Matters of the compound that are not done or declined, most alike first."""
    alive = Matter.objects.filter(compound_id=compound_id).exclude(state__in=["done", "declined"])
    newest = alive.order_by("-changed_at", "-id").only("id", "title", "summary", "state")[:CANDIDATES]
    return _closest(words, (Similar(m.id, m.title, m.summary, m.get_state_display()) for m in newest), limit)


def similar_voices(voice: Voice, limit: int = 5) -> list[Similar]:
    """Voices of the compound that wait, too, and may mean the same."""
    waiting = Voice.objects.filter(compound_id=voice.compound_id, state="received").exclude(id=voice.id)
    newest = waiting.order_by("-received_at", "-id").only("id", "words")[:CANDIDATES]
    return _closest(voice.words, (Similar(v.id, "", v.words) for v in newest), limit)


def matters_named(compound_id: int, words: str, limit: int = 10) -> list[Similar]:
    """Any matter of the compound that contains these words, in every state, newest change first."""
    if not words.strip():
        return []
    found = entries_containing(words).order_by().values("object_id")
    rows = Matter.objects.filter(compound_id=compound_id, id__in=found).order_by("-changed_at", "-id")[:limit]
    return [Similar(m.id, m.title, m.summary, str(m.get_state_display())) for m in rows]
