"""The work that an officer may do next on a vote."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly import permissions
from linmeng.assembly.models import Vote
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page.headline import SHOWS_RESULT


@dataclass(frozen=True)
class Door:
    """A way to the next work on a vote."""

    label: str
    url: str


def doors_of(actor: Actor, vote: Vote, now: str, slug: str) -> list[Door]:
    """The work that this officer may do next, the most pressing first."""
    compound = vote.compound_id

    def door(label: str, name: str) -> Door:
        return Door(label, reverse(name, args=[slug, vote.id]))

    calls = permissions.may_call_votes(actor, compound)
    doors: list[Door] = []
    if now == "draft" and calls:
        doors += [door(_("Check, freeze the roll and give notice"), "vote_notice")]
        doors += [door(_("Correct the draft"), "vote_edit")]
    if now in ("noticed", "open") and permissions.may_print_papers(actor, compound):
        doors.append(door(_("Paper ballots"), "vote_papers"))
    if now in ("noticed", "open") and actor.wears(*permissions.CARRYING, compound_id=compound):
        doors.append(door(_("Doors: who has their ballot"), "vote_delivery"))
    doors += _counting_doors(actor, vote, now, door)
    if now in ("draft", "noticed", "open", "suspended", "over", "closed") and calls:
        doors.append(door(_("Cancel, with a reason"), "vote_cancel"))
    return doors


def _counting_doors(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    doors: list[Door] = []
    if not permissions.may_count(actor, vote.compound_id):
        return doors
    if now == "over":
        doors.append(door(_("Close the vote"), "vote_close"))
    if now == "closed":
        doors.append(door(_("Count"), "vote_count"))
    if now in ("open", "over", "closed"):
        doors.append(door(_("Enter signed papers"), "vote_enter"))
    if now == "counted" and permissions.may_publish_result(actor, vote.compound_id):
        doors.append(door(_("Publish the result"), "vote_publish"))
    if now in SHOWS_RESULT:
        doors.append(door(_("Count again, with a reason"), "vote_recount"))
    return doors
