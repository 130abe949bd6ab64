"""Whom to ring: the drawn ballots with name and phone, and nothing of what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from linmeng.assembly.models import CallBack
from linmeng.people.models import ContactWay, Person


@dataclass(frozen=True)
class Call:
    """One line of the list."""

    call: CallBack
    person_id: int
    name: str
    phones: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """What they said stands; whoever was not reached can be asked again."""
        return self.call.result in (CallBack.Result.CONFIRMED, CallBack.Result.DENIED)


def call_list(calls: Sequence[CallBack]) -> list[Call]:
    """Three queries, however long the list. Whoever cast for somebody else is the one to be asked."""
    asked = {one.id: _whom(one) for one in calls}
    people = {person.id: person for person in Person.objects.filter(id__in=asked.values())}
    phones: dict[int, list[str]] = {}
    ways = ContactWay.objects.filter(person_id__in=people, kind__in=["sms", "landline"], ended_at=None)
    for person_id, value in ways.order_by("-preferred", "id").values_list("person_id", "value"):
        phones.setdefault(person_id, []).append(value)
    return [
        Call(one, asked[one.id], people[asked[one.id]].name, tuple(phones.get(asked[one.id], ())))
        for one in calls
        if asked[one.id] in people
    ]


def _whom(call: CallBack) -> int:
    """The owner; for a ward, a company or an estate who acts for them."""
    receipt = call.receipt
    return receipt.cast_by if receipt.cast_by is not None and receipt.proxy_id is None else int(receipt.by)
