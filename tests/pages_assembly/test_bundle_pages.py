"""The pages around the bundle: anyone's after publication, the key of a home its owners' alone."""

import hashlib
import json
import re

import pytest
import time_machine

from linmeng.assembly.models import Vote, VoteBundle
from linmeng.people.models import Look
from linmeng.record.models import Entry
from linmeng_core.bundle import verify_bundle
from tests.assembly.test_whole_vote import voted
from tests.assembly.votes import AFTER, WHILE_OPEN, cast_for, close_and, entry_of, noticed_vote, vote_in
from tests.browsing import Visits, path
from tests.cast import Cast

EVERYBODY = ("li", "chen", "qian", "stranger", "zhao", "wang", "sun", "wu", "feng")


def published(cast: Cast) -> Vote:
    vote = voted(cast)
    close_and(cast, vote, "published")
    return vote


@time_machine.travel(AFTER, tick=False)
def test_anyone_downloads_the_bundle_that_was_published(cast: Cast, page: Visits) -> None:
    vote = published(cast)
    bundle = VoteBundle.objects.get(vote=vote)
    for who in EVERYBODY:
        answer = page(who).get(path(cast, f"votes/{vote.id}/bundle/1.zip"))
        content = b"".join(answer.streaming_content)
        assert (answer.status_code, hashlib.sha256(content).hexdigest()) == (200, bundle.sha256)
    assert answer["Content-Disposition"] == f'attachment; filename="linmeng-{vote.id}-1.zip"'
    assert verify_bundle(content, key=bundle.public_key).outcome == "good"


@time_machine.travel(AFTER, tick=False)
def test_page_shows_hash_key_and_command(cast: Cast, page: Visits) -> None:
    vote = published(cast)
    bundle = VoteBundle.objects.get(vote=vote)
    told = page("stranger").get(path(cast, f"votes/{vote.id}/bundle/")).content.decode()
    shown = re.sub("<[^>]*>| ", "", told)
    assert bundle.sha256 in shown and bundle.public_key in shown
    assert bundle.sha256[:8].upper() in shown
    assert f"python -m linmeng_core verify linmeng-{vote.id}-1.zip --key" in told
    on_vote = page("stranger").get(path(cast, f"votes/{vote.id}/")).content.decode()
    assert path(cast, f"votes/{vote.id}/bundle/") in on_vote


@pytest.mark.parametrize("state", ["draft", "noticed", "closed", "counted", "cancelled"])
def test_nobody_finds_a_bundle_before_publication(cast: Cast, page: Visits, state: str) -> None:
    vote = vote_in(cast, state)
    with time_machine.travel(AFTER, tick=False):
        for who in ("li", "wang", "sun", "stranger"):
            for rest in ("bundle/", "bundle/1.zip"):
                assert page(who).get(path(cast, f"votes/{vote.id}/{rest}")).status_code == 404


@time_machine.travel(AFTER, tick=False)
def test_version_or_alliance_that_is_not_there_is_404(cast: Cast, page: Visits) -> None:
    vote = published(cast)
    assert page("wang").get(path(cast, f"votes/{vote.id}/bundle/2.zip")).status_code == 404
    assert page("wang").get(f"/a/elsewhere/votes/{vote.id}/bundle/1.zip").status_code == 404


@time_machine.travel(WHILE_OPEN, tick=False)
def test_key_is_shown_to_owners_of_the_home_alone(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    receipt, entry = cast_for(cast, vote, "3-101"), entry_of(vote, "3-101")
    for rest in ("", "slip.pdf"):
        codes = {
            who: page(who).get(path(cast, f"votes/{vote.id}/key/{entry.id}/{rest}")).status_code
            for who in EVERYBODY
        }
        wanted = dict.fromkeys(EVERYBODY, 404) | {"li": 200} | ({"sun": 200} if rest else {})
        assert codes == wanted
    shown = page("li").get(path(cast, f"votes/{vote.id}/key/{entry.id}/")).content.decode()
    assert entry.salt in re.sub("<[^>]*>| ", "", shown) and receipt.code in shown
    on_receipt = page("li").get(path(cast, f"votes/{vote.id}/receipt/{receipt.code}/")).content.decode()
    assert entry.salt in on_receipt
    assert (
        path(cast, f"votes/{vote.id}/key/{entry.id}/")
        in page("li").get(path(cast, f"votes/{vote.id}/")).content.decode()
    )


@time_machine.travel(WHILE_OPEN, tick=False)
def test_desk_prints_the_slip_and_every_owner_sees_the_look(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    entry, address = entry_of(vote, "3-102"), path(cast, f"votes/{vote.id}/keys/")
    answer = page("sun").post(address, {"home": "3-102"})
    slip = path(cast, f"votes/{vote.id}/key/{entry.id}/slip.pdf")
    assert (answer.status_code, answer["Location"]) == (302, slip)
    content = page("sun").get(slip)
    assert (content["Content-Type"], content.content[:5]) == ("application/pdf", b"%PDF-")
    assert list(Look.objects.values_list("what", "person_id")) == [("vote_key", int(entry.owners[0]))]
    facts = json.loads(Entry.objects.get(kind="vote_key_handed_out").text)["facts"]
    assert facts == {"vote": str(vote.id), "unit": "3-102"}
    assert "home" in page("sun").post(address, {"home": "9-999"}).context["form"].errors


@pytest.mark.parametrize(
    ("who", "status"),
    [("wang", 403), ("zhao", 403), ("li", 403), ("wu", 403), ("feng", 403), ("qian", 404), ("stranger", 302)],
)
@time_machine.travel(WHILE_OPEN, tick=False)
def test_nobody_else_prints_keys(cast: Cast, page: Visits, who: str, status: int) -> None:
    vote = noticed_vote(cast)
    answer = page(who).post(path(cast, f"votes/{vote.id}/keys/"), {"home": "3-102"})
    assert answer.status_code == status
    assert not Entry.objects.filter(kind="vote_key_handed_out").exists()


def test_verifier_is_served_with_the_hashes_of_its_own_script_and_style(page: Visits, cast: Cast) -> None:
    answer = page("stranger").get("/verify/")
    policy = answer["Content-Security-Policy"]
    script = re.search(rb"<script>(.*?)</script>", answer.content, re.DOTALL)
    assert script is not None
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert policy.count("'sha256-") == 2
    saved = page("stranger").get("/verify/?save")
    assert saved["Content-Disposition"] == 'attachment; filename="linmeng-verify.html"'
    assert saved.content == answer.content
