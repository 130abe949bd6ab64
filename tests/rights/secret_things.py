"""What must not go round, put in through the house's own acts: each thing with words that stand nowhere else.

The houses keep no field for illness or for living alone; said in somebody's words they are notes like others.
"""

from linmeng.pages.papers.making import make
from linmeng.papers.actions import PageSeen, keep_page, set_aside
from linmeng.papers.actions.code_letters import issue_code_letters
from linmeng.people.actions import preview_roll
from linmeng.people.actions.binding import Asked
from linmeng.people.actions.letter_codes import code_of, in_groups, letter_keys
from linmeng.people.models import CodeLetter, Ownership, Qualification, Seat
from linmeng.publishing import actions as publishing
from linmeng.publishing.actions import NoticeWords
from linmeng.rights import actions as rights
from linmeng.rights.actions.bindings import ask_to_be_bound, dispute_binding
from linmeng.voices.actions.talent import answer_request, ask_neighbour, recommend_neighbour
from tests.assembly.votes import WHILE_OPEN
from tests.binding.asking import HERE, actor_of, log_in
from tests.cast import NOON, SINCE, Cast
from tests.notices.telling import prefer
from tests.papers.issued import pile, sheets_of, slips_with_boxes
from tests.papers.test_scanning import BLANK, marks
from tests.tickets.files import line, taken_in, uploaded, workbook

MAIL = "chen.xiaoyu@mail.example"
ROLL = {"wt": ("待核甲一", "13666660001"), "ht": ("待核乙二", "13666660002")}
CALLER, CALLED_FROM = "来电人辛", "13655550001"
TICKET = "厨房下水道堵了三天，家里臭得住不下去"
FILE_CALLER, FILE_PHONE = "留档人癸", "13655550002"
FILE_TICKET = "隔壁半夜敲墙，我已经三夜没睡"
AT_DOOR, AT_DOOR_PHONE = "候门人壬", "13644440001"
WITH_LETTER, WITH_LETTER_PHONE = "借住人申", "13644440002"
DISPUTED_PHONE = "13644440003"
DISPUTE = "这个登录的不是他本人，是以前的租客"
OBJECTION = "我反对这笔钱，隔壁老吴自己敲坏的"
TOLD_OBJECTION = "我腿脚不好，脚手架挡了我的轮椅"
UNSAID = "热心的老李常帮大家抬菜上楼"
TO_CARRY = "独腿也天天帮人修伞"
SKILL = "周末在凉亭里修祖传的表"
ASKED_FOR = "想请您看看我外婆的怀表"
REACHED_AT = "晚饭后敲二〇一的门，响三下"
NOTE = "户主独居、病中，不便开门"
HANDED_OVER = "门禁钥匙在花盆底下"
NEW_NAME = "李秋声"


def code_letters(cast: Cast) -> dict[str, str]:
    """Door → code; the file of the letters lies ready to print."""
    doors = [cast.units[code] for code in ("3-101", "3-201", "3-103")]
    run = issue_code_letters(
        cast.actor("sun"), compound_id=cast.compound.id, units=[unit.id for unit in doors]
    )
    make(cast.alliance, run.id, NOON)
    keys = letter_keys()
    return {
        letter.unit.code: in_groups(code_of(keys, letter.id))
        for letter in CodeLetter.objects.select_related("unit")
    }


def homes_asked_for(cast: Cast, codes: dict[str, str]) -> None:
    """One waits for the desk, one for the owner's yes, one is disputed."""
    _ask(cast, AT_DOOR_PHONE, "3-201", AT_DOOR, "heir")
    _ask(cast, WITH_LETTER_PHONE, "3-101", WITH_LETTER, "tenant", codes["3-101"])
    co_owner = cast.neighbours[6]
    Ownership.objects.create(unit=cast.units["3-101"], person=co_owner, valid_from=SINCE)
    _ask(cast, DISPUTED_PHONE, "3-101", co_owner.name, "owner", codes["3-101"])
    dispute_binding(
        cast.actor("li"), slug=cast.alliance.slug, unit_id=cast.units["3-101"].id, person_id=co_owner.id,
        because=DISPUTE,
    )  # fmt: skip


def _ask(cast: Cast, phone: str, door: str, name: str, relation: str, code: str = "") -> None:
    user = log_in(phone)
    asked = Asked(door=door, unit_id=cast.units[door].id, name=name, relation=relation, code=code)
    ask_to_be_bound(actor_of(user), slug=cast.alliance.slug, user_id=user.id, address=HERE, asked=asked)


def rolls_in_review(cast: Cast) -> None:
    """A roll of each compound, looked at and not yet taken in."""
    for compound in (cast.compound, cast.next_door):
        name, phone = ROLL[compound.code]
        content = f"楼栋,门洞号,室号,建筑面积(㎡),产权人姓名,手机,业主编号\n3,3,901,90,{name},{phone},\n"
        preview_roll(cast.actor("sun"), compound_id=compound.id, name="名册.csv", content=content.encode())


def tickets(cast: Cast) -> None:
    """One file taken in, one with its columns named and left there."""
    taken_in(cast, line(["T-77", "投诉", CALLER, CALLED_FROM, "梧桐苑3号楼", TICKET]))
    left = ["T-78", "投诉", FILE_CALLER, FILE_PHONE, "梧桐苑3号楼", FILE_TICKET]
    uploaded(cast, workbook([line(left)]), name="下周.xlsx")


def notice_objected_to(cast: Cast) -> None:
    """A public notice with an objection of Chen, and one that Zhao wrote down for a neighbour."""
    words = NoticeWords(
        kind="public_notice", title="脚手架公示", words="下月起在三号楼北面搭脚手架，工期二十天。", days=15
    )
    notice = publishing.publish_notice(
        cast.actor("wang", at=WHILE_OPEN), compound_id=cast.compound.id, notice=words
    )
    publishing.object_to(cast.actor("chen", at=WHILE_OPEN), publication_id=notice.id, words=OBJECTION)
    publishing.write_objection_down(
        cast.actor("zhao", at=WHILE_OPEN), publication_id=notice.id, words=TOLD_OBJECTION,
        person_id=cast.neighbours[2].id,
    )  # fmt: skip
    publishing.propose_notice(
        cast.actor("wu", at=WHILE_OPEN), compound_id=cast.compound.id, title="水箱清洗停水通知",
        words="清洗三号楼水箱，停水半天。",
    )  # fmt: skip


def talents(cast: Cast) -> None:
    """A skill with consent, praise without it, praise for a helper to carry, and a question between two."""
    li, chen = cast.actor("li"), cast.actor("chen")
    skill = Qualification.objects.create(
        person=cast.people["li"], title="修表", words=SKILL, consented_at=NOON
    )
    for door, who, words in (("3-101", cast.people["li"], UNSAID), ("3-202", cast.neighbours[2], TO_CARRY)):
        assert recommend_neighbour(chen, unit_code=door, name=who.name, trade="care", words=words) == 1
    asked = ask_neighbour(chen, kind="skill", pk=skill.id, words=ASKED_FOR)
    answer_request(li, request_id=asked.id, yes=True, contact=REACHED_AT)


def slips_scanned(cast: Cast) -> None:
    """Answer slips: one read by the machine, one left to people, one set aside with a note."""
    run = slips_with_boxes(cast, doors=4)
    clean, unclear, aside, *_rest = sheets_of(run)
    piled = pile(cast, [BLANK, BLANK], name="周一的回音条")
    system = cast.actor("sun")
    for scan, sheet, marked in zip(
        piled.scans.order_by("page"), (clean, unclear), (["1:solved"], ["words"]), strict=True
    ):
        keep_page(system, scan_id=scan.id, seen=PageSeen(True, sheet.id, marks(run.layout, *marked)))
    set_aside(system, sheet_id=aside.id, reason=NOTE)


def office_handed_over(cast: Cast) -> None:
    """A volunteer's seat goes from one neighbour to the leader, with a note."""
    building = cast.units["3-101"].building
    seat = Seat.objects.create(person=cast.neighbours[5], body=cast.bodies["residents"], role="volunteer",
                               building=building, valid_from=SINCE)  # fmt: skip
    rights.hand_over_seat(
        cast.actor("sun"), from_seat_id=seat.id, to_person_id=cast.people["zhao"].id, on=NOON.date(),
        note=HANDED_OVER,
    )  # fmt: skip


def mail_wished(cast: Cast) -> None:
    """Chen is told by e-mail, and asks for a second address to be tried."""
    prefer(cast.people["chen"], "email", MAIL)
    publishing.ask_mail_address(cast.actor("chen"), mail_address=MAIL, site="https://example.org")
