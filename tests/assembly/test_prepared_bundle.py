"""The bundle is made by the worker between count and publication, so that publishing a large vote waits for none."""

import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from linmeng.assembly import actions
from linmeng.assembly.actions.bundle import keep_prepared, packed_count
from linmeng.assembly.background import prepare_bundles
from linmeng.assembly.models import PreparedBundle, RollEntry, Vote, VoteBundle
from linmeng.assembly.queries import bundle as queries
from linmeng.assembly.queries.bundle import bundles_of, votes_to_prepare
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.record.models import Entry
from linmeng_core.bundle import verify_bundle
from tests.assembly.test_whole_vote import voted
from tests.assembly.votes import AFTER, close_and, signed_by
from tests.browser.house import ROOT, environment
from tests.cast import Cast
from tests.template_database import begin_home
from tests.triggers import triggers_dropped

WORKER = Actor(at=AFTER, system="bundle")


def counted(cast: Cast) -> Vote:
    """Counted a moment ago and signed by two."""
    vote = voted(cast)
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    return vote


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine homes are many."""
    monkeypatch.setattr(queries, "MANY_HOMES", 8)


def test_worker_makes_it_once_and_publishing_takes_that_very_file(cast: Cast) -> None:
    vote = counted(cast)
    assert [prepare_bundles(at=AFTER) for _turn in range(2)] == [1, 0]
    prepared = PreparedBundle.objects.get()
    assert (prepared.vote_id, prepared.version, prepared.fault) == (vote.id, 1, "")
    assert list(bundles_of(vote)) == []  # for nobody before the result hangs
    assert prepared.file is not None
    recorded = json.loads(Entry.objects.get(kind="vote_bundle_prepared").text)["facts"]
    assert recorded == {
        "vote": str(vote.id), "version": 1, "because": "", "sha256": prepared.file.sha256,
    }  # fmt: skip
    actions.publish_result(cast.actor("sun", at=AFTER), vote_id=vote.id)
    bundle = VoteBundle.objects.get()
    assert (bundle.file_id, bundle.sha256) == (prepared.file_id, prepared.file.sha256)
    content = document_path(bundle.file).read_bytes()
    assert verify_bundle(content, key=bundle.public_key).outcome == "good"
    assert votes_to_prepare() == []


def test_large_vote_waits_for_its_bundle(cast: Cast, large: None) -> None:
    vote, sun = counted(cast), cast.actor("sun", at=AFTER)
    with pytest.raises(WrongState, match="9"):
        actions.publish_result(sun, vote_id=vote.id)
    assert not VoteBundle.objects.exists()
    prepare_bundles(at=AFTER)
    actions.publish_result(sun, vote_id=vote.id)
    assert VoteBundle.objects.get().file_id == PreparedBundle.objects.get().file_id


def test_page_says_that_it_is_being_made_and_then_publishes(
    cast: Cast, large: None, page: Callable[..., Client]
) -> None:
    vote = counted(cast)
    address = reverse("vote_publish", args=[cast.alliance.slug, vote.id])
    with time_machine.travel(AFTER, tick=False):
        sun = page("sun", second_factor=True)
        waiting = sun.get(address).content.decode()
        assert ("再看一下" in waiting, "understood" in waiting) == (True, False)
        assert sun.post(address, {"understood": "1"}).status_code == 409
        prepare_bundles(at=AFTER)
        ready = sun.get(address).content.decode()
        assert ("再看一下" in ready, "understood" in ready) == (False, True)
        assert sun.post(address, {"understood": "1"}).status_code == 302
    bundle = VoteBundle.objects.get()
    file = Client().get(reverse("vote_bundle_file", args=[cast.alliance.slug, vote.id, 1]))
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == bundle.sha256


def test_large_vote_is_published_without_a_worker_after_a_few_minutes(cast: Cast, large: None) -> None:
    vote = counted(cast)
    later = AFTER + queries.PATIENCE
    with pytest.raises(WrongState):
        actions.publish_result(cast.actor("sun", at=later - timedelta(seconds=1)), vote_id=vote.id)
    actions.publish_result(cast.actor("sun", at=later), vote_id=vote.id)
    assert (VoteBundle.objects.count(), PreparedBundle.objects.count()) == (1, 0)


def test_bundle_of_a_count_that_was_repeated_is_shown_to_nobody(cast: Cast) -> None:
    vote = counted(cast)
    first = packed_count(vote)
    prepare_bundles(at=AFTER)
    actions.recount(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="业主要求复核")
    assert keep_prepared(WORKER, vote_id=vote.id, packed=first) is None  # too late
    signed_by(cast, vote, "wang", "sun")
    prepare_bundles(at=AFTER)
    actions.publish_result(cast.actor("sun", at=AFTER), vote_id=vote.id)
    vote.refresh_from_db()
    assert [bundle.version for bundle in bundles_of(vote)] == [2]
    assert list(PreparedBundle.objects.values_list("version", flat=True)) == [1, 2]


def test_count_that_can_have_none_is_asked_once(cast: Cast) -> None:
    vote = counted(cast)
    with triggers_dropped("assembly_rollentry"):
        RollEntry.objects.filter(vote=vote).update(salt="", commitment="")
    assert [prepare_bundles(at=AFTER) for _turn in range(2)] == [1, 0]
    prepared = PreparedBundle.objects.get()
    assert (prepared.file, prepared.fault) == (None, "no_salts")
    actions.publish_result(cast.actor("sun", at=AFTER), vote_id=vote.id)
    assert Entry.objects.filter(kind="vote_without_bundle").count() == 1


def test_worker_killed_in_the_middle_makes_it_again(tmp_path: Path, migrated_file: Path | None) -> None:
    begin_home(tmp_path, migrated_file)

    def turn(what: str) -> tuple[int, str]:
        words = [sys.executable, "-m", "tests.assembly.prepared_house", what]
        done = subprocess.run(
            words, env=environment(tmp_path), cwd=ROOT, check=False, capture_output=True, text=True
        )
        return done.returncode, done.stdout.strip()

    def held() -> list[tuple[str | int, ...]]:
        with closing(sqlite3.connect(tmp_path / "own" / "linmeng.sqlite3")) as file:
            query = "SELECT f.folder, p.public_key FROM assembly_preparedbundle p JOIN ground_storedfile f ON f.id = p.file_id"
            number = file.execute(
                "SELECT count(*) FROM ground_storedfile WHERE media_type = 'application/zip'"
            )
            return [number.fetchone(), *file.execute(query)]

    assert turn("fill") == (0, "")
    assert (turn("die"), held()) == ((-signal.SIGKILL, ""), [(0,)])
    assert turn("go") == (0, "1")
    number, (folder, key) = held()
    assert number == (1,)
    [place] = (tmp_path / "own" / "files").glob(f"**/{folder}/document")
    assert verify_bundle(place.read_bytes(), key=str(key)).outcome == "good"
