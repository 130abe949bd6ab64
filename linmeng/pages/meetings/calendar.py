"""A meeting for a phone's calendar (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from linmeng.meetings.models import Meeting

LENGTH = timedelta(hours=2)


def meeting_ics(meeting: Meeting, address: str, at: datetime) -> str:
    """One event; lines end as the format wants, commas and semicolons are escaped."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Linmeng//Meetings//ZH",
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.id}@linmeng",
        f"DTSTAMP:{_stamp(at)}",
        f"DTSTART:{_stamp(meeting.starts_at)}",
        f"DTEND:{_stamp(meeting.starts_at + LENGTH)}",
        f"SUMMARY:{_escaped(meeting.title)}",
        f"LOCATION:{_escaped(meeting.place)}",
        f"URL:{address}",
        *(["STATUS:CANCELLED"] if meeting.state == "cancelled" else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line is longer than 75 octets; a folded one goes on after a blank."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > 74:
            parts.append(part)
            part = ""
        part += sign
    return "\r\n ".join([*parts, part])
