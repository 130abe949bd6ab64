"""The copy of one's data as a page that people read: headings and lines, in the reader's own language."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from linmeng.common.clock import SHANGHAI


def labels() -> dict[str, str]:
    """What each part of the copy is called."""
    return {
        "people": _("Who you are here"),
        "person": _("Yourself"),
        "contact_ways": _("How you are reached"),
        "ownerships": _("Homes you own or owned"),
        "residences": _("Where you live or lived"),
        "seats": _("Offices you hold or held"),
        "consents": _("What you agreed to"),
        "bindings": _("How your log-in was bound to a door"),
        "log_ins": _("Devices you logged in from"),
        "weixin": _("The WeChat you connected"),
        "representations": _("For whom you act, and who acts for you"),
        "skills": _("Skills you told us of"),
        "recommendations": _("Recommendations"),
        "looks": _("Who looked at you"),
        "circles": _("Circles you sat in"),
        "doors_in_charge": _("Doors you had charge of"),
        "errands_done": _("How often you went to a door"),
        "meetings": _("Meetings in office"),
        "attendances": _("Meetings you were noted at"),
        "signed_resolutions": _("Decisions you signed in office"),
        "signed_minutes": _("How many minutes you signed"),
        "signed_demands": _("How many demands for a meeting you signed"),
        "tasks": _("Tasks from meetings"),
        "voices": _("What you said, and what became of it"),
        "written_down_for_others": _("How often you wrote for a neighbour"),
        "supports": _("Matters you stand behind"),
        "worries": _("How worried you said to be"),
        "requests_for_help": _("Help asked for and given"),
        "votes": _("Owners' votes"),
        "frozen_rolls": _("Votes on whose roll you stand"),
        "ballots": _("Your ballots and choices"),
        "mandates": _("Mandates you gave or hold"),
        "ballots_doubted": _("Ballots you doubted"),
        "candidacies": _("Where you stood for the committee"),
        "ballots_carried": _("Ballots you carried to doors"),
        "petitions_signed": _("Petitions you signed"),
        "publishing": _("What was sent to you"),
        "notices": _("Messages"),
        "deliveries": _("By which ways they went"),
        "preferences": _("How you want to be told"),
        "objections": _("What you objected to"),
        "papers": _("Papers you handled in office"),
        "papers_handled": _("What you did with papers"),
        "papers_read": _("How many papers you read"),
        "piles_put_in": _("Piles of scans you put in"),
        "rights": _("Your requests and copies"),
        "corrections": _("Corrections asked for"),
        "copies": _("Copies made"),
        "erasures": _("Erasures asked for"),
        "hand_overs": _("Offices you handed over"),
        "record": _("The record: what you did, by number"),
    }


def readable(known: Mapping[str, Mapping[str, Any]], *, title: str, at: datetime) -> str:
    """One page of HTML without scripts, which opens on any machine."""
    said = labels()
    body = "".join(_area(said.get(area, area), parts, said) for area, parts in known.items())
    head = f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(title)}</title>'
    return f"{head}<body><h1>{escape(title)}</h1><p>{escape(_text(at))}</p>{body}</body></html>"


def _area(title: str, parts: Mapping[str, Any], said: Mapping[str, str]) -> str:
    blocks = "".join(
        f"<h3>{escape(said.get(key, key))}</h3>{''.join(_lines(part))}" for key, part in parts.items()
    )
    return f"<h2>{escape(title)}</h2>{blocks}"


def _lines(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        if not part:
            yield f"<p>{escape(_('nothing'))}</p>"
        for row in part:
            yield f"<p>{escape(_text(row))}</p>"
    else:
        yield f"<p>{escape(_text(part))}</p>"


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " · ".join(text for inner in value.values() if (text := _text(inner)))
    if isinstance(value, list):
        return "; ".join(_text(inner) for inner in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
