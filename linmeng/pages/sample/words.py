"""What neighbours of the sample alliance say, and the matters it becomes: read from `words.toml`."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Said:
    """One voice; `helped` voices come from neighbours without a phone, typed by their building leader."""

    days_ago: int
    kind: str
    words: str
    worry: int | None = None
    dangerous: bool = False
    helped: bool = False
    by: str = ""
    """One of the cast; empty: some neighbour."""
    building: str = ""


@dataclass(frozen=True)
class News:
    """A word on how a matter goes on."""

    days_ago: int
    words: str


@dataclass(frozen=True)
class Story:
    """A matter with the voices behind it and how far it has come.

    `building` is a building's code or empty; `fate`: open | listed | project | answered | declined.
    """

    compound: str
    title: str
    summary: str
    nature: str
    voices: tuple[Said, ...]
    building: str = ""
    fate: str = "open"
    list: str = ""
    place: int = 0
    reason: str = ""
    answer: str = ""
    dangerous: bool = False
    pictured: bool = False
    news: tuple[News, ...] = ()


def _story(table: dict[str, Any]) -> Story:
    told = {
        "voices": tuple(Said(**voice) for voice in table["voices"]),
        "news": tuple(News(**news) for news in table.get("news", [])),
    }
    return Story(**(table | told))


def _unsorted(table: dict[str, Any]) -> tuple[str, Said]:
    return table.pop("compound"), Said(**table)


_TOLD = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
CHARTER: str = _TOLD["charter"]
STORIES: tuple[Story, ...] = tuple(_story(table) for table in _TOLD["story"])
UNSORTED: tuple[tuple[str, Said], ...] = tuple(_unsorted(table) for table in _TOLD["unsorted"])
