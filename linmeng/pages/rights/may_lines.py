"""The lines of «who may do what»: every predicate of every area in words."""

from django.utils.translation import gettext_lazy as _

from linmeng.alliance import permissions as alliance
from linmeng.assembly import permissions as assembly
from linmeng.pages.rights.asks import (
    answering,
    answering_objections,
    answering_objections_in_trust,
    anywhere,
    fetching,
    giving,
    in_building,
    in_compound,
    keeping_lists,
    naming_representative,
    of_neighbour,
    reading,
    setting_preferences,
)
from linmeng.pages.rights.may_term import TERM
from linmeng.pages.rights.may_together import CIRCLES, MEETINGS
from linmeng.pages.rights.place import Right
from linmeng.papers import permissions as papers
from linmeng.people import permissions as people
from linmeng.projects import permissions as projects
from linmeng.publishing import permissions as publishing
from linmeng.rights import permissions as rights
from linmeng.voices import permissions as voices

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
    "circles": CIRCLES,
    "meetings": MEETINGS,
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
            "assembly.may_call_in_stead",
            _("call elections, and votes where there is no committee"),
            in_compound(assembly.may_call_in_stead),
            "指导规则 58",
        ),
        Right(
            "assembly.may_record_incident",
            _("write down what happened to a vote"),
            in_compound(assembly.may_record_incident),
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
            "assembly.may_take_mandates",
            _("take in signed mandates"),
            in_compound(assembly.may_take_mandates),
            "民法典 165",
        ),
        Right(
            "assembly.may_see_mandates",
            _("see who votes for whom, and at the count how it was written"),
            in_compound(assembly.may_see_mandates),
        ),
        Right(
            "assembly.may_decide_disputes",
            _("decide about ballots in doubt"),
            in_compound(assembly.may_decide_disputes),
        ),
        Right(
            "assembly.may_keep_late_papers",
            _("keep the register of late papers"),
            in_compound(assembly.may_keep_late_papers),
        ),
        Right(
            "assembly.may_order_call_back",
            _("announce a call-back after a vote"),
            in_compound(assembly.may_order_call_back),
        ),
        Right(
            "assembly.may_call_back",
            _("ring the homes drawn for a call-back"),
            in_compound(assembly.may_call_back),
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
        Right("assembly.may_sign_count", _("sign a count"), in_compound(assembly.may_sign_count)),
        Right(
            "assembly.may_see_changes",
            _("see which ballots a recount read differently"),
            in_compound(assembly.may_see_changes),
        ),
        Right(
            "assembly.may_publish_result", _("publish the result"), in_compound(assembly.may_publish_result)
        ),
        Right(
            "assembly.may_run_elections",
            _("run an election for the street's election group"),
            in_compound(assembly.may_run_elections),
            "上海市住宅物业管理规定 28、32",
        ),
        Right(
            "assembly.may_run_by_election",
            _("prepare a by-election"),
            in_compound(assembly.may_run_by_election),
            "上海市住宅物业管理规定 32",
        ),
        Right(
            "assembly.may_name_candidates",
            _("name candidates for the owners' committee"),
            in_compound(assembly.may_name_candidates),
            "上海市住宅物业管理规定 21",
        ),
        Right(
            "assembly.may_answer_nomination",
            _("say yes or no for a neighbour who was named"),
            lambda a, p: assembly.may_answer_nomination(a, p.neighbour_id),
        ),
        Right(
            "assembly.may_see_checks",
            _("see what was found about a candidate (the candidate and the election group too)"),
            lambda a, p: assembly.may_see_checks(a, p.neighbour_id, (), p.compound_id),
            "个人信息保护法 6",
        ),
        Right(
            "assembly.may_take_in_city_result",
            _("take in the result file of the city's platform"),
            in_compound(assembly.may_take_in_city_result),
        ),
        Right(
            "assembly.may_hand_out_keys",
            _("print a home's key to the count for its owner"),
            in_compound(assembly.may_hand_out_keys),
        ),
        Right(
            "assembly.may_keep_boxes",
            _("seal and open ballot boxes, two together"),
            in_compound(assembly.may_keep_boxes),
        ),
        Right(
            "assembly.may_sign_petition",
            _("ask for a meeting of owners, and sign for it"),
            lambda a, p: assembly.may_sign_petition(a, p.unit_id),
            "上海市住宅物业管理规定 25",
        ),
        Right(
            "assembly.may_take_in_signatures",
            _("take in signatures on paper; call the meeting where the committee does not"),
            in_compound(assembly.may_take_in_signatures),
            "指导规则 51",
        ),
        Right(
            "assembly.may_answer_petition",
            _("answer owners who ask for a meeting"),
            in_compound(assembly.may_answer_petition),
            "上海市住宅物业管理规定 25",
        ),
        Right(
            "assembly.may_check_signatures",
            _("see which homes signed, names masked"),
            in_compound(assembly.may_check_signatures),
        ),
        *TERM,
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
