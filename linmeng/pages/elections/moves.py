"""The moves of a whole election: what is asked before each, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.actions import election as acts
from linmeng.assembly.models import Election
from linmeng.assembly.queries.candidates import qualified
from linmeng.common.actor import Actor


@dataclass(frozen=True)
class Move:
    """A step of the whole election: what is asked before it, and what it does."""

    title: str
    consequences: tuple[str, ...]
    label: str
    perform: Callable[[], Any]


def _what_a_result_does(election: Election) -> tuple[str, ...]:
    rule = _("As counted: elected is who has more than half in both measures, and nobody else.")
    if election.state == "voting":
        return (rule,)
    kept = _("What was written down before stays readable among the steps taken back.")
    if election.state != "filed":
        return (rule, kept)
    seats = _(
        "Who sits in the committee and was not elected leaves it today; who was elected takes the seat."
    )
    return (rule, seats, kept)


def moves_of(actor: Actor, election: Election) -> dict[str, Move]:
    """Every move by its name in the address."""
    pk = election.id
    standing = election.candidacies.filter(state="accepted").count()
    named = _("%(n)s stand so far, at least %(minimum)s must stand.") % {
        "n": standing,
        "minimum": election.minimum,
    }
    names = "、".join(f"{row.number} {row.person.name}" for row in qualified(election))
    return {
        "open-names": Move(
            _("Gather names now?"),
            (_("Every neighbour can put themselves or another forward."), _("Who is named is asked, and says yes or no.")),
            _("Gather names"), lambda: acts.open_nomination(actor, election_id=pk),
        ),
        "close-names": Move(
            _("Close the gathering of names?"),
            (named, _("Whoever was named and did not answer does not stand.")),
            _("Close it"), lambda: acts.close_nomination(actor, election_id=pk),
        ),
        "call": Move(
            _("Draft the vote?"),
            (_("On the ballot: %s.") % names, _("Days, roll and notice follow on the vote's own page.")),
            _("Draft the vote"), lambda: acts.call_election(actor, election_id=pk),
        ),
        "result": Move(
            _("Write the result down?"),
            _what_a_result_does(election),
            _("Write it down"), lambda: acts.take_result(actor, election_id=pk),
        ),
    }  # fmt: skip
