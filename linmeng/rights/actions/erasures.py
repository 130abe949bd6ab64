"""“Forget me”: what may go goes, what law keeps is named with its article, and the chain stays whole (PIPL 47)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.forgotten import FORGOTTEN
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people import actions as people
from linmeng.people.models import Ownership, Person
from linmeng.people.queries import compounds_of_person
from linmeng.publishing import actions as publishing
from linmeng.record.actions import write
from linmeng.rights.actions.copies import forget_copy
from linmeng.rights.actions.corrections import ANSWER_DAYS
from linmeng.rights.models import CorrectionRequest, DataCopy, Erasure, SeatHandOver
from linmeng.rights.permissions import may_decide_requests
from linmeng.rights.queries.kept import fate_of
from linmeng.rights.states import ERASURE
from linmeng.voices import actions as voices


@action
def ask_for_erasure(actor: Actor) -> Erasure:
    """Ask to be forgotten. Who never owned a home is forgotten at once; owners' requests the desk looks at."""
    if actor.person_id is None:
        raise NotAllowed(_("Please log in first."))
    demand_second_factor(actor, _("Before you are forgotten, please confirm with a code by SMS."))
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    if Erasure.objects.filter(subject_id=person.id, state="asked").exists():
        raise WrongState(_("You asked for this already; the desk will answer."))
    _refuse_officers(person)
    erasure = Erasure.objects.create(
        subject_id=person.id, asked_at=actor.at, due_by=actor.today + timedelta(days=ANSWER_DAYS)
    )
    write(actor, "erasure_asked", {"erasure": str(erasure.id)})
    if not Ownership.objects.filter(person=person).exists():
        return _erase(actor, erasure, person)
    return erasure


def _refuse_officers(person: Person) -> None:
    if fate_of(person.id).in_office:
        raise WrongState(_("You hold an office. Please have it ended or handed over first."))


@action
def take_back_erasure(actor: Actor, *, erasure_id: int) -> Erasure:
    """The person stays after all."""
    erasure = Erasure.objects.select_for_update().get(pk=erasure_id)
    if actor.person_id != erasure.subject_id:
        raise NotAllowed(_("Only who asked can take it back."))
    ERASURE.check(erasure.state, "taken_back", what=_("This request"))
    return _closed(actor, erasure, "taken_back", "")


@action
def decide_erasure(actor: Actor, *, erasure_id: int, erase: bool, because: str = "") -> Erasure:
    """The community worker confirms, with a second key, or says why not."""
    erasure = Erasure.objects.select_for_update().get(pk=erasure_id)
    compounds = compounds_of_person(erasure.subject_id, actor.today)
    if not may_decide_requests(actor, erasure.subject_id, compounds):
        raise NotAllowed(_("Erasures are confirmed by the community worker of the compound."))
    demand_second_factor(actor, _("Before somebody is forgotten, please confirm with a code by SMS."))
    ERASURE.check(erasure.state, "done" if erase else "refused", what=_("This request"))
    person = Person.objects.select_for_update().get(pk=erasure.subject_id)
    if erase:
        _refuse_officers(person)
        return _erase(actor, erasure, person)
    if not because.strip():
        raise ValidationError({"because": _("Please say why nothing is erased.")})
    _tell_refused(actor, erasure, because.strip())
    return _closed(actor, erasure, "refused", because.strip())


def _tell_refused(actor: Actor, erasure: Erasure, because: str) -> None:
    publishing.notify(
        actor,
        person_id=erasure.subject_id,
        subject="erasure",
        subject_id=erasure.id,
        title=_("Your data were not erased"),
        words=because[:300],
        statutory=True,
    )


def _erase(actor: Actor, erasure: Erasure, person: Person) -> Erasure:
    """Every area empties its own; the last words are the record's, which knows no name."""
    kept = [one.as_json() for one in fate_of(person.id).stays]
    erased = {
        "voices": voices.erase_person(actor, person.id),
        "publishing": publishing.erase_person(actor, person.id),
        "rights": _own_part(actor, person.id),
        "people": people.erase_person(actor, person.id),
    }
    erasure.erased, erasure.kept = erased, kept
    erasure.save(update_fields=["erased", "kept"])
    return _closed(actor, erasure, "done", "")


def _own_part(actor: Actor, person_id: int) -> dict[str, int]:
    copies = list(DataCopy.objects.filter(person_id=person_id, file__isnull=False).select_related("file"))
    for copy in copies:
        forget_copy(copy, actor)
    asked = CorrectionRequest.objects.filter(person_id=person_id)
    asked.filter(state="asked").update(state="taken_back", decided_at=actor.at)
    notes = SeatHandOver.objects.filter(from_seat__person_id=person_id).exclude(note="")
    ids = list(notes.values_list("id", flat=True))
    return {
        "copies": len(copies),
        "corrections": asked.update(asked_value=FORGOTTEN),
        "hand_overs": SeatHandOver.objects.filter(id__in=ids).update(note=FORGOTTEN),
    }


def _closed(actor: Actor, erasure: Erasure, state: str, because: str) -> Erasure:
    erasure.state, erasure.decided_at, erasure.because = state, actor.at, because[:200]
    erasure.by_seat = actor.seat_title[:80]
    erasure.save(update_fields=["state", "decided_at", "because", "by_seat"])
    facts = {"erasure": str(erasure.id), "state": state, "kept": [one["code"] for one in erasure.kept]}
    write(actor, "erasure_decided", facts)
    return erasure
