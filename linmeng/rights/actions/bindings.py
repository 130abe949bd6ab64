"""Binding a log-in to a door, and telling those whom it concerns: people's acts, with publishing's notices.

The words name the door and nobody: who it is stands on the page of the home, masked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.actions import binding as people
from linmeng.people.models import Binding, Ownership
from linmeng.people.queries import in_force
from linmeng.publishing.actions import notify_many

HOMES = "/a/{slug}/me/homes/"


def _owners_of(binding: Binding, actor: Actor) -> set[int]:
    owners = Ownership.objects.filter(in_force(actor.today), unit_id=binding.unit_id)
    return set(owners.values_list("person_id", flat=True))


@dataclass(frozen=True)
class _Told:
    """Whom a notice goes to, and what it says of the door."""

    people: Iterable[int | None]
    title: str
    words: str


def _tell(actor: Actor, binding: Binding, slug: str, told: _Told) -> None:
    ids = {pk for pk in told.people if pk is not None} - {actor.person_id}
    if ids:
        notify_many(
            actor,
            person_ids=ids,
            subject="binding",
            subject_id=binding.id,
            title=told.title % {"unit": binding.unit.code},
            words=told.words % {"unit": binding.unit.code},
            path=HOMES.format(slug=slug),
        )


@action
def ask_to_be_bound(
    actor: Actor, *, slug: str, user_id: int, address: str, asked: people.Asked
) -> people.Answer:
    """See `people.actions.binding.ask_to_be_bound`; the home's owners learn of a yes, or are asked."""
    answer = people.ask_to_be_bound(actor, user_id=user_id, address=address, asked=asked)
    if answer.binding is None:
        return answer
    owners = _owners_of(answer.binding, actor) - {answer.binding.person_id}
    if answer.kind == "accepted" and answer.binding.decided_at == actor.at:
        _tell_owners_of_new(replace(actor, person_id=answer.binding.person_id), answer.binding, slug, owners)
    elif answer.binding.way == Binding.Way.LETTER and answer.binding.made_at == actor.at:
        _tell(
            actor,
            answer.binding,
            slug,
            _Told(
                owners,
                _("Somebody asks to belong to %(unit)s"),
                _(
                    "They have the code letter of %(unit)s. Please look whether you know them; the desk helps, too."
                ),
            ),
        )
    return answer


def _tell_owners_of_new(actor: Actor, binding: Binding, slug: str, owners: set[int]) -> None:
    _tell(
        actor,
        binding,
        slug,
        _Told(
            owners,
            _("Somebody now logs in for %(unit)s"),
            _(
                "A neighbour of %(unit)s was bound to a log-in. You do not know them? Say so on the page of your home."
            ),
        ),
    )


@action
def accept_binding(actor: Actor, *, slug: str, binding_id: int, seen: people.Seen) -> Binding:
    """The desk says yes; the neighbour and the owners are told."""
    binding = people.accept_binding(actor, binding_id=binding_id, seen=seen)
    return _tell_accepted(actor, slug, binding)


def _tell_accepted(actor: Actor, slug: str, binding: Binding) -> Binding:
    title, words = _("You are bound to %(unit)s"), _("Welcome: %(unit)s stands on your page now.")
    _tell(actor, binding, slug, _Told([binding.person_id], title, words))
    _tell_owners_of_new(actor, binding, slug, _owners_of(binding, actor) - {binding.person_id})
    return binding


@action
def refuse_binding(actor: Actor, *, slug: str, binding_id: int, because: str) -> Binding:
    """The desk says no; if the roll knows the neighbour, they are told. Their own page shows the reason."""
    binding = people.refuse_binding(actor, binding_id=binding_id, because=because)
    words = _("The desk could not confirm it for %(unit)s. The reason stands on your page.")
    _tell(actor, binding, slug, _Told([binding.person_id], _("Not confirmed: %(unit)s"), words))
    return binding


@action
def answer_for_home(actor: Actor, *, slug: str, binding_id: int, yes: bool) -> Binding:
    """An owner answers; the one who asked and the other owners are told."""
    binding = people.answer_for_home(actor, binding_id=binding_id, yes=yes)
    return _tell_accepted(actor, slug, binding) if yes else binding


@action
def dispute_binding(actor: Actor, *, slug: str, unit_id: int, person_id: int, because: str) -> Binding:
    """An owner does not know who logs in; the disputed person and the other owners are told at once."""
    binding = people.dispute_binding(actor, unit_id=unit_id, person_id=person_id, because=because)
    _tell(
        actor,
        binding,
        slug,
        _Told(
            _owners_of(binding, actor) | {person_id},
            _("A log-in of %(unit)s is disputed"),
            _(
                "An owner of %(unit)s says that a log-in there is not who it says. Until the desk has looked "
                "at documents, it has no rights of this home. Please come to the desk."
            ),
        ),
    )
    return binding


@action
def settle_dispute(actor: Actor, *, slug: str, binding_id: int, stands: bool, because: str) -> Binding:
    """The desk has decided; both sides are told."""
    binding = people.settle_dispute(actor, binding_id=binding_id, stands=stands, because=because)
    words = (
        _("The desk has looked at documents: the log-in for %(unit)s stands.")
        if stands
        else _("The desk has looked at documents: the log-in for %(unit)s was undone.")
    )
    told = _owners_of(binding, actor) | {binding.person_id, binding.disputed_by_id}
    _tell(actor, binding, slug, _Told(told, _("The dispute about %(unit)s is settled"), words))
    return binding


@action
def undo_binding(actor: Actor, *, slug: str, binding_id: int, because: str) -> Binding:
    """The desk takes a binding back; the person and the owners are told."""
    binding = people.undo_binding(actor, binding_id=binding_id, because=because)
    words = _("The desk took a log-in for %(unit)s back. The reason stands at the desk.")
    _tell(
        actor,
        binding,
        slug,
        _Told(_owners_of(binding, actor) | {binding.person_id}, _("A log-in for %(unit)s was undone"), words),
    )
    return binding
