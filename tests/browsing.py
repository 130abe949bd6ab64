"""Test clients logged in as one of the cast."""

from datetime import datetime

from django.test import Client

from linmeng.common import clock
from tests.cast import Cast


class Visits:
    """Call with a short name to get a client; `second_factor=False` leaves officers without their code."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def __call__(self, who: str, *, second_factor: bool = True) -> Client:
        client = Client()
        if who == "stranger":
            return client
        user = self.cast.people[who].user
        client.force_login(user, backend="linmeng.pages.login.backend.PhoneBackend")
        if second_factor:
            session = client.session
            session["second_factor_at"] = clock.now().isoformat()
            session["second_factor_user"] = user.pk
            session.save()
        return client


def path(cast: Cast, rest: str = "") -> str:
    """An address of the cast's alliance."""
    return f"/a/{cast.alliance.slug}/{rest}"


def day(text: str) -> datetime:
    """An ISO instant in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)
