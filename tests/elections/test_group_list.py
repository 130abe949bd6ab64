"""The election group's list on the board: a notice with days for objections, a step, hung again when it changed."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from linmeng.assembly.actions import election as acts
from linmeng.assembly.models import Election
from linmeng.assembly.queries.election_ladder import ladder
from linmeng.common.errors import NeedsSecondFactor, WrongState
from linmeng.publishing.models import Publication
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import NOON, Cast
from tests.elections.world import GROUP, nominating, opened, posted, sun, voting

NEXT_DAY = NOON + timedelta(days=1)
CHANGED = (*GROUP[:-1], acts.NewMember("业主丁", "owner"))


def formed(cast: Cast, kind: str = "early") -> Election:
    election = opened(cast)
    Election.objects.filter(id=election.id).update(kind=kind)
    acts.form_group(sun(cast), election_id=election.id, members=GROUP, formed_on=NOON.date())
    election.refresh_from_db()
    return election


def rung(election: Election) -> tuple[str, str]:
    found = next(one for one in ladder(election) if one.key == "group_posted")
    return found.state, found.due.due.isoformat() if found.due else ""


def facts(publication: Publication) -> dict[str, object]:
    told: dict[str, object] = json.loads(publication.facts)
    return told


def test_list_hangs_with_days_for_objections_and_is_a_step(cast: Cast) -> None:
    election = formed(cast, "first")
    assert rung(election) == ("todo", "2026-07-13")  # seven days, moved past a Sunday
    notice = acts.post_group(sun(cast), election_id=election.id, days=7)
    told = facts(notice)
    assert (notice.kind, notice.article, told["days"], told["last_day"]) == (
        "public_notice", "上海市住宅物业管理规定 15", 7, "2026-07-12",
    )  # fmt: skip
    assert [line[:6] for line in told["paragraphs"][1:6]] == [
        "街道老陆（街", "居委小孙（居", "业主甲（业主", "业主乙（业主", "业主丙（业主",
    ]  # fmt: skip
    assert rung(election) == ("done", "")
    step = election.steps.get(key="group_posted")
    assert step.path.endswith(f"/p/{notice.token}/")
    (entry,) = Entry.objects.filter(kind="election_group_posted")
    assert "老陆" not in entry.text and notice.facts_sha256 in entry.text


def test_list_of_a_reelection_group_cites_its_own_article(cast: Cast) -> None:
    notice = acts.post_group(sun(cast), election_id=formed(cast).id, days=15)
    assert (notice.article, facts(notice)["days"]) == ("上海市住宅物业管理规定 28", 15)


def test_changed_group_is_hung_again_in_place_of_the_old(cast: Cast) -> None:
    election = formed(cast)
    first = acts.post_group(sun(cast), election_id=election.id, days=7)
    with pytest.raises(WrongState):
        acts.post_group(sun(cast), election_id=election.id, days=7)
    acts.form_group(sun(cast, NEXT_DAY), election_id=election.id, members=CHANGED, formed_on=NOON.date())
    assert rung(election)[0] == "todo"
    second = acts.post_group(sun(cast, NEXT_DAY), election_id=election.id, days=7)
    assert second.replaces_id == first.id and "业主丁" in second.facts and "业主丙" in first.facts
    standing = election.steps.filter(key="group_posted", withdrawn_at__isnull=True)
    assert [step.path.endswith(f"/p/{second.token}/") for step in standing] == [True]


def test_without_a_group_nothing_hangs(cast: Cast) -> None:
    election = opened(cast)
    with pytest.raises(WrongState):
        acts.post_group(sun(cast), election_id=election.id, days=7)
    by_hand = {"key": "group_posted", "done_on": NOON.date(), "words": "名单贴在大厅"}
    with pytest.raises(ValidationError):
        acts.record_step(sun(cast), election_id=election.id, **by_hand)


def test_list_needs_the_second_key_and_an_election_before_its_board(cast: Cast) -> None:
    election = nominating(cast)
    with pytest.raises(NeedsSecondFactor):
        acts.post_group(cast.actor("sun", second_factor=False), election_id=election.id, days=7)
    with pytest.raises(ValidationError):
        acts.post_group(sun(cast), election_id=election.id, days=0)
    Election.objects.filter(id=election.id).update(state="posted")
    with pytest.raises(WrongState):
        acts.post_group(sun(cast), election_id=election.id, days=7)


def test_page_hangs_the_list(cast: Cast, page: Visits) -> None:
    election = formed(cast)
    home = path(cast, f"elections/{election.id}/")
    with time_machine.travel(NOON, tick=True):
        client = page("sun")
        assert "group/post/" in client.get(home).content.decode()
        form = client.get(home + "group/post/").content.decode()
        assert 'value="7"' in form and "街道老陆" in form
        assert client.post(home + "group/post/", {"days": "0"}).status_code == 200
        assert client.post(home + "group/post/", {"days": "7"}).status_code == 302
        shown = page("stranger").get(home).content.decode()
    hung = Publication.objects.get(subject="notice")
    assert f"/p/{hung.token}/" in shown and "group/post/" not in shown
    assert {who: page(who).get(home + "group/post/").status_code for who in ("li", "qian")} == {
        "li": 403, "qian": 404,
    }  # fmt: skip


def test_by_election_has_no_group_to_post(cast: Cast) -> None:
    election, _vote = voting(cast)
    Election.objects.filter(id=election.id).update(kind="by_election")
    election.refresh_from_db()
    assert "group_posted" not in [one.key for one in ladder(election)]


def test_ladder_is_not_held_up_by_the_list(cast: Cast) -> None:
    election = posted(cast)
    assert rung(election)[0] == "todo" and election.state == "posted"
