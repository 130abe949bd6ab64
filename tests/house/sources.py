"""The source tree as the checks walk it; every check takes the root, so that a test can plant a fault."""

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
STOREYS = ("linmeng", "linmeng_core", "linmeng_laws")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(root: Path, *parts: str) -> Iterator[tuple[str, Path]]:
    """(name below the root, path) of every module, migrations left out."""
    for part in parts or STOREYS:
        for path in sorted((root / part).rglob("*.py")):
            if "migrations" not in path.parts and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix(), path


def syntax(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Lines of a function with its decorators, without its docstring."""
    first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
    lines = (function.end_lineno or first) - first + 1
    start = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (start.end_lineno or start.lineno) - start.lineno + 1
    return lines


def body_length(function: Function) -> int:
    """Lines of a function's body without its docstring: the steps a reader has to follow."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def called_names(node: ast.AST) -> set[str]:
    """Names of everything called inside, `x` for both `x()` and `a.x()`."""
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            if isinstance(call.func, ast.Name):
                names.add(call.func.id)
            elif isinstance(call.func, ast.Attribute):
                names.add(call.func.attr)
    return names


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
