"""What stands on the mandate to print and sign: blank, with the own home, or as it was written here."""

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.assembly.bridge import parse_marks
from linmeng.assembly.bridge.mandates import HeldMandate, MandateLaw
from linmeng.assembly.models import Proxy, Question, RollEntry, Vote
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.assembly.queries.entitled import entitled_now, signers_of
from linmeng.assembly.queries.proxies import law_of_mandates
from linmeng.assembly.queries.votes import questions_of
from linmeng.common.clock import local_day
from linmeng.common.masks import masked_name
from linmeng.pages.assembly.election_answers import words_alone
from linmeng.pages.assembly.forms import WEB_ANSWERS
from linmeng.pages.printing.count_papers.report import language
from linmeng.pages.printing.mandate_form import MandateFormFacts, MandateQuestion, WrittenBox
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import cn_date_full, cn_datetime

TO_WRITE = "＿＿＿＿"


def blank_form(vote: Vote, slug: str, *, entry: RollEntry | None, sample: bool) -> MandateFormFacts:
    """For an owner to fill in by hand; with `entry` the home stands on it already."""
    return _form(vote, slug, home=entry.unit_code if entry else "", sample=sample)


def written_form(vote: Vote, slug: str, proxy: Proxy, *, sample: bool) -> MandateFormFacts:
    """As it was written on this site or taken in: names masked, for the hand to write them out."""
    return _form(vote, slug, home=proxy.entry.unit_code, proxy=proxy, sample=sample)


def _form(vote: Vote, slug: str, *, home: str, sample: bool, proxy: Proxy | None = None) -> MandateFormFacts:
    assert vote.noticed_on and vote.opens_at and vote.last_day  # noqa: S101  the gate asks for a noticed vote
    law = law_of_mandates(vote, vote.noticed_on)
    days = {"opens": cn_date_full(local_day(vote.opens_at)), "closes": cn_date_full(vote.last_day)}
    return MandateFormFacts(
        compound=vote.compound.name,
        title=vote.title,
        number=f"{vote.id}-{home or TO_WRITE}" + (f"-{proxy.id}" if proxy else ""),
        home=home,
        owner=_owner_masked(vote, proxy) if proxy else "",
        agent=masked_name(proxy.agent_name) if proxy else "",
        relations=_relations(proxy),
        questions=tuple(_question(question, proxy) for question in questions_of(vote.id)),
        open_questions=_open_questions(law),
        period=_("From the day of signing to the end of %(closes)s; the vote is open from %(opens)s.") % days,
        rules=tuple(_rules(law)),
        given=_given(proxy) if proxy else "",
        code=ScanCode(site_address(reverse("vote", args=[slug, vote.id])), vote.policy_sha256[:8].upper()),
        sample=sample,
        lang=language(),
    )


def _owner_masked(vote: Vote, proxy: Proxy) -> str:
    signers = signers_of(vote, proxy.entry, local_day(proxy.given_at))
    owners = entitled_now(vote, proxy.entry).owners
    return next((one.words for one in signers if one.key == proxy.principal and one.key in owners), "")


def _relations(proxy: Proxy | None) -> tuple[WrittenBox, ...]:
    """Staff of the property company have no box where the law refuses them; here no law lets a form invite."""
    chosen = proxy.relation if proxy else ""
    kinds = [one for one in Proxy.Relation if one != Proxy.Relation.PROPERTY or chosen == one]
    return tuple(WrittenBox(str(kind.label), kind == chosen) for kind in kinds)


def _question(question: Question, proxy: Proxy | None) -> MandateQuestion:
    wrote = proxy.instructions.get(str(question.number), "") if proxy else ""
    if question.kind != Question.Kind.ELECTION:
        boxes = tuple(WrittenBox(str(words), key == wrote) for key, words in WEB_ANSWERS)
        return MandateQuestion(question.text, boxes)
    marked = parse_marks(wrote).numbers if wrote else ()
    rows = names_on_ballot(question).items()
    alone = {key: words for key, words in words_alone().items() if key != "unclear"}
    boxes = tuple(WrittenBox(f"{number} {name}", number in marked) for number, name in rows)
    boxes += tuple(WrittenBox(str(words), key == wrote) for key, words in alone.items())
    return MandateQuestion(question.text, boxes, _("Mark %(seats)s at most.") % {"seats": question.seats})


def _open_questions(law: MandateLaw) -> str:
    if law.bound:
        return _("Every question is to be marked: who votes for you must vote as you write.")
    return _("What you leave open your agent decides.")


def _rules(law: MandateLaw) -> list[str]:
    """What the law of this place and the rules of this assembly say, each with its article if it has one."""
    found = []
    if law.bound:
        found.append(_("A ballot that differs from what is written here does not count (%s).") % law.binds)
    refused = law.refused([HeldMandate("agent", "principal", property_staff=True)])
    staff = [one.article for one in refused if one.reason == "property_staff"]
    if staff:
        found.append(_("Staff of the property company cannot vote for owners (%s).") % staff[0])
    if law.limit is not None:
        found.append(_("One person may hold at most %(n)s mandates in this vote.") % {"n": law.limit})
    found.append(_("A written mandate names who, what and how long, and is signed (%s).") % "民法典 165")
    return found


def _given(proxy: Proxy) -> str:
    when = cn_datetime(proxy.given_at)
    if proxy.mandate_id is not None:
        return _("Taken in %(when)s by %(seat)s.") % {"when": when, "seat": proxy.recorded_by}
    return _("Written on this site by the owner, %s.") % when
