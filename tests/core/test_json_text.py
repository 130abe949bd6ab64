"""Reading JSON strictly, and finding the line of a field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linmeng_core.errors import BadInput
from linmeng_core.formats.json_text import line_of, read_json

TEXT = """{
  "place": "cn", "note": "a \\"quoted\\" , [ brace {",
  "roll": [
    {"unit": "1", "owners": ["a", "b"]},
    {
      "unit": "2",
      "owners": ["c",
                 "d"],
      "more": {}
    }
  ],
  "empty": [],
  "last": -1.5e3
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1), (("place",), 2), (("note",), 2), (("roll",), 3), (("roll", 0), 4), (("roll", 0, "owners", 1), 4),
        (("roll", 1), 5), (("roll", 1, "unit"), 6), (("roll", 1, "owners", 0), 7), (("roll", 1, "owners", 1), 8),
        (("roll", 1, "more"), 9), (("empty",), 12), (("last",), 13),
        (("roll", 1, "area_m2"), 5), (("roll", 1, "more", "x", 3), 9), (("roll", 7, "unit"), 3), (("absent",), 1),
    ],
)  # fmt: skip
def test_line_of_a_field_or_of_what_is_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not_json", 1),
        ("{\n 'a': 1}", "not_json", 2),
        ('{"a": 1}\n\nx', "not_json", 3),
        ('{\n"a": NaN}', "not_json", 1),
        ('{"a": -Infinity}', "not_json", 1),
        ('{"a": "tab\there"}', "not_json", 1),
        ("[" * 100_000, "not_json", 1),
        ("1" * 5_000, "not_json", 1),
        ('{\n"a": 1,\n"a": 2}', "doubled_key", 3),
        ('{"b": [{"a": 1},\n{"a": 1,\n"a": 1}]}', "doubled_key", 3),
        ('{"a": 1, "\\u0061": 2}', "doubled_key", 1),
    ],
)
def test_faulty_json_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(BadInput) as fault:
        read_json(text)
    assert (fault.value.code, fault.value.locus.line) == (code, line)


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, inner in members:
        found += paths_of(inner, (*path, step))
    return found


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=15,
    )
)
def test_every_path_of_a_spread_text_lies_on_a_line_of_its_own(content: object) -> None:
    """json.dumps with an indent starts every value on a new line, in the order of a walk."""
    text = json.dumps(content, indent=1)
    lines = [line_of(text, path) for path in paths_of(content)]
    assert lines == sorted(set(lines))
    assert read_json(text) == content
