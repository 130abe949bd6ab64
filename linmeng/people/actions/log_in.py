"""From a phone number on the roll to a log-in."""

from linmeng.ground.acts import action
from linmeng.ground.tenancy import citywide
from linmeng.people.models import ContactWay, Person, User


@action
def user_for_known_phone(phone: str) -> User | None:
    """The log-in of a phone number.

    A number that stands on a roll but has no log-in yet gets one (without password: it enters by SMS
    code, which proves that the number is theirs). A number shared by several persons of one alliance
    is ambiguous and gets none: they go to the residents' committee's desk.
    """
    user = User.objects.filter(phone=phone).first()
    if user is not None:
        return user
    with citywide():
        people = list(
            Person.objects.filter(
                contact_ways__kind=ContactWay.Kind.SMS, contact_ways__value=phone
            ).distinct()
        )
        if not people or len({p.alliance_id for p in people}) < len(people):
            return None
        user = User.objects.create_user(phone)
        for person in people:
            if person.user_id is None:
                person.user = user
                person.save(update_fields=["user"])
    return user
