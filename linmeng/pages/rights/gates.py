"""Who comes this far."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor, NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.shared.visitor import VisitorRequest

FRESH = timedelta(minutes=15)


def known(request: VisitorRequest) -> Actor:
    """Somebody this alliance knows."""
    actor = request.visitor.actor
    if actor.person_id is None:
        raise NotAllowed(_("Please log in: these pages show what is kept about yourself."))
    return actor


def clerk(request: VisitorRequest) -> Actor:
    """The community worker, confirmed by code."""
    actor = known(request)
    if not actor.wears("clerk"):
        raise NotAllowed(_("The community worker looks after this."))
    demand_second_factor(
        actor, _("Before working with other people's data, please confirm with a code by SMS.")
    )
    return actor


def demand_fresh_code(request: VisitorRequest) -> None:
    """A code of the last quarter of an hour: a phone left on a table does not hand out a life."""
    stamp = request.session.get("second_factor_at")
    mine = request.session.get("second_factor_user") == request.user.pk
    if not mine or stamp is None or request.at - datetime.fromisoformat(stamp) > FRESH:
        raise NeedsSecondFactor(_("Before your data leave the house, please confirm with a code by SMS."))
