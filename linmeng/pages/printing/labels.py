"""The fixed words of the papers, in each language, from `labels.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("zh", "en")


@cache
def labels(lang: str) -> Mapping[str, str]:
    """Every fixed word by its key; a language we do not print in raises ValueError."""
    if lang not in LANGUAGES:
        raise ValueError(f"papers are printed in {' or '.join(LANGUAGES)}, not in {lang!r}")
    words = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: by_language[lang] for key, by_language in words.items()})
