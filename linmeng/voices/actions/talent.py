"""Neighbours speak of neighbours' skills and ask them for help, always through the house: no phone is shown."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.people.actions import recommend
from linmeng.people.models import Person
from linmeng.people.queries.talent import (
    belongs_here,
    neighbours_named,
    recommendations_visible,
    skills_visible,
)
from linmeng.publishing.actions import notify
from linmeng.record.actions import write
from linmeng.voices.actions.wording import checked_line
from linmeng.voices.models import SkillRequest
from linmeng.voices.states import REQUEST

MOST_A_DAY = 5
WORDS_MOST, CONTACT_MOST = 200, 120
STATES = SkillRequest.State


@action
def recommend_neighbour(actor: Actor, *, unit_code: str, name: str, trade: str, words: str) -> int:
    """Recommend the neighbour of a door by name, and ask them whether it may be shown. Answers how many were asked.

    The page says the same whether somebody of that name lives there or not: it is no way to find out who does.
    """
    people = neighbours_named(actor, unit_code=unit_code, name=name)
    if len(people) != 1 or people[0].id == actor.person_id:
        return 0
    try:
        recommendation = recommend(actor, person_id=people[0].id, trade=trade, words=words)
    except WrongState:  # said before: the second answer must not tell more than the first
        return 0
    notify(
        actor,
        person_id=people[0].id,
        subject="recommendation",
        subject_id=recommendation.id,
        title=_("A neighbour recommends you"),
        words=_("“%(words)s” It is shown only if you say yes.") % {"words": recommendation.words},
        path=_mine(),
    )
    return 1


def _mine() -> str:
    return f"/a/{slug_in_force()}/talent/mine/"


@action
def ask_neighbour(actor: Actor, *, kind: str, pk: int, words: str) -> SkillRequest:
    """Ask somebody found by a skill or a recommendation whether they could help; they get a notice, no phone is shown.

    At most five a day, and one open request to the same neighbour.
    """
    if not belongs_here(actor):
        raise NotAllowed(_("Neighbours of the alliance can ask one another."))
    asked_id, skill_id = _found(actor, kind, pk)
    said = checked_line(words, field="words", fewest=4, most=WORDS_MOST)
    Person.objects.select_for_update().get(id=actor.person_id)
    _check_measure(actor, asked_id)
    request = SkillRequest.objects.create(
        qualification_id=skill_id,
        asked_id=asked_id,
        by_id=actor.person_id,
        words=said,
        created_at=actor.at,
    )
    _tell(actor, request, asked_id, _("A neighbour asks: could you help?"), said)
    write(actor, "neighbour_asked", {"request": str(request.id)})
    return request


def _found(actor: Actor, kind: str, pk: int) -> tuple[int, int | None]:
    """(person, skill) behind what was found, only if this actor can find it."""
    if kind == "skill":
        skill = skills_visible(actor).filter(id=pk).first()
        if skill is not None:
            return skill.person_id, skill.id
    said = recommendations_visible(actor).filter(id=pk).first() if kind == "recommendation" else None
    if said is None:
        raise NotAllowed(_("This neighbour is not shown any more. Look for another."))
    return said.person_id, None


def _check_measure(actor: Actor, asked_id: int) -> None:
    own = SkillRequest.objects.filter(by_id=actor.person_id)
    if asked_id == actor.person_id:
        raise ValidationError(_("This is you."))
    if own.filter(asked_id=asked_id, state=STATES.ASKED).exists():
        raise WrongState(_("You have asked this neighbour already; the answer is still open."))
    if own.filter(created_at__gt=actor.at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise WrongState(_("Five requests a day are the limit. Please wait for the answers first."))


def _tell(actor: Actor, request: SkillRequest, person_id: int, title: str, words: str) -> None:
    notify(
        actor,
        person_id=person_id,
        subject="skill_request",
        subject_id=request.id,
        title=title,
        words=words,
        path=_mine(),
    )


@action
def answer_request(actor: Actor, *, request_id: int, yes: bool, contact: str = "") -> SkillRequest:
    """The asked neighbour says yes, with the way of contact they choose to show, or no without a reason."""
    request = SkillRequest.objects.select_for_update().get(id=request_id)
    if actor.person_id is None or actor.person_id != request.asked_id:
        raise NotAllowed(_("Only the neighbour who was asked answers."))
    after = STATES.ACCEPTED if yes else STATES.DECLINED
    _check_step(request, after)
    shown = checked_line(contact, field="contact", fewest=2, most=CONTACT_MOST) if yes else ""
    request.state, request.contact, request.answered_at = after, shown, actor.at
    request.save(update_fields=["state", "contact", "answered_at"])
    title = _("Your neighbour says yes") if yes else _("Your neighbour cannot help this time")
    # the way of contact stays on the page of the two: messages pass through other hands
    words = _("How to reach them stands on your page.") if yes else _("Perhaps somebody else can.")
    _tell(actor, request, request.by_id, title, words)
    write(actor, "neighbour_answered", {"request": str(request.id), "yes": yes})
    return request


def _check_step(request: SkillRequest, after: str) -> None:
    if not REQUEST.allows(request.state, after):
        raise WrongState(_("This request was answered or taken back already."))


@action
def take_back_request(actor: Actor, *, request_id: int) -> SkillRequest:
    """Either of the two ends it: a way of contact that was shown is gone."""
    request = SkillRequest.objects.select_for_update().get(id=request_id)
    if actor.person_id is None or actor.person_id not in (request.by_id, request.asked_id):
        raise NotAllowed(_("A request is taken back by one of the two neighbours."))
    _check_step(request, STATES.TAKEN_BACK)
    request.state, request.contact, request.answered_at = STATES.TAKEN_BACK, "", actor.at
    request.save(update_fields=["state", "contact", "answered_at"])
    write(actor, "request_taken_back", {"request": str(request.id)})
    return request
