"""The hash chain of the record."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linmeng_core.chain import FIRST, BrokenLink, canonical, link, verify
from linmeng_core.errors import BadInput

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


def chain_of(*texts: str) -> list[tuple[str, str]]:
    entries, previous = [], FIRST
    for text in texts:
        previous = link(previous, text)
        entries.append((text, previous))
    return entries


def test_canonical_text_is_sorted_tight_and_readable() -> None:
    content = {"b": [1, True, None, "楼"], "a": {"号": 3, "Z": -1}, "é": ""}
    assert canonical(content) == '{"a":{"Z":-1,"号":3},"b":[1,true,null,"楼"],"é":""}'


def test_canonical_takes_tuples_as_lists() -> None:
    assert canonical((1, ("a",))) == '[1,["a"]]'


@given(JSON)
def test_canonical_does_not_depend_on_the_order_of_keys(content: object) -> None:
    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    assert canonical(turned(content)) == canonical(content)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (1.0, ()),
        ({"a": [1, {"b": 0.5}]}, ("a", 1, "b")),
        ({"a": float("nan")}, ("a",)),
        ({1: "a"}, ()),
        ({"a": {None: 1}}, ("a",)),
        ({"a": b"x"}, ("a",)),
        ({"a": "\ud800"}, ("a",)),
        ({"\ud800": 1}, ()),
        ({"a": {1, 2}}, ("a",)),
    ],
)
def test_canonical_refuses_what_has_no_single_text(content: object, field: tuple[object, ...]) -> None:
    with pytest.raises(BadInput) as fault:
        canonical(content)
    assert (fault.value.code, fault.value.locus.field) == ("not_canonical", field)


def test_link_hashes_the_previous_hash_and_the_text() -> None:
    expected = hashlib.sha256(("0" * 64 + "\n" + '{"号":3}').encode("utf-8")).hexdigest()
    assert link(FIRST, '{"号":3}') == expected


def test_verify_finds_nothing_in_a_whole_chain() -> None:
    assert verify([]) is None
    assert verify(chain_of("a", "b", "c")) is None


def test_verify_can_start_in_the_middle() -> None:
    entries = chain_of("a", "b", "c")
    assert verify(entries[1:], first=entries[0][1]) is None
    assert verify(entries[1:]) is not None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_verify_names_the_first_entry_with_another_text(place: int) -> None:
    entries = chain_of("a", "b", "c")
    before = entries[place - 1][1] if place else FIRST
    entries[place] = ("x", entries[place][1])
    assert verify(entries) == BrokenLink(place, link(before, "x"), entries[place][1])


def test_verify_finds_a_missing_a_doubled_and_a_swapped_entry() -> None:
    a, b, c, d = chain_of("a", "b", "c", "d")
    for entries, position in (([a, c, d], 1), ([a, b, b, c, d], 2), ([a, c, b, d], 1), ([b, c, d], 0)):
        broken = verify(entries)
        assert broken is not None
        assert broken.position == position
