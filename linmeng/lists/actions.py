"""Setting the order of a list (理清单，定先后): who comes first, and why.

Rows are closed and opened anew, so that every earlier order can be shown. The compound's row is locked
first: two changes of one list follow one another.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line
from linmeng.ground.acts import action
from linmeng.lists.models import ListItem
from linmeng.lists.permissions import list_for
from linmeng.lists.queries import current_list, keeps_lists
from linmeng.publishing.actions import publish
from linmeng.publishing.models import Publication
from linmeng.record.actions import write
from linmeng.voices.actions import record_step
from linmeng.voices.models import Matter, Outcome

REASON_FEWEST, REASON_MOST = 2, 200


@action
def place_on_list(actor: Actor, *, matter_id: int, list: str, place: int, reason: str) -> ListItem:
    """Give a matter a place; those from there on move down by one. A place beyond the end is the last one."""
    matter = Matter.objects.get(id=matter_id)
    _lock_and_check(actor, matter.compound_id)
    _check_list(matter, list)
    why = _checked_reason(reason)
    standing = _standing(matter.compound_id, list)
    goes_to = _checked_place(place, most=len(standing) + 1)
    _reorder(actor, [*standing[: goes_to - 1], None, *standing[goes_to - 1 :]])
    item = _opened(actor, matter, list, goes_to, why)
    item.save(force_insert=True)
    _tell(actor, item, before=None)
    return item


@action
def move(actor: Actor, *, item_id: int, place: int, reason: str) -> ListItem:
    """Give a matter another place on its list, with the reason for it."""
    item = _locked_item(actor, item_id)
    why = _checked_reason(reason)
    standing = _standing(item.compound_id, item.list)
    goes_to = _checked_place(place, most=len(standing))
    if goes_to == item.place:
        raise WrongState(_("It stands at this place already."))
    others = [row for row in standing if row.id != item.id]
    _close(actor, [item], why)
    _reorder(actor, [*others[: goes_to - 1], None, *others[goes_to - 1 :]])
    moved = _opened(actor, item.matter, item.list, goes_to, why)
    moved.save(force_insert=True)
    _tell(actor, moved, before=item.place)
    return moved


@action
def take_off(actor: Actor, *, item_id: int, reason: str) -> ListItem:
    """Take a matter off its list, with the reason; those below move up by one."""
    item = _locked_item(actor, item_id)
    why = _checked_reason(reason)
    others = [row for row in _standing(item.compound_id, item.list) if row.id != item.id]
    _close(actor, [item], why)
    _reorder(actor, others)
    state = Matter.State.OPEN if item.matter.state == Matter.State.LISTED else None
    record_step(actor, matter_id=item.matter_id, step=Outcome.Step.TAKEN_OFF, words=why, state=state)
    _write(actor, "taken_off_list", item, item.place, None)
    return item


def _lock_and_check(actor: Actor, compound_id: int) -> None:
    Compound.objects.select_for_update().get(id=compound_id)
    if not keeps_lists(actor, compound_id):
        raise NotAllowed(
            _(
                "A compound's lists are kept by its own owners' committee; the clerk keeps them while there is none."
            )
        )


def _locked_item(actor: Actor, item_id: int) -> ListItem:
    compound_id = ListItem.objects.values_list("compound_id", flat=True).get(id=item_id)
    _lock_and_check(actor, compound_id)
    item = ListItem.objects.select_related("matter").get(id=item_id)
    if item.left_at is not None:
        raise WrongState(_("The order has changed meanwhile. Please look at the list once more."))
    return item


def _check_list(matter: Matter, which: str) -> None:
    if which not in ListItem.List.values:
        raise ValidationError({"list": _("There is a problem list and a value list.")})
    if which != list_for(matter.nature):
        raise ValidationError(
            {"list": _("New value goes on the value list, everything else on the problem list.")}
        )
    if ListItem.objects.filter(matter_id=matter.id, left_at__isnull=True).exists():
        raise WrongState(_("“%(title)s” stands on a list already.") % {"title": matter.title})


def _checked_reason(reason: str) -> str:
    why = clean_line(reason)
    if len(why) < REASON_FEWEST:
        raise ValidationError({"reason": _("Please say in a few words why it stands at this place.")})
    if len(why) > REASON_MOST:
        raise ValidationError(
            {"reason": _("Please give the reason in at most %(n)s characters.") % {"n": REASON_MOST}}
        )
    return why


def _checked_place(place: int, *, most: int) -> int:
    if place < 1:
        raise ValidationError({"place": _("The first place is number 1.")})
    return min(place, most)


def _standing(compound_id: int, which: str) -> list[ListItem]:
    rows = ListItem.objects.filter(compound_id=compound_id, list=which, left_at__isnull=True)
    return [*rows.select_related("matter").order_by("place")]


def _opened(actor: Actor, matter: Matter, which: str, place: int, reason: str) -> ListItem:
    return ListItem(
        compound_id=matter.compound_id,
        list=which,
        matter=matter,
        place=place,
        reason=reason,
        placed_at=actor.at,
    )


def _close(actor: Actor, rows: list[ListItem], because: str) -> None:
    ids = [row.id for row in rows]
    ListItem.objects.filter(id__in=ids).update(left_at=actor.at, left_because=because)


def _reorder(actor: Actor, order: Sequence[ListItem | None]) -> None:
    """Bring rows to the places they have in `order`; None keeps a place free. Each keeps its own reason."""
    shifted = [(row, place) for place, row in enumerate(order, 1) if row is not None and row.place != place]
    _close(actor, [row for row, _place in shifted], _("made room for another matter"))
    ListItem.objects.bulk_create(
        [_opened(actor, row.matter, row.list, place, row.reason) for row, place in shifted]
    )


def _tell(actor: Actor, item: ListItem, *, before: int | None) -> None:
    """To the matter's line, its authors and the record."""
    words = _("%(list)s, place %(place)s. %(reason)s") % {
        "list": item.get_list_display(),
        "place": item.place,
        "reason": item.reason,
    }
    on_its_way = (Matter.State.IN_PROJECT, Matter.State.DECIDED)
    state = None if item.matter.state in on_its_way else Matter.State.LISTED
    record_step(actor, matter_id=item.matter_id, step=Outcome.Step.LISTED, words=words, state=state)
    _write(actor, "placed_on_list", item, before, item.place)


def _write(actor: Actor, kind: str, item: ListItem, before: int | None, after: int | None) -> None:
    facts = {"matter": str(item.matter_id), "list": item.list, "before": before or 0, "after": after or 0}
    write(actor, kind, facts)


@action
def publish_list(actor: Actor, *, compound_id: int, list: str) -> Publication:
    """Hang a list's present order on the board: frozen facts, in Chinese, whoever clicks.

    Who may publish, and the second factor, are checked by `publish`.
    """
    compound = Compound.objects.select_for_update().get(id=compound_id)
    items = [*current_list(compound_id, list).annotate(spoken=Count("matter__voices"))]
    if not items:
        raise WrongState(_("Nothing stands on this list yet; there is no order to hang out."))
    with translation.override(settings.LANGUAGE_CODE):
        label = str(ListItem.List(list).label)
        return publish(
            actor,
            compound=compound,
            kind="announcement",
            subject="list",
            subject_id=compound.id,
            title=_("%(list)s: %(title)s comes first") % {"list": label, "title": items[0].matter.title},
            facts={
                "compound": compound.name,
                "list": list,
                "label": label,
                "rows": [_published_row(item) for item in items],
            },
        )


def _published_row(item: ListItem) -> dict[str, object]:
    return {
        "place": item.place,
        "matter": str(item.matter_id),
        "title": item.matter.title,
        "reason": item.reason,
        "voices": item.spoken,  # type: ignore[attr-defined]
        "state": str(item.matter.get_state_display()),
        "done": item.matter.state in ("done", "answered"),
        "dangerous": item.matter.dangerous,
        "since": local_day(item.placed_at).isoformat(),
    }
