"""How anyone can check a publication: its line in the record, and the day seal over that line."""

from dataclasses import dataclass

from linmeng.publishing.models import Publication
from linmeng.record.models import DaySeal, Entry


@dataclass(frozen=True)
class Proof:
    """The line of the record that holds the hash, and the first seal that covers it."""

    entry: Entry | None
    seal: DaySeal | None


def proof_of(publication: Publication) -> Proof:
    """Where the record says that these facts were published; the seal comes at the end of the day."""
    written = Entry.objects.filter(kind="published", happened_at=publication.published_at)
    entry = written.filter(text__contains=f'"{publication.id}"').order_by("number").first()
    if entry is None:
        return Proof(None, None)
    return Proof(entry, DaySeal.objects.filter(length__gte=entry.number).order_by("day").first())
