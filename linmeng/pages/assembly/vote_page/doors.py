"""The work that an officer may do next on a vote."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly import permissions
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.boxes import boxes_shut
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.recount import open_recount, published_version
from linmeng.assembly.queries.signatures import missing_signatures, newest_version
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page.headline import SHOWS_RESULT

UNTIL_PUBLISHED = ("noticed", "open", "suspended", "over", "closed", "counted")


@dataclass(frozen=True)
class Door:
    """A way to the next work on a vote."""

    label: str
    url: str
    rare: bool = False
    """Seldom needed: stands folded away below the next work."""


def doors_of(actor: Actor, vote: Vote, now: str, slug: str) -> list[Door]:
    """The work that this officer may do next, the most pressing first."""
    compound = vote.compound_id

    def door(label: str, name: str) -> Door:
        return Door(label, reverse(name, args=[slug, vote.id]))

    calls = calling(actor, compound, vote.matter_class).may
    doors: list[Door] = []
    if now == "draft" and calls:
        doors += [door(_("Check, freeze the roll and give notice"), "vote_notice")]
        doors += [door(_("Correct the draft"), "vote_edit")]
        doors += [door(_("The roll of this vote"), "vote_roll")]
    if now == "suspended" and calls:
        doors.append(door(_("Let it go on"), "vote_resume"))
    if now in ("noticed", "open") and permissions.may_print_papers(actor, compound):
        doors.append(door(_("Paper ballots"), "vote_papers"))
    if now in ("noticed", "open") and actor.wears(*permissions.CARRYING, compound_id=compound):
        doors.append(door(_("Doors: who has their ballot"), "vote_delivery"))
    back, counting = _ways_back(actor, vote, now, door), _counting_doors(actor, vote, now, door)
    emptied = now in ("over", "closed") and not boxes_shut(vote)
    doors += counting + back if emptied else back + counting
    doors += trust_doors(actor, vote, now, door)
    rare = [*_deciding_doors(actor, vote, now, door, calls=calls), *_platform_doors(actor, vote, now, door)]
    return doors + [replace(one, rare=bool(doors)) for one in rare]


def _ways_back(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    """Boxes and envelopes, and the file of the city's platform."""
    doors: list[Door] = []
    if now in ("noticed", "open", "over", "closed") and permissions.may_keep_boxes(actor, vote.compound_id):
        doors.append(door(_("Boxes and envelopes"), "vote_boxes"))
    if now in ("over", "closed") and permissions.may_take_in_city_result(actor, vote.compound_id):
        doors.append(door(_("The file of the city's platform"), "vote_city"))
    return doors


def _platform_doors(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    """Where owners vote on a city's platform too: the list with which it is set up."""
    if now in ("noticed", "open") and permissions.may_take_in_city_result(actor, vote.compound_id):
        return [door(_("The list for the city's platform"), "vote_city")]
    return []


def trust_doors(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    """Mandates, doubts, late papers, call-backs."""
    compound, doors = vote.compound_id, list[Door]()
    if now in ("draft", "cancelled"):
        return doors
    if now not in ("published", "archived") and permissions.may_see_mandates(actor, compound):
        doors.append(door(_("Mandates"), "vote_mandates"))
    if now != "noticed" and (
        permissions.may_decide_disputes(actor, compound) or permissions.may_call_back(actor, compound)
    ):
        doors.append(door(_("Ballots in doubt"), "vote_disputes"))
    if now not in ("noticed", "open") and permissions.may_keep_late_papers(actor, compound):
        doors.append(door(_("Late papers"), "vote_late"))
    if permissions.may_order_call_back(actor, compound) or permissions.may_call_back(actor, compound):
        doors.append(door(_("Call-back"), "vote_call_back"))
    return doors


def _deciding_doors(actor: Actor, vote: Vote, now: str, door: Any, *, calls: bool) -> list[Door]:
    """What is rarely needed: later, resting, what happened, called off, archived."""
    doors: list[Door] = []
    if now in ("noticed", "open") and calls:
        doors += [door(_("Extend it"), "vote_extend"), door(_("Let it rest"), "vote_suspend")]
    if now in UNTIL_PUBLISHED and permissions.may_record_incident(actor, vote.compound_id):
        doors.append(door(_("Something happened"), "vote_incident"))
    if now in (*UNTIL_PUBLISHED, "published") and permissions.may_hand_out_keys(actor, vote.compound_id):
        doors.append(door(_("Print a home's key to the count"), "vote_keys"))
    if now in ("draft", "noticed", "open", "suspended", "over", "closed") and calls:
        doors.append(door(_("Cancel, with a reason"), "vote_cancel"))
    if now == "published" and permissions.may_publish_result(actor, vote.compound_id):
        doors.append(door(_("Put it into the archive"), "vote_archive"))
    return doors


def _counting_doors(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    doors: list[Door] = []
    if not permissions.may_count(actor, vote.compound_id):
        return doors
    if now == "over":
        doors.append(door(_("Close the vote"), "vote_close"))
    if now == "closed":
        doors.append(door(_("Enter signed papers"), "vote_enter"))
        doors.append(door(_("Count"), "vote_count"))
    if now in ("open", "over"):
        doors.append(door(_("Enter signed papers"), "vote_enter"))
    if now in ("over", "closed", "counted"):
        doors.append(door(_("The screen for the hall"), "vote_night"))
    return doors + (_doors_after_count(actor, vote, now, door) if now in SHOWS_RESULT else [])


def _doors_after_count(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    """Sign, publish, correct, print; which of them is next follows from signatures and board."""
    newest, doors = newest_version(vote), []
    missing = missing_signatures(vote, newest)
    publishes = permissions.may_publish_result(actor, vote.compound_id)
    on_board = published_version(vote) == newest
    if missing and not on_board:
        doors.append(door(_("Sign the count"), "vote_sign"))
    elif now == "counted" and publishes:
        doors.append(door(_("Publish the result"), "vote_publish"))
    elif now == "published" and publishes and not on_board:
        doors.append(door(_("Publish the correction"), "vote_correct"))
    doors.append(door(_("The papers of the count"), "vote_count_papers"))
    if newest > 1:
        doors.append(door(_("What the recount changed"), "vote_changes"))
    if now in ("counted", "published"):
        under_way = open_recount(vote) is not None
        doors.append(
            door(
                _("Go on with the recount") if under_way else _("Count again, with a reason"), "vote_recount"
            )
        )
    return doors
