"""Python and the page judge the same bundles: equal verdicts, equal sentences, equal cells."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from linmeng_core.bundle.contents import BundleContents
from linmeng_core.bundle.recounting import cells_of
from linmeng_core.bundle.verifying import GOOD, Verdict, verify_bundle
from linmeng_core.law.load import files_in_force
from tests.bundle.making import public, random_contents, sealed
from tests.bundle.mutations import mutated
from tests.bundle.second_verifier import opened_page, verdicts
from tests.bundle.test_false_bundles import FALSE, false_bundle
from tests.bundle.worked_example import EXAMPLE, example
from tests.core.scale import part_of

MUTATIONS, VOTES = 10_000, 300
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def verifier(chromium: Browser) -> Iterator[Page]:
    with opened_page(chromium) as page:
        yield page


def said(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the words of the page."""
    contents = verdict.bundle and verdict.bundle.contents
    results = contents and [cells_of(result) for result in (contents.results or {}).values()]
    return {
        "outcome": verdict.outcome,
        "code": verdict.line.code,
        "params": dict(verdict.line.params),
        "results": results,
    }


@pytest.mark.proof
def test_both_find_every_tampering_and_say_the_same(verifier: Page) -> None:
    bundles = [sealed(random_contents(seed)) for seed in range(part_of(200))]
    # A browser is slow: where only a part is run, two fifths of that part.
    count = part_of(MUTATIONS) if part_of(MUTATIONS) == MUTATIONS else part_of(MUTATIONS) * 2 // 5
    mutations = [mutated(bundles[seed % len(bundles)], seed) for seed in range(count)]
    told = verdicts(verifier, [(mutation.container, mutation.key) for mutation in mutations])
    outcomes: Counter[str] = Counter()
    for seed, (mutation, second) in enumerate(zip(mutations, told, strict=True)):
        first = verify_bundle(mutation.container, key=mutation.key)
        assert first.outcome != GOOD, f"seed {seed}: {mutation.name}"
        assert said(first) == second, f"seed {seed}: {mutation.name}"
        outcomes[first.line.code] += 1
    print(f"{count} mutations found by both: {dict(outcomes.most_common())}")


@pytest.mark.proof
def test_both_count_random_votes_and_elections_alike(verifier: Page) -> None:
    bundles = [sealed(random_contents(seed)) for seed in range(1000, 1000 + part_of(VOTES))]
    told = verdicts(verifier, [(container, public().hex()) for container in bundles])
    questions = 0
    for container, second in zip(bundles, told, strict=True):
        first = verify_bundle(container, key=public().hex())
        assert first.outcome == GOOD
        assert said(first) == second
        questions += len(second["results"])
    print(f"{questions} questions in {len(bundles)} bundles equal in every cell")


def test_both_find_what_the_sealer_itself_falsified(verifier: Page) -> None:
    containers = {name: false_bundle(name) for name in FALSE}
    told = verdicts(verifier, [(container, None) for container in containers.values()])
    for (name, container), second in zip(containers.items(), told, strict=True):
        assert said(verify_bundle(container)) == second, name


def test_both_take_from_a_place_what_it_states_and_inherit_the_rest(verifier: Page) -> None:
    told = verdicts(verifier, [(sealed(inheriting()), None)])
    verdict = verify_bundle(sealed(inheriting()))
    assert said(verdict) == told[0]
    assert verdict.bundle is not None
    assert verdict.bundle.rule.approvals == {"q1": ">=4/5", "q2": ">1/2"}
    rules = [result["rule"]["pack"] for result in told[0]["results"]]
    assert rules == ["cn-anywhere.owners_vote", "cn.owners_vote"]
    assert verdict.bundle.rule.packs == {
        "q1": "cn-anywhere.owners_vote 2026.1",
        "q2": "cn.owners_vote 2021.1",
    }


def test_both_name_the_file_in_which_an_inherited_share_stands(verifier: Page) -> None:
    """Beijing and Hangzhou state their own matters, but no share: those stand in the Civil Code's file."""
    at = {place: sealed(at_place(place)) for place in ("cn-beijing", "cn-hangzhou")}
    told = verdicts(verifier, [(container, None) for container in at.values()])
    for (place, container), second in zip(at.items(), told, strict=True):
        verdict = verify_bundle(container)
        assert said(verdict) == second
        assert verdict.bundle is not None
        assert verdict.bundle.rule.pack == f"{place}.owners_vote"
        assert set(verdict.bundle.rule.packs.values()) == {"cn.owners_vote 2021.1"}
        assert {result["rule"]["pack"] for result in second["results"]} == {"cn.owners_vote"}


def at_place(place: str) -> BundleContents:
    contents = example()
    laws = {f"laws/{file.path}": file.content for file in files_in_force(place, contents.about.day)}
    return replace(contents, about=replace(contents.about, place=place), laws=laws)


def inheriting() -> BundleContents:
    """The example at a place whose own file states the share of one matter, and in its own way of writing."""
    contents = example()
    own = OWN_LAW.encode()
    about = replace(contents.about, place="cn-anywhere-else")
    return replace(contents, about=about, laws={**contents.laws, "laws/cn_anywhere/owners_vote.toml": own})


OWN_LAW = '''# 只写与全国不同的
[pack] # 头
id = "cn-anywhere.owners_vote"
version = "2026.1"
title = 'a "quoted" title = [not a table]'
title_en = "\\u4e2d\\tx"
valid_from = 2026-01-01
valid_to = 2026-12-31
articles = [
  "one", # with a ] in the comment
  "two",
]

[matter.use_fund]
title = """
多行 [matter.rebuild]
"""
title_en = "Use the fund"
share = ">=8/10"
unit = "—"
article = "某地条例 1"
article_en = "Local rules 1"
text = "…"
since = 2026-01-01
verified = false
'''


def test_page_shows_a_good_bundle_and_finds_a_receipt(verifier: Page) -> None:
    verifier.set_input_files("#file", EXAMPLE)
    assert verifier.locator(".verdict.good .word").inner_text() == "可以相信"
    assert (
        verifier.locator(".verdict .said")
        .inner_text()
        .startswith("8 户的名册、10 张票、2 个议题，从头重算一遍")
    )
    assert verifier.locator("#key").inner_text().replace("\n", "") == public().hex()
    verifier.fill("#posted", public().hex().upper())
    assert "✓ 相同" in verifier.locator("section", has=verifier.locator("#posted")).inner_text()
    verifier.fill("#code", "R00004")
    verifier.fill("#salt", "0" * 27 + "3f201")
    verifier.fill("#home", "3-201")
    verifier.click("form button")
    ballot = next(entry for entry in example().ballots if entry.proxy_for)
    answer = verifier.locator("form + .answer").inner_text()
    assert f"记作 {ballot.unit}" in answer
    assert "房号对得上" in answer
    assert answer.count("已计入") == 2
    verifier.fill("#home", "3-202")
    verifier.click("form button")
    assert "房号对不上" in verifier.locator("form + .answer").inner_text()


def test_page_shows_a_bad_bundle_in_both_languages(verifier: Page, tmp_path: Path) -> None:
    container = EXAMPLE.read_bytes()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(container.replace(b'"q1":"yes"', b'"q1":"no" ', 1))
    verifier.set_input_files("#file", bad)
    assert verifier.locator(".verdict.tampered .word").inner_text() == "不可信"
    assert verifier.locator(".verdict .said").inner_text().startswith("第 1 张票")
    assert [row for row in verifier.locator(".steps li").all_inner_texts() if "×" in row] == [
        "× 不符\n票链：每张票接着前一张，一张不多，一张不少"
    ]
    verifier.click("#language")
    assert verifier.locator(".verdict .said").inner_text().startswith("Ballot 1 (line 1 of ballots.jsonl)")
    verifier.click("#language")
    verifier.set_input_files("#file", __file__)
    assert verifier.locator(".verdict.not_a_bundle .word").inner_text() == "不是计票包"
    assert verifier.evaluate("document.documentElement.scrollWidth") == 390


def test_page_can_be_used_by_everybody(verifier: Page) -> None:
    """axe finds nothing on the page; nothing to press is smaller than a finger."""
    verifier.set_input_files("#file", EXAMPLE)
    verifier.wait_for_selector(".verdict.good")
    assert Axe().run(verifier).violations_count == 0
    heights = verifier.evaluate(
        "[...document.querySelectorAll('button, summary, label.button, input[type=text]')]"
        ".map((element) => element.getBoundingClientRect().height)"
    )
    assert len(heights) > 6
    assert min(heights) >= 44
