"""Emptying what this area knows of a person, as far as no law keeps it (PIPL 47)."""

import secrets

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session

from linmeng.common.actor import Actor
from linmeng.common.forgotten import FORGOTTEN
from linmeng.ground.acts import action
from linmeng.ground.tenancy import citywide
from linmeng.people.models import (
    Binding,
    Consent,
    ContactWay,
    LogIn,
    Ownership,
    Person,
    Qualification,
    Recommendation,
    Representation,
    Residence,
    User,
)


@action
def erase_person(actor: Actor, person_id: int) -> dict[str, int]:
    """Names, numbers, words and the log-in go; ids, days and the frozen rolls stay.

    Who owns a home today keeps the name on the roll, without which owners cannot decide (Civil Code 278).
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    user_id = person.user_id
    owns = Ownership.objects.filter(person=person, valid_to__isnull=True).exists()
    erased = {
        "contact_ways": ContactWay.objects.filter(person=person).delete()[0],
        "bindings": _empty_bindings(actor, person),
        "talent": _empty_talent(actor, person_id),
        "consents": Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=actor.at),
        "residences": 0 if owns else _leave(actor, person),
        "name": 0 if owns else 1,
    }
    if not owns:
        Ownership.objects.filter(person=person).update(owner_code="")
        person.name = FORGOTTEN
    person.born_year, person.large_print, person.user, person.erased_at = None, False, None, actor.at
    person.save(update_fields=["name", "born_year", "large_print", "user", "erased_at"])
    return erased | {"log_in": _close_log_in(actor, user_id)}


def _empty_bindings(actor: Actor, person: Person) -> int:
    mine = Binding.objects.filter(person=person)
    if person.user_id is not None:
        mine = mine | Binding.objects.filter(user_id=person.user_id)
    ids = list(mine.values_list("id", flat=True))
    rows = Binding.objects.filter(id__in=ids)
    rows.filter(state__in=["waiting", "accepted", "disputed"]).update(state="undone", ended_at=actor.at)
    return rows.update(name_given=FORGOTTEN, because="", user=None)


def _empty_talent(actor: Actor, person_id: int) -> int:
    skills = Qualification.objects.filter(person_id=person_id)
    skills.filter(withdrawn_at=None).update(withdrawn_at=actor.at)
    told = skills.update(title=FORGOTTEN, words="")
    said = Recommendation.objects.filter(person_id=person_id) | Recommendation.objects.filter(by_id=person_id)
    said = Recommendation.objects.filter(id__in=list(said.values_list("id", flat=True)))
    said.filter(state__in=["asked", "accepted"]).update(state="withdrawn", answered_at=actor.at)
    return told + said.update(words=FORGOTTEN)


def _leave(actor: Actor, person: Person) -> int:
    for side in ("principal", "agent"):
        Representation.objects.filter(**{side: person}, valid_to=None).update(valid_to=actor.today)
    return Residence.objects.filter(person=person, valid_to__isnull=True).update(valid_to=actor.today)


def _close_log_in(actor: Actor, user_id: int | None) -> int:
    """No phone and no password is left, unless the same log-in serves in another alliance."""
    if user_id is None:
        return 0
    devices = LogIn.objects.filter(user_id=user_id)
    Session.objects.filter(session_key__in=list(devices.values_list("session_key", flat=True))).delete()
    with citywide():
        elsewhere = Person.objects.filter(user_id=user_id).exists()
    if elsewhere:
        return 0
    devices.delete()
    user = User.objects.get(pk=user_id)
    _forget_sessions(user)
    SocialAccount.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.phone, user.phone_verified, user.is_active = f"-{secrets.token_hex(7)}", False, False
    user.set_unusable_password()
    user.save(update_fields=["phone", "phone_verified", "is_active", "password"])
    return 1


def _forget_sessions(user: User) -> None:
    """Also browsers of which no device is listed, and those that only asked for a code for this number."""
    mine = []
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == str(user.pk) or user.phone in str(kept):
            mine.append(session.pk)
    Session.objects.filter(pk__in=mine).delete()
