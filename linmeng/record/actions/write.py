"""Adding a link to the log."""

from typing import Any

from linmeng.common.actor import Actor
from linmeng.ground.acts import end_of_act
from linmeng.ground.prepared import Prepared, PreparedUpdate, insert
from linmeng.record.bridge import canonical, link
from linmeng.record.models import Chain, Entry

_end = Prepared(lambda: Chain.objects.select_for_update().order_by())
_lengthen = PreparedUpdate(
    lambda chain, length, last: (Chain.objects.filter(id=chain), {"length": length, "last_hash": last})
)


@end_of_act
def write(actor: Actor, kind: str, facts: dict[str, Any]) -> Entry:
    """Write what happened, as the last thing an action does.

    `facts` holds ids as text, codes, counts and hashes: never a name, a phone, an identity number,
    the choice of a ballot or a worry. The chain's row is locked first, so that links follow one another.
    """
    chain = (_end() or _begun())[0]
    number = chain.length + 1
    text = canonical(
        {
            "number": number,
            "kind": kind,
            "at": actor.at.isoformat(),
            "by": {"person": str(actor.person_id or ""), "seat": actor.seat_title},
            "facts": facts,
        }
    )
    entry = Entry(number=number, text=text, previous_hash=chain.last_hash, hash=link(chain.last_hash, text))
    entry.kind, entry.happened_at = kind, actor.at
    insert(entry)
    _lengthen.ahead(chain.id, number, entry.hash)
    return entry


def _begun() -> list[Chain]:
    Chain.objects.get_or_create()
    return _end()
