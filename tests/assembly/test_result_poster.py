"""The result of a vote as it hangs: one sheet in each language and size, with everything it has to say."""

from django.utils import translation

from linmeng.alliance.models import RulesOfProcedure
from linmeng.pages.publishing.papers import poster_pdf
from linmeng.publishing.queries import facts_of, newest_publication
from tests.assembly.votes import cast_for, close_and, noticed_vote
from tests.cast import Cast
from tests.printing.papers import pages_of, type_sizes


def test_result_with_its_longest_reasons_hangs_on_one_sheet_in_both_languages(cast: Cast) -> None:
    """With a silence clause the count has most to explain: both results, each home proven."""
    RulesOfProcedure.objects.filter(compound=cast.compound).update(silence_clause=True)
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-102", "3-103", "3-201", "3-202", "3-203"):
        cast_for(cast, vote, unit)
    close_and(cast, vote, "published")
    result = newest_publication("vote_result", vote.id)
    assert result is not None
    (question,) = facts_of(result)["questions"]
    for lang, language in (("zh", "zh-hans"), ("en", "en")):
        for size, smallest in (("a3", 60), ("a4", 42)):
            with translation.override(language):
                paper = poster_pdf(result, cast.alliance, size=size, lang=lang)  # type: ignore[arg-type]
            pages = pages_of(paper)
            assert len(pages) == 1, f"{lang} {size}"
            text = "".join(pages[0].split())
            assert all("".join(line.split()) in text for line in question["lines"][:3])
            assert [points >= smallest for points in type_sizes(paper, result.title[:4])] == [True]
