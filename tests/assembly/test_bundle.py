"""The bundle of a published vote: both verifiers count it again, and nobody stands in it by name."""

import hashlib
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from linmeng.assembly import actions
from linmeng.assembly.actions.bundle import packed_count
from linmeng.assembly.bridge import deal_masks
from linmeng.assembly.models import Count, Receipt, RollEntry, Vote, VoteBundle
from linmeng.assembly.queries.bundle import bundles_of
from linmeng.assembly.queries.results import newest_counts
from linmeng.ground.actions.documents import document_path
from linmeng.people.actions import register_transfer
from linmeng.people.models import Person
from linmeng.publishing.models import Publication
from linmeng.record.actions import seal_day
from linmeng.record.models import DaySeal, Entry
from linmeng_core.bundle import read_bundle, verify_bundle
from linmeng_core.bundle.commitments import receipt_sha256, roll_fingerprint, unit_commitment
from linmeng_core.bundle.container import read_container
from linmeng_core.bundle.contents import Chosen, ElectionQuestion
from tests.assembly.test_roll import THEN, TRANSFER
from tests.assembly.test_whole_vote import voted
from tests.assembly.trust import cast_as, mandate
from tests.assembly.votes import (
    AFTER,
    CLOSES_ON,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    owner_of,
    signed_by,
)
from tests.bundle.second_verifier import opened_page, verdicts
from tests.cast import Cast
from tests.chromium import CHROMIUM, FLAGS
from tests.elections import world
from tests.triggers import triggers_dropped


def published(cast: Cast) -> tuple[Vote, VoteBundle]:
    """Seven of nine vote, one of them on paper; the day before is sealed."""
    vote = voted(cast)
    seal_day(cast.alliance.slug, CLOSES_ON, at=AFTER)
    close_and(cast, vote, "published")
    vote.refresh_from_db()
    return vote, VoteBundle.objects.get(vote=vote)


def content_of(bundle: VoteBundle) -> bytes:
    return document_path(bundle.file).read_bytes()


def told_by_second(containers: list[bytes]) -> list[dict[str, Any]]:
    """What the verifier page says; in a thread of its own, since a browser's loop bars the database."""

    def ask() -> list[dict[str, Any]]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            with opened_page(browser) as page:
                told = verdicts(page, [(container, None) for container in containers])
            browser.close()
            return told

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(ask).result()


@pytest.mark.browser
def test_both_verifiers_count_it_again_and_say_the_same_of_tampered_ones(cast: Cast) -> None:
    vote, bundle = published(cast)
    good = content_of(bundle)
    kept = newest_counts(vote)[0].result
    bad = [
        good.replace(b'"q1":"no"', b'"q1":"NO"', 1),
        good.replace(b'"delivered":false', b'"delivered":true ', 1),
        good.replace(b'"passed":true', b'"passed":null', 1),
        good[:-1],
    ]
    verdict = verify_bundle(good, key=bundle.public_key)
    assert (verdict.outcome, verdict.line.code) == ("good", "bundle_good")
    second, *others = told_by_second([good, *bad])
    assert (second["outcome"], second["code"]) == ("good", "bundle_good")
    assert second["results"] == [{key: value for key, value in kept.items() if key != "lines"}]
    for container, other in zip(bad, others, strict=True):
        first = verify_bundle(container)
        assert first.outcome == "tampered"
        assert (first.line.code, dict(first.line.params)) == (other["code"], other["params"])


def test_results_stand_in_it_byte_for_byte(cast: Cast) -> None:
    vote, bundle = published(cast)
    told = read_container(content_of(bundle))["result.json"].decode()
    kept = Count.objects.get(vote=vote).result
    assert told == '{"questions":[{"id":"q1","result":' + kept + "}]}"


def test_manifest_says_which_vote_it_is(cast: Cast) -> None:
    vote, bundle = published(cast)
    read = read_bundle(content_of(bundle))
    contents, about, seal = read.contents, read.contents.about, DaySeal.objects.get()
    assert (about.vote, about.title, about.scope) == (str(vote.id), "外墙修缮", "梧桐苑")
    assert (about.place, about.day, about.closes_at) == (
        cast.compound.place,
        vote.noticed_on,
        "2026-08-01T00:00:00+08:00",
    )
    assert contents.fingerprint == vote.roll_sha256 == roll_fingerprint(contents.roll)
    assert (contents.version, contents.history) == (1, ())
    assert contents.day_seal is not None
    assert (contents.day_seal.length, contents.day_seal.last_hash) == (seal.length, seal.last_hash)
    assert read.public_key == bundle.public_key == seal.public_key
    assert [(ballot.channel, ballot.readings) for ballot in contents.ballots].count(("paper", 2)) == 1


def test_hash_hangs_on_the_board_and_stands_in_the_record(cast: Cast) -> None:
    vote, bundle = published(cast)
    facts = json.loads(Publication.objects.get(subject="vote_result").facts)
    assert (facts["bundle_sha256"], facts["bundle_key"]) == (bundle.sha256, bundle.public_key)
    recorded = json.loads(Entry.objects.get(kind="vote_bundled").text)["facts"]
    assert recorded == {"vote": str(vote.id), "version": 1, "sha256": bundle.sha256}


def test_owner_opens_the_own_line_with_code_and_salt(cast: Cast) -> None:
    vote, bundle = published(cast)
    contents = read_bundle(content_of(bundle)).contents
    entry = entry_of(vote, "3-202")
    receipt = Receipt.objects.get(entry=entry)
    found = [
        b
        for b in contents.ballots
        if b.receipt_sha256 == receipt_sha256(str(vote.id), receipt.code, entry.salt)
    ]
    assert [dict(ballot.answers) for ballot in found] == [{"q1": "no"}]
    line = next(line for line in contents.roll if line.unit == found[0].unit)
    assert line.commitment == unit_commitment(str(vote.id), "3-202", entry.salt)


def test_masks_leak_nothing(cast: Cast) -> None:
    vote, bundle = published(cast)
    files = read_container(content_of(bundle))
    texts = {name: content.decode() for name, content in files.items() if not name.startswith("laws/")}
    entries = list(RollEntry.objects.filter(vote=vote))
    secrets = [p.name for p in Person.objects.all()] + [str(p.id) for p in Person.objects.all()]
    secrets += [e.unit_code for e in entries] + [str(e.id) for e in entries] + [e.salt for e in entries]
    secrets += [e.head_key for e in entries] + list(Receipt.objects.values_list("code", flat=True))
    secrets += ["2026-07-25", "09:00"]
    assert [(name, word) for name, text in texts.items() for word in secrets if word in text] == []


def test_record_cannot_be_laid_beside_the_bundle(cast: Cast) -> None:
    """The record says who cast when, with a hash of the code; no hash in it stands in the bundle's lines."""
    _vote, bundle = published(cast)
    files = read_container(content_of(bundle))
    hashes = set(re.findall("[0-9a-f]{64}", (files["ballots.jsonl"] + files["roll.jsonl"]).decode()))
    recorded = " ".join(Entry.objects.values_list("text", flat=True))
    assert len(hashes) > 20
    assert [one for one in hashes if one in recorded] == []


def test_masks_are_dealt_out_at_random(cast: Cast) -> None:
    vote = noticed_vote(cast)
    entries = list(RollEntry.objects.filter(vote=vote))
    assert sorted(e.mask for e in entries) == [f"u{n:04d}" for n in range(1, 10)]
    assert sorted(mask for e in entries for mask in e.owner_masks) == [f"o{n}" for n in range(1, 10)]
    assert {len(e.salt) for e in entries} == {32}
    assert len({e.salt for e in entries}) == 9
    orders = set()
    for _again in range(6):
        deal_masks(entries)
        orders.add(tuple(e.mask for e in entries))
    assert len(orders) > 4  # 1 in 362,880 to meet the same twice


def test_recounted_vote_has_a_bundle_with_its_history(cast: Cast) -> None:
    vote, first = published(cast)
    actions.recount(cast.actor("sun", at=AFTER), vote_id=vote.id, reason="业主要求复核")
    signed_by(cast, vote, "wang", "sun")
    actions.publish_correction(cast.actor("sun", at=AFTER), vote_id=vote.id)
    newest, oldest = bundles_of(vote)
    assert (newest.version, oldest.id) == (2, first.id)
    contents = read_bundle(content_of(newest)).contents
    assert [(one.version, one.reason) for one in contents.history] == [(1, "业主要求复核")]
    kept = read_container(content_of(first))["result.json"]
    assert contents.history[0].result_sha256 == hashlib.sha256(kept).hexdigest()


def test_vote_announced_before_salts_is_published_without_a_bundle(cast: Cast) -> None:
    vote = voted(cast)
    with triggers_dropped("assembly_rollentry"):
        RollEntry.objects.filter(vote=vote).update(salt="", commitment="")
    close_and(cast, vote, "published")
    vote.refresh_from_db()
    assert (vote.state, list(bundles_of(vote))) == ("published", [])
    facts = json.loads(Publication.objects.get(subject="vote_result").facts)
    assert (facts["bundle_sha256"], facts["bundle_path"]) == ("", "")
    assert json.loads(Entry.objects.get(kind="vote_without_bundle").text)["facts"]["because"] == "no_salts"


@pytest.mark.parametrize("state", ["noticed", "closed", "counted"])
def test_unpublished_vote_has_no_bundle(cast: Cast, state: str) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    if state != "noticed":
        close_and(cast, vote, state)
    assert list(bundles_of(vote)) == []


def test_strangers_laptop_recounts_the_download(cast: Cast, tmp_path: Path) -> None:
    _vote, bundle = published(cast)
    file = tmp_path / "bundle.zip"
    file.write_bytes(content_of(bundle))
    told = subprocess.run(
        [sys.executable, "-m", "linmeng_core", "verify", str(file), "--key", bundle.public_key],
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.startswith("核验通过：按 9 户的名册和 7 张票把 1 个议题重新计算")


def test_election_is_counted_again_by_names_on_the_board(cast: Cast) -> None:
    election, vote = world.voting(cast)
    units = [f"3-{floor}0{door}" for floor in (1, 2, 3) for door in (1, 2, 3)]
    marks = ["1+2+3", "1+2+3", "1+2", "1+3", "1+2+3", "against", "abstain"]
    world.counted(cast, vote, dict(zip(units, marks, strict=False)))
    packed = packed_count(vote)
    assert packed.fault == ""
    contents = read_bundle(packed.content).contents
    [question] = contents.questions
    assert isinstance(question, ElectionQuestion)
    names = dict(election.candidacies.filter(number__gt=0).values_list("number", "person__name"))
    assert {int(one.key): one.name for one in question.candidates} == names
    told = read_container(packed.content)["result.json"].decode()
    assert told == '{"questions":[{"id":"q1","result":' + Count.objects.get(vote=vote).result + "}]}"
    assert [ballot.answers["q1"] for ballot in contents.ballots].count(Chosen(against_all=True)) == 1


def test_everything_a_box_can_hold_stands_in_it(cast: Cast) -> None:
    """A home sold before its ballot and one sold after, a mandate, a ballot in doubt."""
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-103")
    sun = cast.actor("sun", at=THEN)
    for code in ("3-101", "3-103"):
        buyers = [cast.people["qian"].id]
        register_transfer(sun, unit_id=cast.units[code].id, new_owner_ids=buyers, on=TRANSFER)
    actions.take_in_transfers(sun, vote_id=vote.id)
    mandate(cast, vote, "3-201")
    cast_as(cast, "chen", vote, "3-201")
    doubted = cast_for(cast, vote, "3-203", "no")
    actions.say_not_me(owner_of(cast, "3-203"), receipt_id=doubted.id)
    close_and(cast, vote, "counted")
    vote.refresh_from_db()
    packed = packed_count(vote)
    assert packed.fault == ""
    contents = read_bundle(packed.content).contents
    lines = {line.unit: line for line in contents.roll}
    of = {code: lines[entry_of(vote, code).mask] for code in ("3-101", "3-103", "3-201", "3-203")}
    assert {code: line.supplement is not None for code, line in of.items()} == {
        "3-101": True, "3-103": False, "3-201": False, "3-203": False,
    }  # fmt: skip
    told = {ballot.unit: ballot for ballot in contents.ballots}
    assert told[of["3-201"].unit].by == "x1"
    assert told[of["3-201"].unit].proxy_for in of["3-201"].entitled.owners
    assert [ballot.unit for ballot in contents.ballots if ballot.frozen] == [of["3-203"].unit]
