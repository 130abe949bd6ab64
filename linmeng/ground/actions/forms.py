"""Sending a form twice leads to one act."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.ground.models import IdempotencyKey
from linmeng.ground.prepared import insert_unless_there


@action
def take_in_once(actor: Actor, *, act: str, key: str, perform: Callable[[], str]) -> str:
    """Perform an act that answers with a site path, unless this key was taken in before.

    The key and the act stand in one transaction: after a crash either both are there or neither. The key
    is put down first, so that the same form sent twice at once waits here and gets the first one's answer.
    """
    mine = IdempotencyKey(act=act, key=key, person_id=actor.person_id, created_at=actor.at)
    if not insert_unless_there(mine):
        taken = IdempotencyKey.objects.get(act=act, key=key)
        if taken.person_id != actor.person_id:
            raise WrongState(_("Somebody else sent this form. Please open the page anew."))
        return taken.answer
    mine.answer = perform()
    mine.save(update_fields=["answer"])
    return mine.answer
