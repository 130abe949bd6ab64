"""Who owns a home sold while its vote runs: whose ballot counts, and the fingerprint of what changed."""

from datetime import date

from linmeng.assembly.bridge.roll import masked_line
from linmeng.assembly.models import RollEntry, RollSupplement
from linmeng_core.bundle.commitments import supplement_fingerprint
from linmeng_core.conduct.ballots import entitled_owner

FORMER, BUYER = "former", "buyer"


def buyer_counts(*, noticed: date, registered: date, cast_on: date | None, owner_at: str) -> bool:
    """Whether the buyer's ballot counts and the former owner's is refused (case 22)."""
    found = entitled_owner(
        former=FORMER, buyer=BUYER, noticed=noticed, registered=registered, cast_on=cast_on, owner_at=owner_at
    )
    return found.owner == BUYER


def fingerprint_of(entry: RollEntry, since: RollSupplement) -> str:
    """Of one line as it stands since, as a bundle shows it."""
    return supplement_fingerprint(masked_line(entry, since))
