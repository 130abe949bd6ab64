"""A week's answer slips, door by door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.pages.printing.answer_slip import AnswerSlipFacts, SlipRun, answer_slips_pdf
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import cn_date
from linmeng.publishing.models import Delivery

Slip = Delivery
MOST_SLIPS = 400


@dataclass(frozen=True)
class DoorGroup:
    """The slips of one entrance."""

    name: str
    slips: list[Slip]


def _entrance(slip: Slip) -> str:
    unit = slip.unit
    if unit is None:
        return _("door not known")
    return f"{unit.compound.name} {unit.building.name} {unit.entrance.name}"


def doors(slips: Sequence[Slip]) -> list[DoorGroup]:
    """Neighbouring slips of one entrance together."""
    return [DoorGroup(name, list(group)) for name, group in groupby(slips, key=_entrance)]


def _facts(slip: Slip, alliance: Alliance) -> AnswerSlipFacts:
    notice = slip.notice
    path = notice.path or reverse("board", args=[alliance.slug])
    unit = slip.unit.code if slip.unit else ""
    return AnswerSlipFacts(
        greeting=_("To the neighbours of %(unit)s") % {"unit": unit},
        words=notice.title,
        step=notice.words,
        step_date=cn_date(notice.created_at),
        next=_("We write again when it moves on."),
        ask=_("Ask your building leader or the residents' committee."),
        code=ScanCode(address=site_address(path), check_code=""),
    )


def pdf(slips: Sequence[Slip], alliance: Alliance, at: datetime, *, lang: str) -> bytes:
    """All slips, A5, two on a sheet of A4."""
    compounds = {slip.unit.compound.name for slip in slips if slip.unit}
    run = SlipRun(
        compound="、".join(sorted(compounds)) if len(compounds) < 3 else alliance.name,
        date=cn_date(local_day(at)),
        sample=alliance.is_sample,
        lang=lang,
    )
    return answer_slips_pdf(run, [_facts(slip, alliance) for slip in slips], two_on_a4=True)
