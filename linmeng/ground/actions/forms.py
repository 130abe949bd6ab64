"""Sending a form twice leads to one act."""

from collections.abc import Callable

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.ground.models import IdempotencyKey


@action
def take_in_once(actor: Actor, *, act: str, key: str, perform: Callable[[], str]) -> str:
    """Perform an act that answers with a site path, unless this key was taken in before.

    The key and the act stand in one transaction: after a crash either both are there or neither.
    """
    taken = IdempotencyKey.objects.filter(act=act, key=key, person_id=actor.person_id).first()
    if taken is not None:
        return taken.answer
    answer = perform()
    IdempotencyKey.objects.create(
        act=act, key=key, person_id=actor.person_id, answer=answer, created_at=actor.at
    )
    return answer
