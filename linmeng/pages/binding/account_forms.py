"""Forms of one's own log-in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from linmeng.pages.login.adapter import MobileField


class NewPasswordForm(forms.Form):
    """A password of one's own."""

    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight signs, not only digits."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        word: str = self.cleaned_data["password"]
        validate_password(word, self.user)
        return word


class NewPhoneForm(forms.Form):
    """Another number, and the code that came to it."""

    phone = MobileField(label=_("New mobile number"))
    code = forms.CharField(
        label=_("The six digits sent to it"),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
