"""Transfers registered after notice: each becomes a dated, fingerprinted line beside the frozen roll."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.actions.turnout import note_transfers
from linmeng.assembly.bridge.roll import masks_since
from linmeng.assembly.bridge.supplements import fingerprint_of
from linmeng.assembly.models import RollEntry, RollSupplement, Vote
from linmeng.assembly.queries import vote_path
from linmeng.assembly.queries.transfers import Transfer, transfers_since_notice
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.people.permissions import may_keep_roll
from linmeng.publishing.actions import notify_many, publish
from linmeng.record.actions import write

ARTICLE = "民法典 209、214"


@action
def take_in_transfers(actor: Actor, *, vote_id: int, also_earlier: bool = False) -> list[RollSupplement]:
    """Compare the frozen roll with who owns its homes by now, and publish what changed, day by day.

    `also_earlier` looks too for transfers that were registered by the day of notice but entered later; the
    worker leaves that to people. The frozen roll itself stays as it is.
    """
    vote = locked_vote(vote_id)
    demand(
        may_keep_roll(actor, vote.compound_id),
        _("Transfers are taken in by the owners' committee or the community worker."),
    )
    demand_second_key(actor)
    if vote.state not in ("noticed", "closed"):
        raise WrongState(_("Transfers are taken in between notice and count."))
    found = transfers_since_notice(vote, actor.today, also_earlier=also_earlier)
    taken: list[RollSupplement] = []
    for day in sorted({transfer.day for transfer in found}):
        taken += _take_in(actor, vote, day, [transfer for transfer in found if transfer.day == day])
    note_transfers(vote, taken)
    return taken


def _take_in(actor: Actor, vote: Vote, day: date, transfers: list[Transfer]) -> list[RollSupplement]:
    owners = sorted({owner for transfer in transfers for owner in transfer.owners})
    masks = dict(zip(owners, masks_since(owners, _dealt(vote)), strict=True))
    new = [_supplement(actor, transfer, masks) for transfer in transfers]
    for row in new:
        row.fingerprint = fingerprint_of(row.entry, row)
    fingerprint = " ".join(sorted(row.fingerprint for row in new))
    RollSupplement.objects.bulk_create(new)
    with translation.override(settings.LANGUAGE_CODE):
        _announce(actor, vote, day, transfers, fingerprint)
        _tell_new_owners(actor, vote, transfers)
    facts = {"vote": str(vote.id), "registered_on": day.isoformat(), "fingerprint": fingerprint}
    write(actor, "roll_supplement", facts | {"units": len(new)})
    return new


def _supplement(actor: Actor, transfer: Transfer, masks: dict[str, str]) -> RollSupplement:
    return RollSupplement(
        entry=transfer.entry,
        registered_on=transfer.day,
        owners=transfer.owners,
        owner_masks=[masks[owner] for owner in transfer.owners],
        owner_names_masked=transfer.names_masked,
        head_key=transfer.head_key,
        status=transfer.status,
        representative=transfer.representative,
        taken_at=actor.at,
    )


def _dealt(vote: Vote) -> dict[str, str]:
    """Every owner who has a mask in this vote so far."""
    rolls = [
        *RollEntry.objects.filter(vote=vote).values_list("owners", "owner_masks"),
        *RollSupplement.objects.filter(entry__vote=vote).values_list("owners", "owner_masks"),
    ]
    return {owner: mask for owners, masks in rolls for owner, mask in zip(owners, masks, strict=True)}


def _announce(actor: Actor, vote: Vote, day: date, transfers: list[Transfer], fingerprint: str) -> None:
    # which homes they are stands on the roll's own page: the bundle shows which lines changed, and a public
    # list of the homes beside it would tell how each of them voted
    headline = _("Roll supplement: %s") % vote.title
    policy = {
        "casting": _("Whoever owned the home when its first ballot came votes for it."),
        "notice": _("The owner on the day of notice votes for it."),
    }
    changed = _("Homes whose transfer was registered on %(day)s: %(n)s.") % {
        "day": day.isoformat(),
        "n": len(transfers),
    }
    publish(
        actor,
        compound=vote.compound,
        kind="announcement",
        subject="vote_supplement",
        subject_id=vote.id,
        title=headline[:120],
        facts={
            "vote": str(vote.id),
            "path": vote_path(vote.id),
            "compound": vote.compound.name,
            "headline": headline[:120],
            "paragraphs": [changed, policy[vote.owner_at], _("The frozen roll itself stays as it is.")],
            "homes": len(transfers),
            "registered_on": day.isoformat(),
            "fingerprint": fingerprint,
            "published_on": actor.today.isoformat(),
        },
        article=ARTICLE,
    )


def _tell_new_owners(actor: Actor, vote: Vote, transfers: list[Transfer]) -> None:
    people = {int(o) for t in transfers for o in t.owners if o not in t.entry.owners}
    if vote.state != "noticed" or not people:
        return
    notify_many(
        actor,
        person_ids=sorted(people),
        subject="vote",
        subject_id=vote.id,
        title=_("A vote is under way for your new home"),
        words=vote.title,
        path=vote_path(vote.id),
        statutory=True,
        article="物业管理条例 14",
        ends_at=vote.ends_at,
        compound_id=vote.compound_id,
    )
