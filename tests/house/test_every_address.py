"""No page escapes the look: each route that answers GET is opened by tests/browser/test_every_page.py, or says here why not."""

import inspect
import re
from collections.abc import Callable, Iterator

from django.urls import URLPattern, get_resolver, resolve

from tests.browser.pages import OF_PERSON, address
from tests.browser.places import named_places

FILE = re.compile(r"\.(xlsx|pdf|jpg|png|json|zip|atom|txt)$")
NOT_OPENED = {
    # leads on, shows nothing
    "": "leads on",
    "me": "leads on to the only alliance",
    "desk": "leads on to the only alliance",
    "alliance": "leads on to the only alliance",
    "after-login/": "leads on",
    "accounts/verify/": "the library's step of a log-in with a number that is not proved; ours are, it leads on",
    "accounts/reauthenticate/": "the library's; our pages ask for a second factor instead",
    "accounts/inactive/": "the library's; nobody's log-in is switched off",
    "a/<slug:slug>/roll/<slug:code>/import/<int:pk>/aside/": "opened, it leads back to the upload",
    "a/<slug:slug>/b/<str:token>/": "leads on from the code on a ballot",
    # no page
    "healthz": "one word for machines",
    "verify/": "a page of its own, complete in one file: test_verifier",
    "a/<slug:slug>/prints/<int:pk>/file/": "a file",
    "a/<slug:slug>/meetings/<int:pk>/calendar.ics": "a file",
    # walked with axe by a test of its own
    "a/<slug:slug>/filings/<int:pk>/papers/<int:paper_pk>/file/": "a file",
    "a/<slug:slug>/elections/<int:pk>/candidates/<int:candidacy_pk>/pledge-file/": "a file",
    "a/<slug:slug>/elections/<int:pk>/checks/<int:check_pk>/file/": "a file",
    "a/<slug:slug>/elections/<int:pk>/steps/<int:step_pk>/file/": "a file",
    "a/<slug:slug>/elections/<int:pk>/lot/": "only where equals stand at the last seat: tests/elections",
    "a/<slug:slug>/elections/<int:pk>/stand/": "only for an owner while names are taken: tests/elections",
    "a/<slug:slug>/filings/<int:pk>/answer/": "only while the street looks at it: tests/term/test_pages",
    "a/<slug:slug>/filings/<int:pk>/complete/": "only while the street looks at it: tests/term/test_pages",
    "a/<slug:slug>/filings/<int:pk>/correct/": "only after it: tests/term/test_pages",
    "a/<slug:slug>/c/<slug:code>/committee/leaving/<int:pk>/decide/": "no open case in the sample: tests/term/test_pages",
    "a/<slug:slug>/c/<slug:code>/committee/leaving/<int:pk>/take-back/": "no open case in the sample: tests/term/test_pages",
    "a/<slug:slug>/votes/<int:pk>/recount/read/": "only while a recount is under way: tests/assembly/test_rereading",
    "a/<slug:slug>/votes/<int:pk>/correct/": "only after a recount: tests/assembly/test_rereading",
    "found/": "only in an empty house: test_first_day",
    "found/confirm/": "only in an empty house: test_first_day",
    "accounts/login/code/confirm/": "only after a code was asked for: test_limits",
    "a/<slug:slug>/bind/closed/": "only after too many wrong codes: test_dispute",
    "a/<slug:slug>/me/homes/<int:unit_id>/unknown/<int:person_id>/": "only with a housemate: test_dispute",
    "a/<slug:slug>/votes/<int:pk>/close/": "only in its hour: test_pages_of_count_night_hold",
    "a/<slug:slug>/votes/<int:pk>/count/": "only in its hour: test_pages_of_count_night_hold",
    "a/<slug:slug>/votes/<int:pk>/publish/": "only in its hour: test_pages_of_count_night_hold",
    "a/<slug:slug>/votes/<int:pk>/mandates/<int:proxy_pk>/": "no mandate in the sample: test_trust_pages",
    "a/<slug:slug>/votes/<int:pk>/mandates/<int:proxy_pk>/revoke/": "no mandate in the sample: test_trust_pages",
    "a/<slug:slug>/votes/<int:pk>/mandates/<int:proxy_pk>/scan/": "a file",
    "a/<slug:slug>/resolutions/<int:pk>/scan/file/": "a file",
    "a/<slug:slug>/votes/<int:pk>/call-back/<int:call_pk>/": "nobody drawn in the sample: test_trust_pages",
    "a/<slug:slug>/petitions/<int:pk>/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/sign/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/answer/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/step-in/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/vote/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/paper/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/petitions/<int:pk>/signatures/": "no petition in the sample: test_ways_of_a_ballot",
    "a/<slug:slug>/votes/<int:pk>/my-paper/<int:entry_pk>/": "the sample votes by web: test_ways_of_a_ballot",
    "a/<slug:slug>/c/<slug:code>/committee/substitutes/<int:pk>/": "the law of the sample's city has no substitutes",
    "a/<slug:slug>/votes/<int:pk>/city/preview/": "only with a file: test_ways_of_a_ballot",
    "a/<slug:slug>/reach/stop/<str:token>/": "only with the signed link of an e-mail: test_limits",
}


def routes() -> dict[str, Callable[..., object]]:
    return dict(_walked(get_resolver().url_patterns, ""))


def _walked(patterns: list, before: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from _walked(pattern.url_patterns, route)


def answers_get(view: Callable[..., object] | None) -> bool:
    """Unless a decorator of Django's lets only POST through."""
    while view is not None:
        inside = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
        if "GET" not in inside.get("request_method_list", ["GET"]):
            return False
        view = getattr(view, "__wrapped__", None)
    return True


def opened() -> set[str]:
    found = dict.fromkeys(named_places(), "1") | {"told": "voice/1", "pile": "1"}
    found |= {"sheet": "1/sheets/1", "slip": "1/sheets/1", "unsure": "1/1", "no_code": "1/1"}
    found |= {"filing_paper": "1/papers/1", "hand_over_item": "1/items/1"}
    found |= {"candidate": "1/candidates/1", "election_step": "1/steps/1"}
    paths = {address(path, found).split("?")[0] for pages in OF_PERSON.values() for path in pages}
    return {resolve(path).route for path in paths}


def test_every_page_is_looked_at_or_says_why_not() -> None:
    pages = {route for route, view in routes().items() if answers_get(view) and not FILE.search(route)}
    assert sorted(pages - opened() - NOT_OPENED.keys()) == []
    assert sorted(NOT_OPENED.keys() - pages) == [], "no such page any more"
    assert sorted(NOT_OPENED.keys() & opened()) == [], "opened after all"


def test_a_page_that_nobody_opens_is_noticed() -> None:
    assert "a/<slug:slug>/votes/<int:pk>/close/" in routes()
    assert "a/<slug:slug>/votes/<int:pk>/close/" not in opened()
    assert answers_get(routes()["a/<slug:slug>/seats/"]) is True
    assert answers_get(routes()["a/<slug:slug>/monday/print/"]) is False
