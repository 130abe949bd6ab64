"""The call-back sample of a vote: what was announced, what was drawn, what people said."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from linmeng.assembly.models import CallBack, CallBackRound, Vote
from linmeng.assembly.queries.entitled import valid_receipts
from linmeng.common.clock import local_day
from linmeng.publishing.models import Publication
from linmeng.record.models import DaySeal

SUBJECT = "call_back"


@dataclass(frozen=True)
class Announced:
    """The rule as it hangs on the board: how many homes the seal of the day of the count will draw."""

    homes: int
    publication: Publication


def announced(vote: Vote) -> Announced | None:
    """What was published before anybody could know the seed; None while nothing was."""
    found = Publication.objects.filter(subject=SUBJECT, subject_id=vote.id, withdrawn_at=None).first()
    if found is None:
        return None
    facts: dict[str, Any] = json.loads(found.facts)
    return Announced(int(facts["homes"]), found)


def day_of_count(vote: Vote) -> date | None:
    """The day on which the ballots were first counted; from then on no paper is taken in any more."""
    first = vote.counts.order_by("version", "counted_at").first()
    return local_day(first.counted_at) if first is not None else None


def seed_of(vote: Vote) -> str:
    """The last hash of the record on the day of the count; empty until that day is sealed."""
    day = day_of_count(vote)
    if day is None:
        return ""
    return DaySeal.objects.filter(day=day).values_list("last_hash", flat=True).first() or ""


def homes_with_a_ballot(vote: Vote) -> list[str]:
    """Codes of the homes for which a ballot was cast: what is drawn from, as in the register."""
    codes = valid_receipts().filter(vote=vote).order_by().values_list("entry__unit_code", flat=True)
    return sorted(set(codes))


def round_of(vote: Vote) -> CallBackRound | None:
    """The draw, once it was made."""
    return CallBackRound.objects.filter(vote=vote).order_by("-drawn_at").first()


def calls_of(round_: CallBackRound) -> list[CallBack]:
    """The ballots of the sample in walking order; what was chosen is nowhere near."""
    rows = CallBack.objects.filter(round=round_).select_related("receipt__entry")
    return list(rows.order_by("receipt__entry__walk_order", "id"))


@dataclass(frozen=True)
class CallBackSummary:
    """What everyone may read."""

    homes: int
    seed: str
    waiting: int = 0
    confirmed: int = 0
    denied: int = 0
    not_reached: int = 0

    @property
    def asked(self) -> int:
        """Who was reached."""
        return self.confirmed + self.denied


def call_back_summary(vote: Vote) -> CallBackSummary | None:
    """Numbers only; None before the draw."""
    drawn = round_of(vote)
    if drawn is None:
        return None
    rows = CallBack.objects.filter(round=drawn).order_by().values_list("result").annotate(Count("id"))
    return CallBackSummary(homes=drawn.size, seed=drawn.seed, **dict(rows))
