"""Help in the margin: found by the name of the page that is open."""

from typing import Any

from django import template
from django.utils.translation import get_language

from linmeng.pages.help.texts import Help, help_texts

register = template.Library()


@register.inclusion_tag("ui/help.html", takes_context=True)
def page_help(context: dict[str, Any], level: Any = 1) -> dict[str, Any]:
    """What this page is for; nothing beside a lower head or where no page of an alliance is open."""
    request, slug = context.get("request"), context.get("slug")
    match = getattr(request, "resolver_match", None)
    found: Help | None = None
    if slug and match is not None and level in (1, "", None):
        found = help_texts("en" if get_language() == "en" else "zh").get(match.url_name or "")
    return {
        "help": found,
        "name": match.url_name if match is not None else "",
        "slug": slug,
        "officer": bool(getattr(context.get("actor"), "hat", None)),
        "elder": context.get("elder"),
        "here": request.get_full_path() if request is not None else "",
    }
