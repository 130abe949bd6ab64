"""Mandates of a vote: who holds how many, which of them do not count, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.assembly.bridge.mandates import AgainstMandate, HeldMandate, MandateLaw
from linmeng.assembly.models import BallotDispute, CastBallot, Proxy, Receipt, Vote
from linmeng.assembly.queries.entitled import entitled_now, has_died, valid_receipts
from linmeng.common.clock import local_day
from linmeng.common.dues import Problem
from linmeng.people.models import Person, Seat
from linmeng.people.queries.actors import in_force
from linmeng.people.queries.seats import compounds_of_body
from linmeng.projects.queries import site_path

PROPERTY_ROLES = ("property_manager", "property_worker")


def mandates_of(vote: Vote) -> QuerySet[Proxy]:
    """Every mandate of a vote with its home, the newest last; revoked ones stay readable."""
    return Proxy.objects.filter(vote=vote).select_related("entry").order_by("given_at", "id")


def law_of_mandates(vote: Vote, today: date) -> MandateLaw:
    """The law on mandates as of the day of notice, and the limit frozen with the vote."""
    return MandateLaw(vote.compound.place, vote.noticed_on or today, vote.proxy_limit)


def agent_key(person_id: int | None, name: str) -> str:
    """The same agent has the same key: a person this house knows, else the name as written."""
    return str(person_id) if person_id is not None else f"name {name.strip()}"


def is_property_staff(person_id: int | None, relation: str, compound_id: int, day: date) -> bool:
    """Whether an agent works for the property company: as written, or as the seats of this house say."""
    if relation == Proxy.Relation.PROPERTY:
        return True
    seats = Seat.objects.filter(in_force(day), person_id=person_id, role__in=PROPERTY_ROLES)
    return any(compound_id in compounds_of_body(seat.body, day) for seat in seats.select_related("body"))


def held(vote: Vote, proxies: Iterable[Proxy], day: date) -> list[HeldMandate]:
    """Mandates as the law is asked about them. A log-in of one's own is in writing too (Civil Code 469)."""
    return [
        HeldMandate(
            agent=agent_key(one.agent_person_id, one.agent_name),
            principal=one.principal,
            written=True,
            property_staff=is_property_staff(one.agent_person_id, one.relation, vote.compound_id, day),
        )
        for one in proxies
    ]


def against(reason: str) -> str:
    """Why a mandate does not count, as a sentence."""
    return {
        "not_written": _("A mandate must be in writing."),
        "property_staff": _("Staff of the property company cannot vote for owners here."),
        "over_limit": _("This person holds as many mandates already as one may hold."),
        "differs_from_mandate": _("The ballot says something else than the owner wrote."),
        "revoked": _("The owner had taken the mandate back."),
        "lapsed": _("The owner has died or no longer owns the home; the mandate has ended."),
    }[reason]


@dataclass(frozen=True)
class CastUnderMandate:
    """A ballot cast under a mandate that does not count, with the reason and the article."""

    receipt: Receipt
    reason: str
    article: str

    @property
    def sentence(self) -> str:
        """For those who count; without a word of what was chosen."""
        said = _("%(unit)s was cast under a mandate that does not count: %(why)s")
        return said % {"unit": self.receipt.entry.unit_code, "why": against(self.reason)}


def refused_casts(vote: Vote) -> list[CastUnderMandate]:
    """Checked again at the count: ballots under mandates over the limit, revoked before, ended, or of staff;
    and ballots that differ from what was written. Those that are void or being looked into are left out.
    """
    frozen = BallotDispute.objects.filter(vote=vote, state=BallotDispute.State.OPEN).values("receipt_id")
    cast = valid_receipts().filter(vote=vote, proxy__isnull=False).exclude(id__in=frozen)
    receipts = list(cast.select_related("proxy", "entry").order_by("cast_at", "id"))
    return [*_ended(vote, receipts), *_by_law(vote, receipts)]


def _ended(vote: Vote, receipts: Sequence[Receipt]) -> list[CastUnderMandate]:
    found = []
    for one in receipts:
        proxy = one.proxy
        assert proxy is not None  # noqa: S101  filtered above
        if proxy.revoked_at is not None and proxy.revoked_at <= one.cast_at:
            found.append(CastUnderMandate(one, "revoked", "民法典 173"))
        elif proxy.principal not in entitled_now(vote, one.entry).owners or has_died(
            proxy.principal, local_day(one.cast_at)
        ):
            found.append(CastUnderMandate(one, "lapsed", "民法典 173"))
    return found


def _by_law(vote: Vote, receipts: Sequence[Receipt]) -> list[CastUnderMandate]:
    if not receipts:
        return []
    law, day = law_of_mandates(vote, local_day(receipts[0].cast_at)), local_day(receipts[-1].cast_at)
    refused: list[AgainstMandate] = list(law.refused(held(vote, [_proxy(one) for one in receipts], day)))
    found = [CastUnderMandate(receipts[one.place], one.reason, one.article) for one in refused]
    for one in receipts:
        article = differs(law, _proxy(one), _said(one))
        if article:
            found.append(CastUnderMandate(one, "differs_from_mandate", article))
    return found


def _proxy(receipt: Receipt) -> Proxy:
    assert receipt.proxy is not None  # noqa: S101  filtered above
    return receipt.proxy


def _said(receipt: Receipt) -> dict[str, str]:
    rows = CastBallot.objects.filter(receipt=receipt).values_list("question__number", "choice")
    return {str(number): choice for number, choice in rows}


def differs(law: MandateLaw, proxy: Proxy, cast: dict[str, str]) -> str:
    """The article against a ballot that is not as its principal wrote it; "" where it may stand."""
    wrote: dict[str, str] = proxy.instructions
    found = (law.differs(wrote=words, cast=cast.get(number, "")) for number, words in wrote.items())
    return next((article for article in found if article), "")


def problems_with_mandates(vote: Vote) -> list[Problem]:
    """Before the count: each such ballot waits for somebody who looks into it."""
    path = site_path(f"votes/{vote.id}/disputes/")
    return [Problem(one.sentence, one.article, path) for one in refused_casts(vote)]


def known_agent(name: str, phone: str) -> Person | None:
    """Whom of this house an owner means: name and phone must both be right, so that neither can be guessed."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) < 7:
        return None
    found = Person.objects.filter(name=name.strip(), kind=Person.Kind.NATURAL, user__phone=digits)
    return found.first()


def may_still_cast(vote: Vote, proxy: Proxy) -> bool:
    """Whether the principal has no valid ballot yet: until then the mandate can be used or taken back."""
    return not valid_receipts().filter(vote=vote, entry_id=proxy.entry_id, by=proxy.principal).exists()
