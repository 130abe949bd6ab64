"""Matters are public: edited, without names."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from linmeng.ground.queries.search import entries_containing
from linmeng.voices.models import Matter, Support, Voice
from linmeng.voices.states import SETTLED


@dataclass(frozen=True)
class MatterSearch:
    """What was asked of the public list; empty means any. `state` may be `waiting`: all not yet settled."""

    words: str = ""
    state: str = ""
    nature: str = ""
    compound: str = ""
    dangerous: bool = False


def find_matters(asked: MatterSearch) -> QuerySet[Matter]:
    """Matters of the alliance, newest change first."""
    matters = Matter.objects.select_related("compound", "building").order_by("-changed_at", "-id")
    if asked.words:
        found = entries_containing(asked.words).order_by().values("object_id")
        matters = matters.filter(id__in=found)
    if asked.state == "waiting":
        matters = matters.exclude(state__in=SETTLED)
    elif asked.state in Matter.State.values:
        matters = matters.filter(state=asked.state)
    if asked.nature in Matter.Nature.values:
        matters = matters.filter(nature=asked.nature)
    if asked.compound:
        matters = matters.filter(compound__code=asked.compound)
    return matters.filter(dangerous=True) if asked.dangerous else matters


def public_words(matter: Matter) -> list[str]:
    """The words whose authors ticked that they may hang on the board; never a name."""
    shown = Voice.objects.filter(matter_id=matter.id, words_public=True).order_by("received_at", "id")
    return list(shown.values_list("words", flat=True)[:20])


def how_many(matter_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Per matter: voices behind it, and neighbours who support it."""
    voices = dict(
        Voice.objects.filter(matter_id__in=matter_ids).values_list("matter_id").annotate(Count("id"))
    )
    supports = dict(
        Support.objects.filter(matter_id__in=matter_ids).values_list("matter_id").annotate(Count("id"))
    )
    return {matter_id: (voices.get(matter_id, 0), supports.get(matter_id, 0)) for matter_id in matter_ids}
