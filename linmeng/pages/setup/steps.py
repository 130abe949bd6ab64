"""The seven steps of the first day, each read from what stands in the house; nothing of it is stored."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Charter
from linmeng.alliance.queries import compounds_of_alliance, latest_charter
from linmeng.common.actor import Actor
from linmeng.pages.setup.rows import CompoundRow, code_letters_url, read_rows
from linmeng.people.models import Person, Seat
from linmeng.people.queries import in_force


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: where it stands in words, what is missing, how long it takes, and the one thing to do next."""

    number: int
    title: str
    done: bool
    words: str
    missing: tuple[str, ...] = ()
    minutes: int = 0
    url: str = ""
    action: str = ""
    role: str = ""
    """Whose work it is: `clerk`, `secretary`, or either."""


@dataclass(frozen=True)
class FirstDay:
    """The whole first day as it stands now."""

    steps: list[Step]
    rows: list[CompoundRow]

    @property
    def current(self) -> Step | None:
        """The first step that is not done."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def minutes(self) -> int:
        """About how long the rest takes."""
        return sum(step.minutes for step in self.steps if not step.done)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the steps are read from."""

    slug: str
    kinds: dict[str, int]
    roles: frozenset[str]
    rows: list[CompoundRow]
    charter: Charter | None
    neighbours: int


def read_first_day(actor: Actor, slug: str) -> FirstDay:
    """Read it all, in as many statements for thirteen compounds as for one."""
    charter = latest_charter()
    rows = read_rows(actor, compounds_of_alliance(), charter)
    kinds = list(Body.objects.values_list("kind", flat=True))
    roles = Seat.objects.filter(in_force(actor.today)).values_list("role", flat=True).order_by().distinct()
    officers = Seat.objects.values("person_id")
    standing = Standing(
        slug=slug,
        kinds={kind: kinds.count(kind) for kind in Body.Kind.values},
        roles=frozenset(roles),
        rows=rows,
        charter=charter,
        neighbours=Person.objects.filter(user__isnull=False).exclude(id__in=officers).count(),
    )
    return FirstDay([step(standing) for step in STEPS], rows)


def _names(rows: list[CompoundRow]) -> str:
    """The first few by name, the rest as a number."""
    names = "、".join(row.compound.name for row in rows[:3])
    more = len(rows) - 3
    return _("%(names)s and %(n)s more") % {"names": names, "n": more} if more > 0 else names


def _told(words: str, rows: list[CompoundRow]) -> tuple[str, ...]:
    return (words % {"names": _names(rows)},) if rows else ()


def bodies(at: Standing) -> Step:
    """Residents' committee, Party organisation, property companies."""
    wanted = {
        Body.Kind.RESIDENTS_COMMITTEE: _("The residents' committee is missing."),
        Body.Kind.PARTY_ORGANISATION: _("The Party organisation is missing."),
        Body.Kind.PROPERTY_COMPANY: _("No property company is entered yet."),
    }
    missing = tuple(words for kind, words in wanted.items() if not at.kinds[kind])
    entered = sum(at.kinds[kind] for kind in wanted)
    return Step(
        number=1,
        title=_("The bodies"),
        done=not missing,
        words=_("%(n)s bodies are entered.") % {"n": entered},
        missing=missing,
        minutes=5,
        url=reverse("setup_bodies", args=[at.slug]),
        action=_("Enter the bodies"),
    )


def compounds(at: Standing) -> Step:
    """Each with its company and its committee."""
    without_company = [row for row in at.rows if row.company is None]
    without_state = [row for row in at.rows if not row.committee_told]
    missing = _told(_("Who serves %(names)s?"), without_company)
    missing += _told(_("How does the committee of %(names)s stand?"), without_state)
    if not at.rows:
        missing = (_("No compound is entered yet."),)
    open_ones = sum(not row.known for row in at.rows)
    url = reverse("setup_compound_new", args=[at.slug])
    if open_ones:
        first = next(row for row in at.rows if not row.known)
        name = "service" if first.company is None else "committee"
        url = reverse(name, args=[at.slug, first.compound.code])
    return Step(
        number=2,
        title=_("The compounds"),
        done=bool(at.rows) and not open_ones,
        words=_("%(n)s compounds, %(open)s of them not complete.") % {"n": len(at.rows), "open": open_ones},
        missing=missing,
        minutes=max(2 * open_ones, 2 if at.rows else 10),
        url=url,
        action=_("Complete %(name)s") % {"name": first.compound.name} if open_ones else _("Enter a compound"),
    )


def rolls(at: Standing) -> Step:
    """The roll of every compound."""
    without = [row for row in at.rows if not row.units]
    units = sum(row.units for row in at.rows)
    first = next(iter(without), None)
    url = reverse("roll_import_new", args=[at.slug, first.compound.code]) if first is not None else ""
    if first is not None and first.waiting_upload is not None:
        url = reverse("roll_import", args=[at.slug, first.compound.code, first.waiting_upload])
    action = _("Read in the roll of %(name)s") % {"name": first.compound.name} if first is not None else ""
    return Step(
        number=3,
        title=_("The rolls of owners"),
        done=bool(at.rows) and not without,
        words=_("%(n)s units in %(done)s compounds.") % {"n": units, "done": len(at.rows) - len(without)},
        missing=_told(_("Without a roll: %(names)s."), without),
        minutes=max(2 * len(without), 5),
        url=url,
        action=action,
        role="clerk",
    )


def seats(at: Standing) -> Step:
    """Who holds which office."""
    without = [row for row in at.rows if row.seats_missing]
    number = sum(row.seats_missing for row in at.rows)
    missing = () if "clerk" in at.roles else (_("No community worker has a seat yet."),)
    return Step(
        number=4,
        title=_("The seats"),
        done=bool(at.rows) and all(row.units for row in at.rows) and not without and not missing,
        words=_("%(n)s seats are still empty: members, managers, building leaders.") % {"n": number}
        if number
        else _("No empty seat is known."),
        missing=missing + _told(_("Seats are empty in %(names)s."), without),
        minutes=max(5, number // 5),
        url=reverse("setup_people", args=[at.slug]),
        action=_("Enter many seats at once"),
        role="clerk",
    )


def charter(at: Standing) -> Step:
    """Version 1 is proposed; the committees decide for themselves."""
    adopted = sum(row.charter == "adopted" for row in at.rows)
    if at.charter is None:
        words = _("No charter is proposed yet.")
    else:
        words = _("Proposed; %(adopted)s of %(all)s compounds have adopted it.") % {
            "adopted": adopted,
            "all": len(at.rows),
        }
    return Step(
        number=5,
        title=_("The charter"),
        done=at.charter is not None,
        words=words,
        missing=() if at.charter is not None else (_("Each committee adopts it for itself, later."),),
        minutes=5,
        url=reverse("charter_propose", args=[at.slug]),
        action=_("Propose version 1"),
        role="secretary",
    )


def letters(at: Standing) -> Step:
    """A code letter for each door."""
    ready = [row for row in at.rows if row.units]
    without = [row for row in ready if row.letters < row.units]
    first = next(iter(without), None)
    url = code_letters_url(at.slug, first.compound.code) if first is not None else ""
    words = _("%(n)s letters are out.") % {"n": sum(row.letters for row in at.rows)}
    return Step(
        number=6,
        title=_("The code letters"),
        done=bool(ready) and len(ready) == len(at.rows) and not without,
        words=words if ready else _("They come after the rolls."),
        missing=_told(_("Letters are missing for %(names)s."), without),
        minutes=2 * max(len(without), 1),
        url=url,
        action=_("Print the letters of %(name)s") % {"name": first.compound.name} if url and first else "",
        role="clerk",
    )


def telling(at: Standing) -> Step:
    """Neighbours find the board: counted by those who came."""
    came = _("%(n)s neighbours have found the way.") % {"n": at.neighbours}
    return Step(
        number=7,
        title=_("Tell everyone"),
        done=at.neighbours > 0,
        words=came if at.neighbours else _("Nobody has come by yet."),
        minutes=5,
        url=reverse("setup_tell", args=[at.slug]),
        action=_("Print the first poster"),
    )


STEPS: tuple[Callable[[Standing], Step], ...] = (
    bodies,
    compounds,
    rolls,
    seats,
    charter,
    letters,
    telling,
)
