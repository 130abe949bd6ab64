"""Who may read what, written down by seat and by hand: nothing here is asked of the code under test.

li owns 3-101 and is old; wang owns 3-102 and directs the owners' committee; he sits on it; chen rents 3-201;
zhao leads building 3, which is all there is of compound A; wu and zhou are the property company; sun is the
community worker of both compounds; feng is the secretary; qian owns next door; a stranger has no log-in;
elsewhere is somebody of another alliance.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.rights import secret_things as things
from tests.rights.world import SAID, World

VIEWERS = ["li", "wang", "he", "chen", "wu", "zhou", "zhao", "sun", "feng", "qian", "stranger", "elsewhere"]
NEIGHBOURS_ONLY = {"li", "chen", "qian", "stranger", "elsewhere"}

LIVES_IN_A = {"li", "wang", "chen", "zhao", *(f"n{place}" for place in range(7))}
LIVES_IN_B = {"qian"}
COMMITTEE = {"wang", "he"}
HEADS = {"wang", "he", "sun", "feng", "wu"}
"""Who speaks for a body is named: committee members to everybody, the others to everyone known here."""
SEATED = {"wang", "he", "wu", "zhou", "zhao", "sun", "feng", "n5"}
"""Who holds an office, or held one (n5 did)."""
EVERYBODY = LIVES_IN_A | LIVES_IN_B | SEATED
OFFICE = {"sun", "wang", "he"}
"""The clerk and the committee of compound A."""
KNOWN_IN_A = {"li", "wang", "chen", "zhao", "he", "wu", "zhou", "sun", "feng"}
"""Who lives in compound A or works for it."""

NAMES = {
    "sun": EVERYBODY,
    "feng": SEATED,  # sees who holds every office
    "wang": LIVES_IN_A | HEADS,
    "he": LIVES_IN_A | HEADS,
    "zhao": LIVES_IN_A | HEADS,
    "wu": HEADS,
    "zhou": HEADS,
    "li": HEADS,
    "chen": HEADS | {"zhao"},  # zhao wrote down what chen said
    "qian": HEADS,
    "stranger": COMMITTEE,
    "elsewhere": COMMITTEE,
}
"""Viewer → whose whole name they may read; one's own is always one's own."""
PHONES = {"sun": EVERYBODY, "wang": LIVES_IN_A | {"he"}, "he": LIVES_IN_A, "zhao": LIVES_IN_A}
"""Who keeps the roll reads numbers; a building leader reads the call list of the own building."""
READS_WORDS = {
    "li": {"li", "feng"} | OFFICE,
    "chen": {"chen", "zhao", "feng"} | OFFICE,
    "qian": {"qian", "sun", "feng"},
}
"""Whose words → who handles them. Building leaders read what they wrote down themselves."""
PICTURES = {
    r"/scans/\d+/\d+/page\.jpg$": OFFICE,  # what stands on returned sheets
    r"/voices/\d+/photos/\d+/\d+\.jpg$": READS_WORDS["li"],
}
"""Address of a private picture → who may look at it. Pictures hold no words for us, so who gets one is asked."""


_BETWEEN_SIGNS = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class Secret:
    """Words, what they are, who may read them; `shown_to` is one of those whose walk must meet them."""

    words: str
    what: str
    readers: frozenset[str]
    shown_to: str = ""
    on_paper: bool = True
    """Whether a file (PDF, workbook) may hold them for these readers."""
    spelled: bool = False
    """A code, in whatever groups it stands."""

    def stands_in(self, text: str) -> bool:
        """Whether it can be read there."""
        return self.words in (_BETWEEN_SIGNS.sub("", text) if self.spelled else text)


def _secret(words: str, what: str, readers: set[str], shown_to: str = "", *, on_paper: bool = True) -> Secret:
    return Secret(words, what, frozenset(readers), shown_to, on_paper)


def secrets_of(world: World, receipts: Mapping[str, str]) -> list[Secret]:
    """Every secret of the world, and whose receipt is whose."""
    own = [_secret(code, f"receipt of {who}", {who}, who) for who, code in receipts.items()]
    return [
        *own,
        *_people(world),
        *_words(world),
        *_rolls_and_tickets(),
        *_homes(world),
        *_said_between(),
        *_notes(),
    ]


def _people(world: World) -> list[Secret]:
    found, at_home = [], LIVES_IN_A | LIVES_IN_B
    for who, name in world.names.items():
        by_name = {viewer for viewer, known in NAMES.items() if who in known} | {who}
        by_phone = {viewer for viewer, known in PHONES.items() if who in known} | {who}
        found += [
            _secret(name, f"name of {who}", by_name, "sun"),
            _secret(world.phones[who], f"phone of {who}", by_phone, "sun" if who in at_home else ""),
        ]
    return [*found, _secret(things.MAIL, "mail address of chen", {"chen", "zhao"} | OFFICE)]


def _words(world: World) -> list[Secret]:
    found = []
    for who, words in SAID.items():
        readers = READS_WORDS[who]
        found += [
            _secret(words, f"words of {who}", readers, "sun"),
            _secret(words[5:23], f"identity number of {who}", readers, "sun"),
        ]
    return found


def _rolls_and_tickets() -> list[Secret]:
    """What was uploaded: the roll's keepers, and for tickets the clerk; a ticket's words go to who handles them."""
    of_a, next_door = things.ROLL["wt"], things.ROLL["ht"]
    handles = OFFICE | {"feng", "zhao"}  # it came from building 3
    return [
        _secret(of_a[0], "name on a roll in review", OFFICE),
        _secret(of_a[1], "phone on a roll in review", OFFICE),
        _secret(next_door[0], "name on the roll next door in review", {"sun"}),
        _secret(next_door[1], "phone on the roll next door in review", {"sun"}),
        _secret(things.CALLER, "caller of a ticket", {"sun"}, "sun"),
        _secret(things.CALLED_FROM, "phone of a ticket", {"sun"}, "sun"),
        _secret(things.TICKET, "words of a ticket", handles, "wang"),
        _secret(things.FILE_CALLER, "caller in a file of tickets", {"sun"}),
        _secret(things.FILE_PHONE, "phone in a file of tickets", {"sun"}),
        _secret(things.FILE_TICKET, "words in a file of tickets", {"sun"}, "sun"),
    ]


def _homes(world: World) -> list[Secret]:
    """Who asks for a home is named at the desk only; an owner sees the mask, and nobody the number."""
    codes = [_code(door, code) for door, code in world.codes.items()]
    return [
        *codes,
        _secret(things.AT_DOOR, "name of who waits for the desk", {"sun"}, "sun"),
        _secret(things.AT_DOOR_PHONE, "phone of who waits for the desk", set()),
        _secret(things.WITH_LETTER, "name of who waits for the owner", {"sun"}, "sun"),
        _secret(things.WITH_LETTER_PHONE, "phone of who waits for the owner", set()),
        _secret(things.DISPUTED_PHONE, "phone of the disputed log-in", {"zhao"} | OFFICE),
        _secret(things.DISPUTE, "why a log-in is disputed", {"li", "sun"}, "sun"),
        _secret(things.NEW_NAME, "the name li asks for", {"li", "sun"}, "sun"),
    ]


def _code(door: str, code: str) -> Secret:
    """For who issues letters."""
    issue = {"sun", "wang"}
    return replace(_secret(code.replace("-", ""), f"letter code of {door}", issue, "wang"), spelled=True)


def _said_between() -> list[Secret]:
    """Objections go to who answers; praise needs a yes; questions stay between two."""
    return [
        _secret(things.OBJECTION, "objection of chen", {"chen"} | OFFICE, "wang"),
        _secret(things.TOLD_OBJECTION, "objection n2 told zhao", {"n2", "zhao"} | OFFICE, "he"),
        _secret(things.UNSAID, "praise without consent", {"li", "chen"}, "li"),
        _secret(
            things.TO_CARRY, "praise of n2 to be carried to the door", {"n2", "chen", "zhao"} | OFFICE, "zhao"
        ),
        _secret(things.SKILL, "a skill shown to the compound", KNOWN_IN_A, "chen"),
        _secret(things.ASKED_FOR, "what chen asks li", {"li", "chen"}, "li"),
        _secret(things.REACHED_AT, "how li may be reached", {"li", "chen"}, "chen"),
    ]


def _notes() -> list[Secret]:
    """A note at a door says that somebody is ill and alone: for who carries sheets there, and in no file."""
    return [
        _secret(things.NOTE, "note of illness", {"zhao"} | OFFICE, "he", on_paper=False),
        _secret(things.HANDED_OVER, "note of a handed-over office", {"zhao", "sun"}, "zhao"),
    ]
