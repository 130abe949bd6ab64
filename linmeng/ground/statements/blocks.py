"""Walking the query blocks of a statement: which tenant tables there are and what holds each.

A table (by its alias) is *held* when its `alliance_id` equals a parameter, or equals that of a table
that is held. A condition under OR holds only what every side holds; one under NOT or CASE holds
nothing; the ON of a LEFT JOIN holds only the joined table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from linmeng.ground.statements.signs import Node, Sign, bare, flat, split, text

_COMBINING = frozenset({"UNION", "INTERSECT", "EXCEPT"})
_CLAUSES = frozenset(
    {"FROM", "WHERE", "SET", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "WINDOW", "FOR", "RETURNING"}
)
_JOINS = frozenset({"INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "JOIN", ","})
_NO_ALIAS = _JOINS | _CLAUSES | {"ON", "USING", "OUTER"}
Source = tuple[str, int]
"""What holds a table: ("param", its place) or ("table", its key)."""
Fact = tuple[int, Source]


@dataclass
class Scope:
    """The names of one query block; names of blocks around it can be used too."""

    around: "Scope | None" = None
    names: dict[str, int] = field(default_factory=dict)

    def key(self, name: str) -> int:
        """The key of a table by its alias; -1 for one that is nobody's or unknown."""
        if name in self.names:
            return self.names[name]
        return self.around.key(name) if self.around is not None else -1

    def only_key(self) -> int:
        """The key of the block's table when there is just one (for a column without a table)."""
        return next(iter(self.names.values())) if len(self.names) == 1 else -1


def _clauses(nodes: list[Node]) -> list[tuple[str, list[Node]]]:
    """(keyword, what follows it) of one block, the first one being SELECT, UPDATE or DELETE."""
    clauses: list[tuple[str, list[Node]]] = [("", [])]
    before = ""
    for node in nodes:
        word = bare(node)
        if (word in _CLAUSES and not (word == "FROM" and before == "DISTINCT")) or len(clauses) == 1:
            clauses.append((word, []))
        else:
            clauses[-1][1].append(node)
        before = word
    return clauses[1:]


class Reader:
    """Walks the blocks of one statement and gathers tables and facts."""

    def __init__(self, tenants: frozenset[str]) -> None:
        self.tenants = tenants
        self.tables: list[str] = []
        """The tenant tables by their keys, in the order they were met."""
        self.facts: set[Fact] = set()
        self.locked: list[str] = []
        """Names after FOR UPDATE OF: mentioned, but no tables of their own."""

    def read(self, nodes: list[Node], around: Scope | None = None) -> None:
        """Read a query: one block, or several joined by UNION and the like."""
        for part in split(nodes, _COMBINING):
            block = part[1:] if part and bare(part[0]) == "ALL" else part
            if len(block) >= 1 and isinstance(block[0], list):
                self._look_inside(block, Scope(around))
            elif block:
                self._read_block(block, around)

    def _read_block(self, nodes: list[Node], around: Scope | None) -> None:
        scope, first_key = Scope(around), len(self.tables)
        clauses = _clauses(nodes)
        found: set[Fact] = set()
        if clauses[0][0] == "UPDATE":
            self._add_table(clauses[0][1], scope)
        for word, content in clauses:  # tables first: a condition may name any of them
            if word == "FROM":
                found |= self._read_from(content, scope)
        own = range(first_key, len(self.tables))
        for word, content in clauses:
            if word == "WHERE":
                found |= self._holds(content, scope)
            elif word == "FOR":
                self.locked += [text(node) for node in content if text(node) in self.tenants]
            if word != "FROM":
                self._look_inside(content, scope)
        # a block speaks for its own tables only: an inner condition does not limit the outer rows
        self.facts |= {fact for fact in found if fact[0] in own}

    def _look_inside(self, nodes: list[Node], scope: Scope) -> None:
        """Read the queries that stand in parentheses anywhere below."""
        for node in nodes:
            if isinstance(node, list):
                if node and bare(node[0]) == "SELECT":
                    self.read(node, scope)
                else:
                    self._look_inside(node, scope)

    def _add_table(self, nodes: list[Node], scope: Scope) -> int:
        """Note the table (and its alias) with which these nodes begin; -1 when it is nobody's."""
        if not nodes or not isinstance(nodes[0], Sign) or nodes[0].kind != "name":
            return -1
        table = alias = nodes[0].text
        rest = [node for node in nodes[1:3] if bare(node) != "AS"]
        if rest and isinstance(rest[0], Sign) and rest[0].kind == "name" and rest[0].bare not in _NO_ALIAS:
            alias = rest[0].text
        scope.names[alias] = len(self.tables) if table in self.tenants else -1
        if table in self.tenants:
            self.tables.append(table)
        return scope.names[alias]

    def _read_from(self, nodes: list[Node], scope: Scope) -> set[Fact]:
        """Note the tables of FROM and what their ON conditions hold."""
        conditions: list[tuple[str, int, list[Node]]] = []
        for kind, part in _joined(nodes):
            table, *on = split(part, frozenset({"ON"}))
            key = self._add_table(table, scope)
            self._look_inside(table, scope)
            conditions += [(kind, key, condition) for condition in on]
        found: set[Fact] = set()
        for kind, key, condition in conditions:
            self._look_inside(condition, scope)
            held = self._holds(condition, scope)
            if kind == "LEFT":
                held = {fact for fact in held if fact[0] == key}
            found |= held if kind in ("", "INNER", "LEFT") else set()
        return found

    def _holds(self, nodes: list[Node], scope: Scope) -> set[Fact]:
        """What a condition holds."""
        while len(nodes) == 1 and isinstance(nodes[0], list):
            nodes = nodes[0]
        sides = split(nodes, frozenset({"OR"}))
        if len(sides) > 1:
            return _held_by_all([self._holds(side, scope) for side in sides])
        parts = split(nodes, frozenset({"AND"}))
        if len(parts) > 1:
            return {fact for part in parts for fact in self._holds(part, scope)}
        return self._equation(list(flat(nodes)), scope)

    def _equation(self, signs: list[Sign], scope: Scope) -> set[Fact]:
        """`t.alliance_id = %s`, `t.alliance_id IN (%s)` or `t.alliance_id = u.alliance_id`."""
        key, rest = self._alliance_of(signs, scope)
        if key < 0 or not rest or rest[0].bare not in ("=", "IN"):
            return set()
        if len(rest) == 2 and rest[1].kind == "param":
            return {(key, ("param", rest[1].place))}
        other, end = self._alliance_of(rest[1:], scope)
        if other < 0 or end or rest[0].bare == "IN":
            return set()
        return {(key, ("table", other)), (other, ("table", key))}

    def _alliance_of(self, signs: list[Sign], scope: Scope) -> tuple[int, list[Sign]]:
        """The table whose alliance column stands first (or -1), and what follows it."""
        words = [sign.text for sign in signs[:3]]
        if len(words) == 3 and words[1:] == [".", "alliance_id"]:
            return scope.key(words[0]), signs[3:]
        if words[:1] == ["alliance_id"]:
            return scope.only_key(), signs[1:]
        return -1, signs

    def loose(self) -> list[str]:
        """Tables that no parameter holds, directly or through equations."""
        held: set[int] = set()
        while more := {
            key
            for key, (kind, source) in self.facts
            if key not in held and (kind == "param" or source in held)
        }:
            held |= more
        return [table for key, table in enumerate(self.tables) if key not in held]


def _joined(nodes: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """(kind of join, table with its condition) for each table of a FROM clause."""
    kind, part = "", list[Node]()
    for node in nodes:
        word = bare(node)
        if word in _JOINS:
            if part:
                yield kind, part
                kind, part = "", []
            kind = "" if word == "," else kind or word.replace("JOIN", "INNER")
        elif word != "OUTER":
            part.append(node)
    if part:
        yield kind, part


def _held_by_all(sides: list[set[Fact]]) -> set[Fact]:
    """What holds whichever side is true: by some parameter in each, or by the same equation in all."""
    keys = [{key for key, (kind, _place) in side if kind == "param"} for side in sides]
    always = set.intersection(*keys)
    by_param = {fact for side in sides for fact in side if fact[0] in always and fact[1][0] == "param"}
    return by_param | set.intersection(*sides)
