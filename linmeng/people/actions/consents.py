"""Saying yes to one purpose of the register, and taking it back: each apart, with a trace."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.people.bridge import consents_asked, words_hash
from linmeng.people.models import Consent, Person, Qualification, Reach, Recommendation
from linmeng.people.permissions import may_enter_consent
from linmeng.people.queries.persons import compounds_of_person
from linmeng.record.actions import write


@action
def give_consent(actor: Actor, *, person_id: int, purpose: str, way: str = Consent.Way.WEB) -> Consent:
    """A yes to one purpose in the words of today (PIPL 14); from paper it is entered at the desk."""
    person = Person.objects.select_for_update().get(pk=person_id)
    _check(actor, person, way)
    asked = {one.code: one for one in consents_asked() if one.asked == "page"}
    if purpose not in asked:
        raise ValidationError({"purpose": _("This is not asked for here.")})
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).exists():
        raise WrongState(_("This consent stands already."))
    consent = Consent(
        person=person, purpose=purpose, words_sha256=words_hash(asked[purpose]), way=way, given_at=actor.at
    )
    consent.full_clean()
    consent.save(force_insert=True)
    facts = {"person": str(person_id), "purpose": purpose, "way": way, "words_sha256": consent.words_sha256}
    write(actor, "consent_given", facts)
    return consent


def _check(actor: Actor, person: Person, way: str) -> None:
    own = actor.person_id == person.id
    if own and way == Consent.Way.WEB:
        return
    if way not in Consent.Way.values:
        raise ValidationError({"way": _("Please choose how it was given.")})
    if not may_enter_consent(actor, person.id, compounds_of_person(person.id, actor.today)):
        raise NotAllowed(_("A consent is given by the person; from paper the community worker enters it."))
    if way == Consent.Way.WEB:
        raise ValidationError({"way": _("Please choose how it was given.")})


@action
def withdraw_consent(actor: Actor, *, person_id: int, purpose: str) -> int:
    """Take a yes back, as easily as it was given (PIPL 15); answers how many things are no longer shown."""
    person = Person.objects.select_for_update().get(pk=person_id)
    allowed = may_enter_consent(actor, person.id, compounds_of_person(person.id, actor.today))
    if actor.person_id != person.id and not allowed:
        raise NotAllowed(
            _("A consent is taken back by the person; from paper the community worker enters it.")
        )
    if purpose not in {one.code for one in consents_asked()}:
        raise ValidationError({"purpose": _("This is not asked for here.")})
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    gone = standing.update(withdrawn_at=actor.at)
    if purpose == "talent":
        gone += _hide_talent(actor, person.id)
    write(actor, "consent_withdrawn", {"person": str(person_id), "purpose": purpose, "things": gone})
    return gone


def _hide_talent(actor: Actor, person_id: int) -> int:
    """What was told of a skill is no longer shown to anybody; the words themselves go with an erasure."""
    skills = Qualification.objects.filter(person_id=person_id, withdrawn_at=None)
    told = skills.update(withdrawn_at=actor.at, reach=Reach.COMPOUND)
    said = Recommendation.objects.filter(person_id=person_id, state__in=["asked", "accepted"])
    return told + said.update(state="withdrawn", answered_at=actor.at)
