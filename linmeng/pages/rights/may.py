"""What each seat may see and do, in words: one line a predicate, asked of the predicates themselves.

The same lines stand in docs/who-may-do-what.md, where every cell is tested.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor, Hat
from linmeng.pages.rights.may_lines import RIGHTS
from linmeng.pages.rights.place import Place, Right


def group_words() -> dict[str, str]:
    """What the groups are called."""
    return {
        "people": _("People and the roll"),
        "circles": _("Circles and doors"),
        "meetings": _("Meetings and decisions of the committee"),
        "voices": _("Words and matters"),
        "lists": _("The two lists"),
        "projects": _("Projects"),
        "votes": _("Owners' votes"),
        "papers": _("Papers"),
        "publishing": _("Publishing and telling"),
        "alliance": _("The alliance and its compounds"),
        "rights": _("Rights over data"),
    }


@dataclass(frozen=True)
class RightsOfHat:
    """A seat (or life as a resident) and what it permits: group → lines with their article."""

    title: str
    groups: list[tuple[str, list[Right]]]


def rights_in_words(actor: Actor, hats: Iterable[Hat]) -> list[RightsOfHat]:
    """For each of a person's hats, and without one: what may be seen and done."""
    resident = RightsOfHat(_("As a resident"), _groups(replace(actor, hat=None)))
    return [RightsOfHat(hat.title, _groups(_in_office(actor, hat))) for hat in hats] + [resident]


def _in_office(actor: Actor, hat: Hat) -> Actor:
    """The seat alone: what the person may as a resident stands under its own heading."""
    return replace(actor, hat=hat, homes=frozenset(), units=frozenset())


def _groups(actor: Actor) -> list[tuple[str, list[Right]]]:
    words, places = group_words(), _places(actor)
    found = [
        (words[group], [right for right in lines if any(right.ask(actor, place) for place in places)])
        for group, lines in RIGHTS.items()
    ]
    return [(group, lines) for group, lines in found if lines]


def _places(actor: Actor) -> list[Place]:
    """Where this person can stand: the compounds of the seat or the homes, own building and home first."""
    reach = actor.hat.compounds if actor.hat is not None else actor.homes
    building = actor.hat.building_id if actor.hat is not None else None
    unit = next(iter(sorted(actor.units)), 0)
    return [Place(compound, building or 0, unit, 0) for compound in sorted(reach)]
