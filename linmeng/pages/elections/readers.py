"""What the pages of an election show."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import runs
from linmeng.assembly.bridge import Bar, CommitteeLaw, committee_law
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.queries.candidates import elected_members, findings
from linmeng.assembly.queries.election_ladder import BY_HAND, Rung, ladder
from linmeng.assembly.queries.ways_on import language, unfinished_election
from linmeng.assembly.states import BEFORE_BALLOT
from linmeng.common.actor import Actor
from linmeng.pages.elections.doors import Door, Doors, recounted_doors

SHOWN_WHOLE = ("posted", "voting", "elected", "filed", "ended")


@dataclass(frozen=True)
class ShownRung:
    """A step with the doors to its work."""

    rung: Rung
    doors: tuple[Door, ...] = ()
    correct: str = ""


@dataclass(frozen=True)
class ShownCandidate:
    """Who stands, as this visitor may see it."""

    row: Candidacy
    name: str
    url: str = ""

    @property
    def state(self) -> str:
        """How far the candidacy is, in words."""
        return state_words(self.row)


def state_words(row: Candidacy) -> str:
    """How far a candidacy is; "stands" said so that nobody thinks of a ballot."""
    if row.state == Candidacy.State.ACCEPTED:
        return _("stands for election")
    return str(row.get_state_display())


@dataclass(frozen=True)
class ElectionPage:
    """Everything on an election's page."""

    election: Election
    headline: str
    rungs: list[ShownRung]
    candidates: list[ShownCandidate]
    group: list[Any]
    runs: bool
    next: list[Door] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)


def read_election(actor: Actor, election: Election, slug: str) -> ElectionPage:
    """The ladder for one visitor, next action first."""
    running, rungs = runs(actor, election), ladder(election)
    shown = [_shown(rung, election, slug, running=running) for rung in rungs]
    current = next((one for one in shown if one.rung.state == "current"), None)
    return ElectionPage(
        election=election,
        headline=headline(election, current.rung if current else None),
        rungs=shown,
        candidates=candidates_shown(actor, election, slug),
        group=list(election.group.filter(left_on__isnull=True).order_by("-heads_group", "id")),
        runs=running,
        next=list(current.doors) if current else _after_the_end(election, slug, running=running),
        doors=_other_doors(actor, election, slug, running=running),
    )


def headline(election: Election, current: Rung | None) -> str:
    """The state as a sentence."""
    if election.state == "filed":
        return _("The committee is in office")
    if election.state == "ended":
        return _("This election has ended; the next way is shown below")
    return _("Next: %s") % current.title if current else election.get_state_display()


def _shown(rung: Rung, election: Election, slug: str, *, running: bool) -> ShownRung:
    doors = tuple(Doors(election, slug).of(rung.key)) if running and not rung.is_done else ()
    correct = ""
    if running and rung.step is not None and election.state not in ("filed", "ended"):
        if rung.key in BY_HAND:
            correct = reverse("election_step_back", args=[slug, election.id, rung.step.id])
        elif rung.key == "group" and election.state in BEFORE_BALLOT:
            correct = reverse("election_group", args=[slug, election.id])
    return ShownRung(rung, doors, correct)


def _after_the_end(election: Election, slug: str, *, running: bool) -> list[Door]:
    """A by-election, or the election anew."""
    if not running or election.state != "ended" or unfinished_election(election.compound_id) != election:
        return []
    return [Door(_("Begin what follows"), reverse("election_open", args=[slug, election.compound.code]))]


def _other_doors(actor: Actor, election: Election, slug: str, *, running: bool) -> list[Door]:
    def page(label: str, name: str, *more: Any) -> Door:
        return Door(label, reverse(name, args=[slug, election.id, *more]))

    doors = []
    names = election.state == "nominating"
    mine = election.candidacies.filter(person_id=actor.person_id).first() if actor.person_id else None
    if mine is not None:
        doors.append(page(_("My candidacy"), "candidate", mine.id))
    elif names and actor.lives_in(election.compound_id) and not running:
        doors += [page(_("I want to stand"), "election_stand"), page(_("Name a neighbour"), "election_name")]
    doors += recounted_doors(Doors(election, slug), actor) if running else []
    if running and election.state in BEFORE_BALLOT:
        if election.kind != "by_election":
            doors.append(page(_("Correct seats and years"), "election_plan"))
        doors.append(page(_("Candidates with their checks (Excel)"), "election_excel"))
    if running and election.state == "checking":
        doors.append(page(_("Take names again"), "election_reason", "reopen"))
    if running and election.state == "posted":
        doors.append(page(_("Take the posting back"), "election_reason", "take-back"))
    if running and election.state not in ("elected", "filed", "ended"):
        doors.append(page(_("End this election, with a reason"), "election_reason", "end"))
    return doors


def candidates_shown(actor: Actor, election: Election, slug: str) -> list[ShownCandidate]:
    """Whole names once they hang on the board; before that for those who run it, masked for neighbours."""
    running = runs(actor, election)
    rows = election.candidacies.select_related("person")
    if not running:
        rows = rows.exclude(state__in=["named", "declined", "withdrawn", "refused"])
    shown = []
    for row in rows:
        own = actor.person_id == row.person_id
        whole = running or own or (row.number > 0 and election.state in SHOWN_WHOLE)
        inside = running or own
        url = reverse("candidate", args=[slug, election.id, row.id]) if inside else ""
        shown.append(ShownCandidate(row, row.person.name if whole else row.person.masked, url))
    return shown


def read_candidate(actor: Actor, row: Candidacy) -> dict[str, Any]:
    """One candidate's page: the answer, the pledge, the law's list with what was found."""
    gathered = row.election.state in ("nominating", "checking")
    law = committee_law(row.election.compound.place, actor.today)
    return {
        "row": row,
        "election": row.election,
        "running": runs(actor, row.election),
        "own": actor.person_id == row.person_id,
        "answering": gathered and row.state in ("named", "declined", "withdrawn"),
        "open": gathered and row.state in ("accepted", "qualified", "refused"),
        "state": state_words(row),
        "law": law,
        "lines": check_lines(row, law) if law else [],
    }


def check_lines(row: Candidacy, law: CommitteeLaw) -> list[dict[str, Any]]:
    """The law's list with what was found for one candidate."""
    known = findings(row)
    return [{"key": bar.key, "words": _said(bar), "check": known.get(bar.key)} for bar in law.bars]


def _said(bar: Bar) -> str:
    return bar.words if language() == "zh" else bar.words_en


def reason_words(election: Election, key: str, actor: Actor) -> str:
    """One reason of the law in words; Http404 for one that the law of the place does not know."""
    law = committee_law(election.compound.place, actor.today)
    found = next((bar for bar in law.bars if bar.key == key), None) if law else None
    if found is None:
        raise Http404
    return _said(found)


def members_shown(election: Election) -> list[Candidacy]:
    """Those elected, with their offices."""
    return elected_members(election) if election.state in ("elected", "filed") else []
