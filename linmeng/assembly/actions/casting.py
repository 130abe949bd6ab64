"""Casting a ballot on the web: durable, once, and told to nobody."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, locked_home
from linmeng.assembly.actions.turnout import note_turnout
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import BallotDispute, CastBallot, Proxy, Question, Receipt, RollEntry, Vote
from linmeng.assembly.queries.ballot_lists import fault_of_answer
from linmeng.assembly.queries.entitled import KnownHome, Voice, entitled_now, speaker, voices_for
from linmeng.assembly.queries.proxies import differs, law_of_mandates
from linmeng.assembly.queries.supplements import why_not_theirs
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.prepared import Prepared, insert
from linmeng.record.actions import write

WEB_CHOICES = ("yes", "no", "abstain")
PAPER_CHOICES = (*WEB_CHOICES, "unclear")
_earlier = Prepared(
    lambda entry, by: Receipt.objects.filter(entry_id=entry, by=by).values_list("id", "channel")
)


@action
def cast_web_ballot(
    actor: Actor, *, vote_id: int, entry_id: int, choices: Mapping[int, str], key: str, for_owner: str = ""
) -> Receipt:
    """Cast for one's own unit; the same `key` again gives the same receipt. `for_owner` (a person id as
    text): in whose place, where somebody else's home is cast for by law or mandate.

    Refuses outside [opening, closing), without a place on the roll, where co-owners named somebody else,
    where only signed paper counts, in the name of the dead, other than a written mandate says, and a second
    ballot unless the policy lets the last count or the first was found void.
    """
    home = locked_home(vote_id, entry_id, actor.person_id or 0, actor.today)
    if home.returned and key and (mine := _sent_before(actor, home.entry, key[:40])):
        return mine
    return _cast(actor, home, _voice(actor, home, for_owner), choices, key[:40])


def _sent_before(actor: Actor, entry: RollEntry, key: str) -> Receipt | None:
    """What the same form gave before; somebody else's form is refused."""
    found = Receipt.objects.select_related("vote", "entry").filter(entry_id=entry.id, form=key).first()
    if found is not None and actor.person_id != (found.cast_by or int(found.by)):
        raise WrongState(_("Somebody else sent this form. Please open the page anew."))
    return found


def _cast(actor: Actor, home: KnownHome, voice: Voice, choices: Mapping[int, str], key: str) -> Receipt:
    entry, vote = home.entry, home.entry.vote
    _check_moment(actor, vote)
    check_choices(home.questions, choices, WEB_CHOICES)
    if voice.proxy is not None:
        _check_mandate(vote, voice.proxy, choices)
    earlier = _earlier(entry.id, voice.owner) if home.returned else []
    if earlier and vote.repeat != "last":
        _check_void([receipt_id for receipt_id, _channel in earlier], entry)
    receipt = Receipt(
        vote=vote,
        entry=entry,
        channel="web",
        by=voice.owner,
        proxy=voice.proxy,
        cast_by=None if voice.owner == str(actor.person_id) else actor.person_id,
        sequence=sum(channel == "web" for _id, channel in earlier) + 1,
        cast_at=actor.at,
        form=key,
    )
    insert(receipt)
    keep_choices(receipt, home.questions, choices)
    note_turnout(vote, entry, receipt, first=home.is_first)
    write(
        actor, "ballot_cast", {"vote": str(vote.id), "channel": "web", "receipt_sha256": sha256(receipt.code)}
    )
    return receipt


def _voice(actor: Actor, home: KnownHome, for_owner: str) -> Voice:
    """In whose place this person casts; refuses whoever may for nobody here."""
    entry, vote, mine = home.entry, home.entry.vote, str(actor.person_id)
    if not vote.web_ballots:
        raise WrongState(
            _("In this vote only signed paper ballots count. Your building leader brings yours.")
        )
    entitled = entitled_now(vote, entry) if home.changed_hands else entry
    if for_owner in ("", mine) and mine in entitled.owners:
        if vote.repeat == "last" and home.changed_hands and (sold := why_not_theirs(actor, vote, entry)):
            raise NotAllowed(sold)  # voted, then sold the home: that ballot stands, no other follows
        _check_own(actor, home, speaker(entitled))
        return Voice(mine)
    voices = [one for one in voices_for(actor, vote, entry) if for_owner in ("", one.owner)]
    sentence = "" if voices else why_not_theirs(actor, vote, entry)
    demand(bool(voices), sentence or _("Only an owner on the roll of this vote can vote for this home."))
    return voices[0]


def _check_own(actor: Actor, home: KnownHome, named: str) -> None:
    entry = home.entry
    if entry.unit_id in actor.disputed:
        raise NotAllowed(
            _("Who votes for %s waits for the desk of the residents' committee.") % entry.unit_code
        )
    if named not in ("", str(actor.person_id)):
        raise NotAllowed(_("The co-owners of %s named somebody else to vote for it.") % entry.unit_code)
    if home.died:
        raise NotAllowed(
            _("This owner has died by the papers at the desk; the heir votes for %s.") % entry.unit_code
        )


def _check_mandate(vote: Vote, proxy: Proxy, choices: Mapping[int, str]) -> None:
    cast = {str(number): choice for number, choice in choices.items()}
    article = differs(law_of_mandates(vote, vote.noticed_on or local_day(proxy.given_at)), proxy, cast)
    if article:
        raise AgainstTheLaw(
            _("The owner wrote otherwise. A ballot that differs from the written mandate is void."),
            article=article,
        )


def _check_void(receipt_ids: list[int], entry: RollEntry) -> None:
    """A first ballot stands, unless it was found not to be the owner's."""
    found = BallotDispute.objects.filter(receipt_id__in=receipt_ids).values_list("receipt_id", "state")
    states = dict(found)
    if all(states.get(receipt_id) == BallotDispute.State.VOID for receipt_id in receipt_ids):
        return
    if BallotDispute.State.OPEN in states.values():
        raise WrongState(
            _("The ballot for %s is being looked into. If it is found void, you can vote then.")
            % entry.unit_code
        )
    raise WrongState(_("You have already voted for %s. Your first ballot stands.") % entry.unit_code)


def _check_moment(actor: Actor, vote: Vote) -> None:
    now = phase(vote, actor.at)
    if now == "noticed":
        raise WrongState(_("The vote has not begun yet."))
    if now == "suspended":
        raise WrongState(_("This vote rests for the moment; no ballot is taken until it goes on."))
    if now != "open":
        raise WrongState(_("The vote is over; no more ballots are taken."))


def check_choices(questions: list[Question], choices: Mapping[int, str], allowed: tuple[str, ...]) -> None:
    """Exactly one allowed choice for each question; in an election the names that it may hold."""
    if set(choices) != {q.number for q in questions}:
        raise ValidationError({"choices": _("Please choose one answer to each question.")})
    for question in questions:
        most = "unclear" not in allowed  # a signed paper is kept as it is, a web ballot is made right
        fault = fault_of_answer(question, choices[question.number], allowed, most=most)
        if fault:
            raise ValidationError({"choices": fault})


def keep_choices(receipt: Receipt, questions: list[Question], choices: Mapping[int, str]) -> None:
    """What was chosen, one row a question; never again changed."""
    for question in questions:
        insert(CastBallot(receipt=receipt, question=question, choice=choices[question.number]))
