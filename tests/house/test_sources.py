"""The tree passes every check; each check names the fault that is planted for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import source_checks as checks
from tests.house.source_checks import CHECKS
from tests.house.sources import PROJECT

Check = Callable[[Path], list[str]]


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
def test_tree_passes(check: Check) -> None:
    assert check(PROJECT) == []


ACT = "from linmeng.ground.acts import action\n\n@action\ndef {name}(actor):\n    {body}\n"
PLANTS: list[tuple[Check, str, str, list[str]]] = [
    (
        checks.long_functions,
        "linmeng/voices/queries.py",
        "def all_of_it():\n" + "    x = 1\n" * 60,
        ["linmeng/voices/queries.py: all_of_it has 61 lines"],
    ),
    (checks.long_modules, "linmeng_core/share.py", "x = 1\n" * 501, ["linmeng_core/share.py has 501 lines"]),
    (
        checks.long_views,
        "linmeng/pages/lists/views.py",
        "def lists(request, slug):\n" + "    x = 1\n" * 21,
        ["linmeng/pages/lists/views.py: lists has 21 lines"],
    ),
    (
        checks.long_templates,
        "linmeng/pages/templates/lists/all.html",
        "<p>\n" * 121,
        ["linmeng/pages/templates/lists/all.html has 121 lines"],
    ),
    (checks.empty_names, "linmeng/lists/utils.py", "", ["linmeng/lists/utils.py: “utils” says nothing"]),
    (
        checks.caught_everything,
        "linmeng/lists/queries.py",
        "try:\n    x = 1\nexcept (ValueError, Exception):\n    x = 2\ntry:\n    x = 1\nexcept:\n    x = 2\n",
        ["linmeng/lists/queries.py:3 catches Exception", "linmeng/lists/queries.py:7 catches everything"],
    ),
    (
        checks.clocks_below_pages,
        "linmeng/lists/actions.py",
        "from django.utils import timezone\nat = timezone.now()\nfield = DateTimeField(auto_now=True)\n",
        [
            "linmeng/lists/actions.py:2 asks timezone.now()",
            "linmeng/lists/actions.py:3 lets the database layer ask the time (auto_now)",
        ],
    ),
    (
        checks.signal_receivers,
        "linmeng/lists/apps.py",
        "from django.db.models.signals import post_save\n",
        ["linmeng/lists/apps.py:1 listens to signals"],
    ),
    (
        checks.overridden_saves,
        "linmeng/lists/models.py",
        "class Item:\n    def save(self):\n        pass\n",
        ["linmeng/lists/models.py: Item.save hides a rule in the model"],
    ),
    (
        checks.raw_statements,
        "linmeng/lists/queries.py",
        "rows = Item.objects.raw('SELECT 1')\n",
        ["linmeng/lists/queries.py:1 writes its own SQL"],
    ),
    (
        checks.acts_without_record,
        "linmeng/lists/actions.py",
        ACT.format(name="put_on_list", body="Item.objects.create()")
        + ACT.format(name="take_off", body="_told(actor)")
        + "def _told(actor):\n    write(actor, 'off', {})\n",
        ["linmeng/lists/actions.py: put_on_list leaves no line in the record"],
    ),
    (checks.code_in_laws, "linmeng_laws/cn/rules.py", "x = 1\n", ["linmeng_laws/cn/rules.py holds code"]),
    (
        checks.impure_core,
        "linmeng_core/share.py",
        "import random\n",
        ["linmeng_core/share.py:1 reaches outside (random)"],
    ),
    (
        checks.inexact_numbers,
        "linmeng_core/share.py",
        "half = 0.5\nwhole = float(1)\n",
        ["linmeng_core/share.py:1 makes a float", "linmeng_core/share.py:2 makes a float"],
    ),
    (
        checks.inline_code_in_templates,
        "linmeng/pages/templates/a.html",
        "<p style='x'><a onclick='y'></a><script>z</script><script src='/s.js'></script>{# <style> #}",
        [
            "linmeng/pages/templates/a.html: style=",
            "linmeng/pages/templates/a.html: onclick=",
            "linmeng/pages/templates/a.html: <script>",
        ],
    ),
    (
        checks.forms_without_token,
        "linmeng/pages/templates/a.html",
        "<form method='post'></form><form method='get'></form><form method='post'>{% csrf_token %}</form>",
        ["linmeng/pages/templates/a.html: a POST form without csrf_token"],
    ),
    (
        checks.workplace_words,
        "docs/a.md",
        "see /wo" + "rk/main and ../sha" + "red\n",
        ["docs/a.md mentions ../sha" + "red", "docs/a.md mentions /wo" + "rk/"],
    ),
]


@pytest.mark.parametrize(
    ("check", "name", "text", "named"), PLANTS, ids=[plant[0].__name__ for plant in PLANTS]
)
def test_planted_fault_is_named(tmp_path: Path, check: Check, name: str, text: str, named: list[str]) -> None:
    (tmp_path / "linmeng").mkdir()
    assert check(tmp_path) == []
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert check(tmp_path) == named


def test_dependency_without_a_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs/decisions").mkdir(parents=True)
    (tmp_path / "docs/decisions/0001-dependencies.md").write_text("| Django | pages | old |\n")
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["Django>=5", "numpy[x]>=2"]\n')
    assert checks.unexplained_dependencies(tmp_path) == ["numpy has no line of its own"]


def test_every_check_is_shown_to_fail() -> None:
    shown = {plant[0] for plant in PLANTS} | {checks.unexplained_dependencies}
    assert set(CHECKS) == shown
