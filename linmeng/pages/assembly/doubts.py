"""What stands on a receipt about its ballot: how it came, whether it is in doubt."""

from typing import Any

from linmeng.assembly.actions.disputes import OPEN_TO_DOUBT
from linmeng.assembly.models import BallotDispute, Receipt
from linmeng.papers.models import Scan
from linmeng.people.models import Person


def doubts_about(receipt: Receipt) -> dict[str, Any]:
    """For the owner's own eyes."""
    doubt = receipt.disputes.order_by("-opened_at", "-id").first()
    sheet = receipt.paper.sheet_id if receipt.paper is not None else None
    return {
        "doubt": doubt,
        "may_again": doubt is not None and doubt.state == BallotDispute.State.VOID,
        "scanned": sheet is not None and Scan.objects.filter(sheet_id=sheet).exists(),
        "in_time": receipt.vote.state in OPEN_TO_DOUBT,
        "caster": _caster(receipt),
    }


def _caster(receipt: Receipt) -> str:
    """Who cast it in the owner's place; "" for the owner."""
    if receipt.proxy is not None:
        return receipt.proxy.agent_name
    if receipt.cast_by is None:
        return ""
    return Person.objects.get(id=receipt.cast_by).masked
