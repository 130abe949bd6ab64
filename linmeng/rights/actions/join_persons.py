"""The same human stands on the rolls twice: the doors of one line go over to the other.

Here and not among the people, because a line that a frozen roll of a running vote names must not change.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.models import RollEntry
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.models import Binding, ContactWay, Ownership, Person, Residence
from linmeng.people.permissions import may_decide_bindings
from linmeng.people.queries import compounds_of_person
from linmeng.record.actions import write

RUNNING = ("noticed", "open", "closed")


@action
def join_persons(actor: Actor, *, kept_id: int, gone_id: int) -> Person:
    """`gone`'s doors and ways of contact become `kept`'s; `gone` stays as an empty line that points there.

    The record lists every row that moved, so that it can be undone. Refused when the names differ, when both
    own the same door (then they are two people), and while a running vote's roll names the line that goes.
    """
    if kept_id == gone_id:
        raise ValidationError({"gone_id": _("These are the same line.")})
    rows = {
        p.id: p for p in Person.objects.select_for_update().filter(id__in=[kept_id, gone_id]).order_by("id")
    }
    kept, gone = rows[kept_id], rows[gone_id]
    _check_desk(actor, kept, gone)
    _check_same(kept, gone)
    _check_votes(gone)
    moved = _move(kept, gone)
    user_id, gone.user_id, gone.joined_into = gone.user_id, None, kept
    gone.save(update_fields=["user", "joined_into"])
    if kept.user_id is None and user_id is not None:
        kept.user_id = user_id
        kept.save(update_fields=["user"])
    write(actor, "persons_joined", {"kept": str(kept_id), "gone": str(gone_id)} | moved)
    return kept


def _check_desk(actor: Actor, kept: Person, gone: Person) -> None:
    for person in (kept, gone):
        compounds = compounds_of_person(person.id, actor.today)
        if not any(may_decide_bindings(actor, pk) for pk in compounds):
            raise NotAllowed(_("Two lines are joined at the desk that both belong to."))
    demand_second_factor(actor, _("Before joining two lines, please confirm with a code by SMS."))


def _check_same(kept: Person, gone: Person) -> None:
    if kept.name != gone.name or kept.kind != gone.kind:
        raise ValidationError({"gone_id": _("The two lines have different names.")})
    if kept.joined_into_id or gone.joined_into_id:
        raise WrongState(_("One of the two was joined already."))
    if kept.user_id and gone.user_id and kept.user_id != gone.user_id:
        raise WrongState(_("Both have a log-in of their own: first undo the one that is no longer used."))
    theirs = Ownership.objects.filter(person=gone, valid_to__isnull=True).values("unit_id")
    if Ownership.objects.filter(person=kept, valid_to__isnull=True, unit_id__in=theirs).exists():
        raise WrongState(_("Both own the same door: these are two people of one name."))


def _check_votes(gone: Person) -> None:
    doors = Ownership.objects.filter(person=gone).values("unit_id")
    running = RollEntry.objects.filter(vote__state__in=RUNNING, unit_id__in=doors)
    if any(str(gone.id) in owners for owners in running.values_list("owners", flat=True)):
        raise WrongState(
            _("A vote is running whose roll names this line. Please join them after it is counted.")
        )


def _move(kept: Person, gone: Person) -> dict[str, list[str]]:
    """Re-point the rows; a home both live in is left to the line that goes, closed with its past."""
    lived = Residence.objects.filter(person=kept, valid_to__isnull=True).values_list("unit_id", flat=True)
    known = ContactWay.objects.filter(person=kept).values_list("kind", "value")
    ways = [way for way in ContactWay.objects.filter(person=gone) if (way.kind, way.value) not in set(known)]
    ContactWay.objects.filter(id__in=[way.id for way in ways]).update(preferred=False)
    moved = {
        "ownerships": Ownership.objects.filter(person=gone),
        "residences": Residence.objects.filter(person=gone).exclude(
            unit_id__in=list(lived), valid_to__isnull=True
        ),
        "bindings": Binding.objects.filter(person=gone),
        "ways": ContactWay.objects.filter(id__in=[way.id for way in ways]),
    }
    ids = {
        name: [str(pk) for pk in rows.order_by("id").values_list("id", flat=True)]
        for name, rows in moved.items()
    }
    for name, model in (
        ("ownerships", Ownership),
        ("residences", Residence),
        ("bindings", Binding),
        ("ways", ContactWay),
    ):
        model.objects.filter(id__in=ids[name]).update(person=kept)
    return ids
