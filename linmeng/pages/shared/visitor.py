"""Who is at the page: kept on the request as `request.visitor`, with the actor that actions take."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import cast

from django.conf import settings
from django.http import HttpRequest

from linmeng.common.actor import Actor, Hat
from linmeng.ground.models import Alliance
from linmeng.people.models import Person
from linmeng.people.queries.actors import actor_of_log_in

SECOND_FACTOR_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Visitor:
    """A request's person in its alliance. `actor` is what every action and predicate takes."""

    alliance: Alliance
    actor: Actor
    hats: list[Hat] = field(default_factory=list)

    @cached_property
    def person(self) -> Person | None:
        """Who this is on the rolls of the alliance; looked up when a page asks."""
        return Person.objects.filter(id=self.actor.person_id).first() if self.actor.person_id else None


class VisitorRequest(HttpRequest):
    """A request under /a/<slug>/ (the middleware has set these)."""

    visitor: Visitor
    at: datetime


def freshly_confirmed(request: HttpRequest, at: datetime) -> bool:
    """Whether a code by SMS was typed in this session within the last twelve hours."""
    stamp = request.session.get("second_factor_at")
    if stamp is None or request.session.get("second_factor_user") != request.user.pk:
        return False
    return at - datetime.fromisoformat(stamp) < SECOND_FACTOR_LASTS


def visitor_of(request: HttpRequest, alliance: Alliance, at: datetime) -> Visitor:
    """Find the person behind the session and put on the hat last chosen (or the first)."""
    if not request.user.is_authenticated:
        return Visitor(alliance, Actor(at=at))
    confirmed = freshly_confirmed(request, at)
    actor, hats = actor_of_log_in(cast(int, request.user.pk), at, second_factor=confirmed)
    chosen = request.session.get(f"hat_{alliance.id}")
    worn = None
    if chosen != "none":
        worn = next((hat for hat in hats if hat.seat_id == chosen), hats[0] if hats else None)
    return Visitor(alliance, replace(actor, hat=worn), hats)


def wants_elder(request: HttpRequest) -> bool:
    """Elder mode (关怀版), chosen once and kept in a cookie."""
    return request.COOKIES.get("elder") == "1"


def site_address(path: str) -> str:
    """A whole address for papers and messages."""
    return settings.LINMENG_SITE.rstrip("/") + path
