"""Who in office saw more of a person than neighbours do: noted, for that person to read."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.people.models import Look

ONE_LOOK = timedelta(hours=1)
"""Looking again at the same within the hour is the same look."""
AT_ONCE = 500


@action
def note_look(actor: Actor, *, person_ids: Iterable[int], what: str, path: str = "") -> int:
    """Note whose whole name, phone or words somebody in office was shown; answers how many were noted anew."""
    if actor.hat is None or actor.person_id is None:
        return 0
    seen = sorted(set(person_ids) - {actor.person_id})
    viewer_id = actor.person_id
    return sum(_note(actor, viewer_id, some, what, path) for some in _portions(seen))


def _portions(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _note(actor: Actor, viewer_id: int, person_ids: list[int], what: str, path: str) -> int:
    same = Look.objects.filter(viewer_id=viewer_id, what=what, person_id__in=person_ids)
    lately = same.filter(looked_at__gt=actor.at - ONE_LOOK, looked_at__lte=actor.at)
    noted = set(lately.values_list("person_id", flat=True))
    looks = [
        Look(
            viewer_id=viewer_id,
            viewer_seat=actor.seat_title[:80],
            person_id=person_id,
            what=what,
            path=path[:160],
            looked_at=actor.at,
        )
        for person_id in person_ids
        if person_id not in noted
    ]
    return len(Look.objects.bulk_create(looks))
