"""After the library's log-in: where to go, the second factor, the demo's outbox."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.ground.messages import outbox_messages, send_sms
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.login.devices import OFFICER_SESSION
from linmeng.pages.shared.visitor import visitor_of

CODE_LASTS = timedelta(minutes=5)
MOST_TRIES = 5
OFFICER_SESSION_SECONDS = int(OFFICER_SESSION.total_seconds())


@login_required
@require_GET
def after_login(request: HttpRequest) -> HttpResponse:
    """Officers to their desk, residents to their own page, a number no roll knows to the question which door."""
    for alliance in Alliance.objects.order_by("name"):
        with in_alliance(alliance.id):
            visitor = visitor_of(request, alliance, request.at)  # type: ignore[attr-defined]
        if visitor.actor.hat is not None:
            request.session.set_expiry(OFFICER_SESSION_SECONDS)
            return redirect("desk", alliance.slug)
        if visitor.actor.person_id is not None:
            return redirect("me", alliance.slug)
    alliances = list(Alliance.objects.all()[:2])
    return redirect("me", alliances[0].slug) if len(alliances) == 1 else redirect("front_door")


def _next_page(request: HttpRequest, slug: str) -> str:
    target = request.GET.get("next") or request.POST.get("next") or ""
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else f"/a/{slug}/desk"


def _send_code(request: HttpRequest, at: datetime) -> None:
    code = f"{secrets.randbelow(1_000_000):06d}"
    request.session["second_factor_code"] = {"code": code, "at": at.isoformat(), "tries": 0}
    text = _("Linmeng: your code is %s, good for five minutes. Nobody will ask you for it.") % code
    send_sms(request.user.phone, text, at=at)  # type: ignore[union-attr]


def _check_code(request: HttpRequest, at: datetime) -> str:
    """Empty when the code is right; else a sentence."""
    kept = request.session.get("second_factor_code")
    if kept is None or at - datetime.fromisoformat(kept["at"]) > CODE_LASTS or kept["tries"] >= MOST_TRIES:
        request.session.pop("second_factor_code", None)
        return _("This code is no longer good. Please ask for a new one.")
    kept["tries"] += 1
    request.session["second_factor_code"] = kept
    if not hmac.compare_digest(kept["code"], request.POST.get("code", "").strip()):
        return _("That is not the code we sent. Please look again; you have a few more tries.")
    request.session.pop("second_factor_code")
    request.session["second_factor_at"] = at.isoformat()
    request.session["second_factor_user"] = request.user.pk
    return ""


@login_required
def second_factor(request: HttpRequest, slug: str) -> HttpResponse:
    """A code by SMS before acts on roll, ballots and publication; good for twelve hours."""
    at = request.at  # type: ignore[attr-defined]
    page = _next_page(request, slug)
    sentence = ""
    if request.method == "POST" and "send" in request.POST:
        _send_code(request, at)
    elif request.method == "POST":
        sentence = _check_code(request, at)
        if not sentence:
            return redirect(page)
    waiting = "second_factor_code" in request.session
    context = {"next_page": page, "sentence": sentence, "waiting": waiting, "masked": str(request.user)}
    return render(request, "login/second_factor.html", context, status=400 if sentence else 200)


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The SMS that would have gone out: for the demo and tests, switched off elsewhere."""
    if not settings.LINMENG_SHOW_OUTBOX or settings.LINMENG_SMS != "outbox":
        raise Http404
    return render(request, "login/outbox.html", {"messages_sent": outbox_messages()})
