"""What the page of a committee's life says, and the papers made from it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly import permissions
from linmeng.assembly.models import HandOver
from linmeng.assembly.queries.term import (
    ACTING_ARTICLE,
    EMERGENCY_ARTICLE,
    CommitteeLife,
    day_words,
)
from linmeng.common.actor import Actor
from linmeng.pages.templatetags.ui_formats import cn_date_full


@dataclass(frozen=True)
class WayOn:
    """A lawful way on: what, the article, and where to begin."""

    words: str
    article: str
    url: str = ""
    label: str = ""


def headline(life: CommitteeLife) -> str:
    """The state as a sentence."""
    name = life.compound.name
    if life.is_seated and life.term is not None:
        if life.term.state == "in_reelection":
            return _("%s: the committee is in re-election, major matters wait") % name
        if life.term.ends_on:
            return _("%(name)s: term %(n)s runs until %(day)s") % {
                "name": name,
                "n": life.term.number,
                "day": cn_date_full(life.term.ends_on),
            }
        return _("%(name)s: term %(n)s is in office") % {"name": name, "n": life.term.number}
    if life.standing.state == "acting":
        return _("%s: the residents' committee acts until a committee is elected") % name
    return _("%s has no owners' committee") % name


def ways_to_go(actor: Actor, life: CommitteeLife, slug: str) -> list[WayOn]:
    """What the law offers a compound whose committee is vacant, thinned out or near its end."""
    code, runs = life.compound.code, permissions.may_run_elections(actor, life.compound.id)
    found = []
    if life.election is not None:
        url = reverse("election", args=[slug, life.election.id])
        found.append(WayOn(_("An election is under way."), "", url, _("See its next step")))
    begin = reverse("election_open", args=[slug, code]) if runs else ""
    found += [WayOn(f"{way.why} {way.who}", way.article, begin, _("Begin")) for way in life.ways]
    if life.standing.state == "vacant":
        state = reverse("committee_state", args=[slug, code]) if runs else ""
        words = _("Until then the residents' committee can act under the street's guidance.")
        found.append(WayOn(words, ACTING_ARTICLE, state, _("Enter it")))
    if not life.is_seated or life.standing.state == "in_reelection":
        words = _("What is dangerous goes the emergency way: a certificate, seven days, audited afterwards.")
        found.append(WayOn(words, EMERGENCY_ARTICLE))
    return found


def calendar_rows(life: CommitteeLife) -> list[tuple[str, str, str]]:
    """(what, day, article) of the term's clocks."""
    return [(day_words(one.what), cn_date_full(one.due), one.article) for one in life.days]


def members_rows(life: CommitteeLife, *, whole_names: bool) -> list[list[str]]:
    """Office, name, since when: whole names only for the filing."""
    return [
        [
            seat.get_role_display(),
            seat.person.name if whole_names else seat.person.masked,
            cn_date_full(seat.valid_from),
        ]
        for seat in life.seats
    ]


def hand_over_rows(found: HandOver) -> list[list[str]]:
    """Number, thing, how many, state, given by, received by, note."""
    return [
        [
            str(number),
            item.name,
            str(item.count),
            item.get_state_display(),
            item.given_by,
            item.received_by,
            item.note,
        ]
        for number, item in enumerate(found.items.all(), start=1)
    ]


def hand_over_heads() -> list[str]:
    """The head of the hand-over list."""
    return ["", _("What"), _("How many"), _("State"), _("Given by"), _("Received by"), _("Note")]


def member_heads() -> list[str]:
    """The head of the list of members."""
    return [_("Office"), _("Name"), _("Since")]
