"""Who may cast for a home: its owners as they stand now, and those who act for them by law or mandate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from linmeng.assembly.models import (
    BallotDispute,
    Proxy,
    Question,
    Receipt,
    RollEntry,
    RollSupplement,
    Vote,
    VoteTurnout,
)
from linmeng.assembly.queries.supplements import counting_since
from linmeng.common.actor import Actor
from linmeng.common.masks import masked_name
from linmeng.ground.prepared import Prepared
from linmeng.people.models import Ownership, Person, Representation
from linmeng.people.queries.actors import in_force

HEIR = Representation.Kind.HEIR
OWNER, PROXY = "owner", "proxy"


class KnownHome(NamedTuple):
    """A home on the roll and the questions of its vote, and what makes it more than one owner who casts once;
    mostly nothing does.
    """

    entry: RollEntry
    questions: list[Question]
    returned: bool
    """Whether any ballot came for it already, counting or not."""
    changed_hands: bool
    """Whether it was sold since the notice."""
    died: bool
    """Whether papers of inheritance show that this person is dead (Civil Code 230)."""
    turnout_begun: bool
    """Whether the vote's turnout is being kept; it is from the first ballot on."""

    @property
    def is_first(self) -> bool:
        """Whether no other ballot can be there for it, so that this one alone says how it takes part."""
        return self.turnout_begun and not (self.returned or self.changed_hands)


def _inherited(owner: int, day: date) -> QuerySet[Representation]:
    return Representation.objects.filter(in_force(day), principal_id=owner, kind=HEIR)


_heirs = Prepared(lambda owner, day: _inherited(owner, day).values_list("id", flat=True)[:1])
facts_of_home = Prepared(
    lambda vote, entry, person, day: Question.objects.filter(vote_id=vote).annotate(
        turnout_begun=Exists(VoteTurnout.objects.filter(vote_id=vote)),
        returned=Exists(Receipt.objects.filter(entry_id=entry)),
        changed_hands=Exists(RollSupplement.objects.filter(entry_id=entry)),
        died=Exists(_inherited(person, day)),
    )
)


def known_home(entry: RollEntry, questions: list[Question]) -> KnownHome:
    """By one look whether anything is unusual: `facts_of_home`, asked after the home is locked."""
    facts = [any(getattr(one, what) for one in questions[:1]) for what in KnownHome._fields[2:]]
    return KnownHome(entry, questions, *facts)


@dataclass(frozen=True)
class Voice:
    """In whose place somebody may cast for a home, and on what ground: `owner`, a kind of Representation,
    or `proxy` with its mandate.
    """

    owner: str
    ground: str = OWNER
    proxy: Proxy | None = None

    @property
    def key(self) -> str:
        """What says so in an address."""
        return self.owner if self.proxy is None else f"{self.owner}:p{self.proxy.id}"


def entitled_now(vote: Vote, entry: RollEntry) -> RollEntry | RollSupplement:
    """Whose names stand for a home at this moment: those on the frozen roll, or of who bought it since."""
    return entry if vote.noticed_on is None else counting_since(vote, entry) or entry


def valid_receipts() -> QuerySet[Receipt]:
    """Ballots that were not found void."""
    void = BallotDispute.objects.filter(state=BallotDispute.State.VOID).values("receipt_id")
    return Receipt.objects.exclude(id__in=void)


def has_died(owner: str, day: date) -> bool:
    """Whether papers of inheritance show that an owner is dead (Civil Code 230)."""
    return bool(_heirs(int(owner), day))


def speaker(entitled: RollEntry | RollSupplement) -> str:
    """Whom the co-owners named (Guide art. 25); empty where each of them may cast."""
    return entitled.representative if entitled.status == "sold" else ""


def voices_for(actor: Actor, vote: Vote, entry: RollEntry) -> list[Voice]:
    """Everything in whose place this person may cast for this home, the own place first."""
    if actor.person_id is None:
        return []
    entitled = entitled_now(vote, entry)
    named = speaker(entitled)
    mine = str(actor.person_id)
    found = [Voice(mine)] if mine in entitled.owners and entry.unit_id not in actor.disputed else []
    found += _by_law(actor.person_id, entitled.owners, actor.today)
    found += [
        Voice(one.principal, PROXY, one)
        for one in entry.proxies.filter(agent_person_id=actor.person_id, revoked_at=None).order_by("id")
        if one.principal in entitled.owners
    ]
    spoken = [voice for voice in found if named in ("", voice.owner)]
    return [voice for voice in spoken if voice.ground == HEIR or not has_died(voice.owner, actor.today)]


def _by_law(person_id: int, owners: Collection[str], day: date) -> list[Voice]:
    """Guardians, companies' agents and heirs; the desk has seen their papers."""
    acting = Representation.objects.filter(in_force(day), agent_id=person_id).order_by("id")
    pairs = acting.values_list("principal_id", "kind")
    return [Voice(str(owner), kind) for owner, kind in pairs if str(owner) in owners]


@dataclass(frozen=True)
class Signer:
    """Somebody who may have signed a paper: in whose place (`key`), and the words beside the box."""

    key: str
    words: str


def signers_of(vote: Vote, entry: RollEntry, day: date) -> list[Signer]:
    """Who may stand under the paper of a home: its owners, those who act for them, the holders of mandates.

    An owner who has died stands among them too: such a paper is kept, void.
    """
    entitled = entitled_now(vote, entry)
    owners = list(dict.fromkeys([*entitled.owners, *entry.owners]))
    names = _names(owners, entitled, entry)
    signers = [Signer(owner, _signed_words(owner, names[owner], day)) for owner in owners]
    acting = Representation.objects.filter(in_force(day), principal_id__in=[int(owner) for owner in owners])
    for row in acting.select_related("agent").order_by("id"):
        words = {
            "agent": row.agent.masked,
            "as": row.get_kind_display(),
            "owner": names[str(row.principal_id)],
        }
        signers.append(
            Signer(f"{row.principal_id}:{row.agent_id}", _("%(agent)s, %(as)s, for %(owner)s") % words)
        )
    for one in entry.proxies.filter(principal__in=owners, revoked_at=None).order_by("id"):
        words = {"agent": masked_name(one.agent_name), "owner": names[one.principal]}
        signers.append(
            Signer(f"{one.principal}:p{one.id}", _("%(agent)s, by written mandate of %(owner)s") % words)
        )
    return signers


def _signed_words(owner: str, name: str, day: date) -> str:
    return _("%s, who has died: the paper is void") % name if has_died(owner, day) else name


def _names(owners: list[str], entitled: RollEntry | RollSupplement, entry: RollEntry) -> dict[str, str]:
    """Masked names as they stand on the roll; of somebody who is not there, as people knows them."""
    known: dict[str, str] = {}
    for roll in (entry, entitled):
        told = roll.owner_names_masked.split("、")
        if len(told) == len(roll.owners):
            known |= dict(zip(roll.owners, told, strict=True))
    missing = [int(owner) for owner in owners if owner not in known]
    known |= {str(person.id): person.masked for person in Person.objects.filter(id__in=missing)}
    return {owner: known.get(owner, owner) for owner in owners}


@dataclass(frozen=True)
class HomeIActFor:
    """A home on the roll that is not mine, for which I may cast, and what I cast for it."""

    vote: Vote
    entry: RollEntry
    voice: Voice
    owner_name: str
    receipt: Receipt | None
    opens: bool = False
    """Whether the receipt is this person's to open: cast by them, or acting for the owner by law."""

    @property
    def ground(self) -> str:
        """In words."""
        if self.voice.ground == PROXY:
            return _("by written mandate")
        if self.voice.ground == OWNER:
            return _("bought after the notice")
        return str(Representation.Kind(self.voice.ground).label)


def homes_i_act_for(actor: Actor, vote: Vote) -> list[HomeIActFor]:
    """Homes of others in this vote for which this person casts: wards, companies, estates, mandates; homes
    bought since the notice. A steady few queries, and a few more for each such home.
    """
    if actor.person_id is None:
        return []
    mine = str(actor.person_id)
    entries = RollEntry.objects.filter(id__in=_entries_of(actor, vote)).order_by("walk_order")
    found = []
    for entry in entries:
        for voice in voices_for(actor, vote, entry):
            if voice.owner == mine and mine in entry.owners:
                continue
            name = _names([voice.owner], entry, entry)[voice.owner]
            cast = valid_receipts().filter(entry=entry, by=voice.owner).order_by("cast_at").last()
            opens = cast is not None and (voice.ground != PROXY or cast.cast_by == actor.person_id)
            found.append(HomeIActFor(vote, entry, voice, name, cast, opens))
    return found


def _entries_of(actor: Actor, vote: Vote) -> set[int]:
    """Roll lines of this vote that this person may have to do with beside the own ones."""
    acting = Representation.objects.filter(in_force(actor.today), agent_id=actor.person_id)
    owners = list(acting.values_list("principal_id", flat=True))
    held = Proxy.objects.filter(vote=vote, agent_person_id=actor.person_id, revoked_at=None)
    entries = set(held.values_list("entry_id", flat=True))
    bought = RollSupplement.objects.filter(entry__vote=vote, entry__unit_id__in=actor.units)
    entries |= set(bought.values_list("entry_id", flat=True))
    if owners:
        # ever owned: a ward's home on the frozen roll may be sold by now
        had = Ownership.objects.filter(person_id__in=owners).order_by().values("unit_id")
        rolls = RollEntry.objects.filter(vote=vote, unit_id__in=had)
        entries |= set(rolls.values_list("id", flat=True))
    return entries
