"""The lines of «who may do what»: every predicate of every area in words."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from linmeng.alliance import permissions as alliance
from linmeng.assembly import permissions as assembly
from linmeng.common.actor import Actor
from linmeng.lists import permissions as lists
from linmeng.pages.rights.place import Ask, Place, Right
from linmeng.papers import permissions as papers
from linmeng.people import permissions as people
from linmeng.projects import permissions as projects
from linmeng.publishing import permissions as publishing
from linmeng.rights import permissions as rights
from linmeng.voices import permissions as voices


def anywhere(predicate: Callable[[Actor], bool]) -> Ask:
    """A right that has no place."""
    return lambda actor, place: predicate(actor)


def in_compound(predicate: Callable[[Actor, int], bool]) -> Ask:
    """A right in a compound."""
    return lambda actor, place: predicate(actor, place.compound_id)


def in_building(predicate: Callable[[Actor, int, int], bool]) -> Ask:
    """A right in a building."""
    return lambda actor, place: predicate(actor, place.compound_id, place.building_id)


def of_neighbour(predicate: Callable[[Actor, int, frozenset[int]], bool]) -> Ask:
    """A right concerning a neighbour who lives in the compound."""
    return lambda actor, place: predicate(actor, place.neighbour_id, place.here)


def giving(kind: str, role: str) -> Ask:
    """Giving an office of a body of this kind; of one's own body where one sits in such a body."""

    def ask(actor: Actor, place: Place) -> bool:
        body_id = actor.hat.body_id if actor.hat is not None and actor.hat.body_kind == kind else 0
        return people.may_seat(actor, body_id=body_id, body_kind=kind, role=role, compounds=place.here)

    return ask


def answering_objections(actor: Actor, place: Place) -> bool:
    """Objections to what one's own body published."""
    issuer = actor.hat.body_id if actor.hat is not None else 0
    return publishing.may_answer_objections(actor, place.compound_id, issuer)


def answering_objections_in_trust(actor: Actor, place: Place) -> bool:
    """Objections to what a committee published that is vacant now; asked of the residents' committee alone."""
    return publishing.may_answer_objections(actor, place.compound_id, 0, issuer_vacant=True)


def naming_representative(actor: Actor, place: Place) -> bool:
    """Of two co-owners."""
    return people.may_name_representative(
        actor, compound_id=place.compound_id, unit_id=place.unit_id, others=frozenset()
    )


def keeping_lists(*, vacant: bool) -> Ask:
    """With and without a committee in office."""
    return lambda actor, place: lists.may_keep_lists(actor, place.compound_id, committee_vacant=vacant)


def answering(nature: str) -> Ask:
    """Answering a matter of this nature."""
    return lambda actor, place: voices.may_answer_matter(actor, place.matter(nature))


def setting_preferences(actor: Actor, place: Place) -> bool:
    """Of a neighbour in the building."""
    return publishing.may_set_preferences_for(actor, [(place.compound_id, place.building_id)])


def reading(kind: str) -> Ask:
    """What stands on returned sheets of a kind."""
    return lambda actor, place: papers.may_read(actor, kind, place.compound_id)


def fetching(kind: str) -> Ask:
    """The file of a run of a kind."""
    return lambda actor, place: papers.may_fetch(actor, kind, place.compound_id)


RIGHTS: dict[str, tuple[Right, ...]] = {
    "people": (
        Right(
            "people.may_see_roll",
            _("open the officers' roll page"),
            in_compound(people.may_see_roll),
            "个人信息保护法 6",
        ),
        Right(
            "people.may_see_names",
            _("read whole names on the roll"),
            in_building(people.may_see_names),
            "个人信息保护法 6",
        ),
        Right(
            "people.may_keep_roll",
            _("read in a roll, enter transfers"),
            in_compound(people.may_keep_roll),
            "民法典 278",
        ),
        Right(
            "people.may_keep_person",
            _("enter how a neighbour is reached"),
            of_neighbour(people.may_keep_person),
            "个人信息保护法 46",
        ),
        Right(
            "people.may_help",
            _("find a neighbour to write for"),
            in_building(people.may_help),
            "无障碍环境建设法 48",
        ),
        Right(
            "people.may_name_representative",
            _("name who votes for co-owners (the co-owners themselves where they are two)"),
            naming_representative,
            "业主大会和业主委员会指导规则 25",
        ),
        Right(
            "people.may_issue_letters",
            _("print and revoke code letters"),
            in_compound(people.may_issue_letters),
        ),
        Right(
            "people.may_decide_bindings",
            _("look at documents and decide who is at a door"),
            in_compound(people.may_decide_bindings),
        ),
        Right(
            "people.may_answer_for_home",
            _("say who belongs to the own home"),
            lambda a, p: people.may_answer_for_home(a, p.unit_id),
        ),
        Right(
            "people.may_enter_consent",
            _("enter a consent from paper"),
            of_neighbour(people.may_enter_consent),
            "个人信息保护法 14",
        ),
        Right(
            "people.may_seat/secretary",
            _("give the office of secretary"),
            giving("party_organisation", "secretary"),
        ),
        Right(
            "people.may_seat/clerk",
            _("give the office of community worker"),
            giving("residents_committee", "clerk"),
        ),
        Right(
            "people.may_seat/building_leader",
            _("give the office of building leader, volunteer, scrutineer, auditor"),
            giving("residents_committee", "building_leader"),
        ),
        Right(
            "people.may_seat/committee_member",
            _("enter who was elected to the owners' committee"),
            giving("owners_committee", "committee_member"),
            "上海市住宅物业管理规定 20",
        ),
        Right(
            "people.may_seat/property_manager",
            _("give the office of property manager"),
            giving("property_company", "property_manager"),
        ),
        Right(
            "people.may_seat/property_worker",
            _("give the office of property worker"),
            giving("property_company", "property_worker"),
        ),
    ),
    "voices": (
        Right(
            "voices.may_speak_in",
            _("say something of one's own"),
            in_compound(voices.may_speak_in),
            "物业管理条例 6",
        ),
        Right(
            "voices.may_type_for_neighbours",
            _("write down what a neighbour says"),
            in_building(voices.may_type_for_neighbours),
        ),
        Right("voices.may_sort", _("take up, join, answer and decline words"), in_compound(voices.may_sort)),
        Right(
            "voices.may_see_author",
            _("read who said it"),
            in_compound(voices.may_see_author),
            "个人信息保护法 6",
        ),
        Right("voices.may_answer_matter", _("answer a matter of common parts"), answering("common_part")),
        Right(
            "voices.may_answer_matter/company_duty",
            _("answer a matter of the company's daily duty"),
            answering("company_duty"),
        ),
        Right(
            "voices.may_support", _("stand behind a matter"), lambda a, p: voices.may_support(a, p.matter())
        ),
        Right(
            "voices.may_push_step",
            _("move a matter on by an act of one's office"),
            lambda a, p: voices.may_push_step(a, p.matter()),
        ),
        Right(
            "voices.may_take_in_tickets",
            _("take in tickets of the hotline"),
            anywhere(voices.may_take_in_tickets),
        ),
        Right(
            "voices.may_brief_sub_district",
            _("write the weekly brief"),
            anywhere(voices.may_brief_sub_district),
        ),
    ),
    "lists": (
        Right("lists.may_keep_lists", _("keep the two lists"), keeping_lists(vacant=False)),
        Right(
            "lists.may_keep_lists/vacant",
            _("keep the two lists where no committee is in office"),
            keeping_lists(vacant=True),
        ),
    ),
    "projects": (
        Right(
            "projects.may_lead_projects",
            _("start, edit, check and drop a project"),
            in_compound(projects.may_lead_projects),
            "民法典 278",
        ),
        Right(
            "projects.may_bring_evidence",
            _("bring a result to a project"),
            in_compound(projects.may_bring_evidence),
        ),
    ),
    "votes": (
        Right(
            "assembly.may_see_draft", _("read a vote before its notice"), in_compound(assembly.may_see_draft)
        ),
        Right(
            "assembly.may_call_votes",
            _("prepare, announce and cancel a vote"),
            in_compound(assembly.may_call_votes),
            "物业管理条例 15",
        ),
        Right(
            "assembly.may_print_papers",
            _("issue and print paper ballots"),
            in_compound(assembly.may_print_papers),
        ),
        Right(
            "assembly.may_record_delivery",
            _("tick the doors a ballot was brought to"),
            in_building(assembly.may_record_delivery),
        ),
        Right(
            "assembly.may_enter_paper_ballots",
            _("read signed papers at the count"),
            in_compound(assembly.may_enter_paper_ballots),
        ),
        Right(
            "assembly.may_enter_paper_of",
            _("read the paper of a neighbour's home"),
            lambda a, p: assembly.may_enter_paper_of(a, p.vote(), p.entry()),
        ),
        Right(
            "assembly.may_see_register",
            _("see which homes returned a ballot, never how"),
            in_compound(assembly.may_see_register),
        ),
        Right(
            "assembly.may_see_receipt",
            _("see a neighbour's ballot with its choice"),
            lambda a, p: assembly.may_see_receipt(a, str(p.neighbour_id)),
            "个人信息保护法 28",
        ),
        Right(
            "assembly.may_close", _("close a vote after its last instant"), in_compound(assembly.may_close)
        ),
        Right("assembly.may_count", _("count"), in_compound(assembly.may_count)),
        Right(
            "assembly.may_publish_result", _("publish the result"), in_compound(assembly.may_publish_result)
        ),
    ),
    "papers": (
        Right("papers.may_print", _("print forms"), in_compound(papers.may_print)),
        Right("papers.may_fetch", _("fetch the file of printed forms"), fetching("ballot")),
        Right("papers.may_fetch/code_letter", _("fetch the file of code letters"), fetching("code_letter")),
        Right("papers.may_carry", _("carry sheets to doors"), in_building(papers.may_carry)),
        Right("papers.may_scan", _("put in scans"), in_compound(papers.may_scan)),
        Right("papers.may_read", _("read what stands on answer slips"), reading("answer_slip")),
        Right("papers.may_read/ballot", _("read what stands on ballots"), reading("ballot")),
    ),
    "publishing": (
        Right("publishing.may_publish", _("publish"), in_compound(publishing.may_publish)),
        Right(
            "publishing.may_withdraw",
            _("withdraw a publication, with a reason"),
            in_compound(publishing.may_withdraw),
        ),
        Right("publishing.may_object", _("object to a public notice"), in_compound(publishing.may_object)),
        Right(
            "publishing.may_write_objections_down",
            _("write down a neighbour's objection"),
            in_compound(publishing.may_write_objections_down),
        ),
        Right(
            "publishing.may_answer_objections",
            _("answer objections to what one's own body published"),
            answering_objections,
        ),
        Right(
            "publishing.may_answer_objections/vacant",
            _("answer objections in the stead of a committee that is vacant"),
            answering_objections_in_trust,
            "上海市居民委员会工作条例 20",
        ),
        Right(
            "publishing.may_propose_notices",
            _("propose an announcement, which others issue"),
            in_compound(publishing.may_propose_notices),
        ),
        Right(
            "publishing.may_post", _("hang papers up and take them down"), in_compound(publishing.may_post)
        ),
        Right(
            "publishing.may_hand_over_slips",
            _("carry answer slips"),
            in_building(publishing.may_hand_over_slips),
        ),
        Right(
            "publishing.may_set_preferences_for",
            _("set for a neighbour how they are told"),
            setting_preferences,
        ),
        Right(
            "publishing.may_see_deliveries",
            _("see who was reached, masked"),
            in_compound(publishing.may_see_deliveries),
        ),
        Right(
            "publishing.may_call_neighbours",
            _("see the call list with whole names and numbers"),
            in_building(publishing.may_call_neighbours),
            "个人信息保护法 6",
        ),
    ),
    "alliance": (
        Right("alliance.may_set_up", _("enter compounds and bodies"), anywhere(alliance.may_set_up)),
        Right(
            "alliance.may_correct_compound",
            _("correct a compound's entry"),
            in_compound(alliance.may_correct_compound),
        ),
        Right("alliance.may_propose_charter", _("propose a charter"), anywhere(alliance.may_propose_charter)),
        Right(
            "alliance.may_adopt_charter_for",
            _("enter that one's own committee adopted the charter"),
            in_compound(alliance.may_adopt_charter_for),
        ),
        Right(
            "alliance.may_keep_profile",
            _("keep facilities and strengths"),
            in_compound(alliance.may_keep_profile),
        ),
        Right(
            "alliance.may_record_rules",
            _("enter the rules the owners adopted"),
            in_compound(alliance.may_record_rules),
        ),
        Right(
            "alliance.may_set_share_switch",
            _("choose what the compound shows the alliance"),
            in_compound(alliance.may_set_share_switch),
        ),
        Right(
            "alliance.may_set_committee_state",
            _("enter terms and states of committees"),
            in_compound(alliance.may_set_committee_state),
        ),
        Right(
            "alliance.may_see_profile",
            _("read a compound's whole profile"),
            in_compound(alliance.may_see_profile),
        ),
    ),
    "rights": (
        Right(
            "rights.may_use_own_rights",
            _("get the copy of a neighbour's data"),
            lambda a, p: rights.may_use_own_rights(a, p.neighbour_id),
            "个人信息保护法 45",
        ),
        Right(
            "rights.may_decide_requests",
            _("decide corrections and erasures"),
            of_neighbour(rights.may_decide_requests),
            "个人信息保护法 46, 47",
        ),
        Right(
            "rights.may_see_forgetting",
            _("see what was forgotten in time"),
            anywhere(rights.may_see_forgetting),
            "个人信息保护法 19",
        ),
        Right("rights.may_see_seats", _("see who holds which office"), anywhere(rights.may_see_seats)),
    ),
}
"""Group → its lines, in the order in which they are shown."""
