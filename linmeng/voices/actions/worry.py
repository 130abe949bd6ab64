"""How worried somebody is, once at the beginning and once more when it is done."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.models import Matter, Voice, Worry
from linmeng.voices.permissions import may_type_for_neighbours
from linmeng.voices.queries.neighbours import neighbours_in_reach
from linmeng.voices.queries.worries import stands_behind, wards_of

LEVELS = range(1, 6)
SOURCE_OF_CHANNEL = {"web": "web", "helper": "helper", "desk": "desk", "phone": "desk", "visit": "visit"}


@action
def record_worry(actor: Actor, *, matter_id: int, person_id: int, level: int, source: str) -> Worry:
    """Keep how worried a person is now about a matter they stand behind; the earlier answers stay.

    The person says it (source web) or the guardian does, or a helper writes down what was said at a door, at
    the desk or ticked on a slip. The record says that it was said and whether with help, never the level.
    """
    matter = Matter.objects.select_for_update().get(id=matter_id)
    _check_speaker(actor, matter, person_id, source)
    if level not in LEVELS:
        raise ValidationError({"level": _("Please choose one of the five.")})
    if not stands_behind(person_id, matter.id):
        raise ValidationError({"person": _("Only who stands behind this matter is asked about it.")})
    helped = actor.person_id != person_id
    worry = Worry.objects.create(
        matter=matter,
        person_id=person_id,
        helper_id=actor.person_id if helped else None,
        level=level,
        source=source,
        said_at=actor.at,
    )
    write(actor, "worry_said", {"matter": str(matter.id), "source": source, "helped": helped})
    return worry


def _check_speaker(actor: Actor, matter: Matter, person_id: int, source: str) -> None:
    """Oneself on the site, or a ward; for somebody else only who may type for neighbours there, and never as if on the site."""
    if source not in Worry.Source.values:
        raise ValidationError({"source": _("Please say where this was told.")})
    if actor.person_id == person_id and person_id is not None:
        return
    if source == Worry.Source.WEB and person_id in wards_of(actor.person_id, actor.today):
        return
    if not may_type_for_neighbours(actor, matter.compound_id):
        raise NotAllowed(
            _("How worried somebody is they say themselves, or a helper writes it down for them.")
        )
    if source == Worry.Source.WEB:
        raise ValidationError({"source": _("Please say where this was told.")})
    within = actor.system or neighbours_in_reach(actor, matter.compound_id).filter(id=person_id).exists()
    if not within:
        raise ValidationError(
            {"person": _("This person does not live or own a home where your seat reaches.")}
        )


def begin_worries(voices: Sequence[Voice], matter: Matter) -> None:
    """What was said with the first word is the first worry about the matter; part of taking up and joining."""
    known = set(
        Worry.objects.filter(matter=matter, person_id__in=[v.author_id for v in voices if v.author_id])
        .order_by()
        .values_list("person_id", "said_at")
    )
    first = [
        Worry(
            matter=matter,
            person_id=voice.author_id,
            helper_id=voice.helper_id,
            level=voice.worry,
            source=SOURCE_OF_CHANNEL.get(voice.channel, "desk"),
            said_at=voice.received_at,
        )
        for voice in voices
        if voice.worry and voice.author_id and (voice.author_id, voice.received_at) not in known
    ]
    Worry.objects.bulk_create(first, batch_size=200)
