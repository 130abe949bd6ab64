"""What every step of a petition shares: its lock, its state, its line in the record, who is told."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.models import Petition, PetitionStep
from linmeng.assembly.queries.petition import petition_path, standing_signatures
from linmeng.assembly.states import PETITION
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.publishing.actions import notify_many
from linmeng.record.actions import write

Kind = PetitionStep.Kind
State = Petition.State
SHORTEST = 4


def locked_petition(petition_id: int) -> Petition:
    """Its row, locked first in every action."""
    rows = Petition.objects.select_for_update(of=("self",)).select_related("compound")
    return rows.get(id=petition_id)


def keep_step(actor: Actor, petition: Petition, kind: str, words: str = "") -> None:
    """What happened, in the petition's own line and in the record (without the words)."""
    PetitionStep.objects.create(
        petition=petition,
        kind=kind,
        words=words.strip()[:400],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, f"petition_{kind}", {"petition": str(petition.id), "state": petition.state})


def demand_collecting(petition: Petition) -> None:
    """WrongState once it is handed in or withdrawn."""
    if petition.state != State.COLLECTING:
        raise WrongState(_("This petition is no longer being signed."))


def move_petition(actor: Actor, petition: Petition, state: str, kind: str, words: str = "") -> Petition:
    """Into its next state, with its line."""
    PETITION.check(petition.state, state, what=petition.title)
    petition.state = state
    petition.save(update_fields=["state", "handed_in_at", "answered_at", "answered_by", "answer"])
    keep_step(actor, petition, kind, words)
    return petition


def signers_of(petition: Petition) -> set[int]:
    """Persons whose signatures stand."""
    return set(standing_signatures(petition).order_by().values_list("person_id", flat=True))


def tell_about(actor: Actor, petition: Petition, person_ids: set[int], title: str) -> None:
    """A notice with the way to the petition."""
    notify_many(
        actor,
        person_ids=sorted(person_ids),
        subject="petition",
        subject_id=petition.id,
        title=title,
        words=petition.title,
        path=petition_path(petition.id),
        compound_id=petition.compound_id,
    )


def check_words(words: str) -> None:
    """Whoever decides says why."""
    if len(words.strip()) < SHORTEST:
        raise ValidationError({"words": _("Please say it in a few words; everyone can read them.")})
