"""Whether somebody agreed: asked by whatever shows or passes on what needs a consent."""

from collections.abc import Iterable
from dataclasses import dataclass

from linmeng.people.models import Consent, Qualification, Recommendation


def has_consent(person_id: int, purpose: str) -> bool:
    """Whether a person's yes to a purpose stands; without a word it does not."""
    return Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None).exists()


def who_agreed(person_ids: Iterable[int], purpose: str) -> frozenset[int]:
    """Those of many persons whose yes stands (one statement)."""
    standing = Consent.objects.filter(person_id__in=list(person_ids), purpose=purpose, withdrawn_at=None)
    return frozenset(standing.values_list("person_id", flat=True))


@dataclass(frozen=True)
class Agreed:
    """What stands and what stood before, of one person."""

    standing: dict[str, Consent]
    before: list[Consent]
    told_skills: int
    """Skills and recommendations shown to neighbours."""


def consents_of(person_id: int) -> Agreed:
    """A person's consents."""
    every = list(Consent.objects.filter(person_id=person_id).order_by("-given_at", "-id"))
    skills = Qualification.objects.filter(person_id=person_id, withdrawn_at=None).count()
    said = Recommendation.objects.filter(person_id=person_id, state="accepted").count()
    return Agreed(
        standing={one.purpose: one for one in every if one.withdrawn_at is None},
        before=[one for one in every if one.withdrawn_at is not None],
        told_skills=skills + said,
    )
