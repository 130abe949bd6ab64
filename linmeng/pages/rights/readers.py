"""What the pages of rights show."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.people.bridge import all_clocks, all_purposes, consents_asked
from linmeng.people.models import Consent
from linmeng.people.queries import consents_of
from linmeng.voices.models import Voice


@dataclass(frozen=True)
class PurposeShown:
    """A purpose of the register in the reader's language."""

    code: str
    title: str
    words: str
    basis: str
    article: str
    holds: str
    seen_by: str
    kept: str
    kept_article: str
    separate: str
    withdraw: bool


def basis_words() -> dict[str, str]:
    """The lawful bases as people say them."""
    return {
        "consent": _("because you agreed"),
        "contract": _("because it is needed for what you ask of us"),
        "duty": _("because the law demands it"),
        "vital": _("because somebody is in danger"),
    }


def purposes_shown(codes: frozenset[str] | None = None) -> list[PurposeShown]:
    """The register (or some of it) in the reader's language."""
    language, bases = get_language() or "zh", basis_words()
    comma = ", " if language.startswith("en") else "、"
    return [
        PurposeShown(
            code=one.code,
            title=one.title.in_language(language),
            words=one.words.in_language(language),
            basis=bases[one.basis],
            article=one.article,
            holds=comma.join(said.in_language(language) for said in one.holds),
            seen_by=comma.join(said.in_language(language) for said in one.seen_by),
            kept=one.kept.in_language(language),
            kept_article=one.kept_article,
            separate=one.separate,
            withdraw=one.withdraw,
        )
        for one in all_purposes()
        if codes is None or one.code in codes
    ]


@dataclass(frozen=True)
class ClockShown:
    """A retention clock in the reader's language."""

    code: str
    title: str
    since: str
    days: int
    article: str


def clocks_shown() -> list[ClockShown]:
    """The retention clocks in the reader's language."""
    language = get_language() or "zh"
    return [
        ClockShown(c.code, c.title.in_language(language), c.since.in_language(language), c.days, c.article)
        for c in all_clocks()
    ]


@dataclass(frozen=True)
class ConsentShown:
    """A consent that may be given or taken back."""

    purpose: PurposeShown
    standing: Consent | None
    there: bool
    """Given at the thing itself, not here."""
    shown_now: int
    """How many things are public because of it."""


def consents_shown(person_id: int) -> tuple[list[ConsentShown], list[Consent]]:
    """Every consent apart, off unless given; and those taken back."""
    agreed = consents_of(person_id)
    counts = {
        "talent": agreed.told_skills,
        "words_public": Voice.objects.filter(author_id=person_id, words_public=True).count(),
    }
    asked = {one.code: one for one in consents_asked()}
    shown = [
        ConsentShown(
            one, agreed.standing.get(one.code), asked[one.code].asked == "there", counts.get(one.code, 0)
        )
        for one in purposes_shown(frozenset(asked))
    ]
    return shown, agreed.before


def kinds_of_looks_words() -> dict[str, str]:
    """What was looked at, in words; kinds of later pages show as they are called."""
    return {
        "roll": _("the roll of owners"),
        "roll_file": _("the roll as a file"),
        "voice": _("what you said, with your name"),
        "say_for": _("the search for a neighbour to write for"),
        "slip": _("answer slips to carry"),
        "contact": _("how you are reached"),
        "binding": _("how your log-in belongs to your door"),
        "call_list": _("the list of people to call"),
        "ballot": _("paper ballots"),
        "mandate": _("a written mandate"),
        "city_list": _("the list for the city's platform"),
        "dispute": _("a ballot in doubt"),
        "call_back": _("the call-back after a vote"),
        "consent": _("what you agreed to"),
        "request": _("your request about your data"),
        "seat": _("filling an office"),
        "post_list": _("addresses for registered post"),
        "vote_key": _("the key of your home to a count"),
    }


def what_words(what: str) -> str:
    """One kind of look in words."""
    return kinds_of_looks_words().get(what, _("another page of an office"))


def forgotten_words() -> dict[str, str]:
    """What each clock forgets, by its code."""
    return {clock.code: clock.title for clock in clocks_shown()}


def roles_of(actor: Actor) -> list[str]:
    """The columns of the table «who may do what» that are this reader's own."""
    kinds = []
    if actor.hat is not None:
        kinds.append(actor.hat.role)
    if actor.units:
        kinds.append("owner")
    elif actor.homes:
        kinds.append("tenant")
    return kinds or ["stranger"]
