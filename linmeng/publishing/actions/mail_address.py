"""An e-mail address of one's own: kept only once a letter to it was answered by a click."""

from dataclasses import replace

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.ground.ids import new_id
from linmeng.ground.messages import post_office, send_mail
from linmeng.people.actions import add_contact_way
from linmeng.people.models import ContactWay, Person
from linmeng.record.actions import write

SALT = "linmeng.publishing.address"
GOOD_FOR_SECONDS = 3 * 24 * 3600


def ask_mail_address(actor: Actor, *, mail_address: str, site: str) -> None:
    """Send a letter with a link to an address a person typed; nothing is kept yet."""
    if actor.person_id is None:
        raise NotAllowed(_("Please log in first."))
    validate_email(mail_address)
    token = signing.dumps([str(actor.person_id), mail_address], salt=SALT)
    link = f"{site}/a/{slug_in_force()}/reach/mail/{token}/"
    with post_office() as office:
        send_mail(
            office,
            mail_address,
            subject=_("Linmeng: is this your address?"),
            text=_("Open this page within three days, and we write to you here: %(link)s") % {"link": link},
            key=f"{new_id():016x}",
        )


@action
def confirm_mail_address(actor: Actor, *, token: str) -> ContactWay:
    """The link was opened by who reads that mailbox: keep the address as the person's own."""
    try:
        person_id, address = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature as fault:
        raise ValidationError(_("This link is not good any more. Please type the address again.")) from fault
    if not Person.objects.filter(id=int(person_id), erased_at__isnull=True).exists():
        raise ValidationError(_("This link is not good any more. Please type the address again."))
    own = replace(actor, person_id=int(person_id), hat=None)
    ContactWay.objects.filter(person_id=own.person_id, kind=ContactWay.Kind.EMAIL, value=address).update(
        ended_at=None
    )
    way = add_contact_way(own, person_id=int(person_id), kind=ContactWay.Kind.EMAIL, value=address)
    write(own, "mail_address_confirmed", {"person": person_id})
    return way
