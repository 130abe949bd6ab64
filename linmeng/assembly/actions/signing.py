"""Signing a count: who was there says that it is right, or why not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import vote_at_count
from linmeng.assembly.models import Count, CountSignature
from linmeng.assembly.permissions import may_sign_count
from linmeng.assembly.queries.signatures import newest_version
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

SHORTEST, LONGEST = 4, 300
SIGNABLE = ("counted", "published")


@action
def sign_count(
    actor: Actor, *, vote_id: int, version: int, agrees: bool = True, words: str = ""
) -> CountSignature:
    """Sign the newest version of a count, each person once. Who does not agree says why; a reservation
    stays with the result and hangs beside it.
    """
    who_may = _("Scrutineers, the owners' committee and the clerk sign a count.")
    vote = vote_at_count(actor, vote_id, may_sign_count, who_may)
    if vote.state not in SIGNABLE:
        raise WrongState(_("There is no count yet that could be signed."))
    if version != newest_version(vote):
        raise WrongState(
            _("Meanwhile it was counted again. Please look at the newest count and sign that one.")
        )
    signatures = CountSignature.objects.filter(vote=vote, version=version)
    if actor.person_id is None or signatures.filter(person_id=actor.person_id).exists():
        raise WrongState(_("You have signed this count already."))
    signature = CountSignature.objects.create(
        vote=vote,
        version=version,
        person_id=actor.person_id,
        seat=actor.seat_title[:60],
        agrees=agrees,
        words=_reservation(agrees, words),
        signed_at=actor.at,
    )
    hashes = Count.objects.filter(vote=vote, version=version).order_by("question__number")
    write(
        actor,
        "count_signed",
        {
            "vote": str(vote.id),
            "version": version,
            "agrees": agrees,
            "results": list(hashes.values_list("result_sha256", flat=True)),
        },
    )
    return signature


def _reservation(agrees: bool, words: str) -> str:
    words = words.strip()
    if not agrees and len(words) < SHORTEST:
        raise ValidationError({"words": _("Please say in a few words with what you do not agree.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("Please say it in at most 300 signs.")})
    return words
