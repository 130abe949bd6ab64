"""Step 7: the address of the board, for paper and for groups."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Body
from linmeng.alliance.queries import bodies_of_kind, compounds_of_alliance
from linmeng.pages.printing.responses import printed
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.welcome_poster import WelcomeFacts, welcome_pdf
from linmeng.pages.setup.views.steps import check_setter
from linmeng.pages.shared.visitor import VisitorRequest, site_address
from linmeng.pages.templatetags.ui_formats import cn_date_full


@require_GET
def tell(request: VisitorRequest, slug: str) -> HttpResponse:
    """Poster, address and a text for the groups."""
    check_setter(request)
    address = site_address(reverse("board", args=[slug]))
    return render(request, "setup/tell.html", {"address": address, "compounds": compounds_of_alliance()})


@require_GET
def poster(request: VisitorRequest, slug: str) -> HttpResponse:
    """The first poster, A3 or A4, with the square that leads to the board."""
    check_setter(request)
    alliance = request.visitor.alliance
    facts = WelcomeFacts(
        alliance=alliance.name,
        led_by="、".join(body.name for body in bodies_of_kind(Body.Kind.PARTY_ORGANISATION)),
        date=cn_date_full(request.visitor.actor.today),
        code=ScanCode(site_address(reverse("board", args=[slug])), ""),
        sample=alliance.is_sample,
        lang="en" if get_language() == "en" else "zh",
        size="a4" if request.GET.get("size") == "a4" else "a3",
    )
    return printed(lambda: welcome_pdf(facts), "poster")
