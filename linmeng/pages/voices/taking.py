"""Sending a form once, and saying what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from linmeng.ground.actions.forms import take_in_once
from linmeng.ground.ids import new_token
from linmeng.pages.shared.visitor import VisitorRequest


def once(request: VisitorRequest, act: str, perform: Callable[[], str]) -> str:
    """Perform an act that answers with a path; sent twice, it answers twice and happens once."""
    key = request.POST.get("once") or new_token(20)
    return take_in_once(request.visitor.actor, act=act, key=key[:40], perform=perform)


def act_and_return(
    request: VisitorRequest, back: str, perform: Callable[[], object], *, done: str
) -> HttpResponse:
    """Perform an act and go back to a page, which says what was done or what is still to be put right."""
    try:
        perform()
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(back)
