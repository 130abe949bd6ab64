"""What the law pack in force, or frozen with a vote, says: as plain values."""

from dataclasses import dataclass
from datetime import date

from linmeng.assembly.models import Vote
from linmeng_core.errors import BadInput
from linmeng_core.law.clocks import earliest_opening
from linmeng_core.law.load import pack_by_id, pack_in_force
from linmeng_core.law.packs import Pack


class PackChanged(Exception):
    """The law pack that was frozen with the vote is not the one this copy of the program holds."""


@dataclass(frozen=True)
class Law:
    """What the pack in force says about one class of matter, as plain values."""

    pack_id: str
    pack_version: str
    pack_sha256: str
    matter: str
    matter_title: str
    matter_title_en: str
    article: str
    article_en: str
    text: str
    approval: str
    quorum: str
    quorum_article: str
    notice_days: int
    notice_article: str
    earliest_opening: date
    web_ballot: str
    web_ballot_article: str


def _law(pack: Pack, matter_class: str, notice_day: date) -> Law:
    matter = pack.matters[matter_class]
    return Law(
        pack_id=pack.id,
        pack_version=pack.version,
        pack_sha256=pack.sha256,
        matter=matter.key,
        matter_title=matter.title,
        matter_title_en=matter.title_en,
        article=matter.source.article,
        article_en=matter.source.article_en,
        text=matter.source.text,
        approval=str(matter.threshold),
        quorum=str(pack.quorum.threshold),
        quorum_article=pack.quorum.source.article,
        notice_days=pack.notice.days,
        notice_article=pack.notice.source.article,
        earliest_opening=earliest_opening(notice_day, pack.notice),
        web_ballot=pack.web_ballot.value,
        web_ballot_article=pack.web_ballot.source.article,
    )


def law_on(place: str, matter_class: str, day: date) -> Law | None:
    """The law for a vote announced on a day; None where no pack is in force (a problem before notice)."""
    try:
        return _law(pack_in_force(place, day), matter_class, day)
    except BadInput:
        return None


def frozen_pack(vote: Vote) -> Pack:
    """The pack frozen with an announced vote, as the core holds it; raises PackChanged."""
    try:
        pack = pack_by_id(vote.pack_id, vote.pack_version, day=vote.noticed_on)
    except BadInput as fault:
        raise PackChanged(vote.pack_id) from fault
    if pack.sha256 != vote.pack_sha256:
        raise PackChanged(vote.pack_id)
    return pack


def law_of_vote(vote: Vote) -> Law:
    """The law frozen with an announced vote; raises PackChanged."""
    if vote.noticed_on is None:
        raise PackChanged(vote.pack_id)
    return _law(frozen_pack(vote), vote.matter_class, vote.noticed_on)
