"""Which values the law of each subject has, and of what kind each is. A lawyer fills them in TOML."""

from collections.abc import Mapping
from dataclasses import dataclass

from linmeng_core.law.packs import MATTERS


@dataclass(frozen=True)
class Form:
    """How one value is written. A `local` value stands only where a place has such a rule."""

    kind: str
    allowed: tuple[str, ...] = ()
    local: bool = False


NOTICE, DAYS, MONTHS, YEARS = Form("notice"), Form("days"), Form("months"), Form("years")
NUMBER, SHARE, YES_NO, ITEMS = Form("number"), Form("share"), Form("yes_no"), Form("items")
MATTER = Form("choice", MATTERS)


def _choice(*allowed: str) -> Form:
    return Form("choice", allowed)


def _local(form: Form) -> Form:
    return Form(form.kind, form.allowed, local=True)


ASSEMBLY = {
    "meeting.notice": NOTICE,
    "meeting.temporary_notice": NOTICE,
    "meeting.materials": NOTICE,
    "meeting.unposted_topics_refused": YES_NO,
    "meeting.tells_residents_committee": YES_NO,
    "petition.share": SHARE,
    "petition.measures": _choice("heads", "area_and_heads"),
    "proxy.written": YES_NO,
    "proxy.bound_by_mandate": YES_NO,
    "proxy.limit": _local(NUMBER),
    "proxy.property_staff_refused": YES_NO,
    "vote.owner_at": _choice("casting", "notice"),
    "vote.scope": ITEMS,
    "vote.days_least": _local(DAYS),
    "vote.days_most": _local(DAYS),
    "result.posted": DAYS,
    "decision.revocation": YEARS,
    "lift.linked_votes": YES_NO,
    "lift.building": SHARE,
    "lift.compound": SHARE,
    "first.group": DAYS,
    "first.group_posted": _local(DAYS),
    "first.meeting": DAYS,
}

COMMITTEE = {
    "size.least": NUMBER,
    "size.most": NUMBER,
    "size.odd": YES_NO,
    "size.small_least": _local(NUMBER),
    "size.small_area": _local(Form("area")),
    "size.small_households": _local(NUMBER),
    "term.least": _local(YEARS),
    "term.most": YEARS,
    "first_meeting.within": DAYS,
    "meeting.quorum": SHARE,
    "meeting.majority": SHARE,
    "meeting.proxies_allowed": YES_NO,
    "meeting.every": _local(MONTHS),
    "meeting.demand": SHARE,
    "meeting.demanded_within": DAYS,
    "meeting.agenda_posted": NOTICE,
    "decision.posted": DAYS,
    "filing.within": DAYS,
    "filing.papers": _local(ITEMS),
    "filing.street": _local(DAYS),
    "filing.changes": DAYS,
    "expiry.report": MONTHS,
    "expiry.group": _local(DAYS),
    "freeze.matters": _local(ITEMS),
    "archive.to_housing_office": _local(DAYS),
    "archive.to_new_committee": DAYS,
    "archive.by_leaving_member": DAYS,
    "candidate.disqualified": ITEMS,
    "candidate.pledge": YES_NO,
    "removal.members": _local(SHARE),
    "removal.owners": SHARE,
    "substitutes.allowed": YES_NO,
    "by_election.while_left": SHARE,
    "early.idle": _local(MONTHS),
}

FUND = {
    "refill.enough": SHARE,
    "refill.target": _local(SHARE),
    "refill.assembly_decides": _local(DAYS),
    "refill.owners_pay": _local(DAYS),
    "publication.every": MONTHS,
    "audit.price": YES_NO,
    "audit.posted": _local(DAYS),
    "emergency.kinds": _local(ITEMS),
    "emergency.papers": _local(ITEMS),
    "emergency.committee_decides": _local(DAYS),
    "share.basis": _choice("area"),
    "use.matter": MATTER,
    "raise.matter": MATTER,
}

INCOME = {
    "owners.belongs_to_them": YES_NO,
    "consent.matter": MATTER,
    "publication.every": _local(MONTHS),
    "to_fund.share": SHARE,
    "to_fund.every": _local(MONTHS),
    "to_fund.assembly_may_decide_otherwise": YES_NO,
    "books.apart": YES_NO,
}

CHARTER = {
    "adoption.quorum": SHARE,
    "adoption.majority": SHARE,
    "adoption.proxies_allowed": YES_NO,
    "adoption.vacant_committee_may": YES_NO,
    "adoption.binds_others": YES_NO,
    "leaving.majority": SHARE,
    "change.is_new_version": YES_NO,
}

SUBJECTS: Mapping[str, Mapping[str, Form]] = {
    "assembly": ASSEMBLY,
    "committee": COMMITTEE,
    "fund": FUND,
    "income": INCOME,
    "charter": CHARTER,
}
"""Every subject beside `owners_vote`, which has a shape of its own (`packs`)."""
