"""The alliance's door to the core: which places the laws know."""

from dataclasses import dataclass

from linmeng_core.law.load import all_places


@dataclass(frozen=True)
class LawPlace:
    """A place whose law may hold in a compound."""

    key: str
    title: str
    title_en: str


def law_places() -> list[LawPlace]:
    """Every place of the law packs, the narrowest first: Shanghai before the whole country."""
    return [LawPlace(place.key, place.title, place.title_en) for place in reversed(all_places())]
