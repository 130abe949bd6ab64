"""“It is mine, too.”"""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.models import Matter, Support
from linmeng.voices.permissions import may_support


@action
def support(actor: Actor, *, matter_id: int) -> bool:
    """Stand behind a matter of one's own compound, once; True when this was the first time."""
    matter = Matter.objects.select_for_update().get(id=matter_id)
    if not may_support(actor, matter):
        raise NotAllowed(_("Neighbours of this compound can say that a matter is theirs, too."))
    _row, first = Support.objects.get_or_create(
        matter_id=matter.id, person_id=actor.person_id, defaults={"created_at": actor.at}
    )
    if first:
        write(actor, "matter_supported", {"matter": str(matter.id)})
    return first
