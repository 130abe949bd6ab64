"""What every source file must be. Each check takes the root of a tree and answers with sentences."""

import ast
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.house.sources import body_length, called_names, dotted, functions, length, modules, syntax

LONGEST_FUNCTION, LONGEST_MODULE, LONGEST_VIEW, LONGEST_TEMPLATE = 60, 500, 20, 120
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "tools"}
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}
BELOW_PAGES = [
    f"linmeng/{area}"
    for area in (
        "common ground record alliance people papers publishing circles meetings voices lists projects "
        "assembly rights"
    ).split()
]
RAW = {"raw", "extra", "RawSQL", "cursor"}
RAW_ALLOWED = {"linmeng/pages/shared/views.py"}
"""The health page asks the database for a 1."""
CLOCK_ALLOWED = {
    "linmeng/common/clock.py",
    "linmeng/people/models/user.py",  # log-ins are made by allauth, which cannot be told the time
}
QUIET_ACTS = {
    "mark_read",  # reading one's own notice is nobody's business
    "note_look",  # a look has a log of its own, for the person looked at
    "notify",  # a part of the act that has something to say
    "end_notices",  # a part of the act that ended the thing; the delivery log keeps what was not told
    "end_what_is_over",
    "follow_sheets",  # the sheet's own custody has the line
    "claim_messages",  # the worker sends; the notice itself was written
    "settle_messages",  # what became of a message stands in the delivery log
    "user_for_proved_phone",  # a log-in belongs to a number, not to an alliance with a record
    "note_log_in",  # a device in its owner's own list
    "note_seen",
    "end_log_ins",
    "change_phone",  # of a log-in, which belongs to no alliance
    "change_password",
}
"""Acts that leave no line in the record, each with its reason."""


def long_functions(root: Path) -> list[str]:
    """No function past 60 lines."""
    return [
        f"{name}: {function.name} has {length(function)} lines"
        for name, path in modules(root)
        for function in functions(syntax(path))
        if length(function) > LONGEST_FUNCTION
    ]


def long_modules(root: Path) -> list[str]:
    """No module past 500 lines."""
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules(root)}
    return [f"{name} has {count} lines" for name, count in lines.items() if count > LONGEST_MODULE]


def long_views(root: Path) -> list[str]:
    """A view has 15 lines; one that shows a form and takes it in may have 20, and no more."""
    return [
        f"{name}: {function.name} has {body_length(function)} lines"
        for name, path in modules(root, "linmeng/pages")
        if path.stem == "views" or path.parent.name == "views"
        for function in functions(syntax(path))
        if body_length(function) > LONGEST_VIEW
    ]


def long_templates(root: Path) -> list[str]:
    """No template past 120 lines."""
    found = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in _templates(root)]
    return [
        f"{path.relative_to(root)} has {count} lines" for path, count in found if count > LONGEST_TEMPLATE
    ]


def _templates(root: Path) -> list[Path]:
    return sorted((root / "linmeng").rglob("templates/**/*.html"))


def empty_names(root: Path) -> list[str]:
    """No module is called by a word that says nothing."""
    return [
        f"{name}: “{part}” says nothing"
        for name, _path in modules(root)
        for part in [*Path(name).with_suffix("").parts]
        if part in EMPTY_NAMES
    ]


def caught_everything(root: Path) -> list[str]:
    """Nobody catches Exception."""
    faults = []
    for name, path in modules(root):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = {dotted(part) for part in ast.walk(node.type)} if node.type else {"everything"}
                if caught & {"Exception", "BaseException", "everything"}:
                    faults.append(f"{name}:{node.lineno} catches {sorted(caught - {''})[0]}")
    return faults


def clocks_below_pages(root: Path) -> list[str]:
    """Below the pages nobody asks for the time: it is told."""
    faults = []
    for name, path in modules(root, *BELOW_PAGES, "linmeng_core"):
        if name in CLOCK_ALLOWED:
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in CLOCKS:
                faults.append(f"{name}:{node.lineno} asks {dotted(node.func)}()")
            elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
                faults.append(f"{name}:{node.value.lineno} lets the database layer ask the time ({node.arg})")
    return faults


def signal_receivers(root: Path) -> list[str]:
    """No signals of ours."""
    faults = []
    for name, path in modules(root, "linmeng"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("dispatch", "signals")):
                faults.append(f"{name}:{node.lineno} listens to signals")
    return faults


def overridden_saves(root: Path) -> list[str]:
    """No save() or delete() of a model is overridden."""
    faults = []
    for name, path in modules(root, *BELOW_PAGES):
        if "/models" not in name:
            continue
        for node in ast.walk(syntax(path)):
            for part in node.body if isinstance(node, ast.ClassDef) else []:
                if isinstance(part, ast.FunctionDef) and part.name in ("save", "delete", "clean"):
                    faults.append(f"{name}: {node.name}.{part.name} hides a rule in the model")  # type: ignore[attr-defined]
    return faults


def raw_statements(root: Path) -> list[str]:
    """Raw SQL stays in the ground."""
    faults = []
    for name, path in modules(root, "linmeng"):
        if name.startswith("linmeng/ground/") or name in RAW_ALLOWED:
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in RAW:
                faults.append(f"{name}:{node.lineno} writes its own SQL")
    return faults


def acts_without_record(root: Path) -> list[str]:
    """Every act leaves a line in the record: itself, through an act it calls, or as part of one that does."""
    calls: dict[str, set[str]] = {}
    acts: list[tuple[str, str]] = []
    for name, path in modules(root, *BELOW_PAGES[2:]):
        for function in functions(syntax(path)):
            calls.setdefault(function.name, set()).update(called_names(function))
            marked = any(dotted(mark).split(".")[-1] == "action" for mark in function.decorator_list)
            if marked and not name.startswith("linmeng/record/"):
                acts.append((name, function.name))
    told = set(QUIET_ACTS)
    for _name, act in acts:
        reached = _reached(act, calls)
        told |= reached if "write" in reached else set()
    return [f"{name}: {act} leaves no line in the record" for name, act in acts if act not in told]


def _reached(start: str, calls: dict[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = calls.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached


def code_in_laws(root: Path) -> list[str]:
    """The laws are data: no code among them."""
    return [
        f"{name} holds code"
        for name, path in modules(root, "linmeng_laws")
        if [node for node in syntax(path).body if not isinstance(node, ast.Expr)]
    ]


def impure_core(root: Path) -> list[str]:
    """The core opens no file and asks no clock or dice outside loading, formats and its command line."""
    allowed = ("linmeng_core/law/load.py", "linmeng_core/formats/", "linmeng_core/__main__.py")
    outside = {"os", "time", "random", "secrets", "socket", "subprocess", "pathlib", "tempfile", "urllib"}
    faults = []
    for name, path in modules(root, "linmeng_core"):
        for node in ast.walk(syntax(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if outside & {part.split(".")[0] for part in names} and not name.startswith(allowed):
                faults.append(f"{name}:{node.lineno} reaches outside ({', '.join(names)})")  # type: ignore[attr-defined]
    return faults


def inexact_numbers(root: Path) -> list[str]:
    """No float in the core."""
    faults = []
    for name, path in modules(root, "linmeng_core"):
        for node in ast.walk(syntax(path)):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            made = isinstance(node, ast.Call) and dotted(node.func) in ("float", "round")
            if literal or made:
                faults.append(f"{name}:{node.lineno} makes a float")  # type: ignore[attr-defined]
    return faults


_INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\sstyle\s*=|\son(?:click|change|submit|load|input|error|key\w+)\s*=|javascript:",
    re.IGNORECASE,
)


def inline_code_in_templates(root: Path) -> list[str]:
    """No script or style inside a page: the content security policy would refuse it."""
    faults = []
    for path in _templates(root):
        text = re.sub(
            r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.S
        )
        faults += [f"{path.relative_to(root)}: {found.strip()}" for found in _INLINE.findall(text)]
    return faults


def forms_without_token(root: Path) -> list[str]:
    """Every POST form carries its token against forged requests."""
    faults = []
    for path in _templates(root):
        for form in re.findall(r"<form\b.*?</form>", path.read_text(encoding="utf-8"), flags=re.S | re.I):
            if re.search(r"method=.?post", form, re.I) and "csrf_token" not in form:
                faults.append(f"{path.relative_to(root)}: a POST form without csrf_token")
    return faults


# written in parts, so that this file does not find itself
_WORKPLACE = re.compile(
    "|".join(
        [
            "/wo" + "rk/",
            r"\.\./sha" + "red",
            "Clau" + "de",
            "Chat" + "GPT",
            r"\bL" + r"LMs?\b",
            "issues " + "show",
        ]
    )
)
_TEXTS = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".sh", ".yml", ".po", ".typ", ".cfg", ""}
_NOT_OURS = {
    ".git",
    ".venv",
    ".linmeng",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}


def workplace_words(root: Path) -> list[str]:
    """The project stands alone: it mentions no place where it happened to be made."""
    faults = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_dir() or path.suffix not in _TEXTS or _NOT_OURS & set(parts) or parts == (".ci", "run"):
            continue
        found = _WORKPLACE.findall(path.read_text(encoding="utf-8", errors="replace"))
        faults += [f"{'/'.join(parts)} mentions {word}" for word in sorted(set(found))]
    return faults


def unexplained_dependencies(root: Path) -> list[str]:
    """Each runtime dependency has its line in the decisions."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    explained = (root / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *project.get("optional-dependencies", {}).get("postgres", [])]
    names = [re.split(r"[\[<>=! ]", line, maxsplit=1)[0] for line in wanted]
    return [f"{name} has no line of its own" for name in names if f"| {name} |" not in explained]


CHECKS: list[Callable[[Path], list[str]]] = [
    long_functions,
    long_modules,
    long_views,
    long_templates,
    empty_names,
    caught_everything,
    clocks_below_pages,
    signal_receivers,
    overridden_saves,
    raw_statements,
    acts_without_record,
    code_in_laws,
    impure_core,
    inexact_numbers,
    inline_code_in_templates,
    forms_without_token,
    workplace_words,
    unexplained_dependencies,
]
