"""The law packs and their worked cases, for anyone to read."""

from linmeng.projects.bridge import (
    Case,
    Head,
    Pack,
    Rules,
    Source,
    Value,
    all_heads,
    all_places,
    case_texts_of,
    cases_of,
    law_of,
)

__all__ = [
    "Case",
    "Head",
    "Pack",
    "Rules",
    "Source",
    "Value",
    "all_heads",
    "all_places",
    "case_texts_of",
    "cases_of",
    "law_of",
]
