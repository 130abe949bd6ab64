"""What was asked of a list, read from its address; what is not understood counts as not asked."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound
from linmeng.voices.models import Matter, Voice
from linmeng.voices.queries import MatterSearch, VoiceSearch

LONGEST_QUERY = 80
ORDERS = ("newest", "oldest", "due")


def order_choices() -> list[tuple[str, str]]:
    """How the list of voices may be sorted."""
    return [("newest", _("newest first")), ("oldest", _("oldest first")), ("due", _("by day of answer"))]


def voice_search(asked: QueryDict) -> VoiceSearch:
    """The search behind the address of the list of voices."""
    building = asked.get("building", "")
    return VoiceSearch(
        words=asked.get("q", "").strip()[:LONGEST_QUERY],
        state=asked.get("state", ""),
        kind=asked.get("kind", ""),
        compound=asked.get("compound", ""),
        building_id=int(building)
        if building.isascii() and building.isdigit() and len(building) < 19
        else None,
        dangerous=asked.get("dangerous") == "1",
        order=asked.get("order", "newest"),
    )


def matter_search(asked: QueryDict) -> MatterSearch:
    """The search behind the address of the public list of matters."""
    return MatterSearch(
        words=asked.get("q", "").strip()[:LONGEST_QUERY],
        state=asked.get("state", ""),
        nature=asked.get("nature", ""),
        compound=asked.get("compound", ""),
        dangerous=asked.get("dangerous") == "1",
    )


def tabs(
    asked: QueryDict, name: str, choices: list[tuple[str, str]], counts: dict[str, int]
) -> list[dict[str, Any]]:
    """One parameter as a row of links; the others stay, the page number does not."""
    chosen = asked.get(name, "")
    chosen = chosen if chosen in dict(choices) else ""
    options: list[dict[str, Any]] = []
    for value, label in choices:
        others = asked.copy()
        others.pop("page", None)
        others[name] = value
        options.append(
            {
                "label": label,
                "url": f"?{others.urlencode()}",
                "current": value == chosen,
                "count": counts.get(value),
            }
        )
    return options


def voice_tabs(asked: QueryDict, counts: dict[str, int]) -> list[dict[str, Any]]:
    """States of voices, with how many there are."""
    choices = [("", _("All")), *((value, str(label)) for value, label in Voice.State.choices)]
    return tabs(asked, "state", choices, counts | {"": sum(counts.values())})


def matter_tabs(asked: QueryDict) -> list[dict[str, Any]]:
    """States of matters."""
    choices = [("", _("All")), ("waiting", _("on their way"))]
    shown = (Matter.State.LISTED, Matter.State.IN_PROJECT, Matter.State.DONE, Matter.State.ANSWERED)
    return tabs(asked, "state", [*choices, *((s.value, str(s.label)) for s in shown)], {})


def selects(asked: QueryDict, compounds: list[Compound], buildings: list[Building]) -> list[dict[str, Any]]:
    """The drop-downs above the list of voices."""
    found = [_select("kind", _("Kind"), asked, [(v, str(w)) for v, w in Voice.Kind.choices])]
    if len(compounds) > 1:
        found.append(_select("compound", _("Compound"), asked, [(c.code, c.name) for c in compounds]))
    if buildings:
        found.append(_select("building", _("Building"), asked, [(str(b.id), b.name) for b in buildings]))
    found.append(_select("dangerous", _("Danger"), asked, [("1", _("dangerous only"))]))
    return [*found, _select("order", _("Sorted by"), asked, order_choices(), any_word="")]


def matter_selects(asked: QueryDict, compounds: list[Compound]) -> list[dict[str, Any]]:
    """The drop-downs above the public list of matters."""
    found = [_select("compound", _("Compound"), asked, [(c.code, c.name) for c in compounds])]
    found.append(_select("nature", _("Whose matter"), asked, [(v, str(w)) for v, w in Matter.Nature.choices]))
    return found


def _select(
    name: str, label: str, asked: QueryDict, choices: list[tuple[str, str]], any_word: str | None = None
) -> dict[str, Any]:
    first = [] if any_word == "" else [("", any_word or _("all"))]
    options = [(value, word, asked.get(name, "") == value) for value, word in [*first, *choices]]
    return {"name": name, "label": label, "options": options}
