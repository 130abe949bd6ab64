"""The things of the sample whose pages are opened, read from the house's database."""

import sqlite3
from contextlib import closing

from tests.browser.house import House

_WT = "(select id from alliance_compound where code = 'wt')"
_HT = "(select id from alliance_compound where code = 'ht')"
_YX = "(select id from alliance_compound where code = 'yx')"
_OPEN = "(select id from assembly_vote where state = 'noticed' and title like '5号楼%')"
_PUBLISHED = f"(select id from assembly_vote where state = 'published' and compound_id = {_WT})"
_LI = "(select '%' || id || '%' from people_person where name = '李秋生')"
_PRINTED = (
    "from assembly_ballotpaper p join papers_sheet s on s.id = p.sheet_id"
    f" where p.vote_id = {_OPEN} and s.state in ('printed', 'delivered')"
)
_SLIPS = (
    "from papers_sheet s join papers_printrun r on r.id = s.run_id where r.kind = 'answer_slip'"
    f" and s.state in ('printed', 'delivered') and r.compound_id = {_WT}"
)
_SQL = {
    "election": f"select id from assembly_election where compound_id = {_HT}",
    "elected": f"select id from assembly_election where compound_id != {_HT}",
    "candidate": "select election_id || '/candidates/' || c.id from assembly_candidacy c"
    f" join assembly_election e on e.id = c.election_id where e.compound_id = {_HT} order by c.id",
    "election_step": "select election_id || '/steps/' || s.id from assembly_electionstep s"
    f" join assembly_election e on e.id = s.election_id where s.key = 'talks' and e.compound_id = {_HT}",
    "filing": f"select id from assembly_filing where compound_id = {_YX}",
    "half_filed": f"select id from assembly_filing where compound_id != {_YX}",
    "hand_over": "select id from assembly_handover order by id",
    "filing_paper": "select filing_id || '/papers/' || p.id from assembly_filingpaper p"
    f" join assembly_filing f on f.id = p.filing_id where f.compound_id = {_YX} order by p.id",
    "hand_over_item": "select hand_over_id || '/items/' || id from assembly_handoveritem"
    " where state = 'waiting' order by id",
    "member_seat": "select s.id from people_seat s join alliance_body b on b.id = s.body_id"
    f" where b.compound_id = {_WT} and s.role = 'committee_member' order by s.id",
    "matter": f"select id from voices_matter where compound_id = {_WT} and state = 'decided'",
    "listed": f"select id from voices_matter where compound_id = {_WT} and state = 'listed'",
    "open_matter": f"select id from voices_matter where compound_id = {_WT} and state = 'open'",
    "duty": f"select id from voices_matter where compound_id = {_WT} and nature = 'company_duty'",
    "project": "select id from projects_project where state = 'decided'",
    "open": _OPEN[1:-1],
    "published": _PUBLISHED[1:-1],
    "count_night": f"select id from assembly_vote where state = 'closed' and compound_id = {_WT}",
    "carried": f"select id from assembly_vote where title like '3号楼自行车棚%' and compound_id = {_WT}",
    "doubted": "select vote_id from assembly_callbackround order by id",
    "case": "select id from assembly_ballotdispute where state = 'open'",
    "resting": "select id from assembly_vote where suspended_at is not null",
    "longer": "select id from assembly_vote where extended_to is not null",
    "lift": "select linked_to_id from assembly_vote where linked_to_id is not null",
    "notice": f"select token from publishing_publication where subject = 'vote_notice' and subject_id = {_OPEN}",
    "result": "select token from publishing_publication where subject = 'vote_result'"
    f" and subject_id = {_PUBLISHED}",
    "received": f"select id from voices_voice where compound_id = {_WT} and state = 'received'",
    "taken_up": f"select id from voices_voice where compound_id = {_WT} and state = 'taken_up' and helper_id is null",
    "own": "select v.id from voices_voice v join people_person p on p.id = v.author_id where p.name = '李秋生'",
    "paper": f"select s.number {_PRINTED} order by s.number",
    "paper_id": f"select p.id {_PRINTED} order by s.number",
    "entry": f"select id from assembly_rollentry where vote_id = {_OPEN} and owners like {_LI}",
    "own_unit": f"select unit_id from assembly_rollentry where vote_id = {_OPEN} and owners like {_LI}",
    "facility": f"select id from alliance_facility where compound_id = {_WT}",
    "strength": f"select id from alliance_strength where compound_id = {_WT}",
    "print_run": f"select id from papers_printrun where compound_id = {_WT} order by id",
    "binding": "select id from people_binding where state = 'waiting'",
    "letter": "select id from people_codeletter where state = 'valid' order by id",
    "free_notice": f"select token from publishing_publication where subject = 'notice' and compound_id = {_WT}",
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
    "slip": f"select s.run_id || '/sheets/' || s.id {_SLIPS}",
    "ballot_token": f"select s.token {_PRINTED} order by s.number",
    "service": f"select id from alliance_propertyservice where compound_id = {_WT} order by id",
    "pile": "select id from papers_scanpile order by id",
    "unsure": "select pile_id || '/' || page from papers_scan where state = 'unsure' order by id",
    "no_code": "select pile_id || '/' || page from papers_scan where state = 'no_code' order by id",
    "by_paper": "select c.person_id from people_contactway c join people_ownership o on o.person_id = c.person_id"
    f" join alliance_unit u on u.id = o.unit_id where c.kind = 'paper' and u.compound_id = {_WT} order by c.id",
    "proposal": "select id from publishing_proposal where state = 'proposed' order by id",
    "boards": "select id from publishing_boardrun order by id",
    "correction": "select id from rights_correctionrequest where state = 'asked'",
    "erasure": "select id from rights_erasure where state = 'asked'",
    "receipt": "select r.code from assembly_receipt r join people_person p on r.by = p.id || ''"
    " join assembly_vote v on v.id = r.vote_id where p.name = '赵桂芳' and v.state = 'published'"
    f" and v.id = {_PUBLISHED}",
    "draft": "select id from projects_project where state in ('draft', 'legal') order by id desc",
    "vote_draft": "select id from assembly_vote where state = 'draft'",
    "meeting": "select id from meetings_meeting where state = 'posted' order by id desc",
    "sat": "select id from meetings_meeting where state = 'held' order by id",
    "hall": "select id from meetings_meeting where kind = 'red_hall' and state = 'minuted'",
    "item": "select i.id from meetings_agendaitem i join meetings_meeting m on m.id = i.meeting_id where m.state = 'posted'",
    "decision": "select id from meetings_resolution order by id",
    "circle": "select id from circles_circle order by id",
    "import": "select id from people_rollimport order by id desc",
    "li": "select id from people_person where name = '李秋生'",
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


BEGUN = ("draft", "vote_draft", "import", "boards", "proposal")
"""What is there only after somebody began it; the untouched sample is without."""


def named_places() -> list[str]:
    """What the addresses may name."""
    return list(_SQL)


def places(house: House, without: tuple[str, ...] = ()) -> dict[str, str]:
    """The things whose pages are opened, read from the house's database; a missing one is named."""
    with closing(_database(house)) as database:
        found = {name: database.execute(f"{sql} limit 1").fetchone() for name, sql in _SQL.items()}
    missing = [name for name, row in found.items() if row is None and name not in without]
    assert missing == [], f"the sample has none of these: {missing}"
    return {name: str(row[0]) for name, row in found.items() if row}
