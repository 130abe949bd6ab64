"""Petitions of owners: where each stands in both measures, who has to answer by when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.bridge import LawDay, law_days
from linmeng.assembly.bridge.petition import Progress, Signed, petition_progress
from linmeng.assembly.models import Petition, PetitionSignature, PetitionStep, RollEntry, Vote
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.roll import roll_on
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.people.models import Role, Seat
from linmeng.people.queries.actors import in_force
from linmeng.projects.queries import site_path

ARTICLE = "上海市住宅物业管理规定 25"
IN_STEAD = "业主大会和业主委员会指导规则 51"
State = Petition.State


def petition_path(petition_id: int) -> str:
    """Where its page is."""
    return site_path(f"petitions/{petition_id}/")


def petitions_of(compound_ids: Collection[int] | None = None) -> QuerySet[Petition]:
    """All of them, those being signed first; what owners ask for is public."""
    rows = Petition.objects.select_related("compound", "about_person", "vote")
    if compound_ids is not None:
        rows = rows.filter(compound_id__in=list(compound_ids))
    return rows.order_by("-opened_at", "-id")


def homes_of(compound_id: int, day: date) -> dict[int, RollEntry]:
    """Every home that somebody owns on a day, by unit, as it would stand on a roll; two queries."""
    whole = Vote(compound_id=compound_id, scope="compound")
    return {entry.unit_id: entry for entry in roll_on(whole, day) if entry.owners}


def standing_signatures(petition: Petition) -> QuerySet[PetitionSignature]:
    """Those not withdrawn."""
    rows = petition.signatures.filter(withdrawn_at__isnull=True)
    return rows.select_related("unit", "person").order_by("unit__code", "id")


def measuring_day(petition: Petition, today: date) -> date:
    """Owners and homes as of the day on which it was handed in; before that, of today."""
    return local_day(petition.handed_in_at) if petition.handed_in_at else today


def signed_homes(petition: Petition, homes: dict[int, RollEntry]) -> list[RollEntry]:
    """Homes for which one of their present owners signed: co-owners are one head, so one of them is enough."""
    pairs = set(standing_signatures(petition).values_list("unit_id", "person_id"))
    return [e for pk, e in homes.items() if any((pk, int(owner)) in pairs for owner in e.owners)]


def progress_of(petition: Petition, today: date) -> Progress | None:
    """Both measures at once; None where no law pack speaks of petitions."""
    day = measuring_day(petition, today)
    homes = homes_of(petition.compound_id, day)
    signed = signed_homes(petition, homes)
    measured = Signed(
        sum(e.area_dm2 for e in homes.values()),
        len({e.head_key for e in homes.values()}),
        sum(e.area_dm2 for e in signed),
        len({e.head_key for e in signed}),
    )
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    removal = petition.asks == Petition.Asks.REMOVAL
    return petition_progress(petition.compound.place, day, measured, removal=removal, language=language)


@dataclass(frozen=True)
class MyHome:
    """A home of mine in the compound, and what I signed for it."""

    entry: RollEntry
    signature: PetitionSignature | None


def my_homes(actor: Actor, petition: Petition) -> list[MyHome]:
    """The visitor's own homes there, as of today."""
    homes = homes_of(petition.compound_id, actor.today)
    mine = [homes[unit_id] for unit_id in sorted(actor.units) if unit_id in homes]
    rows = petition.signatures.filter(person_id=actor.person_id or 0, withdrawn_at__isnull=True)
    by_unit = {row.unit_id: row for row in rows}
    return [MyHome(entry, by_unit.get(entry.unit_id)) for entry in mine]


def members_of(compound_id: int, day: date) -> QuerySet[Seat]:
    """Who sits on the owners' committee: whose removal may be asked for."""
    roles = (Role.COMMITTEE_DIRECTOR, Role.COMMITTEE_MEMBER)
    seats = Seat.objects.filter(in_force(day), body__compound_id=compound_id, role__in=roles)
    return seats.select_related("person").order_by("role", "id")


def answer_due(petition: Petition) -> LawDay | None:
    """By when the committee answers. The law says that it shall call the meeting and names no day: the
    reminder is the day by which a meeting that members demand must be held.
    """
    if petition.handed_in_at is None:
        return None
    day = local_day(petition.handed_in_at)
    return law_days(petition.compound.place, "meeting_demanded", day, "zh").get("demanded_meeting")


def may_be_called_instead(petition: Petition, today: date) -> bool:
    """Whether the residents' committee may step in: refused, or not answered in time."""
    if petition.state == State.REFUSED:
        return True
    due = answer_due(petition)
    return petition.state == State.HANDED_IN and due is not None and today > due.due


def steps_of(petition: Petition) -> list[PetitionStep]:
    """Everything that happened to it, first to last."""
    return list(petition.steps.order_by("happened_at", "id"))


def petition_dues(actor: Actor) -> list[Due]:
    """The committee answers; the residents' committee orders or calls where it does not."""
    if actor.hat is None or not actor.wears(*COMMITTEE, "clerk"):
        return []
    waiting = Q(state__in=[State.HANDED_IN, State.REFUSED]) | Q(
        state__in=[State.ACCEPTED, State.CONVENED], vote__isnull=True
    )
    rows = petitions_of(actor.hat.compounds).filter(waiting)
    root = site_path("petitions/")
    found = [_due(actor, petition, f"{root}{petition.id}/") for petition in rows[:50]]
    return [due for due in found if due is not None]


def _due(actor: Actor, petition: Petition, page: str) -> Due | None:
    assert actor.hat is not None and petition.handed_in_at is not None  # noqa: S101  it was handed in
    role, legal = actor.hat.role, answer_due(petition)
    by = legal.due if legal is not None else local_day(petition.handed_in_at) + timedelta(days=1)
    if actor.wears("clerk"):
        if petition.state == State.CONVENED:
            what = _("Put to the vote what owners asked for: %s") % petition.title
            return Due(by, what, page, IN_STEAD, role, petition.compound_id)
        if not may_be_called_instead(petition, actor.today):
            return None
        what = _("Order or call the meeting that owners ask for: %s") % petition.title
        return Due(by, what, page, IN_STEAD, role, petition.compound_id)
    if petition.state == State.HANDED_IN:
        what = _("Answer the owners who ask for a meeting: %s") % petition.title
    elif petition.state == State.ACCEPTED:
        what = _("Put to the vote what owners asked for: %s") % petition.title
    else:
        return None
    return Due(by, what, page, ARTICLE, role, petition.compound_id)


def votes_to_link(petition: Petition) -> QuerySet[Vote]:
    """Announced votes of the compound since the petition was handed in."""
    since = local_day(petition.handed_in_at) if petition.handed_in_at else date.max
    rows = Vote.objects.filter(compound_id=petition.compound_id, noticed_on__gte=since)
    return rows.exclude(state="cancelled").order_by("-noticed_on", "-id")


def compounds_of_owner(actor: Actor) -> list[Compound]:
    """Where this person owns a home and may open a petition."""
    rows = Compound.objects.filter(units__id__in=list(actor.units)).distinct()
    return list(rows.order_by("code"))
