"""Code letters: 60 bits, derived, never stored; issued in bulk, revoked, never deleted."""

import stat
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.papers.actions.code_letters import issue_code_letters
from linmeng.people.actions.letter_codes import SIGNS, as_typed, code_hmac, code_of, in_groups, letter_keys
from linmeng.people.actions.letters import issue_letters, printed_codes, revoke_letter
from linmeng.people.models import CodeLetter
from linmeng.record.models import Entry
from tests.cast import CAST, Cast

MAY_ISSUE = {"sun", "wang"}


def test_key_is_made_once_and_private(home: Path, cast: Cast) -> None:
    first, second = letter_keys(), letter_keys()
    file = home / "keys" / "letters.key"
    assert first == second and len({first.make, first.find, first.count}) == 3
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in (home / "keys").iterdir()] == ["letters.key"]


def test_code_has_sixty_bits_of_unmistakable_signs(cast: Cast) -> None:
    keys = letter_keys()
    codes = [code_of(keys, number) for number in range(2_000)]
    assert len(set(codes)) == 2_000 and {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set(SIGNS) and len(SIGNS) == 32 and not set("ILOU") & set(SIGNS)
    assert len(in_groups(codes[0])) == 14


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7k3m-q0tw-9xah", "7K3MQ0TW9XAH"),
        (" 7K3M QOTW 9XAH ", "7K3MQ0TW9XAH"),
        ("７Ｋ３Ｍ－Ｑ０ＴＷ－９ＸＡＨ", "7K3MQ0TW9XAH"),
        ("il10-0000-0000", "111000000000"),
        ("7K3M-Q0TW-9XA", ""),
        ("7K3M-Q0TW-9XAHH", ""),
        ("7K3M-Q0TW-9XAU", ""),
        ("七K3M-Q0TW-9XAH", ""),
        ("", ""),
    ],
)
def test_code_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert as_typed(typed) == read


def test_code_differs_between_alliances_and_is_not_in_the_database(cast: Cast) -> None:
    from linmeng.ground.tenancy import in_alliance

    letters = issue_letters(cast.actor("sun"), compound_id=cast.compound.id)
    keys = letter_keys()
    code = code_of(keys, letters[0].id)
    with in_alliance(cast.alliance.id + 1):
        assert code_of(keys, letters[0].id) != code
        assert code_hmac(keys, code) != letters[0].code_hmac
    stored = [str(value) for row in CodeLetter.objects.values() for value in row.values()]
    stored += Entry.objects.values_list("text", flat=True)
    assert not any(code in text or in_groups(code) in text for text in stored)


def test_letters_for_every_door_in_walking_order(cast: Cast) -> None:
    letters = issue_letters(cast.actor("wang"), compound_id=cast.compound.id, expires_on=date(2026, 7, 31))
    assert [letter.unit.code for letter in letters] == sorted(cast.units)
    assert {letter.expires_on for letter in letters} == {date(2026, 7, 31)}
    assert [code.count("-") for _letter, code in printed_codes(letters)] == [2] * 9


@pytest.mark.parametrize("who", CAST)
def test_letters_by_each_of_the_cast(cast: Cast, who: str) -> None:
    letter = issue_letters(cast.actor("sun"), compound_id=cast.compound.id)[0]
    if who in MAY_ISSUE:
        assert len(issue_letters(cast.actor(who), compound_id=cast.compound.id)) == 9
        letter = CodeLetter.objects.filter(state="valid").first() or letter
        assert revoke_letter(cast.actor(who), letter_id=letter.id, reason="信箱被撬").state == "revoked"
        return
    with pytest.raises(NotAllowed):
        issue_letters(cast.actor(who), compound_id=cast.compound.id)
    with pytest.raises(NotAllowed):
        revoke_letter(cast.actor(who), letter_id=letter.id, reason="信箱被撬")


@pytest.mark.parametrize("who", sorted(MAY_ISSUE))
def test_letters_need_the_second_factor(cast: Cast, who: str) -> None:
    letter = issue_letters(cast.actor("sun"), compound_id=cast.compound.id)[0]
    actor = cast.actor(who, second_factor=False)
    with pytest.raises(NeedsSecondFactor):
        issue_letters(actor, compound_id=cast.compound.id)
    with pytest.raises(NeedsSecondFactor):
        issue_code_letters(actor, compound_id=cast.compound.id)
    with pytest.raises(NeedsSecondFactor):
        revoke_letter(actor, letter_id=letter.id, reason="x")


def test_director_issues_no_letters_next_door(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        issue_letters(cast.actor("wang"), compound_id=cast.next_door.id)


def test_newer_letter_revokes_the_older_and_keeps_it(cast: Cast) -> None:
    unit = cast.units["3-101"]
    first = issue_letters(cast.actor("sun"), compound_id=cast.compound.id, units=[unit.id])[0]
    second = issue_letters(cast.actor("sun"), compound_id=cast.compound.id, units=[unit.id])[0]
    states = dict(CodeLetter.objects.filter(unit=unit).values_list("id", "state"))
    assert states == {first.id: "revoked", second.id: "valid"}
    with pytest.raises(WrongState):
        revoke_letter(cast.actor("sun"), letter_id=first.id, reason="x")
    with pytest.raises(ValidationError):
        revoke_letter(cast.actor("sun"), letter_id=second.id, reason=" ")


@pytest.mark.parametrize("day", [date(2026, 7, 4), date(2027, 7, 6)])
def test_letters_run_out_within_a_year(cast: Cast, day: date) -> None:
    with pytest.raises(ValidationError):
        issue_letters(cast.actor("sun"), compound_id=cast.compound.id, expires_on=day)


def test_letters_for_a_door_of_another_compound_are_refused(cast: Cast) -> None:
    from linmeng.alliance.models import Unit

    other = Unit.objects.get(compound=cast.next_door)
    with pytest.raises(ValidationError):
        issue_letters(cast.actor("sun"), compound_id=cast.compound.id, units=[other.id])


def test_letters_go_to_print_with_one_sheet_a_door(cast: Cast) -> None:
    from linmeng.papers.models import Sheet

    run = issue_code_letters(cast.actor("sun"), compound_id=cast.compound.id, large_print=True)
    sheets = Sheet.objects.filter(run=run).order_by("walk_order").values_list("unit__code", "subject_id")
    letters = CodeLetter.objects.order_by("unit__code").values_list("unit__code", "id")
    assert list(sheets) == list(letters) and (run.kind, run.large_print) == ("code_letter", True)
