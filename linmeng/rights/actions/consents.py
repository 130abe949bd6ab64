"""Taking a consent back wherever it had an effect."""

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people import actions as people
from linmeng.voices.models import Voice


@action
def withdraw(actor: Actor, *, person_id: int, purpose: str) -> int:
    """Take a yes back; what was public because of it is public no longer. Answers how many things that were."""
    gone = people.withdraw_consent(actor, person_id=person_id, purpose=purpose)
    if purpose == "words_public":
        gone += Voice.objects.filter(author_id=person_id, words_public=True).update(words_public=False)
    return gone
