"""From a draft to the board, page by page; correcting, withdrawing."""

import pytest
from django.test import Client
from django.utils.translation import gettext as _

from linmeng.ground.models import StoredFile
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.publishing.noticing import PUBLISHERS, TITLE, WORDS, notice, photo, published

GIVEN = {"kind": "public_notice", "title": TITLE, "words": WORDS, "days": "15", "article": ""}


def drafted(cast: Cast, browser: Client, **changes: object) -> None:
    answer = browser.post(path(cast, "publish/wt/"), GIVEN | changes)
    assert (answer.status_code, answer.headers["Location"]) == (302, path(cast, "publish/wt/preview/"))


def test_draft_is_seen_before_it_is_public_and_published_once(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    drafted(cast, wang)
    preview = wang.get(path(cast, "publish/wt/preview/"))
    seen = preview.context["publication"].facts_sha256
    assert (Publication.objects.count(), preview.context["problems"]) == (0, [])
    assert TITLE in preview.content.decode()
    sent = {"seen": seen, "once": "k" * 20, "understood": "1"}
    answers = [wang.post(path(cast, "publish/wt/preview/"), sent) for _ in range(2)]
    made = Publication.objects.get()
    assert made.facts_sha256 == seen
    assert answers[0].headers["Location"] == path(cast, f"p/{made.token}/")
    assert answers[1].headers["Location"] == path(cast, "publish/wt/")  # the draft is gone


def test_changed_draft_is_looked_at_again(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    drafted(cast, wang)
    seen = wang.get(path(cast, "publish/wt/preview/")).context["publication"].facts_sha256
    drafted(cast, wang, title="换了一个标题的公示")
    answer = wang.post(path(cast, "publish/wt/preview/"), {"seen": seen, "once": "k" * 20})
    assert (answer.status_code, Publication.objects.count()) == (200, 0)


def test_without_second_factor_it_asks_for_the_code_and_the_draft_stays(cast: Cast, page: Visits) -> None:
    wang = page("wang", second_factor=False)
    drafted(cast, wang)
    preview = path(cast, "publish/wt/preview/")
    seen = wang.get(preview).context["publication"].facts_sha256
    answer = wang.post(preview, {"seen": seen, "once": "k" * 20}, headers={"referer": preview})
    assert answer.headers["Location"].startswith(path(cast, "confirm/?next="))
    assert (Publication.objects.count(), wang.get(preview).status_code) == (0, 200)


def test_character_that_the_font_lacks_is_told_before_anything_is_public(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    drafted(cast, wang, words="请到𠮷家路口集合，一起看方案。")
    preview = wang.get(path(cast, "publish/wt/preview/"))
    [problem] = preview.context["problems"]
    assert "𠮷" in problem.sentence
    seen = preview.context["publication"].facts_sha256
    answer = wang.post(path(cast, "publish/wt/preview/"), {"seen": seen, "once": "k" * 20})
    assert (answer.status_code, Publication.objects.count()) == (200, 0)
    assert wang.get(path(cast, "publish/wt/preview.pdf")).status_code == 302


def test_photos_of_a_draft_are_shown_to_its_writer_and_hang_with_it(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    upload = photo_file()
    drafted(cast, wang, photos=[upload])
    address = path(cast, "publish/wt/photos/1/480.jpg")
    assert [page(who).get(address).status_code for who in ("wang", "sun", "li")] == [404, 404, 403]
    assert wang.get(address).headers["Content-Type"] == "image/jpeg"
    seen = wang.get(path(cast, "publish/wt/preview/")).context["publication"].facts_sha256
    wang.post(path(cast, "publish/wt/preview/"), {"seen": seen, "once": "k" * 20})
    made = Publication.objects.get()
    hung = [page(who).get(path(cast, f"p/{made.token}/photos/{n}/480.jpg")).status_code
            for who in ("stranger",) for n in (0, 1, 2)]  # fmt: skip
    assert (hung, facts_of(made)["photos"][0]["sha256"]) == ([404, 200, 404], StoredFile.objects.get().sha256)


def photo_file() -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("plan.jpg", photo(), content_type="image/jpeg")


PAGES_OF_PUBLISHERS = ["publish/", "publish/wt/", "publish/wt/preview/", "publish/wt/preview.pdf"]


@pytest.mark.parametrize("rest", PAGES_OF_PUBLISHERS)
def test_writing_is_for_publishers(cast: Cast, page: Visits, rest: str) -> None:
    codes = {who: page(who).get(path(cast, rest)).status_code for who in CAST}
    open_code = {
        who: (302 if "preview" in rest or (rest == "publish/" and who != "sun") else 200)
        for who in PUBLISHERS
    }
    assert codes == {who: open_code.get(who, 302 if who == "stranger" else 403) for who in CAST}


def test_faults_stand_beside_their_fields(cast: Cast, page: Visits) -> None:
    form = page("wang").post(path(cast, "publish/wt/"), GIVEN | {"title": "短", "days": ""}).context["form"]
    assert sorted(form.errors) == ["days", "title"]


def test_draft_is_thrown_away(cast: Cast, page: Visits) -> None:
    wang = page("wang")
    drafted(cast, wang)
    wang.post(path(cast, "publish/wt/throw-away/"))
    assert wang.get(path(cast, "publish/wt/preview/")).status_code == 302


def corrected(cast: Cast, page: Visits, old: Publication) -> Publication:
    wang = page("wang")
    wang.post(path(cast, f"p/{old.token}/correct/"))
    drafted(cast, wang, title="外墙维修方案公示（更正）", reason="预算数字写错了")
    seen = wang.get(path(cast, "publish/wt/preview/")).context["publication"].facts_sha256
    wang.post(path(cast, "publish/wt/preview/"), {"seen": seen, "once": "k" * 20})
    return Publication.objects.latest("published_at")


def test_correction_links_both_ways_and_says_what_changed(cast: Cast, page: Visits) -> None:
    old = published(cast)
    new = corrected(cast, page, old)
    assert new.replaces_id == old.id
    old_page, new_page = (page("stranger").get(path(cast, f"p/{one.token}/")) for one in (old, new))
    assert path(cast, f"p/{new.token}/") in old_page.content.decode()
    assert path(cast, f"p/{old.token}/") in new_page.content.decode()
    assert [change.field for change in new_page.context["here"].changes][:1] == ["headline"]
    assert (old_page.context["here"].stands, new_page.context["here"].stands) == (False, True)


@pytest.mark.parametrize("who", CAST)
def test_correcting_and_withdrawing_by_whom(cast: Cast, page: Visits, who: str) -> None:
    one = published(cast)
    refused = 302 if who == "stranger" else 403
    correct = page(who).post(path(cast, f"p/{one.token}/correct/")).status_code
    withdraw = page(who).get(path(cast, f"p/{one.token}/withdraw/")).status_code
    assert (correct, withdraw) == ((302, 200) if who in PUBLISHERS else (refused, refused))


def test_withdrawn_is_crossed_out_on_page_board_list_and_feed(cast: Cast, page: Visits) -> None:
    one = published(cast)
    page("sun").post(path(cast, f"p/{one.token}/withdraw/"), {"reason": "方案取消了"})
    stranger = page("stranger")
    shown = {
        rest: stranger.get(path(cast, rest)).content.decode() for rest in ("", "publications/", "board.atom")
    }
    here = stranger.get(path(cast, f"p/{one.token}/")).content.decode()
    assert 'class="no-longer"' in here and "方案取消了" in here
    assert "row-title withdrawn" in shown[""] and "row-title withdrawn" in shown["publications/"]
    assert _("[withdrawn] %s") % "" in shown["board.atom"] and "方案取消了" in shown["board.atom"]


@pytest.mark.parametrize("state", ["stands", "withdrawn", "corrected", "answer"])
@pytest.mark.parametrize(
    ("rest", "begins"), [("poster.pdf", b"%PDF"), ("picture.png", b"\x89PNG"), ("group/", b"<!doc")]
)
def test_papers_of_a_notice_in_every_state(
    cast: Cast, page: Visits, state: str, rest: str, begins: bytes
) -> None:
    from linmeng.publishing import actions
    from tests.publishing.noticing import LATER

    one = published(cast)
    if state == "withdrawn":
        actions.withdraw(cast.actor("sun"), publication_id=one.id, reason="方案取消了")
    elif state == "corrected":
        actions.correct(
            cast.actor("wang", at=LATER),
            publication_id=one.id,
            notice=notice(title="外墙方案公示（更正）"),
            reason="标题写错了",
        )
    elif state == "answer":
        made = actions.object_to(cast.actor("li"), publication_id=one.id, words="挡住我家窗户")
        actions.answer_objection(cast.actor("he"), objection_id=made.id, answer="改用吊篮。", gist="挡住窗户")
        one = Publication.objects.get(subject="answer")
    assert page("stranger").get(path(cast, f"p/{one.token}/{rest}")).content.startswith(begins)
