"""“This is wrong about me”: asked, decided at the desk with papers in hand, with a trace (PIPL 46)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.models import ContactWay, Person
from linmeng.people.phone import mobile_number
from linmeng.people.queries import compounds_of_person
from linmeng.publishing.actions import notify
from linmeng.record.actions import write
from linmeng.rights.models import CorrectionRequest
from linmeng.rights.permissions import may_decide_requests
from linmeng.rights.states import CORRECTION

ANSWER_DAYS = 15
"""Our own measure of “in time” (PIPL 46, 50)."""
OLDEST = 1900


@action
def ask_for_correction(actor: Actor, *, about: str, value: str) -> CorrectionRequest:
    """Ask that the own name, number or year of birth be put right; it lands on the desk with its day."""
    if actor.person_id is None:
        raise NotAllowed(_("Please log in first."))
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    request = CorrectionRequest(
        person=person,
        about=about,
        asked_value=_checked(about, value, actor),
        asked_at=actor.at,
        due_by=actor.today + timedelta(days=ANSWER_DAYS),
    )
    if CorrectionRequest.objects.filter(person=person, about=about, state="asked").exists():
        raise ValidationError({"about": _("You asked for this already; the desk will answer.")})
    request.full_clean()
    request.save(force_insert=True)
    write(actor, "correction_asked", {"request": str(request.id), "about": about})
    return request


def _checked(about: str, value: str, actor: Actor) -> str:
    value = value.strip()
    if about == "phone":
        number = mobile_number(value)
        if number is None:
            raise ValidationError({"value": _("A mobile number has 11 digits, for example 13800000000.")})
        return number
    if about == "born_year" and not (value.isdecimal() and OLDEST <= int(value) <= actor.today.year):
        raise ValidationError({"value": _("Please write the year with four digits, for example 1948.")})
    if not value:
        raise ValidationError({"value": _("Please write what should stand there.")})
    return value[:60]


@action
def take_back_correction(actor: Actor, *, request_id: int) -> CorrectionRequest:
    """The person no longer asks."""
    request = CorrectionRequest.objects.select_for_update().get(pk=request_id)
    if actor.person_id != request.person_id:
        raise NotAllowed(_("Only who asked can take it back."))
    return _decided(actor, request, "taken_back", "")


@action
def decide_correction(
    actor: Actor, *, request_id: int, correct: bool, because: str = ""
) -> CorrectionRequest:
    """Put it right after looking at papers, or say why not; the person is told."""
    request = CorrectionRequest.objects.select_for_update().select_related("person").get(pk=request_id)
    compounds = compounds_of_person(request.person_id, actor.today)
    if not may_decide_requests(actor, request.person_id, compounds):
        raise NotAllowed(_("Corrections are decided by the community worker of the compound."))
    demand_second_factor(actor, _("Before changing the roll, please confirm with a code by SMS."))
    if not correct and not because.strip():
        raise ValidationError({"because": _("Please say why it is not corrected.")})
    if correct:
        _put_right(actor, request)
    return _decided(actor, request, "done" if correct else "refused", because.strip())


def _put_right(actor: Actor, request: CorrectionRequest) -> None:
    person = Person.objects.select_for_update().get(pk=request.person_id)
    if request.about == "name":
        person.name = request.asked_value
        person.save(update_fields=["name"])
    elif request.about == "born_year":
        person.born_year = int(request.asked_value)
        person.save(update_fields=["born_year"])
    else:
        _change_phone(actor, person, request.asked_value)


def _change_phone(actor: Actor, person: Person, number: str) -> None:
    """The old number is ended, not deleted: until its time is over it shows what was corrected."""
    old = ContactWay.objects.filter(person=person, kind=ContactWay.Kind.SMS, ended_at=None)
    preferred = old.filter(preferred=True).exists()
    old.exclude(value=number).update(ended_at=actor.at, preferred=False)
    way, _made = ContactWay.objects.get_or_create(person=person, kind=ContactWay.Kind.SMS, value=number)
    way.ended_at, way.preferred = None, way.preferred or preferred
    way.save(update_fields=["ended_at", "preferred"])


def _decided(actor: Actor, request: CorrectionRequest, state: str, because: str) -> CorrectionRequest:
    CORRECTION.check(request.state, state, what=_("This request"))
    request.state, request.decided_at, request.because = state, actor.at, because[:200]
    request.by_seat = actor.seat_title[:80]
    request.save(update_fields=["state", "decided_at", "because", "by_seat"])
    if state in ("done", "refused"):
        _tell(actor, request, because)
    write(actor, "correction_decided", {"request": str(request.id), "about": request.about, "state": state})
    return request


def _tell(actor: Actor, request: CorrectionRequest, because: str) -> None:
    done = request.state == "done"
    notify(
        actor,
        person_id=request.person_id,
        subject="correction",
        subject_id=request.id,
        title=_("Your correction was made") if done else _("Your correction was not made"),
        words=_("Look at “My data and rights”.") if done else because,
        statutory=True,
    )
