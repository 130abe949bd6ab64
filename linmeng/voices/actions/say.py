"""Taking in what a neighbour says, in their own words."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.wording import clean_line
from linmeng.ground.actions.photos import store_photo
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.actions.tracing import index_voice, tell_author, trace
from linmeng.voices.actions.wording import checked_words
from linmeng.voices.models import Outcome, Voice, VoicePhoto
from linmeng.voices.permissions import may_speak_in, may_type_for_neighbours
from linmeng.voices.queries.neighbours import is_neighbour, neighbours_in_reach

ANSWER_DAYS = 7
MOST_PHOTOS = 9
HELPED = ("helper", "desk", "phone")


@action
def say(
    actor: Actor,
    *,
    compound_id: int,
    kind: str,
    words: str,
    place: str = "",
    building_id: int | None = None,
    worry: int | None = None,
    dangerous: bool = False,
    words_public: bool = False,
    photos: Sequence[tuple[str, bytes]] = (),
    author_id: int | None = None,
    channel: str = "web",
) -> Voice:
    """Take in a voice: a neighbour's own (web), or typed by a helper for an author or an unknown person.

    A helper's voice always says that it was helped. An answer is due within seven days.
    """
    author_id = _checked_author(actor, compound_id, author_id, channel)
    if channel != "web":
        building_id = _building_told_of(actor, compound_id, building_id, known=author_id is not None)
    _check_choices(kind, worry, photos)
    voice = Voice.objects.create(
        compound=Compound.objects.get(id=compound_id),
        building=_checked_building(compound_id, building_id),
        place=_checked_place(place),
        author_id=author_id,
        helper_id=None if channel == "web" else actor.person_id,
        channel=channel,
        kind=kind,
        words=checked_words(words),
        worry=worry,
        dangerous=dangerous,
        words_public=words_public,
        received_at=actor.at,
        answer_by=actor.today + timedelta(days=ANSWER_DAYS),
    )
    _keep_photos(actor, voice, photos)
    trace(actor if channel != "web" else _as_neighbour(actor), Outcome.Step.RECEIVED, voices=[voice])
    index_voice(voice)
    if voice.helper_id is not None:
        told = _("Written down for you: %(words)s") % {"words": voice.words[:200]}
        tell_author(actor, voice, step=Outcome.Step.RECEIVED, words=told)
    write(actor, "voice_received", _recorded(voice, len(photos)))
    return voice


def _as_neighbour(actor: Actor) -> Actor:
    """Who speaks for themself speaks without a seat."""
    return Actor(at=actor.at, person_id=actor.person_id)


def _recorded(voice: Voice, photos: int) -> dict[str, object]:
    return {
        "voice": str(voice.id),
        "compound": voice.compound.code,
        "kind": voice.kind,
        "channel": voice.channel,
        "helped": voice.helper_id is not None,
        "photos": photos,
        "answer_by": voice.answer_by.isoformat() if voice.answer_by else "",
    }


def _checked_author(actor: Actor, compound_id: int, author_id: int | None, channel: str) -> int | None:
    """The person whose words these are; None for somebody unknown at the desk."""
    if actor.system and author_id is not None and is_neighbour(author_id, compound_id, actor.today):
        return author_id
    if channel == "web":
        if not may_speak_in(actor, compound_id) or author_id not in (None, actor.person_id):
            raise NotAllowed(_("You can speak for yourself in a compound where you live or own a home."))
        return actor.person_id
    if not may_type_for_neighbours(actor, compound_id):
        raise NotAllowed(
            _("Only building leaders, volunteers, the committees and their clerks type for neighbours.")
        )
    if channel not in HELPED and not actor.system:
        raise ValidationError(
            {"channel": _("Please say whether this was told at a door, at the desk or by phone.")}
        )
    if author_id is not None and not neighbours_in_reach(actor, compound_id).filter(id=author_id).exists():
        raise ValidationError(
            {"author": _("This person does not live or own a home where your seat reaches.")}
        )
    return author_id


def _building_told_of(actor: Actor, compound_id: int, building_id: int | None, *, known: bool) -> int | None:
    """The building where the seat reaches, or the whole compound; for a neighbour without a name the seat's own."""
    if not may_type_for_neighbours(actor, compound_id, building_id):
        raise ValidationError(
            {"building": _("With this seat you write down what is told in your own building.")}
        )
    own = actor.hat.building_id if actor.hat is not None else None
    return building_id if known else building_id or own


def _check_choices(kind: str, worry: int | None, photos: Sequence[tuple[str, bytes]]) -> None:
    if kind not in Voice.Kind.values:
        raise ValidationError({"kind": _("Please choose what it is about.")})
    if worry is not None and worry not in range(1, 6):
        raise ValidationError({"worry": _("Please choose one of the five, or none.")})
    if len(photos) > MOST_PHOTOS:
        raise ValidationError({"photos": _("Please choose at most %(n)s photos.") % {"n": MOST_PHOTOS}})


def _checked_building(compound_id: int, building_id: int | None) -> Building | None:
    if building_id is None:
        return None
    building = Building.objects.filter(id=building_id, compound_id=compound_id).first()
    if building is None:
        raise ValidationError({"building": _("This building does not belong to the compound.")})
    return building


def _checked_place(place: str) -> str:
    line = clean_line(place)
    if len(line) > 60:
        raise ValidationError({"place": _("Please name the place in at most 60 characters.")})
    return line


def _keep_photos(actor: Actor, voice: Voice, photos: Sequence[tuple[str, bytes]]) -> None:
    for place, (name, content) in enumerate(photos, 1):
        try:
            file = store_photo(content, name, at=actor.at)
        except ValidationError as fault:
            raise ValidationError({"photos": fault.messages}) from fault
        VoicePhoto.objects.create(voice=voice, file=file, place=place)
