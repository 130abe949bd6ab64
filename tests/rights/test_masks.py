"""Masks by default, and nothing printed that a glance at a door must not tell."""

import re
from pathlib import Path

import pytest

from linmeng.common.masks import masked_mail, masked_name, masked_phone
from linmeng.people.models import Person

PRINTING = Path(__file__).resolve().parents[2] / "linmeng" / "pages" / "printing"
NEVER_PRINTED = re.compile(
    r"lives?_alone|living_alone|illness|disab|health|born_year|identity_number|id_card|独居|孤老|患病|病情|残疾|低保|身份证号"
)


@pytest.mark.parametrize(
    ("mask", "whole", "shown"),
    [
        (masked_name, "张三丰", "张*"),
        (masked_name, "欧阳修", "欧阳*"),
        (masked_name, "", ""),
        (masked_phone, "13800000000", "138****0000"),
        (masked_phone, "+86 138 0000 1234", "861****1234"),
        (masked_phone, "62801234", "62****34"),
        (masked_phone, "110", "****"),
        (masked_mail, "zhang@example.cn", "z***@…"),
        (masked_mail, "zhang", "***"),
    ],
)
def test_mask(mask: object, whole: str, shown: str) -> None:
    assert mask(whole) == shown  # type: ignore[operator]


def forbidden(root: Path) -> list[str]:
    """“file: word” for everything that prints and speaks of what must not be printed."""
    files = [path for path in sorted(root.rglob("*")) if path.suffix in (".py", ".typ", ".toml")]
    return [
        f"{path.name}: {word}"
        for path in files
        for word in NEVER_PRINTED.findall(path.read_text(encoding="utf-8"))
    ]


def test_nothing_printed_speaks_of_it() -> None:
    assert forbidden(PRINTING) == []


def test_planted_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.typ").write_text("#row.lives_alone 独居")
    assert forbidden(tmp_path) == ["list.typ: lives_alone", "list.typ: 独居"]


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("欧阳修", "natural", "欧阳*"),
        ("张三丰", "natural", "张*"),
        ("示例开发公司", "company", "示例开发公司"),
    ],
)
def test_a_person_is_masked_as_a_name_is(name: str, kind: str, shown: str) -> None:
    assert Person(alliance_id=1, name=name, kind=kind).masked == shown
