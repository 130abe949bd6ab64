"""Seal, books and archive change hands, item by item; each side signs for it with its own log-in."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.bridge.election import law_days
from linmeng.assembly.models import HandOver, HandOverItem
from linmeng.assembly.permissions import may_hand_over
from linmeng.assembly.queries.ways_on import language
from linmeng.assembly.states import HAND_OVER_ITEM
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import Upload, keep_upload
from linmeng.ground.acts import action
from linmeng.record.actions import write

CLOCKS = {
    "to_keeping": ("election_group_formed", "archive_to_office"),
    "to_new": ("filed", "archive_to_committee"),
    "by_member": ("member_left", "archive_by_member"),
}
"""Which event starts the clock of each hand-over, and which day it ends on."""
USUAL = ("seal", "books", "roll", "minutes", "contracts", "archive")
ITEM_KINDS = (*USUAL, "other")


def usual_names() -> dict[str, str]:
    """What every hand-over begins with (SH 29, Guide 40-41)."""
    return {
        "seal": _("Seal of the owners' committee"),
        "books": _("Books and vouchers"),
        "roll": _("Roll of owners"),
        "minutes": _("Minutes and decisions"),
        "contracts": _("Contracts and rules"),
        "archive": _("Election papers and archive"),
    }


@action
def open_hand_over(
    actor: Actor,
    *,
    compound_id: int,
    kind: str,
    from_term_id: int | None,
    to_term_id: int | None = None,
    since: date,
) -> HandOver:
    """Begin a hand-over with the usual items; its last day comes from the law (ten days in Shanghai)."""
    compound = Compound.objects.select_for_update().get(id=compound_id)
    demand(may_hand_over(actor, compound_id), _("Members and the community worker hand over."))
    if kind not in CLOCKS:
        raise ValidationError({"kind": _("Please choose what kind of hand-over this is.")})
    open_now = HandOver.objects.filter(compound=compound, kind=kind, finished_at__isnull=True)
    if open_now.filter(from_term_id=from_term_id).exists():
        raise WrongState(_("This hand-over has begun already."))
    event, name = CLOCKS[kind]
    days = law_days(compound.place, event, since, language())
    if name not in days:
        raise WrongState(_("The law of this place names no day for it."))
    found = HandOver.objects.create(
        compound=compound,
        kind=kind,
        from_term=_term(from_term_id),
        to_term=_term(to_term_id),
        opened_on=actor.today,
        due_on=days[name].due,
    )
    HandOverItem.objects.bulk_create(
        [HandOverItem(hand_over=found, kind=key, name=words) for key, words in usual_names().items()]
    )
    write(actor, "hand_over_opened", {"hand_over": str(found.id), "kind": kind, "items": len(USUAL)})
    return found


def _term(term_id: int | None) -> CommitteeTerm | None:
    return CommitteeTerm.objects.get(id=term_id) if term_id is not None else None


def _locked_item(actor: Actor, item_id: int) -> HandOverItem:
    items = HandOverItem.objects.select_for_update(of=("self",)).select_related("hand_over")
    item = items.get(id=item_id)
    _check_open(actor, item.hand_over)
    return item


def _check_open(actor: Actor, found: HandOver) -> None:
    demand(may_hand_over(actor, found.compound_id), _("Members and the community worker hand over."))
    if found.finished_at is not None:
        raise WrongState(_("This hand-over is finished."))


@action
def add_item(actor: Actor, *, hand_over_id: int, kind: str, name: str, count: int) -> HandOverItem:
    """Put another thing on the list."""
    found = HandOver.objects.select_for_update(of=("self",)).get(id=hand_over_id)
    _check_open(actor, found)
    if kind not in ITEM_KINDS or not name.strip() or not 1 <= count <= 9999:
        raise ValidationError({"name": _("Please name the thing and say how many there are.")})
    item = HandOverItem.objects.create(hand_over=found, kind=kind, name=name.strip()[:80], count=count)
    write(actor, "hand_over_item_added", {"hand_over": str(found.id), "item": str(item.id), "kind": kind})
    return item


def _step(actor: Actor, item: HandOverItem, state: str, changed: Iterable[str]) -> HandOverItem:
    item.state = state
    item.save(update_fields=["state", *changed])
    facts = {"hand_over": str(item.hand_over_id), "item": str(item.id), "state": state}
    write(actor, "hand_over_item", facts)
    return item


@action
def give_item(actor: Actor, *, item_id: int, note: str = "", upload: Upload | None = None) -> HandOverItem:
    """The giver says: this went out of my hands, in this state."""
    item = _locked_item(actor, item_id)
    HAND_OVER_ITEM.check(item.state, "given", what=item.name)
    item.given_by, item.given_at, item.note = actor.seat_title[:60], actor.at, note.strip()[:200]
    item.file = keep_upload(actor, upload) if upload is not None else item.file
    item.given_person_id = actor.person_id
    return _step(actor, item, "given", ["given_by", "given_at", "note", "file", "given_person_id"])


@action
def receive_item(actor: Actor, *, item_id: int) -> HandOverItem:
    """Somebody else says: I have it. Nobody receives what they gave themselves."""
    item = _locked_item(actor, item_id)
    HAND_OVER_ITEM.check(item.state, "received", what=item.name)
    demand(
        item.given_person_id != actor.person_id,
        _("Who gave it cannot receive it; the other side signs here."),
    )
    item.received_by, item.received_at = actor.seat_title[:60], actor.at
    return _step(actor, item, "received", ["received_by", "received_at"])


@action
def miss_item(actor: Actor, *, item_id: int, reason: str) -> HandOverItem:
    """It is not there: said in words, so that the housing office can be asked to press for it (SH 30)."""
    item = _locked_item(actor, item_id)
    HAND_OVER_ITEM.check(item.state, "missing", what=item.name)
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words what is missing and who was asked.")})
    item.note = reason.strip()[:200]
    return _step(actor, item, "missing", ["note"])


@action
def finish_hand_over(actor: Actor, *, hand_over_id: int) -> HandOver:
    """Every item is received, or missing with a word why."""
    found = HandOver.objects.select_for_update(of=("self",)).get(id=hand_over_id)
    _check_open(actor, found)
    left = found.items.filter(state__in=["waiting", "given"]).count()
    if left:
        raise WrongState(_("%s items are neither received nor reported missing.") % left)
    found.finished_at = actor.at
    found.save(update_fields=["finished_at"])
    missing = found.items.filter(state="missing").count()
    write(actor, "hand_over_finished", {"hand_over": str(found.id), "missing": missing})
    return found
