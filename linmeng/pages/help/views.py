"""One page's help on a page of its own: for large print, where one page holds one thing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from linmeng.pages.help.texts import help_texts
from linmeng.pages.shared.visitor import VisitorRequest


@require_GET
def page_help(request: VisitorRequest, slug: str, name: str) -> HttpResponse:
    """What the page that was left is for; a link leads back to it."""
    texts = help_texts("en" if get_language() == "en" else "zh")
    if name not in texts:
        raise Http404
    back = request.GET.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}) and back.startswith("/")
    return render(request, "help/help_page.html", {"help": texts[name], "back": back if safe else ""})
