"""What a petition's page shows, and to whom."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly import permissions
from linmeng.assembly.bridge import LawDay
from linmeng.assembly.bridge.petition import Progress
from linmeng.assembly.models import Petition, PetitionStep
from linmeng.assembly.queries.petition import (
    MyHome,
    answer_due,
    may_be_called_instead,
    my_homes,
    progress_of,
    steps_of,
    votes_to_link,
)
from linmeng.assembly.queries.petition_calls import may_call_for
from linmeng.common.actor import Actor
from linmeng.pages.templatetags.ui_formats import area

State = Petition.State


@dataclass(frozen=True)
class Measure:
    """One of the two measures, to be drawn."""

    label: str
    part: int
    whole: int
    words: str
    met: bool
    counts: bool
    """Whether this measure is the one that the law here asks for."""


@dataclass(frozen=True)
class PetitionPage:
    """Everything on it; never a name of somebody who signed."""

    petition: Petition
    headline: str
    progress: Progress | None
    measures: list[Measure]
    homes: list[MyHome]
    steps: list[PetitionStep]
    answer_by: LawDay | None
    opened_by_me: bool
    may: dict[str, bool]

    @property
    def unsigned(self) -> list[MyHome]:
        """Homes of mine for which I can sign."""
        return [home for home in self.homes if home.signature is None]

    @property
    def signed(self) -> list[MyHome]:
        """Homes of mine for which I signed."""
        return [home for home in self.homes if home.signature is not None]


def read_petition(actor: Actor, petition: Petition) -> PetitionPage:
    """The page for one visitor."""
    progress = progress_of(petition, actor.today)
    return PetitionPage(
        petition=petition,
        headline=headline(petition, progress),
        progress=progress,
        measures=measures(progress) if progress else [],
        homes=my_homes(actor, petition) if actor.units else [],
        steps=steps_of(petition),
        answer_by=answer_due(petition) if petition.state == State.HANDED_IN else None,
        opened_by_me=petition.opened_by_id == actor.person_id,
        may=_rights(actor, petition, progress),
    )


def _rights(actor: Actor, petition: Petition, progress: Progress | None) -> dict[str, bool]:
    clerk = permissions.may_take_in_signatures(actor, petition.compound_id)
    committee = permissions.may_answer_petition(actor, petition.compound_id)
    collecting = petition.state == State.COLLECTING
    own = petition.opened_by_id == actor.person_id
    called = petition.state in (State.ACCEPTED, State.CONVENED) and petition.vote_id is None
    return {
        "take_in": clerk and collecting,
        "hand_in": (own or clerk) and collecting and progress is not None and progress.met,
        "withdraw": own and collecting,
        "answer": committee and petition.state in (State.HANDED_IN, State.REFUSED),
        "step_in": clerk and may_be_called_instead(petition, actor.today),
        "count": clerk or (committee and petition.handed_in_at is not None),
        "call": may_call_for(actor, petition),
        "link": called and (clerk or committee) and votes_to_link(petition).exists(),
    }


def headline(petition: Petition, progress: Progress | None) -> str:
    """The state as a sentence."""
    if petition.state != State.COLLECTING:
        return {
            "handed_in": _("Handed in: the committee has to answer"),
            "accepted": _("Accepted: the meeting is being called"),
            "refused": _("Refused by the committee; the residents' committee may step in"),
            "convened": _("The residents' committee calls the meeting"),
            "withdrawn": _("This petition was withdrawn"),
        }[petition.state]
    if progress is None:
        return _("The law here says nothing of petitions")
    if progress.met:
        return _("Enough owners have signed: it can be handed in")
    if progress.missing_heads:
        words = ngettext("%(n)s more owner is needed", "%(n)s more owners are needed", progress.missing_heads)
        return words % {"n": progress.missing_heads}
    return _("%s more is needed") % area(progress.missing_area_dm2)


def measures(progress: Progress) -> list[Measure]:
    """Heads and area, each with what is missing (case 29: both are shown whatever the place asks)."""
    signed = progress.signed
    heads = _("%(part)s of %(whole)s owners") % {"part": signed.heads, "whole": signed.total_heads}
    squares = {"part": area(signed.area_dm2), "whole": area(signed.total_area_dm2)}
    both = progress.measures == "area_and_heads"
    return [
        Measure(_("Owners"), signed.heads, signed.total_heads, heads, progress.heads_met, counts=True),
        Measure(
            _("Area"),
            signed.area_dm2,
            signed.total_area_dm2,
            _("%(part)s of %(whole)s") % squares,
            progress.area_met,
            counts=both,
        ),
    ]


def list_rows(petitions: list[Petition]) -> list[dict[str, Any]]:
    """Rows of the list: what, where, in which state."""
    return [{"petition": petition, "state": petition.get_state_display()} for petition in petitions]
