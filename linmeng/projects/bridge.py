"""The projects' door to the core: which matters owners decide together, in the words of the law."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.errors import BadInput
from linmeng_core.law.load import all_cases, all_packs, pack_in_force
from linmeng_core.law.packs import MATTERS, MatterRule

MATTER_CLASSES = MATTERS

__all__ = ["MATTER_CLASSES", "MatterClass", "all_cases", "all_packs", "matter_classes"]


@dataclass(frozen=True)
class MatterClass:
    """One of the nine matters of Civil Code art. 278(1), as the pack in force words it."""

    key: str
    title: str
    title_en: str
    article: str
    article_en: str
    text: str
    approval: str


def _matter_class(rule: MatterRule) -> MatterClass:
    return MatterClass(
        key=rule.key,
        title=rule.title,
        title_en=rule.title_en,
        article=rule.source.article,
        article_en=rule.source.article_en,
        text=rule.source.text,
        approval=str(rule.threshold),
    )


def matter_classes(place: str, day: date) -> tuple[MatterClass, ...]:
    """The nine matters under the law of a place on a day; none where no pack is in force."""
    try:
        pack = pack_in_force(place, day)
    except BadInput:
        return ()
    return tuple(_matter_class(rule) for rule in pack.matters.values())
