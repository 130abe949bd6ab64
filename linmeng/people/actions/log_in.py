"""From a proved phone number to a log-in, and the devices it is used on."""

from datetime import datetime

from django.contrib.sessions.models import Session

from linmeng.ground.acts import action
from linmeng.ground.tenancy import citywide
from linmeng.people.models import ContactWay, LogIn, Person, User


@action
def user_for_proved_phone(phone: str, *, user_id: int | None = None) -> User:
    """The log-in of a number that was proved by a code; any number may have one.

    Where a roll knows this number as that of exactly one person of the alliance without a log-in, the
    log-in is that person. A number that several share is nobody's: their holder says at which door they live.
    """
    user = User.objects.select_for_update().filter(phone=phone).first()
    if user is None:
        user = User(phone=phone)
        user.set_unusable_password()
        if user_id is not None:
            user.id = user_id
        user.save(force_insert=True)
    if not user.phone_verified:
        user.phone_verified = True
        user.save(update_fields=["phone_verified"])
    _link_by_roll(user)
    return user


def _link_by_roll(user: User) -> None:
    with citywide():
        ways = {"contact_ways__kind": ContactWay.Kind.SMS, "contact_ways__value": user.phone}
        named = Person.objects.filter(**ways, contact_ways__ended_at__isnull=True, joined_into__isnull=True)
        people = list(named.distinct())
        known_in = set(Person.objects.filter(user=user).values_list("alliance_id", flat=True))
        for person in people:
            alone = [other.alliance_id for other in people].count(person.alliance_id) == 1
            if alone and person.user_id is None and person.alliance_id not in known_in:
                person.user = user
                person.save(update_fields=["user"])


@action
def note_log_in(user: User, *, session_key: str, device: str, at: datetime) -> LogIn:
    """A device logged in; it stands in its owner's list."""
    return LogIn.objects.create(
        user=user, session_key=session_key, device=device[:120], began_at=at, seen_at=at
    )


@action
def note_seen(log_in_id: int, *, session_key: str, at: datetime) -> None:
    """The device was used; its session may have a new key by now."""
    LogIn.objects.filter(pk=log_in_id, ended_at__isnull=True).update(seen_at=at, session_key=session_key)


@action
def end_log_ins(user: User, *, at: datetime, only: int | None = None, but: int | None = None) -> int:
    """End one device's log-in, or all (but one): the cookies open nothing from this moment on."""
    rows = LogIn.objects.filter(user=user, ended_at__isnull=True)
    if only is not None:
        rows = rows.filter(pk=only)
    elif but is not None:
        rows = rows.exclude(pk=but)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return rows.update(ended_at=at)


@action
def change_phone(user: User, phone: str, *, at: datetime, but: int | None) -> User:
    """Another proved number for this log-in; the other devices must log in anew.

    Where the old number was a way to reach its persons, the new one takes its place.
    """
    old, user.phone, user.phone_verified = user.phone, phone, True
    user.full_clean(exclude=["password"])
    user.save(update_fields=["phone", "phone_verified"])
    with citywide():
        ways = ContactWay.objects.filter(person__user=user, kind=ContactWay.Kind.SMS)
        known = ways.filter(value=phone).values_list("person_id", flat=True)
        ways.filter(value=old).exclude(person_id__in=list(known)).update(value=phone)
    end_log_ins(user, at=at, but=but)
    return user


@action
def change_password(user: User, password: str, *, at: datetime, but: int | None) -> User:
    """A new password; the other devices must log in anew."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_log_ins(user, at=at, but=but)
    return user
