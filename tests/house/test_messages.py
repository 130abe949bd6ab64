"""Chinese is complete, nothing is fuzzy, and the compiled file is what the .po says."""

import gettext
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import PROJECT


def _tool(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, PROJECT / "tools" / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    import sys

    sys.modules[name] = module  # dataclasses look their module up
    found.loader.exec_module(module)
    return module


messages = _tool("messages")
PO = (
    messages.HEADER
    + """
msgid "Hello %(name)s"
msgstr "%(name)s，您好"

msgid "%(n)s vote"
msgid_plural "%(n)s votes"
msgstr[0] "%(n)s 票"

msgctxt "month"
msgid "May"
msgstr "五"
"月"
"""
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small tree whose translations are whole."""
    (tmp_path / "linmeng/templates").mkdir(parents=True)
    (tmp_path / "linmeng/a.py").write_text(
        'a = _("Hello %(name)s") % {}\nb = ngettext("%(n)s vote", "%(n)s votes", n)\n'
    )
    (tmp_path / "linmeng/templates/a.html").write_text('{% translate "May" context "month" %}')
    (tmp_path / "django.po").write_text(PO)
    (tmp_path / "django.mo").write_bytes(messages.compiled(messages.read_po(PO)))
    return tmp_path


def test_whole_translation_has_no_faults(house: Path) -> None:
    assert messages.faults(house, house / "django.po") == []


def test_compiled_file_answers_as_the_po_says(house: Path) -> None:
    with (house / "django.mo").open("rb") as file:
        chinese = gettext.GNUTranslations(file)
    assert chinese.gettext("Hello %(name)s") == "%(name)s，您好"
    assert chinese.ngettext("%(n)s vote", "%(n)s votes", 7) == "%(n)s 票"
    assert chinese.pgettext("month", "May") == "五月"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("Hello", "Hallo"), ["no translation of 'Hello %(name)s'", "no longer used: 'Hallo %(name)s'"]),
        (('msgid "Hello', '#, fuzzy\nmsgid "Hello'), ["fuzzy: 'Hello %(name)s'"]),
        (("%(name)s，您好", ""), ["empty translation of 'Hello %(name)s'"]),
        (("%(name)s，您好", "%(nam)s，您好"), ["other %(names)s in the translation of 'Hello %(name)s'"]),
        (("您好", "你好"), ["django.mo is not what django.po says: make messages"]),
    ],
    ids=["changed source", "fuzzy", "empty", "other names", "stale"],
)
def test_planted_fault_is_named(house: Path, change: tuple[str, str], named: list[str]) -> None:
    (house / "django.po").write_text(PO.replace(*change))
    found = messages.faults(house, house / "django.po")
    assert [fault for fault in found if "is not what" not in fault or fault in named] == named


def test_missing_file_is_named(house: Path) -> None:
    (house / "django.mo").unlink()
    assert messages.faults(house, house / "django.po") == ["django.mo is missing: make messages"]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% translate 'One' %}", "One"),
        ('{% trans "Two “quoted”" %}', "Two “quoted”"),
        ("{% blocktranslate with a=b %}Three {{ a }} it's{% endblocktranslate %}", "Three %(a)s it's"),
        ("{% blocktranslate trimmed %}\n  Four\n  lines\n{% endblocktranslate %}", "Four lines"),
        ("{{ _('Five') }}", "Five"),
        ("{% include 'x' with y=_('Six (6)') %}", "Six (6)"),
    ],
)
def test_strings_of_templates_are_found(tmp_path: Path, template: str, text: str) -> None:
    (tmp_path / "linmeng/templates").mkdir(parents=True)
    (tmp_path / "linmeng/templates/a.html").write_text(template)
    assert {source.text for source in messages.source_strings(tmp_path)} == {text}


def test_new_strings_are_collected_empty(house: Path) -> None:
    (house / "linmeng/b.py").write_text('c = _("A \\"new\\" one\\n")\n')
    assert messages.collect(house, house / "django.po") == 1
    assert messages.faults(house, house / "django.po") == ["empty translation of 'A \"new\" one\\n'"]
    assert messages.collect(house, house / "django.po") == 0
