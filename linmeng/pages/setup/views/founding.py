"""Founding by page: the code from the console, who founds what, and the founder's number proven by SMS."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linmeng.ground.messages import send_sms
from linmeng.ground.models import Alliance
from linmeng.pages.login.devices import begin_log_in
from linmeng.pages.login.views import OFFICER_SESSION_SECONDS
from linmeng.pages.setup import founding_code
from linmeng.pages.setup.forms import FoundingForm, told_by
from linmeng.pages.setup.founding import found
from linmeng.people.actions import user_for_proved_phone

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
WRONG_CODES, PAUSE_SECONDS = 10, 600
BACKEND = "linmeng.pages.login.backend.PhoneBackend"


def _only_while_empty() -> None:
    """After the founding there is no such page any more."""
    if Alliance.objects.exists():
        raise Http404


def _wrong_code(request: HttpRequest, code: str) -> str:
    """Empty when the founding code is right; else a sentence. Guessing is slowed down, address by address."""
    key = f"founding-tries-{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(key, 0) >= WRONG_CODES:
        return _("Too many wrong codes. Please wait ten minutes.")
    if founding_code.is_right(founding_code.digest(code)):
        return ""
    cache.add(key, 0, PAUSE_SECONDS)
    cache.incr(key)
    return _("This is not the code printed last in the console. Print a new one with: linmeng founding-code")


def start(request: HttpRequest) -> HttpResponse:
    """Tell what is founded; nothing is entered before the founder's number is proven."""
    _only_while_empty()
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if sentence := _wrong_code(request, form.cleaned_data["code"]):
            form.add_error("code", sentence)
        else:
            _remember(request, form.cleaned_data)
            return redirect("found_confirm")
    return render(request, "setup/found.html", {"form": form}, status=400 if form.errors else 200)


def _remember(request: HttpRequest, given: dict[str, Any]) -> None:
    request.session["founding"] = given | {"code": founding_code.digest(given["code"])}
    _send(request, given["secretary_phone"])


def _send(request: HttpRequest, phone: str) -> None:
    at: datetime = request.at  # type: ignore[attr-defined]
    code = f"{secrets.randbelow(1_000_000):06d}"
    request.session["founding_sms"] = {"code": code, "at": at.isoformat(), "tries": 0}
    text = _("Linmeng: your code is %s, good for ten minutes. Nobody will ask you for it.") % code
    send_sms(phone, text, at=at)


def confirm(request: HttpRequest) -> HttpResponse:
    """The six digits from the founder's phone; then the house has its alliance."""
    _only_while_empty()
    told = request.session.get("founding")
    if told is None:
        return redirect("found")
    sentence = ""
    if request.method == "POST" and "send" in request.POST:
        _send(request, told["secretary_phone"])
    elif request.method == "POST":
        sentence = _wrong_digits(request) or _take_code(told)
        if not sentence:
            return _found_and_enter(request, told)
    phone = told["secretary_phone"]
    context = {"sentence": sentence, "masked": f"{phone[:3]}****{phone[-4:]}", "told": told}
    return render(request, "setup/found_confirm.html", context, status=400 if sentence else 200)


def _wrong_digits(request: HttpRequest) -> str:
    """Empty when the digits are those of the SMS; else a sentence."""
    at: datetime = request.at  # type: ignore[attr-defined]
    kept = request.session.get("founding_sms")
    if kept is None or at - datetime.fromisoformat(kept["at"]) > CODE_LASTS or kept["tries"] >= MOST_TRIES:
        return _("This code is no longer good. Please ask for a new one.")
    kept["tries"] += 1
    request.session["founding_sms"] = kept
    if not hmac.compare_digest(kept["code"], request.POST.get("code", "").strip()):
        return _("That is not the code we sent. Please look again; you have a few more tries.")
    return ""


def _take_code(told: dict[str, Any]) -> str:
    if founding_code.take(told["code"]):
        return ""
    return _("The founding code was used or replaced meanwhile. Print a new one and begin again.")


def _found_and_enter(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    at: datetime = request.at  # type: ignore[attr-defined]
    founded = found(told_by(told), at, system="founding", alone=True)
    user = user_for_proved_phone(told["secretary_phone"])
    for key in ("founding", "founding_sms"):
        request.session.pop(key, None)
    login(request, user, backend=BACKEND)
    request.session.set_expiry(OFFICER_SESSION_SECONDS)
    begin_log_in(request, user)
    # two keys were shown: the code from the console and the SMS
    request.session["second_factor_at"] = at.isoformat()
    request.session["second_factor_user"] = user.pk
    return redirect("setup", founded.slug)
