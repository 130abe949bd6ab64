"""Sharing a sum by area to the fen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken
from linmeng_core.measures import parse_area, parse_money
from linmeng_core.share import Sharer, share

UNITS = st.lists(
    st.tuples(st.text(min_size=1, max_size=3), st.integers(min_value=0, max_value=30_000)),
    min_size=1,
    max_size=12,
    unique_by=lambda unit: unit[0],
).filter(lambda units: any(area for _, area in units))


def shared(amount: str, **areas: str) -> tuple[int, ...]:
    units = [Sharer(unit, parse_area(area)) for unit, area in areas.items()]
    return share(amount_fen=parse_money(amount), units=units).amounts_fen


def test_share_of_case_32() -> None:
    amounts = shared("48236.77", a="51.23", b="74.88", c="102.50", d="66.01")
    assert amounts == (838765, 1225976, 1678185, 1080751)
    assert shared("100.00", a="80.00", b="80.00", c="80.00") == (3334, 3333, 3333)


def test_share_gives_equal_remainders_by_code_point_order_not_by_input_order() -> None:
    assert shared("0.01", **{"b": "1.00", "a": "1.00"}) == (0, 1)
    # By code point 10 stands before 2, Z before a, and 一 after both.
    assert shared("0.02", **{"2": "1.00", "一": "1.00", "10": "1.00"}) == (1, 0, 1)
    assert shared("0.01", **{"a": "1.00", "Z": "1.00"}) == (0, 1)


def test_share_leaves_a_unit_without_area_free() -> None:
    assert shared("10.00", a="0.00", b="50.00") == (0, 1000)
    assert shared("0.00", a="10.00", b="50.00") == (0, 0)


@given(st.integers(min_value=0, max_value=10**10), UNITS)
def test_share_is_exact_fair_and_independent_of_order(amount: int, units: list[tuple[str, int]]) -> None:
    sharers = [Sharer(*unit) for unit in units]
    amounts = share(amount_fen=amount, units=sharers).amounts_fen
    total = sum(area for _, area in units)
    assert sum(amounts) == amount
    assert all(
        abs(got - Fraction(amount * area, total)) < 1 for got, (_, area) in zip(amounts, units, strict=True)
    )
    turned = share(amount_fen=amount, units=sharers[::-1]).amounts_fen
    assert turned[::-1] == amounts


@given(st.integers(min_value=0, max_value=10**6), UNITS)
def test_share_equals_a_naive_largest_remainder(amount: int, units: list[tuple[str, int]]) -> None:
    total = sum(area for _, area in units)
    exact = {unit: Fraction(amount * area, total) for unit, area in units}
    given_out = {unit: int(quota) for unit, quota in exact.items()}
    while sum(given_out.values()) < amount:
        claims = {
            unit: exact[unit] - given_out[unit] for unit in exact if given_out[unit] == int(exact[unit])
        }
        largest = max(claims.values())
        given_out[min(unit for unit, claim in claims.items() if claim == largest)] += 1
    amounts = share(amount_fen=amount, units=[Sharer(*unit) for unit in units]).amounts_fen
    assert dict(zip(given_out, amounts, strict=True)) == given_out


@pytest.mark.parametrize(
    ("amount", "units", "code", "field"),
    [
        (100, [], "no_area_to_share_by", ("units",)),
        (100, [Sharer("a", 0)], "no_area_to_share_by", ("units",)),
        (-1, [Sharer("a", 1)], "negative_amount", ("amount_yuan",)),
        (1, [Sharer("a", 1), Sharer("b", 1), Sharer("a", 2)], "duplicate_unit", ("units", 2, "unit")),
        (1, [Sharer("a", 5), Sharer("b", -1)], "negative_area", ("units", 1, "area_m2")),
    ],
)
def test_share_refuses_what_cannot_be_shared(
    amount: int, units: list[Sharer], code: str, field: tuple[object, ...]
) -> None:
    with pytest.raises(BadInput) as fault:
        share(amount_fen=amount, units=units)
    assert (fault.value.code, fault.value.locus.field) == (code, field)


def test_share_explains_itself_in_both_languages() -> None:
    shares = share(
        amount_fen=10000, units=[Sharer("1-101", 8000), Sharer("1-102", 8000), Sharer("1-103", 8000)]
    )
    assert spoken(shares.lines, "zh") == [
        "100.00 元由 3 户按面积分摊，面积合计 240.00 平方米。",
        "先各取整到分，余下 1 分依次给零头最大的户，零头相同的按户号的字符编码顺序。",
        "1-101 多摊 1 分。",
        "各户合计 100.00 元，分文不差。",
    ]
    assert spoken(shares.lines, "en") == [
        "100.00 yuan shared by area among 3 units, 240.00 m² in all.",
        "Each share is cut to the fen; what is left over (1 fen) goes fen by fen to the largest remainders, "
        "equal ones by code-point order of the unit.",
        "1-101 bears one fen more.",
        "The shares add up to 100.00 yuan exactly.",
    ]


def test_share_names_twenty_favoured_units_and_counts_the_rest() -> None:
    units = [Sharer(f"{number:03d}", 100) for number in range(60)]
    codes = [entry.code for entry in share(amount_fen=25, units=units).lines]
    assert codes == [
        "share_basis",
        "share_rounding",
        *["share_extra_fen"] * 20,
        "share_more_fen",
        "share_sum",
    ]
