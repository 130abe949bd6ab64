"""My devices: where I am logged in, and ending it; another number, another password."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.common.errors import NeedsSecondFactor
from linmeng.ground.messages import send_sms
from linmeng.pages.binding.account_forms import NewPasswordForm, NewPhoneForm
from linmeng.pages.login.devices import keep_this_device
from linmeng.pages.shared.visitor import VisitorRequest, freshly_confirmed
from linmeng.people.actions.log_in import change_password, change_phone, end_log_ins
from linmeng.people.models import User
from linmeng.people.queries.log_ins import log_ins_of, user_with_phone

CODE_LASTS = timedelta(minutes=5)
MOST_TRIES = 5
MOST_CODES = 3


def _me(request: VisitorRequest) -> User:
    return cast(User, request.user)  # the page asks for a log-in


def _this_one(request: VisitorRequest) -> int | None:
    known = request.session.get("log_in")
    return known["id"] if known is not None else None


def _confirmed(request: VisitorRequest) -> None:
    if not freshly_confirmed(request, request.at):
        raise NeedsSecondFactor(_("Before changing your log-in, please confirm with a code by SMS."))


@login_required
@require_GET
def devices(request: VisitorRequest, slug: str) -> HttpResponse:
    """Each device with its words and when it was last used."""
    rows = list(log_ins_of(_me(request).pk))
    context = {"rows": rows, "here": _this_one(request), "by_weixin": _by_weixin(request)}
    return render(request, "binding/devices.html", context)


def _by_weixin(request: VisitorRequest) -> bool:
    if not settings.LINMENG_WEIXIN_ID:
        return False
    from linmeng.pages.login.weixin import is_connected

    return is_connected(_me(request))


@login_required
@require_POST
def end_one(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """End one of mine; its cookie opens nothing from now on."""
    get_object_or_404(log_ins_of(_me(request).pk), pk=pk)
    end_log_ins(_me(request), at=request.at, only=pk)
    return redirect("my_devices", slug)


@login_required
@require_POST
def end_others(request: VisitorRequest, slug: str) -> HttpResponse:
    """End all but this one."""
    end_log_ins(_me(request), at=request.at, but=_this_one(request))
    return redirect("my_devices", slug)


@login_required
def password(request: VisitorRequest, slug: str) -> HttpResponse:
    """A new password, after a code by SMS; the other devices log in anew."""
    _confirmed(request)
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        word = form.cleaned_data["password"]
        user = change_password(_me(request), word, at=request.at, but=_this_one(request))
        keep_this_device(request, user)
        return redirect("my_devices", slug)
    return render(request, "binding/password.html", {"form": form})


@login_required
def phone(request: VisitorRequest, slug: str) -> HttpResponse:
    """Another number: a code by SMS to the old one, then to the new one."""
    _confirmed(request)
    form = NewPhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["code"]:
            fault = _take_code(request, form.cleaned_data)
        else:
            fault = _send(request, form.cleaned_data["phone"])
        if not fault and form.cleaned_data["code"]:
            return redirect("my_devices", slug)
        if fault:
            form.add_error(None, fault)
    return render(request, "binding/phone.html", {"form": form, "sent": "new_phone" in request.session})


def _send(request: VisitorRequest, number: str) -> str:
    """Send a code; nobody learns here whether the number has a log-in."""
    today = request.visitor.actor.today.isoformat()
    sent = request.session.get("new_phone_sent", {}).get(today, 0)
    if sent >= MOST_CODES:
        return _("Three codes were sent today. Please go on tomorrow, or ask at the desk.")
    code = f"{secrets.randbelow(1_000_000):06d}"
    request.session["new_phone_sent"] = {today: sent + 1}
    request.session["new_phone"] = {"phone": number, "code": code, "at": request.at.isoformat(), "tries": 0}
    words = _("Linmeng: your code is %s, good for five minutes. Nobody will ask you for it.") % code
    send_sms(number, words, at=request.at)
    return ""


def _take_code(request: VisitorRequest, told: dict[str, str]) -> str:
    """Empty when the number was changed; else a sentence."""
    kept = request.session.get("new_phone")
    if kept is None or kept["phone"] != told["phone"] or kept["tries"] >= MOST_TRIES:
        return _("This code is no longer good. Please ask for a new one.")
    if request.at - datetime.fromisoformat(kept["at"]) > CODE_LASTS:
        return _("This code is no longer good. Please ask for a new one.")
    request.session["new_phone"] = kept | {"tries": kept["tries"] + 1}
    if not hmac.compare_digest(kept["code"].encode(), told["code"].strip().encode()):
        return _("That is not the code we sent. Please look again; you have a few more tries.")
    request.session.pop("new_phone")
    if user_with_phone(told["phone"]) is not None:
        return _("This number has a log-in of its own already. Please come to the desk.")
    try:
        user = change_phone(_me(request), told["phone"], at=request.at, but=_this_one(request))
    except ValidationError as fault:
        return " ".join(fault.messages)
    keep_this_device(request, user)
    return ""
