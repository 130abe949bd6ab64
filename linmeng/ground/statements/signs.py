"""Cutting a statement into signs and nesting them by parentheses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGN = re.compile(
    r"""\s+|--[^\n]*|/\*.*?\*/
    |(?P<text>'(?:[^']|'')*')
    |(?P<param>%s)
    |(?P<quoted>"(?:[^"]|"")+")
    |(?P<word>[^\W\d]\w*)
    |(?P<other>\d+(?:\.\d+)?|::|[<>!=]+|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Sign:
    """One sign: kind `name`, `param`, `text` or `other`."""

    kind: str
    text: str
    bare: str = ""
    """Upper-case text of an unquoted word or punctuation: only such can be a keyword."""
    place: int = -1
    """Which parameter it is, counted from 0."""


Node = Sign | list["Node"]


def signs_of(sql: str) -> list[Sign]:
    """Cut a statement into signs."""
    signs: list[Sign] = []
    params = 0
    for match in _SIGN.finditer(sql):
        text = match[0]
        if match.lastgroup == "quoted":
            signs.append(Sign("name", text[1:-1]))
        elif match.lastgroup == "word":
            signs.append(Sign("name", text.lower(), bare=text.upper()))
        elif match.lastgroup == "param":
            signs.append(Sign("param", text, place=params))
            params += 1
        elif match.lastgroup is not None:
            signs.append(Sign(match.lastgroup, text, bare=text))
    return signs


def nested(signs: list[Sign]) -> list[Node]:
    """Put what stands between parentheses into a list of its own."""
    whole: list[Node] = []
    open_lists = [whole]
    for sign in signs:
        if sign.bare == "(":
            inner: list[Node] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
        elif sign.bare == ")" and len(open_lists) > 1:
            open_lists.pop()
        else:
            open_lists[-1].append(sign)
    return whole


def bare(node: Node) -> str:
    """The keyword a node may be; empty for a quoted name or a group."""
    return node.bare if isinstance(node, Sign) else ""


def text(node: Node) -> str:
    """A sign's text; empty for a group."""
    return node.text if isinstance(node, Sign) else ""


def split(nodes: list[Node], words: frozenset[str]) -> list[list[Node]]:
    """Cut at top-level keywords (dropped), but never inside CASE … END."""
    parts: list[list[Node]] = [[]]
    cases = 0
    for node in nodes:
        word = bare(node)
        cases += (word == "CASE") - (word == "END")
        if word in words and not cases:
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def flat(nodes: list[Node]) -> Iterator[Sign]:
    """All signs in order, whatever their depth."""
    for node in nodes:
        if isinstance(node, Sign):
            yield node
        else:
            yield from flat(node)
