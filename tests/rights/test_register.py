"""The register of purposes: complete, in both languages, and true to the columns of the database."""

import re

import pytest
from django.apps import apps
from django.db import models

from linmeng.people.bridge import all_clocks, all_purposes, consents_asked
from linmeng_core.errors import BadInput
from linmeng_core.law.purposes import read_register
from linmeng_core.law.strict_toml import parse
from tests.house.models_of_ours import models_of_ours

SENSITIVE = re.compile(
    r"alone|illness|disease|disab|health|medical|medicine|diagnos|religio|party_member|id_number|id_card|"
    r"identity_number|passport|biometric|face|fingerprint|bank|income|salary|ethnic|pension|welfare",
    re.IGNORECASE,
)
NOT_OF_PEOPLE = {
    "people.RollImport.base_fingerprint",
    "voices.Ticket.fingerprint",
    "assembly.RollSupplement.fingerprint",
}
"""Columns whose name only sounds like it, each looked at: a hash of a roll, a hash of a line."""
PERSONAL = re.compile(
    r"(^|_)(phone|mobile|email|born|birth|worry|device|name_given|caller|contact|person_name)", re.IGNORECASE
)


def columns(pattern: re.Pattern[str], checked: list[type[models.Model]]) -> set[str]:
    """Columns whose name says that they hold something of this kind."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in checked
        for field in model._meta.local_fields
        if pattern.search(field.name)
    }


def registered() -> set[str]:
    return {column for purpose in all_purposes() for column in purpose.columns}


def unregistered(checked: list[type[models.Model]]) -> list[str]:
    """Columns about people that no purpose of the register names."""
    found = columns(SENSITIVE, checked) | columns(PERSONAL, checked)
    flags = {
        c
        for c in found
        if isinstance(apps.get_model(c.rpartition(".")[0]) and _field(c), models.BooleanField)
    }
    return sorted(found - registered() - NOT_OF_PEOPLE - flags)


def _field(column: str) -> models.Field:
    label, _dot, name = column.rpartition(".")
    return apps.get_model(label)._meta.get_field(name)


def test_every_personal_column_is_in_the_register() -> None:
    assert unregistered(models_of_ours()) == []


def test_sensitive_column_would_be_noticed() -> None:
    assert [
        word for word in ("lives_alone", "illness", "id_number", "health_note") if SENSITIVE.search(word)
    ] == [
        "lives_alone",
        "illness",
        "id_number",
        "health_note",
    ]
    assert SENSITIVE.search("large_print") is None


def test_sensitive_purpose_is_asked_apart() -> None:
    """What the law calls sensitive stands under a consent of its own (PIPL 29); today there is no such column."""
    for purpose in all_purposes():
        if any(SENSITIVE.search(column) for column in purpose.columns):
            assert purpose.separate, purpose.code


def test_columns_of_the_register_exist() -> None:
    for column in registered():
        assert _field(column)


def test_both_languages_are_complete() -> None:
    for purpose in all_purposes():
        said = [purpose.title, purpose.words, purpose.kept, *purpose.holds, *purpose.seen_by]
        assert all(one.zh and one.en for one in said)
        assert purpose.article and purpose.kept_article
    assert all(clock.days > 0 and clock.article and clock.title.en for clock in all_clocks())


def test_only_consents_are_asked_and_each_may_be_taken_back() -> None:
    assert [(one.code, one.basis, one.withdraw) for one in consents_asked()] == [
        ("name_public", "consent", True),
        ("words_public", "consent", True),
        ("talent", "consent", True),
    ]


GOOD = """[[purpose]]
code = "x"
title = "题"
title_en = "t"
words = "话"
words_en = "w"
basis = "consent"
article = "1"
data = ["甲"]
data_en = ["a"]
seen_by = ["乙"]
seen_by_en = ["b"]
kept = "久"
kept_en = "long"
kept_article = "2"
asked = "page"
separate = "25"
withdraw = true
columns = []
"""


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ('basis = "consent"', 'basis = "wish"', "toml_not_one_of", 7),
        ('asked = "page"', 'asked = ""', "toml_not_one_of", 16),
        ("withdraw = true", "withdraw = false", "toml_not_one_of", 18),
        ('basis = "consent"', 'basis = "duty"', "toml_not_one_of", 16),
        ('title_en = "t"\n', "", "toml_missing", 1),
        ('words = "话"', 'words = "话"\nfoo = 1', "toml_unknown_key", 6),
    ],
)
def test_mistake_in_the_register_is_named(before: str, after: str, code: str, line: int) -> None:
    read_register(parse(GOOD.encode(), "purposes.toml"))
    with pytest.raises(BadInput) as fault:
        read_register(parse(GOOD.replace(before, after).encode(), "purposes.toml"))
    assert (fault.value.code, fault.value.locus.line) == (code, line)
