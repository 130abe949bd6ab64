"""Which pages each person opens in the sample alliance. `{…}` are things found in the sample (`places`)."""

import sqlite3
from contextlib import closing

from tests.browser.house import House
from tests.browser.visitor import HOME

PUBLIC = [
    "privacy/",
    "",
    "alliance",
    "strengths/",
    "strengths/?q=不会有的词",
    "charter/",
    "c/wt/",
    "c/wt/list/problem/",
    "c/wt/list/value/",
    "c/wt/list/problem/history/",
    "c/hs/list/value/",
    "matters/",
    "matters/?state=declined&q=灯",
    "matters/{matter}/",
    "projects/",
    "projects/?state=dropped",
    "projects/{project}/",
    "votes/",
    "votes/{open}/",
    "votes/{published}/",
    "p/{notice}/",
    "p/{result}/",
    "p/{result}/group/",
    "p/{result}/proof/",
    "p/{free_notice}/",
    "p/{free_notice}/group/",
    "publications/",
    "publications/?state=withdrawn",
    "help/votes/",
    "check/",
    "check/?code=0000",
    "check/?code=00000000",
    "search",
    "search?q=外墙",
    "search?q=不会有的词",
    "/laws/",
    "/laws/cn.owners_vote/",
    "/ui/",
    "/outbox/",
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
]
OWNER = [
    "me/rights/",
    "me/looks/",
    "me/consents/",
    "me/copy/",
    "me/correct/",
    "me/erase/",
    "seats/",
    "talent/",
    "talent/?q=电气",
    "talent/?q=不会有的词",
    "talent/mine/",
    "talent/new/",
    "talent/recommend/",
    "",
    "me",
    "me/notices/",
    "me/reach/",
    "me/reached/",
    "me/homes/",
    "me/devices/",
    "talent/{skill}/edit/",
    "talent/skill/{other_skill}/",
    "p/{free_notice}/object/",
    "say/",
    "voices/",
    "voices/{own}/",
    "matters/{matter}/",
    "matters/{listed}/",
    "votes/{open}/",
    "votes/{open}/cast/{entry}/",
    "votes/{published}/",
    "c/wt/",
    "/accounts/logout/",
]
TENANT = ["me", "say/", "votes/{open}/"]
CLERK = [
    "desk/requests/",
    "desk/consents/",
    "desk/consents/?q=9",
    "desk/forgotten/",
    "seats/?time=all",
    "seats/open/",
    "tickets/",
    "tickets/new/",
    "brief/",
    "talent/said/",
    "desk",
    "confirm/",
    "desk/bindings/",
    "desk/bindings/?state=accepted",
    "desk/bindings/new/",
    "desk/bindings/{binding}/",
    "letters/wt/{letter}/revoke/",
    "p/{free_notice}/hang/",
    "p/{free_notice}/object/for/",
    "tickets/{tickets}/columns/",
    "seats/{seat}/",
    "seats/{seat}/end/",
    "seats/{seat}/hand-over/",
    "reached/{told}/",
    "c/wt/buildings/{building}/",
    "c/wt/entrances/{entrance}/",
    "setup/bodies/{body}/",
    "prints/{sheet}/",
    "letters/wt/",
    "letters/wt/issue/",
    "desk/people/",
    "desk/people/?q=不会有的人",
    "desk/people/{li}/",
    "desk/people/{li}/ways/new/",
    "desk/people/{li}/residence/",
    "desk/people/{li}/representative/",
    "desk/units/{own_unit}/transfer/",
    "desk/units/{own_unit}/representative/",
    "voices/",
    "voices/?state=received",
    "voices/?q=不会有的词",
    "voices/{received}/",
    "voices/{taken_up}/",
    "matters/{matter}/",
    "matters/{open_matter}/",
    "matters/{open_matter}/edit/",
    "say/for/",
    "say/for/?c=wt&q=9",
    "say/for/?c=wt&q=不会有的人",
    "say/for/?c=wt&author=unknown",
    "slips/",
    "prints/",
    "prints/{print_run}/",
    "prints/{print_run}/carry/",
    "scans/",
    "calls/",
    "reached/",
    "monday/",
    "monday/groups/",
    "votes/{open}/",
    "votes/{open}/papers/",
    "votes/{open}/delivery/",
    "votes/{open}/enter/",
    "votes/{open}/enter/?paper={paper}",
    "votes/{open}/void/{paper_id}/",
    "votes/{published}/recount/",
    "roll/wt/",
    "roll/wt/?q=不会有的人",
    "roll/wt/import/new/",
    "roll/wt/import/{import}/",
    "c/wt/committee/",
    "c/wt/committee/term/",
    "c/wt/committee/terms/",
    "c/wt/edit/",
    "c/wt/close/",
    "c/wt/service/",
    "c/wt/service/begin/",
    "c/wt/service/end/",
    "c/wt/buildings/",
    "c/wt/buildings/new/",
    "setup/",
    "setup/area/",
    "setup/bodies/",
    "setup/compounds/new/",
    "setup/compounds/table/",
    "setup/people/",
    "setup/tell/",
    "c/wt/rules/new/",
    "p/{result}/withdraw/",
    "p/{result}/hang/",
    "publish/",
    "publish/wt/",
]
DIRECTOR = [
    "desk",
    "me",
    "matters/{listed}/",
    "p/{free_notice}/objections/",
    "p/{free_notice}/objections/{objection}/",
    "c/wt/",
    "c/wt/facilities/new/",
    "c/wt/facilities/{facility}/",
    "c/wt/strengths/new/",
    "c/wt/strengths/{strength}/",
    "c/wt/share/",
    "c/wt/list/problem/",
    "charter/propose/",
    "charter/1/adopt/",
    "projects/start/",
    "projects/{draft}/",
    "projects/{draft}/edit/",
    "projects/{draft}/legality/",
    "projects/{draft}/drop/",
    "votes/prepare/{draft}/",
    "votes/{vote_draft}/",
    "votes/{vote_draft}/edit/",
    "votes/{vote_draft}/notice/",
    "votes/{open}/",
    "votes/{open}/cancel/",
    "alliance",
]
COMPANY = ["desk", "me", "matters/?nature=company_duty", "matters/{duty}/", "alliance"]
LEADER = [
    "desk",
    "me",
    "say/for/",
    "say/for/?c=wt&q=9",
    "slips/",
    "votes/{open}/",
    "votes/{published}/delivery/",
]
SECRETARY = ["desk", "brief/", "alliance", "voices/", "voices/{received}/", "charter/propose/", "charter/"]

OF_PERSON = {
    "stranger": PUBLIC,
    "li": OWNER,
    "chen": TENANT,
    "sun": CLERK,
    "wang": DIRECTOR,
    "wu": COMPANY,
    "zhao": LEADER,
    "feng": SECRETARY,
}
_WT = "(select id from alliance_compound where code = 'wt')"
_OPEN = "(select id from assembly_vote where state = 'noticed')"
_LI = "(select '%' || id || '%' from people_person where name = '李秋生')"
_PRINTED = (
    "from assembly_ballotpaper p join papers_sheet s on s.id = p.sheet_id"
    f" where p.vote_id = {_OPEN} and s.state in ('printed', 'delivered')"
)
_SQL = {
    "matter": f"select id from voices_matter where compound_id = {_WT} and state = 'decided'",
    "listed": f"select id from voices_matter where compound_id = {_WT} and state = 'listed'",
    "open_matter": f"select id from voices_matter where compound_id = {_WT} and state = 'open'",
    "duty": f"select id from voices_matter where compound_id = {_WT} and nature = 'company_duty'",
    "project": "select id from projects_project where state = 'decided'",
    "open": "select id from assembly_vote where state = 'noticed'",
    "published": "select id from assembly_vote where state = 'published'",
    "notice": "select token from publishing_publication where subject = 'vote_notice' order by id desc",
    "result": "select token from publishing_publication where subject = 'vote_result'",
    "received": f"select id from voices_voice where compound_id = {_WT} and state = 'received'",
    "taken_up": f"select id from voices_voice where compound_id = {_WT} and state = 'taken_up' and helper_id is null",
    "own": "select v.id from voices_voice v join people_person p on p.id = v.author_id where p.name = '李秋生'",
    "paper": f"select s.number {_PRINTED} order by s.number",
    "paper_id": f"select p.id {_PRINTED} order by s.number",
    "entry": f"select id from assembly_rollentry where vote_id = {_OPEN} and owners like {_LI}",
    "facility": f"select id from alliance_facility where compound_id = {_WT}",
    "strength": f"select id from alliance_strength where compound_id = {_WT}",
    "print_run": f"select id from papers_printrun where compound_id = {_WT} order by id",
    "binding": "select id from people_binding where state = 'waiting'",
    "letter": "select id from people_codeletter where state = 'valid' order by id",
    "free_notice": "select token from publishing_publication where subject = 'notice'",
    "objection": "select id from publishing_objection where answered_at is null",
    "tickets": "select id from voices_ticketimport order by id desc",
    "seat": "select id from people_seat where valid_to is null and role = 'building_leader'",
    "building": f"select id from alliance_building where compound_id = {_WT} order by walk_order",
    "entrance": "select e.id from alliance_entrance e join alliance_building b on b.id = e.building_id"
    f" where b.compound_id = {_WT} order by e.id",
    "body": "select id from alliance_body order by id",
    "skill": "select id from people_qualification where title = '毛笔字'",
    "other_skill": "select id from people_qualification where title = '退休电气工程师'",
    "told": "select subject || '/' || subject_id from publishing_notice where subject = 'voice' order by id",
    "sheet": f"select s.run_id || '/sheets/' || s.id {_PRINTED} order by s.number",
    "draft": "select id from projects_project where state in ('draft', 'legal') order by id desc",
    "vote_draft": "select id from assembly_vote where state = 'draft'",
    "import": "select id from people_rollimport order by id desc",
    "li": "select id from people_person where name = '李秋生'",
    "own_unit": "select unit_id from people_ownership where valid_to is null and person_id in"
    " (select id from people_person where name = '李秋生')",
}


_NAMES = """
    select name from ground_alliance union select name from alliance_compound union select name from alliance_building
    union select name from alliance_body union select title from voices_matter union select title from projects_project
    union select title from assembly_vote union select text from assembly_question
    union select title from publishing_publication union select title from publishing_notice
    union select title from alliance_charter union select name from alliance_entrance union select name from people_person
"""


def _database(house: House) -> sqlite3.Connection:
    file = house.home / house.dwelling / "linmeng.sqlite3"
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True)


def names_given(house: House) -> list[str]:
    """Names and titles that people gave, which stay as they are in every language; the longest first."""
    with closing(_database(house)) as database:
        return sorted((row[0] for row in database.execute(_NAMES)), key=len, reverse=True)


def places(house: House, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The things whose pages are opened, read from the house's database; a missing one is named."""
    with closing(_database(house)) as database:
        found = {name: database.execute(f"{sql} limit 1").fetchone() for name, sql in _SQL.items()}
    missing = [name for name, row in found.items() if row is None and name not in without]
    assert missing == [], f"the sample has none of these: {missing}"
    return {name: str(row[0]) for name, row in found.items() if row}


def address(path: str, found: dict[str, str]) -> str:
    """A page's address in this house."""
    filled = path.format(**found)
    return filled if filled.startswith("/") else HOME + filled
