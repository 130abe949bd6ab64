"""Log-in by SMS code for any number, so that nobody learns which numbers are known.

The library sends no code to a number without an account. Here such a number gets the draft of one, which
is saved only when its code was proved.
"""

from typing import Any, cast

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView
from allauth.account.views import verify_phone as library_verify_phone
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from linmeng.people.actions.log_in import user_for_proved_phone
from linmeng.people.models import User


class AnyNumberForm(RequestLoginCodeForm):  # type: ignore[misc]
    """A known and an unknown number are taken in alike."""

    def clean_phone(self) -> str:
        phone = cast(str, super().clean_phone())
        known: User | None = getattr(self, "_user", None)
        if phone and known is None:
            self._user = User(phone=phone)
        return phone


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """The library's page; a draft of an account becomes one when the code is right."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._process.user is None:
            state = self._process.state
            self._become(User(id=int(state["user_id"]), phone=state["phone"]))
        return cast(HttpResponse, super().post(request, *args, **kwargs))

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        draft = self._process.user
        self._become(user_for_proved_phone(self._process.state["phone"], user_id=draft.id))
        return cast(HttpResponse, super()._verify_form_valid(form))

    def _become(self, user: User) -> None:
        self._process._user = self.stage.login.user = user


confirm_code = ConfirmCode.as_view()


def verify_phone(request: HttpRequest) -> HttpResponse:
    """The library's step of a log-in by password; whoever is logged in changes a number at “my devices”."""
    if request.user.is_authenticated:
        return redirect("after_login")
    return cast(HttpResponse, library_verify_phone(request))
