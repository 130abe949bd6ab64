"""A receipt found by its code: that the ballot is there, how it came and when; never what it says."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Number

from linmeng.assembly.models import BallotDispute, Receipt, Vote
from linmeng.common.clock import local_day


@dataclass(frozen=True)
class FoundReceipt:
    """What anyone may know who holds the code."""

    receipt: Receipt
    channel: str
    day: date
    readers: int
    """How many people read the paper; 0 for a ballot that was cast on the web."""
    read_on: date | None
    frozen: bool
    void: bool


def receipt_found(vote: Vote, code: str) -> FoundReceipt | None:
    """None where no ballot of this vote has this code."""
    sign = "".join(code.upper().split()).replace("-", "")
    receipts = Receipt.objects.filter(vote=vote).select_related("paper__sheet")
    receipt = receipts.filter(code=sign).first()
    if receipt is None:
        return None
    states = set(BallotDispute.objects.filter(receipt=receipt).values_list("state", flat=True))
    sheet = receipt.paper.sheet if receipt.paper is not None else None
    readers = 0
    if sheet is not None:
        people = sheet.readings.filter(by_person_id__isnull=False)
        readers = people.aggregate(n=Number("by_person_id", distinct=True))["n"]
    read_on = local_day(sheet.taken_in_at) if sheet is not None and sheet.taken_in_at else None
    return FoundReceipt(
        receipt=receipt,
        channel=receipt.channel,
        day=local_day(receipt.cast_at),
        readers=readers,
        read_on=read_on,
        frozen="open" in states,
        void="void" in states,
    )
