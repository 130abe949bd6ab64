"""What the pages of voices and matters show, read in a constant number of queries."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.lists.models import ListItem
from linmeng.lists.permissions import list_for
from linmeng.lists.queries import keeps_lists, places_of
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.pages.voices.forms import AnswerForm, DoneForm, ReasonForm, TakeUpForm
from linmeng.pages.voices.worries import MatterWorry, VoiceWorry, read_matter_worry, read_voice_worry
from linmeng.voices.models import Matter, Ticket, Voice
from linmeng.voices.permissions import may_answer_matter, may_see_author, may_sort, may_support
from linmeng.voices.queries import (
    FateStep,
    Similar,
    fate,
    matter_fate,
    matters_named,
    public_words,
    similar_matters,
    similar_voices,
    ticket_of,
    troika_of,
)
from linmeng.voices.states import MATTER

_SENTENCE_END = re.compile(r"[。！？!?\n；;]")
TITLE_GUESS = 30


def guessed_title(words: str) -> str:
    """The first sentence of some words, short enough for a title; the clerk corrects it."""
    first = _SENTENCE_END.split(words.strip(), maxsplit=1)[0].strip()
    return first[:TITLE_GUESS]


def timeline(steps: list[FateStep], answer_by: date | None) -> list[dict[str, Any]]:
    """Steps for the timeline component; what is still owed stands at its end."""
    told = [
        {
            "day": step.day,
            "title": step.title,
            "words": step.words,
            "who": step.who,
            "url": step.path,
            "state": "done",
        }
        for step in steps
    ]
    if answer_by is not None:
        told.append(
            {"day": None, "title": _("Next word by %(day)s") % {"day": cn_date(answer_by)}, "state": "todo"}
        )
    return told


@dataclass(frozen=True)
class VoicePage:
    """One voice, for its author or a handler."""

    voice: Voice
    title: str
    author: str
    mine: bool
    sorts: bool
    steps: list[dict[str, Any]]
    photos: list[dict[str, str]]
    worry: VoiceWorry | None = None
    ticket: Ticket | None = None
    """The ticket of another system that it came from; for those who sort."""
    asked: str = ""
    """Words by which the sorter looks for any matter of the compound."""
    searched: list[Similar] = field(default_factory=list)
    named: bool = False
    """The author's whole name is shown to somebody in office."""
    matters: list[Similar] = field(default_factory=list)
    others: list[Similar] = field(default_factory=list)
    take_up: TakeUpForm | None = None
    answer: AnswerForm | None = None
    reason: ReasonForm | None = None


def read_voice(actor: Actor, voice: Voice, slug: str, asked: str = "") -> VoicePage:
    """A voice's page. Whoever sorts also gets the forms; its author, while it waits, what may be the same."""
    mine, sorts = voice.author_id == actor.person_id, may_sort(actor, voice.compound_id)
    waits = voice.state == Voice.State.RECEIVED
    first = {"title": guessed_title(voice.words), "summary": "", "dangerous": voice.dangerous}
    return VoicePage(
        voice=voice,
        title=voice_title(voice),
        author=_author(actor, voice),
        mine=mine,
        sorts=sorts,
        steps=timeline(fate(voice), _owed(voice)),
        photos=_photos(voice, slug),
        named=voice.author is not None and may_see_author(actor, voice.compound_id),
        worry=read_voice_worry(actor, voice, sorts=sorts),
        ticket=ticket_of(voice) if sorts and voice.channel == Voice.Channel.IMPORT else None,
        asked=asked,
        searched=matters_named(voice.compound_id, asked) if sorts else [],
        matters=similar_matters(voice.compound_id, voice.words) if sorts or (mine and waits) else [],
        others=similar_voices(voice) if sorts and waits else [],
        take_up=TakeUpForm(initial=first) if sorts and voice.state != Voice.State.TAKEN_UP else None,
        answer=AnswerForm() if sorts and waits else None,
        reason=ReasonForm() if sorts else None,
    )


def _owed(voice: Voice) -> date | None:
    if voice.matter is not None:
        return voice.matter.answer_by
    return voice.answer_by if voice.state == Voice.State.RECEIVED else None


def voice_title(voice: Voice) -> str:
    """The state of a voice in a sentence."""
    if voice.matter is not None:
        return _("Taken up: %(title)s") % {"title": voice.matter.title}
    if voice.state == Voice.State.ANSWERED:
        return _("This was answered")
    if voice.state == Voice.State.DECLINED:
        return _("This was declined, with the reason below")
    if voice.answer_by is None:
        return _("Received, not yet sorted")
    return _("Received; an answer comes by %(day)s") % {"day": cn_date(voice.answer_by)}


def _author(actor: Actor, voice: Voice) -> str:
    if voice.author is None:
        return _("not known")
    whole = may_see_author(actor, voice.compound_id) or actor.person_id in (voice.author_id, voice.helper_id)
    return voice.author.name if whole else voice.author.masked


def _photos(voice: Voice, slug: str) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("voice_photo", args=[slug, voice.id, photo.place, 480]),
            "full_url": reverse("voice_photo", args=[slug, voice.id, photo.place, 2048]),
            "alt": _("Photo %(n)s of this voice") % {"n": photo.place},
        }
        for photo in voice.photos.order_by("place")
    ]


@dataclass(frozen=True)
class MatterPage:
    """One matter, for everyone; what the actor may do besides."""

    matter: Matter
    title: str
    voices: int
    supports: int
    supported: bool
    may_support: bool
    sorts: bool
    steps: list[dict[str, Any]]
    words: list[str]
    parts: list[tuple[str, str, str]]
    item: ListItem | None
    belongs_on: str
    keeps_list: bool
    behind: list[Voice]
    worry: MatterWorry
    answer: AnswerForm | None = None
    done: DoneForm | None = None
    reason: ReasonForm | None = None


def read_matter(actor: Actor, matter: Matter) -> MatterPage:
    """A matter's page."""
    sorts, answers = may_sort(actor, matter.compound_id), may_answer_matter(actor, matter)
    behind = list(matter.voices.order_by("received_at", "id")[:50]) if sorts else []
    return MatterPage(
        matter=matter,
        title=matter_title(matter),
        voices=matter.voices.count(),
        supports=matter.supports.count(),
        supported=actor.person_id is not None and matter.supports.filter(person_id=actor.person_id).exists(),
        may_support=may_support(actor, matter),
        sorts=sorts,
        steps=timeline(matter_fate(matter), matter.answer_by),
        words=public_words(matter),
        parts=_parts(matter),
        item=next(iter(places_of(matter)), None),
        belongs_on=list_for(matter.nature),
        keeps_list=keeps_lists(actor, matter.compound_id),
        behind=behind,
        worry=read_matter_worry(matter, sorts=sorts),
        answer=AnswerForm() if answers else None,
        done=DoneForm(auto_id="done-%s") if answers and MATTER.allows(matter.state, "done") else None,
        reason=ReasonForm() if sorts else None,
    )


def matter_title(matter: Matter) -> str:
    """The state of a matter in a sentence."""
    said = {
        "open": _("Taken up: %(title)s"),
        "listed": _("On the list: %(title)s"),
        "in_project": _("Under way: %(title)s"),
        "decided": _("Decided: %(title)s"),
        "done": _("Done: %(title)s"),
        "answered": _("Answered: %(title)s"),
        "declined": _("Declined: %(title)s"),
    }
    return said[matter.state] % {"title": matter.title}


def _parts(matter: Matter) -> list[tuple[str, str, str]]:
    """Who of the troika does what about it: (name, what, by when)."""
    troika = troika_of(matter.compound)
    by = _("by %(day)s") % {"day": cn_date(matter.answer_by)} if matter.answer_by else ""
    residents = _("Hears the neighbours, keeps the matter moving, brings every answer back to the door.")
    owners, company = _owners_part(matter), _company_part(matter)
    return [
        (troika.residents_committee or _("Residents' committee"), residents, ""),
        (
            troika.owners_committee or _("Owners' committee: none in office"),
            owners,
            "" if _is_company(matter) else by,
        ),
        (troika.property_company or _("Property company: none"), company, by if _is_company(matter) else ""),
    ]


def _is_company(matter: Matter) -> bool:
    return matter.nature in (Matter.Nature.COMPANY_DUTY, Matter.Nature.EMERGENCY)


def _owners_part(matter: Matter) -> str:
    if matter.nature == Matter.Nature.PRIVATE_PART:
        return _("It lies inside a home: the owner decides; the committee helps to talk it through.")
    if matter.nature == Matter.Nature.COMPANY_DUTY:
        return _("Sees to it that the company does what its contract says.")
    return _("Gives it a place on the list, prepares the plan, and puts to the owners what owners decide.")


def _company_part(matter: Matter) -> str:
    if matter.nature == Matter.Nature.COMPANY_DUTY:
        return _("It is its daily duty: repairs it and says so here.")
    if matter.nature == Matter.Nature.EMERGENCY:
        return _("Makes the place safe at once: closes it off, puts up a sign.")
    if matter.nature == Matter.Nature.PRIVATE_PART:
        return _("Advises, and may offer the repair at its price list.")
    return _("Looks at the place, measures, helps to carry ballots and notices.")
