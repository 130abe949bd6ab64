"""What an address asks for, and the words of a delivery."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from linmeng.publishing.models import Delivery, Topic
from linmeng.publishing.queries.delivery_log import LogSearch
from linmeng.publishing.queries.message_words import read_stop_token


def log_search(asked: QueryDict) -> LogSearch:
    """Way and state as asked for."""
    return LogSearch(way=asked.get("way", ""), state=asked.get("state", ""))


def _tabs(asked: QueryDict, name: str, choices: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    tabs = []
    for value, label in [("", _("All")), *choices]:
        given = asked.copy()
        given.pop("page", None)
        given[name] = value
        tabs.append({"label": label, "url": f"?{given.urlencode()}", "current": asked.get(name, "") == value})
    return tabs


def way_tabs(asked: QueryDict) -> list[dict[str, Any]]:
    """Narrowing by way."""
    return _tabs(asked, "way", list(Delivery.Way.choices))


def state_tabs(asked: QueryDict) -> list[dict[str, Any]]:
    """Narrowing by what became of it."""
    shown = ("sent", "handed_over", "waiting", "failed", "passed_on")
    return _tabs(asked, "state", [(s, Delivery.State(s).label) for s in shown])


def way_and_state(row: Delivery) -> tuple[str, str, str]:
    """Three cells of a table."""
    return str(row.get_way_display()), str(row.get_state_display()), row.why_not


def topic_of_token(token: str) -> Topic | None:
    """The topic of an unsubscribe link; None when the link was not made here."""
    named = read_stop_token(token)
    return Topic(named[1]) if named is not None and named[1] in Topic.values else None
