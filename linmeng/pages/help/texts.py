"""What each page is for, in a few sentences: one TOML a language, keyed by the page's name in the addresses."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Help:
    """The words for everyone, and the word for officers with its article (both may be empty)."""

    words: str
    officer: str = ""
    article: str = ""


@cache
def help_texts(language: str) -> Mapping[str, Help]:
    """Every page that has help in this language, by its name."""
    if language not in LANGUAGES:
        raise ValueError(f"help is written in {' and '.join(LANGUAGES)}, not in {language!r}")
    found = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Help(**entry) for name, entry in found.items()})
