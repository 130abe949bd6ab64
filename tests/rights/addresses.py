"""Every address of the house, filled with the world's own things: read from the URL resolver, so that none is missed."""

import itertools
import re
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

from tests.rights.world import World

MOST_OF_A_KIND = 3
BEFORE_PK = {
    "facilities": "alliance.Facility", "strengths": "alliance.Strength", "service": "alliance.PropertyService",
    "buildings": "alliance.Building", "entrances": "alliance.Entrance", "bodies": "alliance.Body",
    "copy": "rights.DataCopy", "correct": "rights.CorrectionRequest", "corrections": "rights.CorrectionRequest",
    "erase": "rights.Erasure", "erasures": "rights.Erasure", "consents": "people.Person", "seats": "people.Seat",
    "import": "people.RollImport", "devices": "people.LogIn", "bindings": "people.Binding",
    "people": "people.Person", "units": "alliance.Unit", "voices": "voices.Voice", "matters": "voices.Matter",
    "tickets": "voices.TicketImport", "talent": "people.Qualification", "said": "people.Recommendation",
    "items": "lists.ListItem", "projects": "projects.Project", "votes": "assembly.Vote", "reach": "people.Person",
    "again": "publishing.Delivery", "monday": "publishing.BoardRun", "objections": "publishing.Objection",
    "proposals": "publishing.Proposal", "hang": "publishing.Posting", "circles": "circles.Circle",
    "circle-members": "circles.CircleMember", "duties": "circles.Duty", "errands": "circles.Errand",
    "meetings": "meetings.Meeting", "agenda": "meetings.AgendaItem",
    "demands": "meetings.MeetingDemand", "tasks": "meetings.Task", "resolutions": "meetings.Resolution",

    "petitions": "assembly.Petition", "elections": "assembly.Election", "homes": "alliance.Unit",
    "prints": "papers.PrintRun", "scans": "papers.ScanPile",
    "filings": "assembly.Filing", "hand-overs": "assembly.HandOver", "leaving": "assembly.Leaving",
    "substitutes": "assembly.Candidacy",
}  # fmt: skip
"""What a number after this part of an address counts. A new address needs its line here, or the walk fails."""
OF_ROUTE = {
    "me/homes/requests/": "people.Binding",
    "talent/requests/": "voices.SkillRequest",
    "letters/<slug:code>/": "people.CodeLetter",
    "talent/<str:kind>/": "people.Qualification",
    "reached/<slug:subject>/": "assembly.Vote",
}
OTHER_NUMBERS = {
    "unit_id": "alliance.Unit", "person_id": "people.Person", "project_pk": "projects.Project",
    "entry_pk": "assembly.RollEntry", "paper_pk": "assembly.BallotPaper", "sheet_pk": "papers.Sheet",
    "delivery_pk": "assembly.BallotDelivery", "box_pk": "assembly.BallotBox",
    "proxy_pk": "assembly.Proxy", "dispute_pk": "assembly.BallotDispute", "call_pk": "assembly.CallBack",
    "row": "people.Residence", "seat_pk": "people.Seat", "item_pk": "assembly.HandOverItem",
    "candidacy_pk": "assembly.Candidacy", "step_pk": "assembly.ElectionStep", "check_pk": "assembly.QualificationCheck",
}  # fmt: skip
WORDS: dict[str, Callable[[World], list[str]]] = {
    "slug": lambda world: [world.cast.alliance.slug],
    "code": lambda world: ["wt", "ht"],
    "which": lambda world: ["problem", "value"],
    "purpose": lambda world: ["name_public"],
    "kind": lambda world: ["skill", "said"],
    "subject": lambda world: ["vote", "voice"],
    "name": lambda world: ["desk", "roll"],
    "n": lambda world: ["1"],
    "page": lambda world: ["1"],
    "number": lambda world: ["1"],
    "version": lambda world: ["1"],
    "size": lambda world: ["480"],
    "whom": lambda world: ["residents_committee", "housing_office"],
    "key": lambda world: ["talks", "unpaid_fee"],
    "what": lambda world: ["end"],
    "pack_id": lambda world: ["cn.owners_vote"],
}
SEARCHES = [
    "search?q=楼道灯", "search?q=邻里", "search?q=310105", "voices/?q=楼道灯", "matters/?q=楼道灯",
    "say/for/?c=wt&q=3", "say/for/?c=wt&q=邻里", "roll/wt/?q=邻里", "roll/ht/?q=钱", "seats/?q=桂芳&time=all",
    "seats/open/?q=邻里", "desk/consents/?q=3-1", "desk/people/?q=邻里", "desk/people/?q=1390000",
    "talent/?q=修表", "calls/?c=wt", "desk/bindings/new/?q=3-101",
]  # fmt: skip
"""Searches, where more is shown to who may see more."""
_PART = re.compile(r"<(\w+):(\w+)>")


def routes() -> list[str]:
    """Every route of the house as it is written."""
    return [route for route, _pattern in _walked(get_resolver().url_patterns, "")]


def _walked(patterns: list, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from _walked(pattern.url_patterns, route)


def filled(world: World, route: str) -> list[str]:
    """The addresses of one route in this world; KeyError names a part that nobody said how to fill."""
    parts = _PART.findall(route)
    choices = [_choices(world, route, name) for _converter, name in parts]
    addresses = []
    for values in itertools.islice(itertools.product(*choices), MOST_OF_A_KIND * 4):
        rest = iter(values)
        addresses.append("/" + _PART.sub(lambda _m, rest=rest: str(next(rest)), route))  # type: ignore[misc]
    return addresses


def _choices(world: World, route: str, name: str) -> list[str]:
    if name == "code" and "receipt" in route:
        return list(world.receipts.values())
    if name == "token":
        return _tokens(route)
    if name in WORDS:
        return WORDS[name](world)
    return _numbers(_model_of(route, name))


def _model_of(route: str, name: str) -> str:
    if name != "pk":
        return OTHER_NUMBERS[name]
    before = route.split("<int:pk>", maxsplit=1)[0]
    own = next((label for end, label in OF_ROUTE.items() if before.endswith(end)), None)
    return own or BEFORE_PK[before.rstrip("/").rsplit("/", 1)[-1]]


def _numbers(label: str) -> list[str]:
    model: type[models.Model] = apps.get_model(label)
    ids = list(model.objects.order_by("id").values_list("id", flat=True))  # type: ignore[attr-defined]
    return [str(pk) for pk in (ids[:MOST_OF_A_KIND] or [1])]


def _tokens(route: str) -> list[str]:
    label = {"p/": "publishing.Publication", "s/": "papers.Sheet", "b/": "papers.Sheet"}
    start = route.removeprefix("a/<slug:slug>/")
    kind = next((model for begin, model in label.items() if start.startswith(begin)), None)
    if kind is None and start.startswith("reach/"):
        return ["x"]  # signed, one-way: nobody can guess one
    rows = apps.get_model(label[start.split("<")[0]] if kind is None else kind).objects
    return list(rows.order_by("id").values_list("token", flat=True)[:MOST_OF_A_KIND]) or ["x"]
