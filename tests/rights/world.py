"""A world in which every secret is recognisable: names, phones, words, codes, notes, each of its own."""

from dataclasses import dataclass, field

from linmeng.assembly.actions import cast_web_ballot, enter_paper, print_papers
from linmeng.assembly.models import BallotPaper, Vote
from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.printing.ballot_papers import ballot_layout
from linmeng.papers.actions import PageSeen, keep_page
from linmeng.papers.models import PrintRun, Scan
from linmeng.people.models import ContactWay, Person, User
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.actions import notify
from linmeng.rights import actions as rights
from linmeng.voices.actions import record_worry, say
from linmeng.voices.models import Matter
from tests.assembly.votes import WHILE_OPEN, noticed_vote, owner_of
from tests.cast import NOON, Cast
from tests.papers.issued import pile
from tests.papers.test_scanning import BLANK, marks
from tests.rights import secret_things as things
from tests.voices.saying import photo, spoken, taken

FAMILY = "钱赵孙周吴郑冯"
IDENTITY = {"li": "310105194803121234", "qian": "310105198001019876", "chen": "310105198506063333"}
SAID = {who: f"我的身份证{number}，楼道灯坏了" for who, number in IDENTITY.items()}
WEB_HOMES = (("3-101", "li"), ("3-102", "wang"))
READ_BY_WANG, SCANNED = "3-103", "3-201"
"""Doors whose paper ballots came back: one read by a person, one by the machine."""
WORRIED = {"yes": 5, "no": 1}


@dataclass
class World:
    """The cast, a vote that is open, and who holds which secret."""

    cast: Cast
    vote: Vote
    matter: Matter
    names: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    scan: Scan | None = None


def built(cast: Cast) -> World:
    """Everything that can leak but the ballots, put in through the house's own acts."""
    for place, person in enumerate(cast.neighbours):
        person.name = f"{FAMILY[place]}邻里{'甲乙丙丁戊己庚'[place]}"
        person.save(update_fields=["name"])
    vote = noticed_vote(cast)
    world = World(cast=cast, vote=vote, matter=_speak(cast))
    people = cast.people | {f"n{place}": person for place, person in enumerate(cast.neighbours)}
    for place, (who, person) in enumerate(people.items()):
        world.names[who], world.phones[who] = person.name, f"1371357{place:04d}"
        ContactWay.objects.filter(person=person, kind="sms").update(value=world.phones[who])
        User.objects.filter(pk=person.user_id).update(phone=world.phones[who])
    _ask(cast)
    world.codes = things.code_letters(cast)
    things.homes_asked_for(cast, world.codes)
    for put_in in (things.rolls_in_review, things.tickets, things.notice_objected_to, things.talents,
                   things.slips_scanned, things.office_handed_over, things.mail_wished):  # fmt: skip
        put_in(cast)
    _print_ballots(world)
    _another_alliance()
    return world


def _speak(cast: Cast) -> Matter:
    voice = spoken(cast, "li", words=SAID["li"], photos=[("灯.jpg", photo())])
    say(cast.actor("zhao"), compound_id=cast.compound.id, kind="repair", words=SAID["chen"],
        author_id=cast.people["chen"].id, channel="helper")  # fmt: skip
    say(cast.actor("qian"), compound_id=cast.next_door.id, kind="repair", words=SAID["qian"])
    notify(cast.actor("sun"), person_id=cast.people["li"].id, subject="voice", subject_id=1, title="您的话有了回音",
           words=SAID["li"])  # fmt: skip
    return taken(cast, voice)


def _ask(cast: Cast) -> None:
    rights.make_copy(cast.actor("li"), person_id=cast.people["li"].id)
    rights.ask_for_correction(cast.actor("li"), about="name", value=things.NEW_NAME)
    rights.ask_for_erasure(cast.actor("li"))


def _print_ballots(world: World) -> None:
    """Printed, and one of them back on the pile of scans, not yet looked at."""
    sun = world.cast.actor("sun", at=WHILE_OPEN)
    print_papers(sun, vote_id=world.vote.id, layout=ballot_layout(world.vote, sample=True))
    world.scan = pile(world.cast, [BLANK], name="收回的表决票").scans.get()


def choose(world: World, choice: str) -> None:
    """Everybody's ballot carries `choice`: on the web, on paper read by a person, on paper read by the machine."""
    cast, vote = world.cast, world.vote
    for unit, who in WEB_HOMES:
        entry = vote.roll.get(unit_code=unit)
        receipt = cast_web_ballot(owner_of(cast, unit), vote_id=vote.id, entry_id=entry.id, choices={1: choice},
                                  key=f"walk {unit}")  # fmt: skip
        world.receipts[who] = receipt.code
    read = _paper(vote, READ_BY_WANG)
    enter_paper(cast.actor("wang", at=WHILE_OPEN), vote_id=vote.id, token_or_number=read.sheet.token,
                choices={1: choice}, signed_by=read.entry.owners[0])  # fmt: skip
    _scan_shows(world, choice)
    level = WORRIED[choice]
    li = cast.people["li"]
    record_worry(cast.actor("li"), matter_id=world.matter.id, person_id=li.id, level=level, source="web")


def _paper(vote: Vote, unit_code: str) -> BallotPaper:
    return BallotPaper.objects.select_related("sheet", "entry").get(vote=vote, entry__unit_code=unit_code)


def _scan_shows(world: World, choice: str) -> None:
    """What the worker keeps of a page on which it is sure of every box."""
    sheet = _paper(world.vote, SCANNED).sheet
    layout = PrintRun.objects.get(id=sheet.run_id).layout
    seen = PageSeen(True, sheet.id, marks(layout, f"1:{choice}"))
    assert world.scan is not None
    scan = keep_page(Actor(at=WHILE_OPEN, system="scan"), scan_id=world.scan.id, seen=seen)
    assert scan.state == "read", scan.state


def _another_alliance() -> Alliance:
    """A log-in that is somebody elsewhere and nobody here."""
    elsewhere = Alliance.objects.create(slug="xizhen", name="西镇联盟")
    with in_alliance(elsewhere.id):
        user = User.objects.create_user("13700009999")
        person = Person.objects.create(name="异镇来客", user=user)
        actor_for(person, NOON)
    return elsewhere
