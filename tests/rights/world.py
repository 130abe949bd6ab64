"""A world in which every secret is recognisable: whole names, phones, words with a number of an identity card, receipts."""

from dataclasses import dataclass, field

from linmeng.assembly.actions import print_papers
from linmeng.assembly.models import Vote
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.people.models import ContactWay, Person, Qualification, Recommendation, User
from linmeng.people.queries.actors import actor_for
from linmeng.publishing.actions import notify
from linmeng.rights import actions as rights
from linmeng.voices.actions import say
from tests.assembly.votes import WHILE_OPEN, cast_for, noticed_vote
from tests.cast import NOON, Cast
from tests.voices.saying import spoken, taken

FAMILY = "钱赵孙周吴郑冯"
IDENTITY = {"li": "310105194803121234", "qian": "310105198001019876", "chen": "310105198506063333"}
SAID = {who: f"我的身份证{number}，楼道灯坏了" for who, number in IDENTITY.items()}


@dataclass
class World:
    """The cast, a vote that is open, and who holds which secret."""

    cast: Cast
    vote: Vote
    names: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    other: Alliance | None = None


def built(cast: Cast, choice: str = "yes") -> World:
    """Everything that can leak, put in through the house's own acts; ballots carry `choice`."""
    for place, person in enumerate(cast.neighbours):
        person.name = f"{FAMILY[place]}邻里{'甲乙丙丁戊己庚'[place]}"
        person.save(update_fields=["name"])
    vote = noticed_vote(cast)
    world = World(cast=cast, vote=vote)
    people = cast.people | {f"n{place}": person for place, person in enumerate(cast.neighbours)}
    for place, (who, person) in enumerate(people.items()):
        world.names[who], world.phones[who] = person.name, f"1371357{place:04d}"
        ContactWay.objects.filter(person=person, kind="sms").update(value=world.phones[who])
        User.objects.filter(pk=person.user_id).update(phone=world.phones[who])
    _speak(cast)
    for unit, who in (("3-101", "li"), ("3-102", "wang")):
        world.receipts[who] = cast_for(cast, vote, unit, choice, WHILE_OPEN).code
    print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
    _ask(cast)
    world.other = _another_alliance()
    return world


def _speak(cast: Cast) -> None:
    taken(cast, spoken(cast, "li", words=SAID["li"]))
    say(cast.actor("zhao"), compound_id=cast.compound.id, kind="repair", words=SAID["chen"],
        author_id=cast.people["chen"].id, channel="helper")  # fmt: skip
    say(cast.actor("qian"), compound_id=cast.next_door.id, kind="repair", words=SAID["qian"])
    notify(cast.actor("sun"), person_id=cast.people["li"].id, subject="voice", subject_id=1, title="您的话有了回音",
           words=SAID["li"])  # fmt: skip
    li = cast.people["li"]
    Qualification.objects.create(person=li, title="修表", words="周末", consented_at=NOON)
    Recommendation.objects.create(person=li, by=cast.people["chen"], words="热心", created_at=NOON)


def _ask(cast: Cast) -> None:
    rights.make_copy(cast.actor("li"), person_id=cast.people["li"].id)
    rights.ask_for_correction(cast.actor("li"), about="born_year", value="1949")
    rights.ask_for_erasure(cast.actor("li"))


def _another_alliance() -> Alliance:
    """A log-in that is somebody elsewhere and nobody here."""
    elsewhere = Alliance.objects.create(slug="xizhen", name="西镇联盟")
    with in_alliance(elsewhere.id):
        user = User.objects.create_user("13700009999")
        person = Person.objects.create(name="异镇来客", user=user)
        actor_for(person, NOON)
    return elsewhere
