"""What stands before notice on its page: the law's obstacles, those of the printer, and good advice."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import problems_before_notice
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.postings import posting_of
from linmeng.common.actor import Actor
from linmeng.common.dues import Problem
from linmeng.pages.printing.glyphs import missing_sentence
from linmeng.projects.queries import site_path


def _words(vote: Vote) -> list[str]:
    return [vote.title, vote.summary, *vote.questions.values_list("text", flat=True)]


def signs_missing(vote: Vote) -> str:
    """A sentence when title, summary or questions hold signs that the paper's font cannot print."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return missing_sentence(_words(vote), lang=language)


def obstacles(actor: Actor, vote: Vote) -> list[Problem]:
    """All of them at once, of a linked vote too, each with the way to mend it."""
    other = partner_of(vote)
    found = []
    for one in [vote] if other is None else [vote, other]:
        found += problems_before_notice(one, actor.today, actor)
        if missing := signs_missing(one):
            found.append(Problem(missing, path=site_path(f"votes/{one.id}/edit/")))
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Advice:
    """Not demanded, but wise: a sentence and where to go."""

    sentence: str
    path: str


def advice(vote: Vote) -> Advice | None:
    """Post the roll first: what neighbours find wrong is mended more easily before the freeze."""
    other = partner_of(vote)
    both = [vote] if other is None else [vote, other]
    if vote.state != "draft" or all(posting_of(one) is not None for one in both):
        return None
    sentence = _(
        "The roll was not posted yet. Mistakes that neighbours find are mended more easily before the freeze."
    )
    return Advice(sentence, site_path(f"votes/{vote.id}/roll/post/"))
