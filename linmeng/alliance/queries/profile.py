"""A compound's profile: what ages, what it offers, which rules its assembly adopted, what it shares."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import Facility, RulesOfProcedure, ShareSwitch, Strength


def facilities_by_risk(compound_id: int) -> QuerySet[Facility]:
    """The most dangerous first."""
    facilities = Facility.objects.filter(compound_id=compound_id).select_related("building")
    return facilities.order_by("-risk", "since_year", "id")


def offered_strengths(kind: str = "", words: str = "") -> QuerySet[Strength]:
    """What compounds offer one another, by kind and by words in title or text."""
    strengths = Strength.objects.filter(offered=True).select_related("compound")
    if kind:
        strengths = strengths.filter(kind=kind)
    if words:
        strengths = strengths.filter(Q(title__icontains=words) | Q(words__icontains=words))
    return strengths.order_by("kind", "title", "id")


def rules_on(compound_id: int, day: date) -> RulesOfProcedure:
    """The rules of procedure in force on a day; where none were entered, the careful defaults (unsaved)."""
    covers = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    found = RulesOfProcedure.objects.filter(covers, compound_id=compound_id).first()
    return found or RulesOfProcedure(compound_id=compound_id, valid_from=day)


def rules_sentences(rules: RulesOfProcedure) -> list[str]:
    """What was adopted, one sentence each."""
    unclear = {
        "abstain": _("A ballot that is unclear counts as abstention."),
        "invalid": _("A ballot that is unclear is invalid."),
    }
    repeat = {
        "first": _("Who votes twice is counted with the first ballot."),
        "last": _("Who votes twice is counted with the last ballot."),
        "paper": _("Who votes on paper and on the web is counted with the paper."),
        "refuse": _("A second ballot of the same owner is refused."),
    }
    web = _("Owners may vote by phone.") if rules.web_ballots else _("Only signed paper ballots count.")
    silence = (
        _("Ballots delivered and not returned follow the majority (the assembly adopted this itself).")
        if rules.silence_clause
        else _("Ballots not returned are not counted.")
    )
    sold = {
        "casting": _("When a home is sold during a vote, whoever owns it when its first ballot comes votes."),
        "notice": _("When a home is sold during a vote, its owner on the day of notice votes."),
    }
    sentences = [web, silence, unclear[rules.unclear], repeat[rules.repeat], sold[rules.owner_at]]
    if rules.delivery_rule != RulesOfProcedure.DeliveryRule.USUAL:
        label = RulesOfProcedure.DeliveryRule(rules.delivery_rule).label
        sentences.append(_("A ballot counts as delivered only %(how)s.") % {"how": label})
    if rules.proxy_limit is not None:
        sentences.append(_("One person may hold at most %(n)s proxies.") % {"n": rules.proxy_limit})
    return sentences


def share_levels(compound_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """What each compound shows of each subject; without a row: counts only."""
    ids = list(compound_ids)
    switches = ShareSwitch.objects.filter(compound_id__in=ids)
    chosen = {(switch.compound_id, switch.subject): switch.level for switch in switches}
    return {
        (pk, subject): chosen.get((pk, subject), ShareSwitch.Level.COUNTS)
        for pk in ids
        for subject in ShareSwitch.Subject.values
    }


def shares(levels: dict[tuple[int, str], str], compound_id: int, subject: str) -> bool:
    """Whether at least the counts are shown."""
    return levels[compound_id, subject] != ShareSwitch.Level.NOTHING
