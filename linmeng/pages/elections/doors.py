"""The work that belongs to each step of an election, as its state allows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.following import LOT_NEEDED
from linmeng.assembly.actions.election.overturning import may_overturn
from linmeng.assembly.models import Count, Election
from linmeng.assembly.queries.election_ladder import BY_HAND
from linmeng.assembly.queries.recount import published_version
from linmeng.assembly.queries.signatures import newest_version
from linmeng.common.actor import Actor

COUNTED = ("counted", "published", "archived")


@dataclass(frozen=True)
class Door:
    """A way to the next work."""

    label: str
    url: str


class Doors:
    """The doors of one election on one site."""

    def __init__(self, election: Election, slug: str) -> None:
        self.election, self.slug, self.vote = election, slug, election.vote

    def page(self, label: str, name: str, *more: Any) -> Door:
        """A page of this election."""
        return Door(label, reverse(name, args=[self.slug, self.election.id, *more]))

    def of(self, key: str) -> list[Door]:
        """What to do for a step that is not done."""
        if key in BY_HAND:
            return self._by_hand(key)
        known: dict[str, Callable[[], list[Door]]] = {
            "group": lambda: [self.page(_("Enter the group"), "election_group")],
            "group_posted": self._group_list,
            "nomination": self._names,
            "checks": self._checks,
            "numbers": lambda: self._while("checking", _("Enter the numbers drawn"), "election_numbers"),
            "posted": lambda: self._while("checking", _("Hang the candidates on the board"), "election_post"),
            "vote": self._vote,
            "ballot": self._count,
            "result": self._count,
            "result_posted": self._publish,
            "first_meeting": lambda: self._while("elected", _("Enter the first meeting"), "election_meeting"),
            "filing": self._filing,
        }
        return known[key]()

    def _while(self, state: str, label: str, name: str) -> list[Door]:
        return [self.page(label, name)] if self.election.state == state else []

    def _by_hand(self, key: str) -> list[Door]:
        doors = [self.page(_("Record this step"), "election_step", key)]
        if key == "talents":
            doors.insert(0, Door(_("Find neighbours by skill"), reverse("talent", args=[self.slug])))
        return doors

    def _group_list(self) -> list[Door]:
        entered = self.election.group.filter(left_on__isnull=True).exists()
        open_now = self.election.state in ("preparing", "nominating", "checking")
        return (
            [self.page(_("Hang the list of the group"), "election_group_post")]
            if entered and open_now
            else []
        )

    def _names(self) -> list[Door]:
        if self.election.state == "preparing":
            return [self.page(_("Open the gathering of names"), "election_move", "open-names")]
        return [
            self.page(_("Write a name down"), "election_name"),
            self.page(_("Close the gathering of names"), "election_move", "close-names"),
        ]

    def _checks(self) -> list[Door]:
        waiting = self.election.candidacies.filter(state="accepted").order_by("named_at", "id").first()
        return [self.page(_("Check candidates"), "candidate", waiting.id)] if waiting else []

    def _vote(self) -> list[Door]:
        if self.vote is None or self.vote.state == "cancelled":
            ready = self.election.state in ("posted", "voting")
            return [self.page(_("Draft the vote"), "election_move", "call")] if ready else []
        if self.vote.state == "draft":
            url = reverse("vote_notice", args=[self.slug, self.vote.id])
            return [Door(_("Check, freeze the roll and give notice"), url)]
        return self._to_vote()

    def _to_vote(self) -> list[Door]:
        vote = self.vote
        return [Door(_("To the vote"), reverse("vote", args=[self.slug, vote.id]))] if vote else []

    def _count(self) -> list[Door]:
        if self.vote is None or self.vote.state not in COUNTED:
            return self._to_vote()
        if lot_needed(self.election):
            return [self.page(_("Enter the lot drawn among equals"), "election_lot")]
        return [self.page(_("Write the result down"), "election_move", "result")]

    def _publish(self) -> list[Door]:
        if self.vote is None or self.vote.state != "counted":
            return []
        return [Door(_("Publish the result"), reverse("vote_publish", args=[self.slug, self.vote.id]))]

    def _filing(self) -> list[Door]:
        if self.election.state != "elected":
            return []
        begun = self.election.filings.order_by("-id").first()
        if begun is not None:
            return [Door(_("To the filing"), reverse("filing", args=[self.slug, begun.id]))]
        code = self.election.compound.code
        return [Door(_("Begin the filing"), reverse("committee_life", args=[self.slug, code]))]


def recounted_doors(doors: Doors, actor: Actor) -> list[Door]:
    """After a published recount says otherwise than the election ended: a lot, or the seats follow it."""
    election, vote = doors.election, doors.vote
    settled = election.state in ("elected", "ended", "filed")
    if not settled or vote is None or vote.state != "published" or published_version(vote) < 2:
        return []
    if lot_needed(election):
        return [doors.page(_("Enter the lot drawn among equals"), "election_lot")]
    if published_version(vote) == newest_version(vote) and may_overturn(actor, election):
        return [doors.page(_("Let the seats follow the recount"), "election_move", "result")]
    return []


def lot_needed(election: Election) -> bool:
    """Whether equals wait for a lot."""
    newest = Count.objects.filter(question_id=election.question_id).order_by("-version").first()
    return newest is not None and f'"outcome":"{LOT_NEEDED}"' in newest.result
