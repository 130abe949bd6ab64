"""What neighbours can do: told by themselves, or said of them by others and shown only with their yes."""

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.search import index_thing
from linmeng.ground.acts import action
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import required_alliance_id
from linmeng.people.models import Person, Qualification, Reach, Recommendation, Trade
from linmeng.people.permissions import may_help
from linmeng.people.queries.talent import compounds_at_home, doors_of
from linmeng.record.actions import write

MOST_SKILLS = 12
FEWEST_WORDS = 4
LANGUAGES = ("zh-hans", "en")
TALENT_ONLY = "talent"
"""Neither public nor a compound's: the general search never finds these rows, only the search for skills does."""


@action
def add_qualification(
    actor: Actor,
    *,
    person_id: int,
    title: str,
    trade: str = Trade.OTHER,
    words: str = "",
    reach: str = Reach.COMPOUND,
) -> Qualification:
    """A skill (一技之长): told by the neighbours themselves, which is their consent, and by nobody else."""
    if actor.person_id != person_id:
        raise NotAllowed(_("A skill is entered by the neighbours themselves."))
    Person.objects.select_for_update().get(id=person_id)
    if Qualification.objects.filter(person_id=person_id, withdrawn_at__isnull=True).count() >= MOST_SKILLS:
        raise ValidationError(_("Twelve skills are plenty. Please take one back first."))
    qualification = Qualification(person_id=person_id, consented_at=actor.at)
    _fill(qualification, title, trade, words, reach)
    qualification.save(force_insert=True)
    _index_skill(actor, qualification)
    write(actor, "qualification_added", {"person": str(person_id), "trade": trade, "reach": reach})
    return qualification


def _fill(qualification: Qualification, title: str, trade: str, words: str, reach: str) -> None:
    qualification.title, qualification.words = " ".join(title.split()), " ".join(words.split())
    qualification.trade, qualification.reach = trade, reach
    qualification.full_clean(exclude=["alliance"])


def _own(actor: Actor, qualification_id: int) -> Qualification:
    qualification = Qualification.objects.select_for_update().get(id=qualification_id)
    if actor.person_id != qualification.person_id:
        raise NotAllowed(_("A skill is changed by the neighbours themselves."))
    if qualification.withdrawn_at is not None:
        raise WrongState(_("This skill was taken back already. You can enter it anew."))
    return qualification


@action
def edit_qualification(
    actor: Actor, *, qualification_id: int, title: str, trade: str, words: str, reach: str
) -> Qualification:
    """Say it better, or show it to more or to fewer."""
    qualification = _own(actor, qualification_id)
    _fill(qualification, title, trade, words, reach)
    qualification.save(update_fields=["title", "trade", "words", "reach"])
    _index_skill(actor, qualification)
    facts = {"person": str(qualification.person_id), "trade": trade, "reach": reach}
    write(actor, "qualification_edited", facts)
    return qualification


@action
def withdraw_qualification(actor: Actor, *, qualification_id: int) -> Qualification:
    """Take the consent back: from this moment nobody finds it any more."""
    qualification = _own(actor, qualification_id)
    qualification.withdrawn_at = actor.at
    qualification.save(update_fields=["withdrawn_at"])
    _index_skill(actor, qualification)
    write(actor, "qualification_withdrawn", {"person": str(qualification.person_id)})
    return qualification


@action
def recommend(actor: Actor, *, person_id: int, trade: str, words: str) -> Recommendation:
    """Say of a neighbour of one's own compound what they do well; shown only after their yes.

    The act that also tells them is `voices.actions.recommend_neighbour`.
    """
    Person.objects.select_for_update().get(id=person_id)
    if actor.person_id is None or not (actor.homes & compounds_at_home(person_id, actor.today)):
        raise NotAllowed(_("Neighbours of one compound can recommend one another."))
    if actor.person_id == person_id:
        raise ValidationError(_("You can tell of your own skills yourself."))
    said = " ".join(words.split())
    if len(said) < FEWEST_WORDS:
        raise ValidationError({"words": _("Please say in a few words what they do well.")})
    pair = Recommendation.objects.filter(person_id=person_id, by_id=actor.person_id, trade=trade)
    if pair.filter(state__in=["asked", "accepted"]).exists():
        raise WrongState(_("You have recommended this neighbour already."))
    recommendation = Recommendation(
        person_id=person_id, by_id=actor.person_id, trade=trade, words=said, created_at=actor.at
    )
    recommendation.full_clean(exclude=["alliance"])
    recommendation.save(force_insert=True)
    write(actor, "recommended", {"recommendation": str(recommendation.id), "trade": trade})
    return recommendation


@action
def answer_recommendation(actor: Actor, *, recommendation_id: int, yes: bool) -> Recommendation:
    """The recommended neighbour says yes or no; a helper may write down what someone without a phone said.

    With a helper the record says: helped.
    """
    recommendation = Recommendation.objects.select_for_update().get(id=recommendation_id)
    helped = actor.person_id != recommendation.person_id
    if helped and not _helps(actor, recommendation.person_id):
        raise NotAllowed(
            _("Only the recommended neighbour answers, or a helper who was told so at the door.")
        )
    if recommendation.state != Recommendation.State.ASKED:
        raise WrongState(_("This was answered already."))
    states = Recommendation.State
    recommendation.state = states.ACCEPTED if yes else states.DECLINED
    recommendation.answered_at = actor.at
    recommendation.save(update_fields=["state", "answered_at"])
    _index_recommendation(actor, recommendation)
    facts = {"recommendation": str(recommendation.id), "yes": yes, "helped": helped}
    write(actor, "recommendation_answered", facts)
    return recommendation


def _helps(actor: Actor, person_id: int) -> bool:
    return any(
        may_help(actor, compound_id, building_id)
        for compound_id, building_id in doors_of(person_id, actor.today)
    )


@action
def withdraw_recommendation(actor: Actor, *, recommendation_id: int) -> Recommendation:
    """Taken back by the one of whom it was said, or by the one who said it; it is found no more at once."""
    recommendation = Recommendation.objects.select_for_update().get(id=recommendation_id)
    if actor.person_id not in (recommendation.person_id, recommendation.by_id):
        raise NotAllowed(_("A recommendation is taken back by one of the two neighbours."))
    if recommendation.state not in (Recommendation.State.ASKED, Recommendation.State.ACCEPTED):
        raise WrongState(_("This recommendation is not shown any more."))
    recommendation.state = Recommendation.State.WITHDRAWN
    recommendation.answered_at = actor.at
    recommendation.save(update_fields=["state", "answered_at"])
    _index_recommendation(actor, recommendation)
    write(actor, "recommendation_withdrawn", {"recommendation": str(recommendation.id)})
    return recommendation


def _index_skill(actor: Actor, skill: Qualification) -> None:
    shown = skill.withdrawn_at is None
    _index(actor, "skill", skill.id, skill.person_id, skill.title, skill.words, skill.trade, shown=shown)


def _index_recommendation(actor: Actor, said: Recommendation) -> None:
    shown = said.state == Recommendation.State.ACCEPTED
    _index(actor, "recommendation", said.id, said.person_id, "", said.words, said.trade, shown=shown)


def _index(  # noqa: PLR0917  one row of the index, filled in one place
    actor: Actor, kind: str, pk: int, person_id: int, title: str, words: str, trade: str, *, shown: bool
) -> None:
    """Findable by words and trade in both languages, never by name; what is taken back keeps no word."""
    slug = Alliance.objects.values_list("slug", flat=True).get(id=required_alliance_id())
    homes = sorted(compounds_at_home(person_id, actor.today))
    index_thing(
        kind=kind,
        object_id=pk,
        compound_id=homes[0] if homes else None,
        audience=TALENT_ONLY,
        path=f"/a/{slug}/talent/{kind}/{pk}/",
        title=(title or words)[:60] if shown else "",
        text=f"{words} {_trade_words(trade)}" if shown else "",
        happened_at=actor.at,
    )


def _trade_words(trade: str) -> str:
    words = []
    for language in LANGUAGES:
        with translation.override(language):
            words.append(str(Trade(trade).label))
    return " ".join(words)
