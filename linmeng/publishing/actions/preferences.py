"""How a person wants to be told: their switches, quiet hours, digest, large print and preferred way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.directory import slug_in_force
from linmeng.people.models import ContactWay, Person
from linmeng.publishing.actions.notify import notify
from linmeng.publishing.models import Delivery, Preference, Topic
from linmeng.publishing.permissions import may_set_preferences_for
from linmeng.publishing.queries.message_words import read_stop_token
from linmeng.publishing.queries.preferences import homes_of
from linmeng.publishing.queries.wishes import SWITCHED, default_ways, is_on, reaches
from linmeng.record.actions import write

WITHOUT_NUMBER = (ContactWay.Kind.PAPER, ContactWay.Kind.VISIT, ContactWay.Kind.WECHAT)
HOURS = range(24)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What stood on the page when it was sent: each switch as ticked, and the rest."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    """“topic.way” → ticked."""
    quiet_from: int = 21
    quiet_to: int = 8
    digest: str = Preference.Digest.AT_ONCE
    large_print: bool = False
    preferred: str = ""
    """Kind of the way they prefer; empty leaves it as it is."""


@action
def set_preferences(actor: Actor, *, person_id: int, chosen: Chosen) -> Preference:
    """Keep what a person chose; what waits by a way they switched off is not sent any more.

    A helper does it only for a neighbour of their own doors who has no log-in; that is recorded as helped,
    and the neighbour is told.
    """
    person = Person.objects.select_for_update().get(id=person_id)
    helped = _check_may(actor, person)
    _check(chosen)
    before = reaches([person_id], actor.today)[person_id]
    stands_otherwise = dict(before.wishes.switches)
    for topic, way in _switches():
        ticked = chosen.switches.get(f"{topic}.{way}", False)
        if ticked != is_on(before, topic, way):
            stands_otherwise[f"{topic}.{way}"] = ticked
    _prefer(person, chosen.preferred, before.preferred)
    Person.objects.filter(id=person_id).update(large_print=chosen.large_print)
    preference = _keep(actor, person_id, chosen, _trimmed(stands_otherwise, chosen.preferred), helped=helped)
    off = _call_off(actor, person_id)
    write(actor, "preferences_set", {"person": str(person_id), "helped": helped, "called_off": off})
    if helped:
        _tell(actor, person_id)
    return preference


def _switches() -> Iterable[tuple[str, str]]:
    return ((topic, way) for topic in Topic.values if topic != Topic.ACCOUNT for way in SWITCHED)


def _check_may(actor: Actor, person: Person) -> bool:
    """Whether a helper does it; refuses everyone else."""
    if actor.person_id == person.id:
        return False
    if not may_set_preferences_for(actor, homes_of(person.id, actor.today)):
        raise NotAllowed(_("Only the person, or a helper of their door, chooses how they are reached."))
    if person.user_id is not None:
        raise WrongState(_("This neighbour has a log-in and chooses for themself."))
    return True


def _check(chosen: Chosen) -> None:
    if chosen.digest not in Preference.Digest.values:
        raise ValidationError({"digest": _("Please choose how often.")})
    if chosen.quiet_from not in HOURS or chosen.quiet_to not in HOURS:
        raise ValidationError({"quiet_from": _("Quiet hours are whole hours from 0 to 23.")})


def _trimmed(switches: Mapping[str, bool], preferred: str) -> dict[str, bool]:
    """Without what the (new) preferred way means anyway, so that a later change of it still counts."""
    if not preferred:
        return dict(switches)
    kept = {}
    for switch, ticked in switches.items():
        topic, way = switch.split(".")
        if not ticked or way not in default_ways(preferred, topic):
            kept[switch] = ticked
    return kept


def _prefer(person: Person, kind: str, before: str) -> None:
    if not kind or kind == before:
        return
    ways = ContactWay.objects.filter(person=person, kind=kind, ended_at__isnull=True)
    way = ways.order_by("-id").first()
    if way is None and kind not in WITHOUT_NUMBER:
        raise ValidationError({"preferred": _("For this way we need a number or an address first.")})
    ContactWay.objects.filter(person=person, preferred=True).update(preferred=False)
    if way is None:
        ContactWay.objects.filter(person=person, kind=kind, value="").update(ended_at=None)
        way, _new = ContactWay.objects.get_or_create(person=person, kind=kind, value="")
    ContactWay.objects.filter(id=way.id).update(preferred=True)


def _keep(
    actor: Actor, person_id: int, chosen: Chosen, switches: dict[str, bool], *, helped: bool
) -> Preference:
    preference, _new = Preference.objects.update_or_create(
        person_id=person_id,
        defaults={
            "switches": switches,
            "quiet_from": chosen.quiet_from,
            "quiet_to": chosen.quiet_to,
            "digest": chosen.digest,
            "helped_by_seat": actor.seat_title[:80] if helped else "",
            "changed_at": actor.at,
        },
    )
    return preference


def _call_off(actor: Actor, person_id: int) -> int:
    """Whatever waits by a way that is off now; what the law or security demands goes on."""
    reach = reaches([person_id], actor.today)[person_id]
    waiting = Delivery.objects.filter(
        notice__person_id=person_id,
        notice__statutory=False,
        state=Delivery.State.WAITING,
        way__in=SWITCHED,
    ).exclude(notice__topic=Topic.ACCOUNT)
    off = [
        pk
        for pk, topic, way in waiting.values_list("id", "notice__topic", "way")
        if not is_on(reach, topic, way)
    ]
    return Delivery.objects.filter(id__in=off).update(state="called_off", changed_at=actor.at)


def _tell(actor: Actor, person_id: int) -> None:
    notify(
        actor,
        person_id=person_id,
        subject="account",
        subject_id=person_id,
        topic=Topic.ACCOUNT,
        title=_("How we reach you was changed with help"),
        words=_("%(seat)s typed it for you. If this was not your wish, tell the residents' committee.")
        % {"seat": actor.seat_title},
        path=f"/a/{slug_in_force()}/me/reach/",
    )


@action
def stop_mails(actor: Actor, *, token: str) -> str:
    """Switch off the e-mails of one topic, by the link that stood in one of them; answers the topic."""
    named = read_stop_token(token)
    if named is None or not Person.objects.filter(id=named[0]).exists():
        raise ValidationError(_("This link is not one of ours. Please choose on your own page instead."))
    person_id, topic = named
    Person.objects.select_for_update().get(id=person_id)
    preference, _new = Preference.objects.get_or_create(
        person_id=person_id, defaults={"changed_at": actor.at}
    )
    preference.switches = preference.switches | {f"{topic}.{Delivery.Way.EMAIL}": False}
    preference.changed_at = actor.at
    preference.save(update_fields=["switches", "changed_at"])
    _call_off(actor, person_id)
    write(actor, "mails_stopped", {"person": str(person_id), "topic": topic})
    return topic
