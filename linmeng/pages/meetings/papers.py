"""Minutes, letters and sheets to sign as PDF, from the same facts as the pages."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.meetings.models import Meeting, Minutes, Resolution
from linmeng.meetings.queries import resolutions_of
from linmeng.pages.meetings.readers import MeetingPage, read_meeting, vote_lines
from linmeng.pages.printing.count_papers.report import language
from linmeng.pages.printing.count_papers.sheets import Part, TableSheetFacts
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import cn_date, cn_date_full, cn_datetime

TWO, LINES = (False, True), (True, False, True)
TICKS = "□"


def _place_name(meeting: Meeting, alliance: str) -> str:
    return meeting.compound.name if meeting.compound is not None else alliance


def minutes_sheet(
    actor: Actor, meeting: Meeting, minutes: Minutes, slug: str, *, alliance: str, sample: bool
) -> TableSheetFacts:
    """The minutes as frozen, with a line for each of those who were there to sign."""
    page, content = read_meeting(actor, meeting), json.loads(minutes.content)
    written = {"n": minutes.version, "day": cn_datetime(minutes.written_at), "seat": minutes.by_seat}
    items = [_item(item) for item in content["items"]]
    return TableSheetFacts(
        compound=_place_name(meeting, alliance),
        kind=_("Minutes"),
        title=meeting.title,
        note=_("Version %(n)s, written %(day)s by %(seat)s") % written,
        parts=(_about(page, content, minutes), *items, _decisions(meeting), _follows(page)),
        code=ScanCode(site_address(reverse("minutes", args=[slug, meeting.id])), minutes.sha256[:8].upper()),
        signers=tuple(one.name for one in page.here if one.row.present and one.row.seat_id),
        sample=sample,
        lang=language(),
    )


def _about(page: MeetingPage, content: dict[str, object], minutes: Minutes) -> Part:
    came = "、".join(one.name for one in page.here if one.row.present) or _("nobody is noted")
    if content["members"]:
        here = _("%(here)s of %(all)s members") % {"here": content["present"], "all": content["members"]}
        came = f"{here} · {came}"
    rows = [
        (_("Time and place"), f"{cn_date_full(page.meeting.starts_at)} · {content['place']}"),
        (_("Who came"), came),
        (_("Fingerprint"), f"{minutes.sha256[:32]} {minutes.sha256[32:]}"),
    ]
    rows += [(_("Why this version was needed"), minutes.because)] if minutes.because else []
    return Part(rows=tuple(rows), wide=TWO)


def _item(item: dict[str, object]) -> Part:
    rows = [(_("Views"), str(item["said"]))] if item["said"] else []
    rows += [(_("Conclusion"), str(item["concluded"]))] if item["concluded"] else []
    words = () if item["posted_on"] else (_("It did not hang with the agenda."),)
    return Part(title=f"{item['number']}. {item['title']}", words=words, rows=tuple(rows), wide=TWO)


def _decisions(meeting: Meeting) -> Part:
    rows = tuple((one.number, one.text, one.get_state_display()) for one in resolutions_of(meeting.id))
    return Part(title=_("Decisions"), rows=rows, wide=(False, True, False)) if rows else Part()


def _follows(page: MeetingPage) -> Part:
    rows = tuple((task.text, who, cn_date(task.due_on)) for task, who in page.tasks)
    return Part(title=_("What follows"), rows=rows, wide=(True, False, False)) if rows else Part()


def letter_sheet(
    page: MeetingPage, addressee: str, slug: str, *, alliance: str, day: str, sample: bool
) -> TableSheetFacts:
    """The invitation, to be stamped and handed over."""
    meeting = page.meeting
    facts = {
        "kind": meeting.get_kind_display(),
        "when": cn_date_full(meeting.starts_at) + cn_datetime(meeting.starts_at)[-6:],
        "place": meeting.place,
    }
    invited = _("A %(kind)s is held on %(when)s, %(place)s. You are invited to send somebody.") % facts
    rows = tuple((str(line.item.number), _line(line.item.title, line.item.text)) for line in page.items)
    issuer = meeting.term.body.name if meeting.term is not None else meeting.called_by
    article = (page.telling_article,) if page.telling_article else ()
    return TableSheetFacts(
        compound=_place_name(meeting, alliance),
        kind=_("Notice of a meeting"),
        title=meeting.title,
        note=day,
        parts=(
            Part(words=(_("To %s:") % addressee, invited)),
            Part(title=_("Agenda"), rows=rows, wide=TWO) if rows else Part(),
            Part(words=article),
        ),
        code=ScanCode(site_address(reverse("meeting", args=[slug, meeting.id])), ""),
        signers=(issuer,),
        sample=sample,
        lang=language(),
    )


def _line(title: str, text: str) -> str:
    return f"{title}：{text}" if text else title


def sheet_to_sign(actor: Actor, found: Resolution, slug: str, *, sample: bool) -> TableSheetFacts:
    """The sheet that members tick and sign by their own hand."""
    meeting = found.item.meeting
    facts = {"all": found.members, "day": cn_date_full(meeting.starts_at)}
    needed = _(
        "Meeting of %(day)s; all members: %(all)s. It passes with the signatures of over half of all members."
    )
    choices = "  ".join(f"{TICKS} {word}" for word in (_("agrees"), _("does not agree"), _("abstains")))
    rows = tuple((line.name, choices, "") for line in vote_lines(actor, found, {}))
    return TableSheetFacts(
        compound=found.compound.name,
        kind=_("Sheet to sign"),
        title=found.item.title,
        note=found.number,
        parts=(
            Part(words=(found.text, needed % facts)),
            Part(
                head=(_("Member"), _("Choose one"), _("Signature and day")),
                rows=rows,
                wide=(False, True, True),
                tall=True,
            ),
            Part(words=(_("Each member ticks and signs by the own hand; nobody for another."),)),
        ),
        code=ScanCode(site_address(reverse("resolution", args=[slug, found.id])), ""),
        sample=sample,
        lang=language(),
    )
