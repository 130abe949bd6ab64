"""How log-in by phone works here: the library keeps the flow, this keeps the numbers."""

import secrets
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linmeng.common import clock
from linmeng.ground.messages import send_sms
from linmeng.pages.login.devices import begin_log_in
from linmeng.people.models import User
from linmeng.people.phone import mobile_number
from linmeng.people.queries.log_ins import user_with_phone

gettext_noop("Code")  # the library's label of the field; named here so that our Chinese word stands there


def shown_name(user: User) -> str:
    """138****5678: what a log-in is called where no alliance is known."""
    return str(user)


class MobileField(forms.CharField):
    """A mobile number, typed as people type it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "numeric", "autocomplete": "tel", "class": "input"}
        super().__init__(
            widget=forms.TextInput(attrs), max_length=20, **({"label": _("Mobile number")} | kwargs)
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        number = mobile_number(text) if text else ""
        if number is None:
            raise forms.ValidationError(
                _("Please enter a mobile number of eleven digits, for example 138 0013 8000.")
            )
        return number


class PhoneAdapter(DefaultAccountAdapter):
    """Accounts are phone numbers. Any number may log in by code; what it may see, the rolls say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # nobody signs up: the first SMS code opens the account

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        return MobileField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return mobile_number(phone) or phone

    def get_user_by_phone(self, phone: str) -> User | None:
        return user_with_phone(phone)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return user.phone, user.phone_verified

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        User.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # the library counts failures by e-mail address; without one all numbers would share a single count
        return f"phone:{self.clean_phone(str(credentials.get('phone', '')))}"

    def generate_login_code(self) -> str:
        return self._six_digits()

    def generate_phone_verification_code(self, *, user: Any, phone: str) -> str:
        return self._six_digits()

    def _six_digits(self) -> str:
        return f"{secrets.randbelow(1_000_000):06d}"

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        send_sms(
            phone,
            _("Linmeng: your code is %s, good for five minutes. Nobody will ask you for it.") % code,
            at=clock.now(),
        )

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        begin_log_in(request, user)
        return cast(HttpResponse, super().post_login(request, user, **kwargs))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return cast(str, super().get_login_redirect_url(request))
