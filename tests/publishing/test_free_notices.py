"""Notices in officers' own words: frozen, dated by the law's clock, corrected with a trace."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.models import StoredFile
from linmeng.ground.queries.search import entries_containing
from linmeng.publishing import actions
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import (
    Change,
    PublicationSearch,
    board,
    changes_between,
    facts_of,
    find_publications,
)
from linmeng.record.models import Entry
from tests.cast import CAST, NOON, Cast
from tests.publishing.noticing import LATER, OVER, PUBLISHERS, TITLE, WORDS, notice, photo, published


def test_notice_of_5_july_for_15_days_ends_with_20_july(cast: Cast) -> None:
    made = published(cast)
    assert made.period_ends_at == datetime(2026, 7, 20, 16, 0, tzinfo=UTC)  # 00:00 +08:00 of the 21st
    assert facts_of(made) == {
        "article": "",
        "compound": "梧桐苑",
        "days": 15,
        "headline": TITLE,
        "issuer": "梧桐苑业委会",
        "issuer_id": str(cast.bodies["committee"].id),
        "kind": "public_notice",
        "last_day": "2026-07-20",
        "paragraphs": ["业委会选定了甲方案，预算 48,236.77 元。", "看方案请到业委会办公室，或问楼组长。"],
        "photos": [],
        "published_on": "2026-07-05",
    }
    assert (made.subject, made.kind, made.title) == ("notice", "public_notice", TITLE)


@pytest.mark.parametrize("who", CAST)
def test_publish_notice_is_for_committee_and_clerk_only(cast: Cast, who: str) -> None:
    if who in PUBLISHERS:
        assert published(cast, who).title == TITLE
        return
    with pytest.raises(NotAllowed):
        published(cast, who)
    assert Publication.objects.count() == 0


def test_publish_notice_next_door_and_without_second_factor_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.publish_notice(cast.actor("wang"), compound_id=cast.next_door.id, notice=notice())
    with pytest.raises(NeedsSecondFactor):
        actions.publish_notice(
            cast.actor("wang", second_factor=False), compound_id=cast.compound.id, notice=notice()
        )


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "短"}, ["title"]),
        ({"words": "\n \n"}, ["words"]),
        ({"days": None}, ["days"]),
        ({"days": 0}, ["days"]),
        ({"days": 91}, ["days"]),
        ({"kind": "statutory", "days": None}, ["article"]),
        ({"kind": "order"}, ["kind"]),
        ({"photos": tuple(range(7))}, ["photos"]),
        ({"title": "长" * 61, "words": "短", "days": None}, ["days", "title", "words"]),
    ],
)
def test_publish_notice_names_every_fault(cast: Cast, changes: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(ValidationError) as fault:
        published(cast, **changes)
    assert sorted(fault.value.message_dict) == fields


def test_announcement_needs_no_days_and_statutory_needs_its_article(cast: Cast) -> None:
    told = published(cast, kind="announcement", days=None)
    by_law = published(cast, kind="statutory", days=30, article="物业管理条例 第36条")
    assert (told.period_ends_at, by_law.article) == (None, "物业管理条例 第36条")
    assert by_law.period_ends_at == datetime(2026, 8, 4, 16, 0, tzinfo=UTC)


def test_photos_are_kept_without_their_notes_and_frozen_by_hash(cast: Cast) -> None:
    ids = actions.keep_photos(
        cast.actor("wang"),
        compound_id=cast.compound.id,
        photos=[("a.jpg", photo()), ("b.jpg", photo("blue"))],
    )
    files = StoredFile.objects.in_bulk(ids)
    made = published(cast, photos=tuple(ids))
    assert facts_of(made)["photos"] == [{"sha256": files[i].sha256, "token": files[i].token} for i in ids]
    with pytest.raises(NotAllowed):
        actions.keep_photos(cast.actor("li"), compound_id=cast.compound.id, photos=[("a.jpg", photo())])


def correct(cast: Cast, old: Publication, who: str = "wang", **changes: Any) -> Publication:
    actor = cast.actor(who, at=LATER)
    given = {"reason": "预算数字写错了"} | {k: v for k, v in changes.items() if k == "reason"}
    words = {k: v for k, v in changes.items() if k != "reason"} or {"title": "3号楼外墙维修方案公示（更正）"}
    return actions.correct(actor, publication_id=old.id, notice=notice(**words), reason=given["reason"])  # type: ignore[arg-type]


def test_correction_replaces_with_another_code_and_days_that_count_anew(cast: Cast) -> None:
    old = published(cast)
    new = correct(cast, old, words=WORDS.replace("48,236.77", "48,326.77"))
    assert (new.replaces_id, new.subject_id, new.check_code == old.check_code) == (
        old.id,
        old.subject_id,
        False,
    )
    assert new.period_ends_at == datetime(2026, 7, 21, 16, 0, tzinfo=UTC)
    assert (facts_of(new)["reason"], facts_of(new)["corrects"]) == (
        "预算数字写错了",
        {"sha256": old.facts_sha256, "title": TITLE},
    )
    assert changes_between(old, new) == [
        Change("paragraphs", WORDS.replace("\n\n", "\n"), WORDS.replace("\n\n", "\n").replace("236", "326")),
        Change("last_day", "2026-07-20", "2026-07-21"),
    ]
    shown = {one.id: (one.corrected_at, one.corrected_by) for one in board(cast.compound.id)}  # type: ignore[attr-defined]
    assert shown == {old.id: (LATER, new.token), new.id: (None, None)}
    line = json.loads(Entry.objects.filter(kind="published").latest("number").text)["facts"]
    assert line["replaces_sha256"] == old.facts_sha256


@pytest.mark.parametrize("who", CAST)
def test_correction_is_for_those_who_publish(cast: Cast, who: str) -> None:
    old = published(cast)
    if who in PUBLISHERS:
        assert correct(cast, old, who).replaces_id == old.id
        return
    with pytest.raises(NotAllowed):
        correct(cast, old, who)


def test_correction_refuses_what_no_longer_stands_and_what_is_the_same(cast: Cast) -> None:
    old = published(cast)
    with pytest.raises(ValidationError):
        actions.correct(cast.actor("wang"), publication_id=old.id, notice=notice(), reason="什么也没改")
    with pytest.raises(ValidationError) as fault:
        correct(cast, old, reason=" ")
    assert list(fault.value.message_dict) == ["reason"]
    new = correct(cast, old)
    for gone in (lambda: correct(cast, old), lambda: _withdraw(cast, old)):
        with pytest.raises(WrongState):
            gone()
    _withdraw(cast, new)
    with pytest.raises(WrongState):
        correct(cast, new, title="又一个更正标题")


def _withdraw(cast: Cast, one: Publication) -> Publication:
    return actions.withdraw(cast.actor("sun", at=LATER), publication_id=one.id, reason="方案取消了")


def test_correction_of_a_vote_and_without_second_factor_is_refused(cast: Cast) -> None:
    vote = actions.publish(
        cast.actor("wang"),
        compound=cast.compound,
        kind="announcement",
        subject="vote_notice",
        subject_id=7,
        title="外墙维修表决公告",
        facts={"headline": "x"},
    )
    with pytest.raises(WrongState):
        correct(cast, vote)
    actor = replace(cast.actor("wang"), second_factor=False)
    with pytest.raises(NeedsSecondFactor):
        actions.correct(
            actor, publication_id=published(cast).id, notice=notice(title="另一个标题"), reason="写错了"
        )


def test_withdrawn_says_so_in_search(cast: Cast) -> None:
    _withdraw(cast, published(cast))
    assert [entry.title for entry in entries_containing("外墙")] == [_("Withdrawn: %s") % TITLE]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["later", "corrected", "old", "gone"]),
        ({"state": "open"}, ["corrected"]),
        ({"state": "standing"}, ["later", "corrected"]),
        ({"state": "corrected"}, ["old"]),
        ({"state": "withdrawn"}, ["gone"]),
        ({"kind": "announcement"}, ["later"]),
        ({"words": "停水"}, ["later"]),
        ({"words": "没有的词"}, []),
        ({"compound": "ht"}, []),
        ({"compound": "wt", "state": "nonsense"}, ["later", "corrected", "old", "gone"]),
    ],
)
def test_publications_are_found_by_state_kind_words_and_compound(
    cast: Cast, asked: dict[str, str], found: list[str]
) -> None:
    gone, old = published(cast, title="作废的公示一则"), published(cast)
    _withdraw(cast, gone)
    made = {"gone": gone, "old": old, "corrected": correct(cast, old)}
    made["later"] = actions.publish_notice(
        cast.actor("sun", at=LATER.replace(hour=15)),
        compound_id=cast.compound.id,
        notice=notice(
            kind="announcement", days=None, title="周六停水通知", words="周六九点到十一点停水，请先接好水。"
        ),
    )
    names = {one.id: name for name, one in made.items()}
    assert [names[one.id] for one in find_publications(PublicationSearch(**asked), LATER)] == found


def test_open_ends_at_midnight_of_the_last_day(cast: Cast) -> None:
    made = published(cast)
    end = made.period_ends_at
    assert end is not None
    asked = PublicationSearch(state="open")
    before, after = end - timedelta(minutes=1), end
    assert [find_publications(asked, at).count() for at in (NOON, before, after, OVER)] == [1, 1, 0, 0]
