from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_GET

from linmeng.pages.board.readers import compound_options, read_board
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import board as publications

ENTRIES = 30


@require_GET
def board(request: VisitorRequest, slug: str) -> HttpResponse:
    """The public board: votes now, what was published, what moved, what comes first."""
    here = read_board(request.GET.get("c", ""), request.GET.get("page", "1"), request.at)
    return render(request, "board/board.html", {"board": here, "options": compound_options(slug, here)})


class BoardFeed(Feed):
    """The board as an Atom feed."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> HttpRequest:  # type: ignore[override]
        """The request itself: it knows its alliance."""
        return request

    def title(self, request: HttpRequest) -> str:
        """The alliance's name."""
        return str(request.visitor.alliance.name)  # type: ignore[attr-defined]

    def link(self, request: HttpRequest) -> str:
        """The board's address."""
        return reverse("board", args=[request.visitor.alliance.slug])  # type: ignore[attr-defined]

    def items(self, request: HttpRequest) -> list[Publication]:
        """The newest publications."""
        self.slug = request.visitor.alliance.slug  # type: ignore[attr-defined]
        return list(publications()[:ENTRIES])

    def item_title(self, item: Publication) -> str:  # type: ignore[override]
        """Compound and title."""
        return f"{item.compound} · {item.title}"

    def item_description(self, item: Publication) -> str:  # type: ignore[override]
        """Which kind it is and its check code."""
        return f"{item.get_kind_display()} · {item.check_code}"

    def item_link(self, item: Publication) -> str:  # type: ignore[override]
        """The publication's page."""
        return reverse("publication", args=[self.slug, item.token])

    def item_updateddate(self, item: Publication) -> object:
        """When it was published."""
        return item.published_at

    def item_guid(self, item: Publication) -> str:
        """Its hash."""
        return item.facts_sha256


board_feed = BoardFeed()
