"""An owner asks for a meeting or a member's removal, hands the petition in, or withdraws it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.actions.petition.signing import own_homes, sign_homes
from linmeng.assembly.actions.petition.steps import (
    SHORTEST,
    Kind,
    State,
    demand_collecting,
    keep_step,
    locked_petition,
    move_petition,
    tell_about,
)
from linmeng.assembly.models import Petition
from linmeng.assembly.permissions import may_take_in_signatures
from linmeng.assembly.queries.petition import members_of, progress_of
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.people.models import Person


@action
def open_petition(
    actor: Actor, *, compound_id: int, asks: str, title: str, words: str, about_person_id: int | None = None
) -> Petition:
    """An owner asks for a temporary meeting, or for the removal of a committee member, and signs first.

    One at a time for each owner. The title and the words are public; who signed is not.
    """
    homes = own_homes(actor, compound_id)
    title, words = title.strip()[:80], words.strip()[:800]
    if len(title) < SHORTEST or len(words) < SHORTEST:
        raise ValidationError({"words": _("Please say what the meeting is to decide, and why.")})
    if asks not in Petition.Asks.values:
        raise ValidationError({"asks": _("Please say what you ask for.")})
    mine = Petition.objects.filter(
        compound_id=compound_id, opened_by_id=actor.person_id or 0, state=State.COLLECTING
    )
    if mine.exists():
        raise WrongState(_("You have a petition open here. Hand it in or withdraw it first."))
    petition = Petition.objects.create(
        compound=Compound.objects.get(id=compound_id),
        asks=asks,
        title=title,
        words=words,
        about_person=_member(actor, compound_id, asks, about_person_id),
        opened_by_id=actor.person_id,
        opened_at=actor.at,
    )
    sign_homes(actor, petition, homes)
    keep_step(actor, petition, Kind.OPENED)
    return petition


def _member(actor: Actor, compound_id: int, asks: str, person_id: int | None) -> Person | None:
    if asks != Petition.Asks.REMOVAL:
        return None
    seat = members_of(compound_id, actor.today).filter(person_id=person_id or 0).first()
    if seat is None:
        raise ValidationError({"about": _("Please choose a member of the committee.")})
    return seat.person


@action
def hand_in_petition(actor: Actor, *, petition_id: int) -> Petition:
    """Hand it to the committee once the law's share is reached; from then on nobody signs or takes back.

    Done by who opened it, or by the clerk who took in the papers.
    """
    petition = locked_petition(petition_id)
    own = petition.opened_by_id == actor.person_id
    demand(own or may_take_in_signatures(actor, petition.compound_id), _("Only who opened it hands it in."))
    demand_collecting(petition)
    progress = progress_of(petition, actor.today)
    if progress is None or not progress.met:
        article = progress.article if progress else ""
        raise AgainstTheLaw(_("Too few owners have signed so far."), article=article)
    petition.handed_in_at = actor.at
    move_petition(actor, petition, State.HANDED_IN, Kind.HANDED_IN)
    members = members_of(petition.compound_id, actor.today).values_list("person_id", flat=True)
    tell_about(actor, petition, set(members), _("Owners ask for a meeting"))
    return petition


@action
def withdraw_petition(actor: Actor, *, petition_id: int) -> Petition:
    """Whoever opened it ends it; what was signed stays on file."""
    petition = locked_petition(petition_id)
    demand(petition.opened_by_id == actor.person_id, _("Only who opened a petition withdraws it."))
    return move_petition(actor, petition, State.WITHDRAWN, Kind.WITHDRAWN)
