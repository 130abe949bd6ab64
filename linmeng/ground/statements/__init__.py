"""Reading SQL just far enough to know which tenant tables it touches and what holds each to its alliance."""

from dataclasses import dataclass

from linmeng.ground.statements.blocks import Reader
from linmeng.ground.statements.signs import Sign, nested, signs_of

__all__ = ["Statement", "parse"]

_HARMLESS = frozenset({"PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT"})


@dataclass(frozen=True)
class Statement:
    """What was read. `loose` names the tables that nothing holds, `places` the parameters that hold."""

    tables: frozenset[str] = frozenset()
    fault: str = ""
    loose: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    insert_columns: tuple[str, ...] = ()


def _is_table(signs: list[Sign], place: int) -> bool:
    """A name that stands for a table, not for a table's column (`table.column`) nor a new name (AS)."""
    follows = signs[place + 1].text if place + 1 < len(signs) else ""
    precedes = signs[place - 1] if place else Sign("other", "")
    return signs[place].kind == "name" and follows != "." and precedes.text != "." and precedes.bare != "AS"


def parse(sql: str, tenants: frozenset[str]) -> Statement:
    """Read one statement; one on tenant tables that cannot be understood carries a fault."""
    signs = signs_of(sql)
    named = [s.text for place, s in enumerate(signs) if s.text in tenants and _is_table(signs, place)]
    while signs and signs[0].bare in ("EXPLAIN", "QUERY", "PLAN"):
        signs = signs[1:]
    verb = next((sign.bare for sign in signs if sign.bare != "("), "")
    if not named or verb in _HARMLESS:
        return Statement()
    if verb == "INSERT":
        return _parse_insert(signs, named)
    if verb not in ("SELECT", "UPDATE", "DELETE"):
        return Statement(frozenset(named), fault=f"{verb} is no statement the fence can read")
    reader = Reader(tenants)
    reader.read(nested(signs))
    if sorted(reader.tables + reader.locked) != sorted(named):
        return Statement(frozenset(named), fault="a table stands where the fence cannot see what holds it")
    places = tuple(sorted({source for _key, (kind, source) in reader.facts if kind == "param"}))
    return Statement(frozenset(named), loose=tuple(reader.loose()), places=places)


def _parse_insert(signs: list[Sign], named: list[str]) -> Statement:
    words = [sign.bare for sign in signs]
    into = words.index("INTO") if "INTO" in words else -2
    columns = _columns(signs, into + 2)
    if named != [signs[into + 1].text] or not columns or "REPLACE" in words[:into]:
        return Statement(frozenset(named), fault="this way of inserting cannot be read by the fence")
    conflict = words.index("CONFLICT") + 1 if "CONFLICT" in words and "NOTHING" not in words else 0
    if conflict and "alliance_id" not in _columns(signs, conflict):
        return Statement(frozenset(named), fault="ON CONFLICT without the alliance may change another's row")
    return Statement(frozenset(named), insert_columns=columns)


def _columns(signs: list[Sign], place: int) -> tuple[str, ...]:
    """The names between parentheses, or nothing."""
    names: list[str] = []
    for sign in signs[place + 1 :] if signs[place : place + 1] and signs[place].bare == "(" else []:
        if sign.bare == ")":
            return tuple(names)
        if sign.kind == "name":
            names.append(sign.text)
    return ()
