"""Log-in by WeChat: a second door to a log-in that a phone number opened; never a way to a new one.

Imported only where the operator gave the keys: without them the library's app is not installed at all.
"""

from typing import Any, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.weixin.views import WeixinOAuth2Adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.people.models import User

PROVIDER = "weixin"


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

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return "/after-login/"


def to_weixin(request: HttpRequest, *, process: str, next_url: str) -> HttpResponse:
    """To WeChat's own page; it sends the browser back to `answered`."""
    provider = get_adapter().get_provider(request, provider=PROVIDER)
    return cast(HttpResponse, provider.redirect(request, process=process, next_url=next_url))


@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in by a WeChat account that was connected before."""
    wanted = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return to_weixin(request, process="login", next_url=wanted if inside else "/after-login/")


answered = OAuth2CallbackView.adapter_view(OnlyTheNumber)


def is_connected(user: User) -> bool:
    """Whether this log-in opens by WeChat, too."""
    return bool(SocialAccount.objects.filter(user=user, provider=PROVIDER).exists())


def disconnect(user: User) -> None:
    """From now on WeChat opens nothing here."""
    SocialAccount.objects.filter(user=user, provider=PROVIDER).delete()
