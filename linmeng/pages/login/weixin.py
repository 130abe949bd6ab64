"""Log-in by WeChat: a second door to a log-in that a phone number opened; never a way to a new one.

Imported only where the operator gave the keys: without them the library's provider is not installed.
"""

from typing import Any, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.weixin.views import WeixinOAuth2Adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.common.errors import WrongState
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.shared.visitor import visitor_of
from linmeng.people.actions.weixin import WEIXIN, connect_weixin
from linmeng.people.models import User


class OnlyTheNumber(WeixinOAuth2Adapter):  # type: ignore[misc]
    """Of a WeChat account we keep its number for us (openid); name and picture are not even asked for."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        openid = kwargs["response"].get("openid")
        if not openid:
            raise OAuth2Error("WeChat answered without an openid")
        return self.get_provider().sociallogin_from_response(request, {"openid": openid})


class WeixinPolicy(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What happens when a WeChat account is not known, or WeChat does not answer."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        sentence = _(
            "This WeChat is not connected yet. Log in with a code by SMS, then connect it at “Where I am logged in”."
        )
        messages.info(request, sentence)
        raise ImmediateHttpResponse(redirect("account_request_login_code"))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        messages.error(
            request, _("WeChat did not confirm it. Nothing was changed; a code by SMS always works.")
        )
        page = "after_login" if request.user.is_authenticated else "account_login"
        raise ImmediateHttpResponse(redirect(page))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connecting is an act of ours, with its line in the record; the library's own leaves none."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_connected(request, sociallogin))


def _connected(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Back on the page where it was asked for, with a sentence."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    alliance = get_object_or_404(Alliance, slug=sociallogin.state["data"])
    with in_alliance(alliance.id):
        actor = visitor_of(request, alliance, request.at).actor  # type: ignore[attr-defined]
        try:
            fresh = connect_weixin(actor, request.user, sociallogin.account.uid)
        except WrongState as refusal:
            messages.error(request, refusal.sentence)
        else:
            done = _("WeChat is connected: it opens this log-in from now on.")
            messages.success(request, done if fresh else _("This WeChat was connected already."))
    return redirect("my_devices", alliance.slug)


def _to_weixin(request: HttpRequest, *, process: str, next_url: str, data: str = "") -> HttpResponse:
    """To WeChat's own page; it sends the browser back to `answered`."""
    provider = get_adapter().get_provider(request, provider=WEIXIN)
    return cast(HttpResponse, provider.redirect(request, process=process, next_url=next_url, data=data))


def to_connect(request: HttpRequest, slug: str) -> HttpResponse:
    """To WeChat, to connect it with the log-in that stands open here."""
    return _to_weixin(request, process=AuthProcess.CONNECT, next_url="", data=slug)


@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in by a WeChat account that was connected before."""
    wanted = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return _to_weixin(request, process=AuthProcess.LOGIN, next_url=wanted if inside else "/after-login/")


answered = OAuth2CallbackView.adapter_view(OnlyTheNumber)


def is_connected(user: User) -> bool:
    """Whether this log-in opens by WeChat, too."""
    return bool(SocialAccount.objects.filter(user=user, provider=WEIXIN).exists())
