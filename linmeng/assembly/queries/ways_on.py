"""The lawful ways by which a compound comes to a committee today, and who starts each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, Compound, Unit
from linmeng.alliance.queries import present_term
from linmeng.assembly.bridge import CommitteeLaw, committee_law, law_days
from linmeng.assembly.models import Election
from linmeng.assembly.queries.substitutes import waiting_substitutes
from linmeng.people.models import Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.people.queries import in_force


@dataclass(frozen=True)
class Way:
    """One way on: what kind of election, why now, who starts it, by which article, by when."""

    kind: str
    why: str
    who: str
    article: str
    seats: int = 0
    by: date | None = None
    optional: bool = False
    """Only where its own ground is given: a committee is in office and its term goes on."""


def language() -> str:
    """The core's language for the reader of this page."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def size_of_compound(compound_id: int, day: date) -> tuple[int, int]:
    """Area of all units in dm² and how many homes: what the least size of a committee depends on (SH 20)."""
    units = Unit.objects.filter(in_force(day), compound_id=compound_id)
    area = units.aggregate(Sum("area_dm2"))["area_dm2__sum"] or 0
    return area, units.filter(kind=Unit.Kind.HOME).count()


def members_today(term: CommitteeTerm, day: date) -> int:
    """How many seats of the committee are held."""
    return Seat.objects.filter(in_force(day), body_id=term.body_id, role__in=COMMITTEE).count()


def unfinished_election(compound_id: int) -> Election | None:
    """The last election that elected fewer than its minimum, while nobody filled the rest."""
    last = Election.objects.filter(compound_id=compound_id).order_by("-opened_at", "-id").first()
    if last is None or last.state != Election.State.ENDED or not elected_so_far(last):
        return None
    return last


def chain_of(election: Election) -> list[Election]:
    """The election and those whose empty seats it fills, the first one last."""
    chain = [election]
    while chain[-1].after_id is not None:
        chain.append(Election.objects.get(id=chain[-1].after_id))
    return chain


def elected_so_far(election: Election) -> int:
    """How many the owners elected in an election and in those it goes on from."""
    return sum(one.candidacies.filter(state="elected").count() for one in chain_of(election))


def ways_on(compound: Compound, day: date) -> list[Way]:
    """Empty where a full committee is in office and its term goes on; one of them each while it is not."""
    law = committee_law(compound.place, day)
    if (
        law is None
        or Election.objects.filter(compound=compound).exclude(state__in=["filed", "ended"]).exists()
    ):
        return []
    before = unfinished_election(compound.id)
    if before is not None:
        return [_after(before, law)]
    term = present_term(compound.id)
    if term is None or term.state in ("vacant", "acting"):
        return [_without_committee(compound, law, day)]
    return [*_loss(term, law, day), *_end_of_term(compound, term, law, day), _early(law)]


def _after(before: Election, law: CommitteeLaw) -> Way:
    chain = chain_of(before)
    size, left = chain[-1].seats, elected_so_far(before)
    follows, lines = law.after_loss(size=size, left=left, language=language())
    article = law.article("by_election.while_left")
    if follows == "by_election":
        return Way("by_election", " ".join(lines), _street_and_residents(), article, size - left)
    return Way(chain[-1].kind, " ".join(lines), _street(), article, size)


def _without_committee(compound: Compound, law: CommitteeLaw, day: date) -> Way:
    had_one = CommitteeTerm.objects.filter(body__compound=compound, number__gte=1).exists()
    if had_one:
        why = _("The committee is vacant: the street arranges a new election.")
        return Way("early", why, _street(), law.article("by_election.while_left"))
    days = law_days(compound.place, "group_requested", day, language()).get("group_formed")
    why = _("This compound never had a committee: owners ask in writing, and the street forms a group.")
    return Way("first", why, _owners_and_street(), days.article if days else "")


def _loss(term: CommitteeTerm, law: CommitteeLaw, day: date) -> list[Way]:
    left = min(members_today(term, day), term.members)
    if not term.members or left == term.members:
        return []
    if law.has_substitutes and waiting_substitutes(term):
        return []  # first those next in line move up
    follows, lines = law.after_loss(size=term.members, left=left, language=language())
    article = law.article("by_election.while_left")
    if follows == "by_election":
        return [Way("by_election", " ".join(lines), _committee(), article, term.members - left)]
    return [Way("early", " ".join(lines), _street(), article)]


def _end_of_term(compound: Compound, term: CommitteeTerm, law: CommitteeLaw, day: date) -> list[Way]:
    if term.ends_on is None:
        return []
    report = law_days(compound.place, "term_end", term.ends_on, language()).get("expiry_reported")
    if report is None or ((report.due - day).days > 31 and term.state != "in_reelection"):
        return []
    why = _("The term ends on %(day)s; the committee reports it to the street in writing before that.")
    return [
        Way("reelection", why % {"day": term.ends_on.isoformat()}, _street(), report.article, by=report.due)
    ]


def _early(law: CommitteeLaw) -> Way:
    months = _("Only where the committee did nothing for half a year, or gravely broke the law.")
    return Way(
        "early",
        months,
        _street(),
        law.article("early.idle") or law.article("by_election.while_left"),
        optional=True,
    )


def _street() -> str:
    return _("The street office forms the election group; the residents' committee keeps its papers.")


def _owners_and_street() -> str:
    return _("Owners ask in writing; the street office forms the election group.")


def _street_and_residents() -> str:
    return _("The election group stays and calls the by-election.")


def _committee() -> str:
    return _(
        "The owners' assembly may fill the seats; the committee or the residents' committee prepares it."
    )
