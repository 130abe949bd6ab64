"""Django's sessions in the database, read by a finished statement: every page of every person asks for one."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from linmeng.common import clock
from linmeng.ground.prepared import Prepared

_session = Prepared(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """The session's row; whatever is unusual (gone, expired) is left to Django."""
        kept = _session(self.session_key, clock.now()) if self.session_key else []
        return kept[0] if kept else super()._get_session_from_db()  # type: ignore[misc]
