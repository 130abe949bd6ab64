"""Choices and shares of the law in words everyone knows; a test asks that none is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICES: dict[str, str | Promise] = {
    "register_survey_contract": _("the register; else the survey; else the contract of sale"),
    "same_owners_one_head": _("the same owners count once, however many homes they have"),
    "area": _("by area"),
    "heads": _("by heads"),
    "area_and_heads": _("by area and by heads"),
    "common_use": _("as use of common parts"),
    "raise_fund": _("as raising the fund"),
    "use_fund": _("as use of the fund"),
    "casting": _("the owner on the day of voting"),
    "notice": _("the owner on the day of notice"),
    "legal": _("counts where the assembly's own rules adopt it"),
    "signed_paper": _("the phone prepares a paper; the signed paper counts"),
    "off": _("not counted"),
    "follow_majority": _("follows the majority"),
    "abstain": _("counts as abstention"),
    "invalid": _("not valid"),
    "first": _("the first counts"),
    "last": _("the last counts"),
    "paper": _("the paper counts"),
    "refuse": _("none counts"),
}
SHARES: dict[str, str | Promise] = {
    ">1/2": _("more than half"),
    ">=1/2": _("half or more"),
    ">=1/3": _("one third or more"),
    ">=1/5": _("20 % or more"),
    ">=3/10": _("30 % or more"),
    ">=2/3": _("two thirds or more"),
    ">=3/4": _("three quarters or more"),
}


def choice_in_words(code: str) -> str:
    """same_owners_one_head → the same owners count once …"""
    return str(CHOICES.get(code, code.replace("_", " ")))


def share_in_words(written: str) -> str:
    """>=3/4 → three quarters or more (≥3/4); one that has no words stands as it is written."""
    sign = written.replace(">=", "≥")
    return f"{SHARES[written]} ({sign})" if written in SHARES else sign
