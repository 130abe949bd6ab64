"""What every template may rely on."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.ground.ids import new_token
from linmeng.pages.shared.visitor import Visitor, wants_elder


def _nav(request: HttpRequest, visitor: Visitor) -> list[dict[str, Any]]:
    slug = visitor.alliance.slug
    items = [("board", _("Board")), ("me", _("Me"))]
    if visitor.actor.hat is not None:
        items.append(("desk", _("Desk")))
    items += [("alliance", _("Alliance")), ("search", _("Search"))]
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {"name": name, "url": reverse(name, args=[slug]), "label": label, "current": name == here}
        for name, label in items
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of every page; pages outside an alliance have no `alliance` and no `nav`."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    frame: dict[str, Any] = {
        "elder": wants_elder(request),
        "once": new_token(20),
        "alliance": None,
        "person": None,
        "hats": [],
        "nav": [],
        "is_sample": False,
        "login_url": f"/accounts/login/?next={request.get_full_path()}",
        "logout_url": "/accounts/logout/",
        "set_language_url": reverse("set_language"),
        "set_elder_url": reverse("set_elder"),
        "here": request.get_full_path(),
    }
    if visitor is None:
        return frame
    slug = visitor.alliance.slug
    worn = visitor.actor.hat
    return frame | {
        "alliance": visitor.alliance,
        "slug": slug,
        "person": visitor.person,
        "actor": visitor.actor,
        "hats": [(h.seat_id, h.title, worn is not None and h.seat_id == worn.seat_id) for h in visitor.hats],
        "nav": _nav(request, visitor),
        "is_sample": visitor.alliance.is_sample,
        "search_url": reverse("search", args=[slug]),
        "switch_hat_url": reverse("switch_hat", args=[slug]),
    }
