"""A copy of the laws in a folder of the test's own, with one thing changed."""

from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree


def copy_of_laws(folder: Path) -> Path:
    """The laws as shipped, free to be broken."""
    with as_file(files("linmeng_laws")) as laws:
        copytree(laws, folder / "laws")
    return folder / "laws"


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace the first `old`; it must be there, or the test would prove nothing."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def line_with(path: Path, words: str) -> int:
    """The first line (from 1) that holds `words`."""
    lines = path.read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)
