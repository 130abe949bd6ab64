from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linmeng.pages.me.readers import read_mine
from linmeng.publishing.actions import mark_read
from linmeng.publishing.queries import notices_of


@login_required
def me(request: HttpRequest, slug: str) -> HttpResponse:
    """The resident's first screen: my vote, my words, my home."""
    visitor = request.visitor  # type: ignore[attr-defined]
    if visitor.person is None:
        return render(request, "me/unknown.html")
    return render(request, "me/me.html", {"mine": read_mine(visitor.actor)})


@login_required
def my_notices(request: HttpRequest, slug: str) -> HttpResponse:
    """All words that were sent to me; showing them marks them as read."""
    actor = request.visitor.actor  # type: ignore[attr-defined]
    page = Paginator(notices_of(actor.person_id or 0), 20).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    mark_read(actor, notice_ids=[notice.id for notice in rows])
    return render(request, "me/notices.html", {"page": page, "notices": rows})
