"""No message tells how somebody voted: every caller of `notify`, read and run."""

import ast
from pathlib import Path

import pytest

from linmeng.publishing import background
from linmeng.publishing.models import Notice
from linmeng.publishing.queries.message_words import message_words
from tests.assembly import test_whole_vote
from tests.cast import Cast
from tests.house.sources import PROJECT
from tests.notices.telling import sent

TOLD = {"notify", "notify_many"}
SECRET = {"choice", "choices", "ballot", "castballot", "cells", "answers", "marks"}
"""Names that hold what somebody chose; they have no business in the words of a notice."""
CHOICES = ("同意", "反对", "弃权", "赞成", "In favour", "Against", "Abstain")


def calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted((PROJECT / "linmeng").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in TOLD:
                found.append((str(path.relative_to(PROJECT)), node))
    return found


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def secrets_in(call: ast.Call) -> set[str]:
    given = [k.value for k in call.keywords if k.arg in ("title", "words", "path")]
    names = {n.id for v in given for n in ast.walk(v) if isinstance(n, ast.Name)}
    names |= {n.attr for v in given for n in ast.walk(v) if isinstance(n, ast.Attribute)}
    return {name for name in names if name.lower() in SECRET}


def test_no_caller_hands_a_choice_to_a_notice() -> None:
    told = calls()
    assert {"linmeng/assembly/actions/notice.py", "linmeng/voices/actions/tracing.py"} <= {
        p for p, _c in told
    }
    assert [(path, secrets_in(call)) for path, call in told if secrets_in(call)] == []


def test_a_planted_caller_is_found() -> None:
    planted = ast.parse("notify(actor, title='x', words=_('You: %s') % ballot.choice)").body[0]
    assert secrets_in(planted.value) == {"ballot", "choice"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_whole_vote_sends_no_choice(cast: Cast, home: Path, language: str) -> None:
    from django.utils import translation

    with translation.override(language):
        test_whole_vote.test_whole_vote_from_notice_to_board(cast)
        background.send_waiting(address="http://x", at=cast.actor("sun").at)
    notices = list(Notice.objects.all())
    assert notices
    words = [f"{n.title} {n.words}" for n in notices] + [m["text"] for m in sent(home)]
    words += [message_words("email", [n], "http://x").text for n in notices]
    assert [w for w in words if any(choice in w for choice in CHOICES)] == []
