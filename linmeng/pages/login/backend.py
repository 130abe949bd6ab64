"""The log-in of allauth; who is logged in is read by a finished statement, for every page asks for them."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from linmeng.ground.prepared import Prepared
from linmeng.people.models import User

_user = Prepared(lambda pk: User.objects.filter(pk=pk))


class PhoneBackend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: Any) -> User | None:
        """The person behind a session, as long as they may log in."""
        found = _user(int(user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None
