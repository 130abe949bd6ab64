"""What hangs on each board this Monday, and what of it changed since it was hung."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import translation

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.lists.actions import publish_list
from linmeng.lists.models import ListItem
from linmeng.publishing.actions.boards import order_boards
from linmeng.publishing.models import BoardRun, Publication
from linmeng.publishing.permissions import may_publish
from linmeng.publishing.queries import board, facts_of

WEEK = timedelta(days=7)
COMPARED = ("place", "matter", "title", "reason", "voices", "state", "done")
PresentLists = dict[tuple[int, str], list[dict[str, Any]]]
"""(compound, list) → its rows."""
OFFICE = ("clerk", "committee_director", "committee_member")


@dataclass(frozen=True)
class BoardItem:
    """One poster: hung already (`publication`), or a list whose present order still has to be hung."""

    title: str
    changed: bool
    publication: Publication | None = None
    which: str = ""
    """Name of the list that is to be hung anew; empty when the publication stands as it is."""


@dataclass(frozen=True)
class BoardOf:
    """The board of one compound."""

    compound: Compound
    items: list[BoardItem] = field(default_factory=list)

    @property
    def changed(self) -> list[BoardItem]:
        """What is new since last Monday."""
        return [item for item in self.items if item.changed]

    @property
    def to_print(self) -> list[BoardItem]:
        """What a press prints: what changed, or everything where nothing did."""
        return self.changed or self.items


def boards_of(actor: Actor) -> list[BoardOf]:
    """All boards this office prints, with what they hold."""
    reach = actor.hat.compounds if actor.hat is not None and actor.wears(*OFFICE) else frozenset()
    compounds = Compound.objects.filter(id__in=reach).order_by("code")
    standing, present = _standing(reach), _present_lists(reach)
    return [
        BoardOf(compound, [*_lists(compound, standing, present), *_others(compound, standing, actor.at)])
        for compound in compounds
        if may_publish(actor, compound.id)
    ]


def _standing(compound_ids: Collection[int]) -> dict[int, list[Publication]]:
    """What hangs in each compound, newest first; withdrawn and corrected papers are taken down."""
    found: dict[int, list[Publication]] = {}
    rows = board().filter(compound_id__in=compound_ids, withdrawn_at__isnull=True, replaced_by__isnull=True)
    for row in rows:
        found.setdefault(row.compound_id or 0, []).append(row)
    return found


def _lists(
    compound: Compound, standing: dict[int, list[Publication]], present: PresentLists
) -> list[BoardItem]:
    hung: dict[str, Publication] = {}
    for publication in standing.get(compound.id, []):
        if publication.subject == "list":
            hung.setdefault(facts_of(publication)["list"], publication)
    return [
        _list_item(which, rows, hung.get(which))
        for which in ListItem.List.values
        if (rows := present.get((compound.id, which)))
    ]


def _list_item(which: str, rows: list[dict[str, Any]], hung: Publication | None) -> BoardItem:
    if hung is not None and _compared(facts_of(hung)["rows"]) == _compared(rows):
        return BoardItem(hung.title, changed=False, publication=hung)
    return BoardItem(str(ListItem.List(which).label), changed=True, which=which)


def _present_lists(compound_ids: Collection[int]) -> PresentLists:
    """Every list as it stands now, in the words of the poster; one query."""
    items = ListItem.objects.filter(compound_id__in=compound_ids, left_at__isnull=True)
    found: PresentLists = {}
    for item in items.select_related("matter").annotate(spoken=Count("matter__voices")).order_by("place"):
        with translation.override(settings.LANGUAGE_CODE):  # as lists are hung
            row = {
                "place": item.place,
                "matter": str(item.matter_id),
                "title": item.matter.title,
                "reason": item.reason,
                "voices": item.spoken,
                "state": str(item.matter.get_state_display()),
                "done": item.matter.state in ("done", "answered"),
            }
        found.setdefault((item.compound_id, item.list), []).append(row)
    return found


def _compared(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in COMPARED) for row in rows]


def _others(compound: Compound, standing: dict[int, list[Publication]], at: datetime) -> list[BoardItem]:
    """Papers of this week, and those whose time still runs."""
    return [
        BoardItem(row.title, changed=row.published_at > at - WEEK, publication=row)
        for row in standing.get(compound.id, [])
        if row.subject != "list"
        and (row.published_at > at - WEEK or (row.period_ends_at is not None and row.period_ends_at > at))
    ]


def print_boards(actor: Actor, codes: Collection[str], *, language: str) -> BoardRun:
    """Hang the changed lists of the ticked compounds and order all their posters as one file."""
    ids: list[int] = []
    for one in boards_of(actor):
        if one.compound.code in codes:
            ids += [_hung(actor, one.compound, item).id for item in one.to_print]
    return order_boards(actor, publication_ids=ids, language=language)


def _hung(actor: Actor, compound: Compound, item: BoardItem) -> Publication:
    if item.publication is not None:
        return item.publication
    return publish_list(actor, compound_id=compound.id, list=item.which)


def publications_of(run: BoardRun) -> list[Publication]:
    """What a run prints, in its order."""
    ids = [int(pk) for pk in run.publications]
    found = board().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
