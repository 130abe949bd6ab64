"""The model charter the house ships: a text to begin from, in the reader's language."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from linmeng.alliance.queries import residents_area
from linmeng.ground.models import Alliance


@cache
def _templates() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def charter_to_begin_with(alliance: Alliance) -> dict[str, str]:
    """Title and text, with the alliance's and the area's names in their places."""
    told = _templates()["en" if get_language() == "en" else "zh"]
    names = {"alliance": alliance.name, "area": residents_area().name or alliance.name}
    return {field: words.strip().format(**names) for field, words in told.items()}
