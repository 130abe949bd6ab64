"""Ballots brought to the doors: how, into whose hands, with which proof; mistakes taken back in the open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, locked_vote
from linmeng.assembly.bridge.proof import HOUSEHOLD, NOBODY, OWNER, TENANT, USUAL, proves_delivery
from linmeng.assembly.models import BallotDelivery, BallotPaper, RollEntry, Vote
from linmeng.assembly.permissions import may_record_delivery
from linmeng.assembly.queries.entitled import voices_for
from linmeng.assembly.queries.standing import standing_deliveries
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.photos import store_photo
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.papers import actions as papers_on_the_way
from linmeng.record.actions import write

Way = BallotDelivery.Way
BY_WAY = {Way.HAND: OWNER, Way.PHONE: OWNER, Way.LETTERBOX: NOBODY, Way.POST: NOBODY}
"""The ways that people tick, each with whoever takes a ballot so unless somebody says otherwise."""
SHORTEST_REASON = 2


@dataclass(frozen=True)
class Photo:
    """A picture of the letterbox, of the post office's slip."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Brought:
    """How one ballot was brought."""

    way: str
    taken_by: str
    witness: str = ""
    number: str = ""
    proof: StoredFile | None = None
    rule: str = USUAL
    """What this vote asks of a proof."""

    @property
    def proves(self) -> bool:
        """Whether it lets a silence clause speak for the home."""
        return proves_delivery(
            way=self.way,
            taken_by=self.taken_by,
            has_photo=self.proof is not None,
            number=self.number,
            rule=self.rule,
        )


@action
def record_delivery(
    actor: Actor,
    *,
    entry_ids: Collection[int],
    way: str,
    taken_by: str = "",
    witness: str = "",
    number: str = "",
    photo: Photo | None = None,
) -> int:
    """Tick ballots as brought to their doors; returns at how many doors that told something new.

    What was proven before stays as it is; a ballot left with a tenant may be brought again, to the owner.
    Only a delivery that proves something lets a silence clause speak for a unit.
    """
    vote, entries = _doors(actor, entry_ids)
    brought = replace(_checked(way, taken_by, witness, number), rule=vote.delivery_rule)
    _check_moment(actor, vote)
    if photo is not None:
        brought = replace(brought, proof=store_photo(photo.content, photo.name, at=actor.at))
    new = _kept(actor, entries, brought)
    if new and brought.way != Way.PHONE:
        _tick(actor, [delivery.entry_id for delivery in new], witness=witness)
    if new:
        facts = {"vote": str(vote.id), "way": way, "taken_by": brought.taken_by, "doors": len(new)}
        write(actor, "ballots_delivered", facts | {"proves": brought.proves})
    return len(new)


def _doors(actor: Actor, entry_ids: Collection[int]) -> tuple[Vote, list[RollEntry]]:
    """The doors and their vote, locked, if all of them are in this person's charge."""
    entries = list(RollEntry.objects.filter(id__in=list(entry_ids)).select_related("unit").order_by("id"))
    vote_ids = {entry.vote_id for entry in entries}
    if len(vote_ids) != 1 or len(entries) != len(set(entry_ids)):
        raise ValidationError({"entries": _("Please tick doors of one vote.")})
    vote = locked_vote(vote_ids.pop())
    for entry in entries:
        allowed = may_record_delivery(actor, vote.compound_id, entry.unit.building_id)
        demand(allowed, _("These doors are not in your charge."))
    return vote, entries


def _checked(way: str, taken_by: str, witness: str, number: str) -> Brought:
    if way not in BY_WAY:
        raise ValidationError({"way": _("Please say how the ballot was brought.")})
    taken_by = taken_by or BY_WAY[Way(way)]
    if taken_by not in (OWNER, HOUSEHOLD, TENANT, NOBODY) or (way == Way.HAND and taken_by == NOBODY):
        raise ValidationError({"taken_by": _("Please say who took the ballot.")})
    return Brought(way, taken_by, witness.strip()[:60], number.strip()[:120])


def _check_moment(actor: Actor, vote: Vote) -> None:
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Deliveries are recorded between notice and the closing instant."))


def _kept(actor: Actor, entries: Sequence[RollEntry], brought: Brought) -> list[BallotDelivery]:
    """A row for each door at which this is news."""
    stands = list(standing_deliveries().filter(entry__in=entries))
    proven = {delivery.entry_id for delivery in stands if delivery.proves}
    told = {d.entry_id for d in stands if (d.way, d.taken_by) == (brought.way, brought.taken_by)}
    known = proven if brought.proves else proven | told
    fresh = [entry for entry in entries if entry.id not in known]
    rows = BallotDelivery.objects.filter(entry__in=fresh, way=brought.way).order_by()
    before = dict(rows.values_list("entry_id").annotate(Count("id")))
    return BallotDelivery.objects.bulk_create(
        [
            BallotDelivery(
                entry=entry,
                way=brought.way,
                sequence=before.get(entry.id, 0) + 1,
                taken_by=brought.taken_by,
                proves=brought.proves,
                proof=brought.proof,
                witness=brought.witness,
                note=brought.number,
                by_person_id=actor.person_id,
                delivered_at=actor.at,
            )
            for entry in fresh
        ],
        batch_size=500,
    )


def _tick(actor: Actor, entry_ids: Collection[int], *, witness: str, nobody_home: bool = False) -> int:
    """What happened at the doors, on the papers themselves; a reprint is a run of its own."""
    by_run: dict[int, list[int]] = {}
    papers = BallotPaper.objects.filter(~Q(sheet__state="void"), entry_id__in=entry_ids, prepared_by="")
    for run_id, sheet_id in papers.order_by("id").values_list("sheet__run_id", "sheet_id"):
        by_run.setdefault(run_id, []).append(sheet_id)
    return sum(
        papers_on_the_way.record_delivery(
            actor, sheet_ids=sheet_ids, witness=witness, nobody_home=nobody_home
        )
        for sheet_ids in by_run.values()
    )


@action
def note_nobody_home(actor: Actor, *, entry_ids: Collection[int], witness: str = "") -> int:
    """Nobody opened: the papers stay out and wait for the next round; returns at how many doors."""
    vote, entries = _doors(actor, entry_ids)
    _check_moment(actor, vote)
    tried = _tick(actor, [entry.id for entry in entries], witness=witness, nobody_home=True)
    if not tried:
        raise WrongState(_("There is no paper on its way to this door. First issue the papers."))
    return tried


@action
def take_back_delivery(actor: Actor, *, entry_id: int, reason: str) -> BallotDelivery:
    """A door was ticked by mistake: what stood there stays on file, the door waits for its ballot again."""
    vote, entries = _doors(actor, [entry_id])
    _check_moment(actor, vote)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words what was wrong.")})
    if not standing_deliveries().filter(entry_id=entry_id).exclude(way=Way.WEB).exists():
        raise WrongState(_("Nothing was ticked at this door that could be taken back."))
    row = BallotDelivery.objects.create(
        entry=entries[0],
        way=Way.TAKEN_BACK,
        sequence=BallotDelivery.objects.filter(entry_id=entry_id, way=Way.TAKEN_BACK).count() + 1,
        taken_by=NOBODY,
        proves=False,
        by_person_id=actor.person_id,
        delivered_at=actor.at,
        note=reason.strip()[:120],
    )
    write(actor, "delivery_taken_back", {"vote": str(vote.id), "unit": entries[0].unit_code})
    return row


@action
def note_opened(actor: Actor, *, entry_id: int) -> bool:
    """An owner opened the ballot of their own home on this site: that is delivery, noted once.

    Whoever only holds a mandate is not the home: what they open proves nothing.
    """
    entry = RollEntry.objects.select_related("vote").get(id=entry_id)
    if phase(entry.vote, actor.at) not in ("noticed", "open") or _opened_before(entry):
        return False
    if not any(voice.proxy is None for voice in voices_for(actor, entry.vote, entry)):
        return False
    # without the vote's lock: on voting days thousands open their ballots while others cast
    _row, fresh = BallotDelivery.objects.get_or_create(
        entry=entry,
        way=Way.WEB,
        sequence=1,
        defaults={"by_person_id": actor.person_id, "delivered_at": actor.at, "taken_by": OWNER},
    )
    if fresh:
        facts = {"vote": str(entry.vote_id), "way": "web", "doors": 1, "proves": True}
        write(actor, "ballots_delivered", facts)
    return fresh


def _opened_before(entry: RollEntry) -> bool:
    return BallotDelivery.objects.filter(entry=entry, way=Way.WEB).exists()
