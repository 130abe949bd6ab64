"""The first poster of an alliance: its board is open, and how one gets there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .scan_code import ScanCode
from .typeset import as_plain, pdf


@dataclass(frozen=True, kw_only=True)
class WelcomeFacts:
    """What the poster carries; the words follow from the reader's language."""

    alliance: str
    code: ScanCode
    date: str
    led_by: str = ""
    sample: bool = False
    lang: str = "zh"
    size: str = "a3"


def welcome_pdf(facts: WelcomeFacts) -> bytes:
    """The poster on A3 or A4."""
    return pdf("welcome_poster.typ", as_plain(facts) | _words(facts.alliance))


def _words(alliance: str) -> dict[str, object]:
    return {
        "compound": alliance,
        "headline": _("Our notice board is open"),
        "kind": _("for every neighbour"),
        "lines": [
            _("Scan the square: the board opens, nobody has to log in."),
            _(
                "Say what troubles you: at the residents' committee, to your building leader, or on the phone."
            ),
            _("Every word gets an answer: on the board, by SMS, or as a slip at your door."),
        ],
        "scan_line": _("Scan with WeChat"),
        "next": _(
            "A letter with a code comes to every door: with it you can say and follow things yourself."
        ),
        "rule": "",
    }
