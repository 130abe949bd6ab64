"""WeChat as a second door to a log-in: connected by whom the phone number let in, and taken off again."""

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.people.models import User
from linmeng.record.actions import write

WEIXIN = "weixin"


@action
def connect_weixin(actor: Actor, user: User, number: str) -> bool:
    """From now on this WeChat opens this log-in; False where it did already.

    A log-in has one WeChat, and a WeChat one log-in. Only its number for this house is kept, and not in the record.
    """
    User.objects.select_for_update().get(pk=user.pk)
    known = SocialAccount.objects.filter(provider=WEIXIN, uid=number).first()
    if known is not None and known.user_id == user.pk:
        return False
    if known is not None:
        raise WrongState(_("This WeChat is connected with another log-in. Disconnect it there first."))
    SocialAccount.objects.filter(provider=WEIXIN, user=user).delete()
    SocialAccount.objects.create(provider=WEIXIN, uid=number, user=user)
    write(actor, "weixin_connected", {"log_in": str(user.pk)})
    return True


@action
def disconnect_weixin(actor: Actor, user: User) -> None:
    """From now on WeChat opens nothing here."""
    gone, _each = SocialAccount.objects.filter(provider=WEIXIN, user=user).delete()
    if gone:
        write(actor, "weixin_disconnected", {"log_in": str(user.pk)})
