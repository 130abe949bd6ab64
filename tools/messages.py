"""The translations: collect new strings, compile, check that Chinese is complete and fresh.

Works without the gettext programs. `collect` adds new strings of the source to the .po (empty, to be
translated), `compile` writes the .mo, `check` is part of `make lint`.
"""

import ast
import gettext
import os
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PO = PROJECT / "linmeng/locale/zh_Hans/LC_MESSAGES/django.po"
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: zh_Hans\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
# which argument of a call is what: (context, singular, plural), -1 for none
_CALLS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"], (-1, 0, -1)),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (-1, 0, 1)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], (0, 1, -1)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], (0, 1, 2)),
}
_CALL = re.compile(r"""(?<![\w])(?:n?p?gettext|_)\((?:[^()"']|u?"(?:\\.|[^"\\])*"|u?'(?:\\.|[^'\\])*')*\)""")


@dataclass(frozen=True, order=True)
class Source:
    """A string to translate, as the source has it."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        """The key under which gettext keeps it."""
        return f"{self.context}\x04{self.text}" if self.context else self.text


@dataclass(frozen=True)
class Entry:
    """One entry of a .po file."""

    source: Source
    translation: str
    fuzzy: bool = False
    is_header: bool = False


def _unquoted(lines: list[str]) -> str:
    return "".join(ast.literal_eval(line) for line in lines)


def read_po(text: str) -> list[Entry]:
    """The entries of a .po file; obsolete ones (#~) are passed over."""
    entries = []
    for block in re.split(r"\n\s*\n", text):
        parts: dict[str, list[str]] = {}
        current, fuzzy = "", False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy |= line.startswith("#,") and "fuzzy" in line
            elif match := re.match(r'(msg\w+(?:\[\d\])?)\s+(".*")\s*$', line):
                current = match[1]
                parts[current] = [match[2]]
            elif line.strip().startswith('"'):
                parts[current].append(line.strip())
        if "msgid" in parts:
            words = {name: _unquoted(lines) for name, lines in parts.items()}
            source = Source(words["msgid"], words.get("msgid_plural", ""), words.get("msgctxt", ""))
            said = words.get("msgstr", words.get("msgstr[0]", ""))
            entries.append(Entry(source, said, fuzzy, is_header=source == Source("")))
    return entries


def _argument(call: ast.Call, place: int) -> str | None:
    node = call.args[place] if 0 <= place < len(call.args) else None
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _strings_of(tree: ast.AST) -> Iterator[Source]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    aliases = {part.asname: part.name for node in imports for part in node.names if part.asname}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        name = aliases.get(name, name)
        context, first, plural = _CALLS.get(name, (-1, -1, -1))
        text = _argument(call, first)
        if text:
            yield Source(text, _argument(call, plural) or "", _argument(call, context) or "")


def _strings_of_template(text: str) -> Iterator[Source]:
    from django.utils.translation.template import templatize

    # Django turns a template into calls that gettext's own reader understands, among XXX filler
    for call in _CALL.findall(templatize(text)):
        simple = re.sub(r",\s*count\)$", ", 2)", call)
        yield from _strings_of(ast.parse(simple))


def source_strings(root: Path) -> set[Source]:
    """Every string of the source that asks for a translation."""
    found: set[Source] = set()
    for path in sorted((root / "linmeng").rglob("*.py")):
        if "migrations" not in path.parts:
            found |= set(_strings_of(ast.parse(path.read_text(encoding="utf-8"))))
    for pattern in ("*.html", "*.txt"):
        for path in sorted((root / "linmeng").rglob(f"templates/**/{pattern}")):
            found |= set(_strings_of_template(path.read_text(encoding="utf-8")))
    return found


def compiled(entries: list[Entry]) -> bytes:
    """The .mo of these entries."""
    said: dict[bytes, bytes] = {}
    for entry in entries:
        if entry.translation and not entry.fuzzy:
            key = f"{entry.source.key}\0{entry.source.plural}" if entry.source.plural else entry.source.key
            said[key.encode()] = entry.translation.encode()
    keys = sorted(said)
    start, texts, table = 28 + 16 * len(keys), b"", b""
    for pieces in (keys, [said[key] for key in keys]):
        for piece in pieces:
            table += struct.pack("<II", len(piece), start + len(texts))
            texts += piece + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys))
    return head + table + texts


def faults(root: Path, po: Path) -> list[str]:
    """What is missing, fuzzy, left over or stale, one sentence each."""
    if not po.exists():
        return [f"{po.name} is missing"]
    entries = read_po(po.read_text(encoding="utf-8"))
    known = {entry.source.key: entry for entry in entries if not entry.is_header}
    wanted = {source.key: source for source in source_strings(root)}
    said = [
        f"no translation of {source.text!r}" for key, source in sorted(wanted.items()) if key not in known
    ]
    for key, entry in known.items():
        if entry.fuzzy:
            said.append(f"fuzzy: {entry.source.text!r}")
        elif not entry.translation:
            said.append(f"empty translation of {entry.source.text!r}")
        elif _names(entry.source) != set(re.findall(r"%\(\w+\)[sd]", entry.translation)):
            said.append(f"other %(names)s in the translation of {entry.source.text!r}")
        if key not in wanted:
            said.append(f"no longer used: {entry.source.text!r}")
    if len(known) != len([entry for entry in entries if not entry.is_header]):
        said.append("a string stands twice")
    return said + _stale(po, entries)


def _names(source: Source) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", source.text + source.plural))


def _stale(po: Path, entries: list[Entry]) -> list[str]:
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return [f"{mo.name} is missing: make messages"]
    with mo.open("rb") as file:
        there = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    wanted = {}
    for entry in entries:
        if entry.translation and not entry.fuzzy:
            wanted[(entry.source.key, 0) if entry.source.plural else entry.source.key] = entry.translation
    there = {key: text for key, text in there.items() if not (isinstance(key, tuple) and key[1] > 0)}
    return [] if there == wanted else [f"{mo.name} is not what {po.name} says: make messages"]


def _as_po(source: Source) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    lines = [f"msgctxt {quoted(source.context)}"] if source.context else []
    lines.append(f"msgid {quoted(source.text)}")
    lines += [f"msgid_plural {quoted(source.plural)}", 'msgstr[0] ""'] if source.plural else ['msgstr ""']
    return "\n".join(lines) + "\n"


def collect(root: Path, po: Path) -> int:
    """Add the strings that the .po does not know yet; returns how many."""
    text = po.read_text(encoding="utf-8") if po.exists() else HEADER
    known = {entry.source.key for entry in read_po(text)}
    new = sorted(source for source in source_strings(root) if source.key not in known)
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text("\n".join([text.rstrip("\n") + "\n", *map(_as_po, new)]), encoding="utf-8")
    return len(new)


def main(verb: str) -> None:
    """Do one of the three."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django.conf.global_settings")
    if verb == "collect":
        print(f"{collect(PROJECT, PO)} new strings in {PO.relative_to(PROJECT)}")
    elif verb == "compile":
        PO.with_suffix(".mo").write_bytes(compiled(read_po(PO.read_text(encoding="utf-8"))))
    else:
        said = faults(PROJECT, PO)
        print(*said, sep="\n", end="\n" if said else "")
        sys.exit(1 if said else 0)


if __name__ == "__main__":
    main(sys.argv[1])
