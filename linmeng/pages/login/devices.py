"""One device, one log-in: what kind of device it is, how long it may stay, and when it must log in again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from linmeng.common import clock
from linmeng.people.actions.log_in import note_log_in, note_seen
from linmeng.people.models import User

OFFICER_SESSION = timedelta(hours=12)
SEEN_AFTER = timedelta(hours=1)
Answer = Callable[[HttpRequest], HttpResponse]

_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("AlipayClient", "Alipay"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("HuaweiBrowser", "Huawei"),
    ("MiuiBrowser", "Xiaomi"),
    ("UCBrowser", "UC"),
    ("QQBrowser", "QQ"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Kind of browser and device, without versions: “WeChat · Android”. An update changes nothing in it."""
    browser = next((word for sign, word in _BROWSERS if sign in user_agent), "?")
    system = next((word for sign, word in _SYSTEMS if sign in user_agent), "?")
    return f"{browser} · {system}"


def begin_log_in(request: HttpRequest, user: User) -> None:
    """Write the device down in its owner's list and in its own session."""
    at = clock.now()
    session, device = request.session, device_words(request.headers.get("User-Agent", ""))
    if session.session_key is None:
        session.save()
    log_in = note_log_in(user, session_key=session.session_key or "", device=device, at=at)
    session["log_in"] = {"id": log_in.id, "device": device, "seen": at.isoformat(), "began": at.isoformat()}


def keep_this_device(request: HttpRequest, user: User) -> None:
    """After a change of password or number: this device stays logged in, under a new cookie."""
    update_session_auth_hash(request, user)
    known = request.session.get("log_in")
    if known is not None:
        note_seen(known["id"], session_key=request.session.session_key or "", at=clock.now())


def is_too_old(request: HttpRequest, at: datetime) -> bool:
    """Whether this log-in began too long ago for an office: twelve hours, however busy they were."""
    known = request.session.get("log_in")
    return known is not None and at - datetime.fromisoformat(known["began"]) >= OFFICER_SESSION


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Close this log-in and ask for a new one."""
    logout(request)
    page = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"/accounts/login/?{urlencode({'next': page})}")


class KnownDevice:
    """A cookie that turns up in another kind of browser than it was given to is asked to log in again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.session.get("log_in") if request.user.is_authenticated else None
        if known is not None:
            if known["device"] != device_words(request.headers.get("User-Agent", "")):
                return to_log_in(request)
            self._note_seen(request, known)
        return self.get_response(request)

    def _note_seen(self, request: HttpRequest, known: dict[str, str | int]) -> None:
        at = clock.now()
        if at - datetime.fromisoformat(str(known["seen"])) < SEEN_AFTER:
            return
        note_seen(int(known["id"]), session_key=request.session.session_key or "", at=at)
        request.session["log_in"] = known | {"seen": at.isoformat()}
