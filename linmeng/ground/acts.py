"""One act = one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")


def action(act: Callable[P, R]) -> Callable[P, R]:
    """Mark a function as an act: it happens whole or not at all, alone or inside a larger act."""

    @wraps(act)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return act(*args, **kwargs)

    return whole


def end_of_act(step: Callable[P, R]) -> Callable[P, R]:
    """Mark the last step of acts: where it fails nothing of the act stands, so it needs no way back of its own."""

    @wraps(step)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(savepoint=False):
            return step(*args, **kwargs)

    return whole
