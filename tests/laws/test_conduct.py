"""Rules beside the count: what the worked cases do not say about their edges."""

from datetime import date

import pytest

from linmeng_core.conduct.assembly import Mandate, refused_mandates
from linmeng_core.conduct.ballots import differences, policy_fingerprint
from linmeng_core.conduct.committee import after_loss, decide, frozen, may_stand, size_allowed
from linmeng_core.conduct.fund import emergency_path, refill, to_fund
from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken
from linmeng_core.law.load import pack_in_force

DAY = date(2026, 7, 5)
SHANGHAI = pack_in_force("cn-shanghai", DAY, subject="committee")
ASSEMBLY = pack_in_force("cn-shanghai", DAY, subject="assembly")


@pytest.mark.parametrize("members", range(1, 12))
def test_committee_decides_by_over_half_of_all_members_whoever_attends(members: int) -> None:
    for present in range(members + 1):
        for agreed in range(present + 1):
            found = decide(members=members, present=present, agreed=agreed, rules=SHANGHAI)
            assert found.quorum is (2 * present > members)
            assert found.passed is (2 * agreed > members)


@pytest.mark.parametrize(
    ("members", "present", "agreed", "by_proxy"),
    [(0, 0, 0, 0), (5, 6, 3, 0), (5, 3, 4, 0), (5, 3, 3, 4), (5, 3, 3, -1), (-5, -6, -7, 0)],
)
def test_numbers_that_cannot_be_are_refused(members: int, present: int, agreed: int, by_proxy: int) -> None:
    with pytest.raises(BadInput) as fault:
        decide(members=members, present=present, agreed=agreed, by_proxy=by_proxy, rules=SHANGHAI)
    assert fault.value.code == "not_a_committee"


def test_decision_explains_itself() -> None:
    found = decide(members=7, present=4, agreed=3, rules=SHANGHAI)
    assert spoken(found.lines, "zh") == [
        "出席 4 人，全体委员 7 人，须过半数：已达到（上海市住宅物业管理规定 26）。",
        "同意 3 人，全体委员 7 人，须过半数：未达到，还差 1 人（上海市住宅物业管理规定 26）。",
    ]
    assert spoken(found.lines, "en")[1] == (
        "3 of all 7 members agree, more than half needed: 1 short (Shanghai Residential Property Rules 26)."
    )


def test_result_from_words_nobody_compared_says_so() -> None:
    national = pack_in_force("cn", DAY, subject="committee")
    found = decide(members=5, present=3, agreed=3, rules=national)
    assert spoken(found.lines, "zh")[-1] == "“指导规则 38”这一条尚未与法律原文逐字核对。"


@pytest.mark.parametrize("size", range(1, 14))
def test_committee_of_a_large_compound_has_five_to_eleven_members_and_an_odd_number(size: int) -> None:
    found = size_allowed(size=size, rules=SHANGHAI, gfa_dm2=1_000_001)
    assert found.allowed is (size in (5, 7, 9, 11))


def test_vacancies_that_cannot_be_are_refused() -> None:
    for size, left in ((0, 0), (5, 6), (5, -1)):
        with pytest.raises(BadInput):
            after_loss(size=size, left=left, rules=SHANGHAI)


def test_freeze_lasts_from_the_group_to_the_election() -> None:
    formed, elected = date(2026, 6, 20), date(2026, 7, 20)
    days = {
        day: frozen(matter="fees", on=day, group_formed=formed, elected=elected, rules=SHANGHAI).frozen
        for day in (date(2026, 6, 19), formed, date(2026, 7, 19), elected)
    }
    assert list(days.values()) == [False, True, True, False]
    never = frozen(matter="fees", on=DAY, group_formed=None, elected=None, rules=SHANGHAI)
    assert (never.frozen, never.source, never.lines) == (False, None, ())


def test_finding_the_law_does_not_name_is_refused() -> None:
    with pytest.raises(BadInput) as fault:
        may_stand(found=["unpopular"], pledged=True, rules=SHANGHAI)
    assert fault.value.code == "not_one_of"


def test_stricter_of_law_and_rules_limits_the_mandates() -> None:
    mandates = [Mandate("丁", str(number)) for number in range(4)]
    assert refused_mandates(mandates, rules=ASSEMBLY) == ()
    assert [entry.mandate for entry in refused_mandates(mandates, rules=ASSEMBLY, limit=1)] == [1, 2, 3]
    assert len(refused_mandates(mandates, rules=ASSEMBLY, limit=0)) == 4


def test_mandate_that_was_not_cast_yet_is_not_void() -> None:
    waiting = Mandate("丁", "甲", wrote="no")
    assert refused_mandates([waiting], rules=ASSEMBLY) == ()


def test_policy_fingerprint_does_not_depend_on_the_order() -> None:
    one, other = {"silence": "off", "repeat": "first"}, {"repeat": "first", "silence": "off"}
    assert policy_fingerprint(one) == policy_fingerprint(other)
    assert policy_fingerprint(one) != policy_fingerprint(one | {"repeat": "last"})
    assert differences(first=one, second=other) == ()


def test_refill_line_is_thirty_per_cent_of_every_first_sum() -> None:
    fund = pack_in_force("cn-shanghai", DAY, subject="fund")
    for first in range(200):
        for balance in range(first + 2):
            found = refill(first_fen=first, balance_fen=balance, rules=fund)
            assert found.short is (10 * balance < 3 * first)
            assert not found.short or 2 * (balance + found.top_up_fen) - first in (0, 1)


def test_more_than_half_of_the_income_goes_to_the_fund_unless_the_assembly_decides() -> None:
    income = pack_in_force("cn-shanghai", DAY, subject="income")
    for net in range(1, 60):
        for moved in range(net + 1):
            found = to_fund(net_fen=net, moved_fen=moved, rules=income)
            assert found.enough is (2 * moved > net)
    assert to_fund(net_fen=10, moved_fen=0, rules=income, assembly_decided=True).enough


def test_sums_below_zero_are_refused() -> None:
    fund = pack_in_force("cn-shanghai", DAY, subject="fund")
    income = pack_in_force("cn-shanghai", DAY, subject="income")
    for ask in (
        lambda: refill(first_fen=-1, balance_fen=0, rules=fund),
        lambda: refill(first_fen=1, balance_fen=-1, rules=fund),
        lambda: to_fund(net_fen=-1, moved_fen=0, rules=income),
    ):
        with pytest.raises(BadInput) as fault:
            ask()
        assert fault.value.code == "negative_amount"


def test_emergency_without_a_list_is_no_emergency_path() -> None:
    national = pack_in_force("cn", DAY, subject="fund")
    assert not emergency_path(kind="facade", has_paper=True, rules=national).open
