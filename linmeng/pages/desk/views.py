from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linmeng.pages.desk.readers import read_desk


@login_required
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What is due, by clock, for the hat that is on."""
    actor = request.visitor.actor  # type: ignore[attr-defined]
    if actor.hat is None:
        return redirect("me", slug)
    return render(request, "desk/desk.html", {"desk": read_desk(actor, slug), "today": actor.today})
