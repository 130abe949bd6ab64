"""What happens around every page: the language, the alliance and the person, and refusals in sentences."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common import clock
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, Refused
from linmeng.ground.directory import alliance_at
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.login.devices import is_too_old, to_log_in
from linmeng.pages.shared.visitor import visitor_of

Answer = Callable[[HttpRequest], HttpResponse]


@lru_cache(maxsize=1)
def _policy_of_settings() -> str:
    return build_policy()


class ContentPolicy(CSPMiddleware):
    """The policy of the settings, put together once; a page with a policy of its own has it made each time."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if settings.DEBUG or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy_of_settings())
        return response


class LanguageChoice:
    """The language the person chose; Chinese unless they did."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class InTheAlliance:
    """Under /a/<slug>/ everything happens inside that alliance, by a known (or unknown) visitor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = clock.now()  # type: ignore[attr-defined]
        parts = request.path_info.split("/", 3)
        if len(parts) < 4 or parts[1] != "a":
            return self.get_response(request)
        alliance = alliance_at(parts[2])
        if alliance is None:
            return self.get_response(request)  # the view answers 404
        with in_alliance(alliance.id):
            request.visitor = visitor_of(request, alliance, request.at)  # type: ignore[attr-defined]
            if request.visitor.hats and is_too_old(request, request.at):  # type: ignore[attr-defined]
                return to_log_in(request)
            response = self.get_response(request)
        if request.visitor.actor.person_id is not None:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class Refusals:
    """Turn the house's three refusals into pages: what happened, why, what to do next."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> None:
        """A slug in the address that is no alliance leads nowhere."""
        if kwargs.get("slug") is not None and not hasattr(request, "visitor"):
            raise Http404(_("There is no alliance at this address."))

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Only our own refusals; anything else is a fault and stays one."""
        if isinstance(fault, NeedsSecondFactor):
            here = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
            path = reverse("second_factor", args=[request.visitor.alliance.slug])  # type: ignore[attr-defined]
            return redirect(f"{path}?{urlencode({'next': here})}")
        if not isinstance(fault, Refused):
            return None
        if isinstance(fault, NotAllowed) and not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        status = 403 if isinstance(fault, NotAllowed) else 409
        article = fault.article if isinstance(fault, AgainstTheLaw) else ""
        context = {
            "sentence": fault.sentence,
            "article": article,
            "back": request.headers.get("Referer", "/"),
        }
        return render(request, "refused.html", context, status=status)
