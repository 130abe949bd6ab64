"""What becomes of an act, in a word: done, or the kind of refusal."""

from collections.abc import Callable

from django.db import transaction

from linmeng.common.errors import Refused


def became(act: Callable[[], object]) -> str:
    """What became of an act, undone afterwards."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refusal:
        return type(refusal).__name__
    return "done"
