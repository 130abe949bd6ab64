"""The board as an Atom feed, of the alliance or of one compound; a reader asks again without fetching twice."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_GET

from linmeng.alliance.models import Compound
from linmeng.pages.shared.visitor import VisitorRequest, site_address
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import board

ENTRIES = 30


def lasting_id(thing: str) -> str:
    """An identifier that stays when the site moves to another address."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'linmeng/{thing}')}"


def changed_at(one: Publication) -> datetime:
    """When it was published, corrected or withdrawn, whichever is last."""
    steps = (one.published_at, one.withdrawn_at, one.corrected_at)  # type: ignore[attr-defined]
    return max(step for step in steps if step is not None)


class BoardFeed(Feed):
    """What hangs on the board: no person's words and no names, so anyone may carry it on."""

    feed_type = Atom1Feed

    def __init__(self, request: VisitorRequest, compound: Compound | None) -> None:
        self.alliance, self.compound = request.visitor.alliance, compound
        self.rows = list(board(compound.id if compound else None)[:ENTRIES])

    def title(self) -> str:
        """The alliance's name, and the compound's."""
        return f"{self.alliance.name} · {self.compound.name}" if self.compound else self.alliance.name

    def subtitle(self) -> str:
        """What a reader finds here."""
        sample = f"{_('Sample data')} · " if self.alliance.is_sample else ""
        return sample + _("Everything that hangs on the board, newest first")

    def link(self) -> str:
        """The board's address."""
        query = f"?c={self.compound.code}" if self.compound else ""
        return site_address(reverse("board", args=[self.alliance.slug])) + query

    def feed_guid(self) -> str:
        """Stays the same for good."""
        return lasting_id(f"{self.alliance.id}/{self.compound.id if self.compound else 'board'}")

    def items(self) -> list[Publication]:
        """The newest publications."""
        return self.rows

    def item_title(self, item: Publication) -> str:  # type: ignore[override]
        """Compound and headline; what no longer stands says so first."""
        name = f"{item.compound} · {item.title}"
        if item.withdrawn_at is not None:
            return _("[withdrawn] %s") % name
        return _("[corrected] %s") % name if item.corrected_at is not None else name  # type: ignore[attr-defined]

    def item_description(self, item: Publication) -> str:  # type: ignore[override]
        """Which kind it is, its check code, and why it was withdrawn."""
        words = f"{item.get_kind_display()} · {item.check_code}"
        return f"{words} · {item.withdrawn_because}" if item.withdrawn_at is not None else words

    def item_link(self, item: Publication) -> str:  # type: ignore[override]
        """The publication's page."""
        return site_address(reverse("publication", args=[self.alliance.slug, item.token]))

    def item_pubdate(self, item: Publication) -> datetime:
        """When it was published."""
        return item.published_at

    def item_updateddate(self, item: Publication) -> datetime:
        """When it last changed."""
        return changed_at(item)

    def item_guid(self, item: Publication) -> str:
        """Stays the same for good, also when it is withdrawn."""
        return lasting_id(f"{self.alliance.id}/{item.id}")


def _last_change(compound: Compound | None) -> tuple[datetime | None, str]:
    rows = list(board(compound.id if compound else None)[:ENTRIES])
    steps = [(one.id, changed_at(one).isoformat()) for one in rows]
    mark = hashlib.sha256(repr((steps, get_language())).encode()).hexdigest()
    return max((changed_at(one) for one in rows), default=None), f'"{mark[:32]}"'


def _of(act: Callable[[Any], Any]) -> Callable[..., Any]:
    def found(request: HttpRequest, slug: str, code: str = "") -> Any:
        compound = get_object_or_404(Compound, code=code) if code else None
        return act(_last_change(compound))

    return found


@require_GET
@condition(etag_func=_of(lambda change: change[1]), last_modified_func=_of(lambda change: change[0]))
def board_feed(request: VisitorRequest, slug: str, code: str = "") -> HttpResponse:
    """The feed, or 304 when nothing changed."""
    compound = get_object_or_404(Compound, code=code) if code else None
    return BoardFeed(request, compound)(request)
