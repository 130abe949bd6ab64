"""Somebody stands at the counter: a code to their phone, then door and name, then the papers."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.ground.messages import send_sms
from linmeng.pages.binding.forms import PhoneForm, StandingForm
from linmeng.pages.binding.views.desk import at_counter
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions.binding import take_request
from linmeng.people.actions.log_in import user_for_proved_phone
from linmeng.people.models import Binding
from linmeng.people.queries.doors import unit_at

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = 30
"""Codes one clerk may send in a day: a counter has no more visitors, a stolen session would."""


@login_required
def phone(request: VisitorRequest, slug: str) -> HttpResponse:
    """Their number; a code goes to it."""
    at_counter(request)
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _send(request, form.cleaned_data["phone"]):
            return redirect("standing_who", slug)
        form.add_error("phone", _("That was the last code for today. Please go on tomorrow."))
    return render(request, "binding/standing_phone.html", {"form": form})


def _send(request: VisitorRequest, number: str) -> bool:
    day, sent = request.visitor.actor.today.isoformat(), request.session.get("standing_sent", {})
    if sent.get(day, 0) >= MOST_CODES:
        return False
    code = f"{secrets.randbelow(1_000_000):06d}"
    request.session["standing_sent"] = {day: sent.get(day, 0) + 1}
    request.session["standing"] = {"phone": number, "code": code, "at": request.at.isoformat(), "tries": 0}
    words = _("Linmeng: your code at the desk is %s. Tell it only to the community worker before you.") % code
    send_sms(number, words, at=request.at)
    return True


@login_required
def who(request: VisitorRequest, slug: str) -> HttpResponse:
    """The code from their phone, their door and name; the papers come on the next page."""
    at_counter(request)
    if "standing" not in request.session:
        return redirect("standing", slug)
    form = StandingForm(request.POST or None, compounds=_compounds(request))
    if request.method == "POST" and form.is_valid():
        taken = _take(request, form)
        if taken is not None:
            return redirect("binding", slug, taken.id)
    return render(request, "binding/standing_who.html", {"form": form})


def _compounds(request: VisitorRequest) -> list[tuple[int, str]]:
    hat = request.visitor.actor.hat
    rows = Compound.objects.filter(id__in=hat.compounds if hat else ()).order_by("code")
    return [(row.id, row.name) for row in rows]


def _take(request: VisitorRequest, form: StandingForm) -> Binding | None:
    told = form.cleaned_data
    unit = unit_at(told["compound"], told["door"])
    if unit is None:
        form.add_error("door", _("There is no such door in this compound."))
        return None
    fault = _code_fault(request, told["code"])
    if fault:
        form.add_error("code", fault)
        return None
    user = user_for_proved_phone(request.session.pop("standing")["phone"])
    who = {"user_id": user.pk, "unit_id": unit.id, "name": told["name"], "relation": told["relation"]}
    try:
        return take_request(request.visitor.actor, **who)
    except ValidationError as refused:
        form.add_error(None, refused.messages)  # type: ignore[arg-type]
        return None


def _code_fault(request: VisitorRequest, code: str) -> str:
    """Empty when the code is right; else a sentence."""
    kept = request.session["standing"]
    too_late = request.at - datetime.fromisoformat(kept["at"]) > CODE_LASTS
    if too_late or kept["tries"] >= MOST_TRIES:
        return _("This code is no longer good. Please send a new one.")
    request.session["standing"] = kept | {"tries": kept["tries"] + 1}
    if not hmac.compare_digest(kept["code"].encode(), code.strip().encode()):
        return _("That is not the code we sent. Please look again; you have a few more tries.")
    return ""
