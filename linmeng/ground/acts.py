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
