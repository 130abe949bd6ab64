"""The parent row of every act on a vote, and the second key."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from linmeng.assembly.models import Candidacy, Leaving, Petition, RollEntry, Vote
from linmeng.assembly.queries.entitled import KnownHome, facts_of_home, known_home
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.prepared import Prepared, answers

_ASKED_OF_VOTE = [
    "id",
    "alliance",
    "state",
    "noticed_on",
    "opens_at",
    "closes_at",
    "extended_to",
    "suspended_at",
    "archived_at",
    "repeat",
    "web_ballots",
    "owner_at",
]
_left_out = [
    f"vote__{field.name}" for field in Vote._meta.concrete_fields if field.name not in _ASKED_OF_VOTE
]
_home_in_vote = Prepared(
    lambda entry, vote: (
        RollEntry.objects.select_for_update(of=("self",))
        .select_related("vote")
        .defer(*_left_out)
        .filter(id=entry, vote_id=vote)
    ),
    sharing=Vote,
)


def locked_vote(vote_id: int) -> Vote:
    """The vote, locked until the act is over."""
    return Vote.objects.select_for_update(of=("self",)).select_related("compound", "project").get(id=vote_id)


def locked_home(vote_id: int, entry_id: int, person: int, day: date) -> KnownHome:
    """A home on the roll, locked, with its vote held as it is until the act is over: many may hold a vote side
    by side, and whoever closes, suspends or cancels it waits for them all, or they for it. Of the vote only
    what casting asks is read. With it what is to be known of it when this person casts.
    """
    found, questions = answers(
        (_home_in_vote, entry_id, vote_id), (facts_of_home, vote_id, entry_id, person, day)
    )
    if not found:
        raise RollEntry.DoesNotExist
    return known_home(found[0], questions)


def demand(allowed: bool, sentence: str) -> None:
    """Refuse whoever may not, with a sentence that says who may."""
    if not allowed:
        raise NotAllowed(sentence)


def demand_second_key(actor: Actor) -> None:
    """Rolls, ballots and results are protected by a fresh code."""
    demand_second_factor(actor, _("Before this step, please confirm with a code by SMS."))


def vote_at_count(actor: Actor, vote_id: int, may: Callable[[Actor, int], bool], sentence: str) -> Vote:
    """The vote, locked, for who may do this at its count, has confirmed by a code and has no stake in it."""
    vote = locked_vote(vote_id)
    demand(may(actor, vote.compound_id), sentence)
    demand_second_key(actor)
    demand_no_stake(actor, vote)
    return vote


STOOD_BACK = ("declined", "refused", "withdrawn")


def demand_no_stake(actor: Actor, vote: Vote) -> None:
    """Who stands in this election, or whose removal it decides, neither reads its papers nor counts nor signs."""
    if actor.person_id is None or vote.matter_class != "elect_committee":
        return
    stands = Candidacy.objects.filter(election__vote=vote, person_id=actor.person_id)
    about = Petition.objects.filter(vote=vote, about_person_id=actor.person_id)
    leaves = Leaving.objects.filter(vote=vote, person_id=actor.person_id)
    if stands.exclude(state__in=STOOD_BACK).exists() or about.exists() or leaves.exists():
        raise NotAllowed(_("This vote is about you: others read its papers, count and sign."))
