"""The privacy notice, printed from the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.pages.rights.readers import clocks_shown, purposes_shown
from linmeng.pages.shared.visitor import VisitorRequest


@require_GET
def privacy(request: VisitorRequest, slug: str) -> HttpResponse:
    """What is kept of people here, why, who sees it, how long; for everybody, on paper too."""
    context = {"purposes": purposes_shown(), "clocks": clocks_shown()}
    return render(request, "rights/privacy.html", context)
