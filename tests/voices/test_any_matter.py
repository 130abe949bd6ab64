from linmeng.voices.queries import matters_named
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.voices.saying import matter_in, spoken, taken


def test_any_matter_of_the_compound_is_found_by_its_words(cast: Cast) -> None:
    own = matter_in(cast, "done")
    taken(cast, spoken(cast, "qian", compound_id=cast.next_door.id), title="北立面空鼓瓷砖")
    assert [found.id for found in matters_named(cast.compound.id, "空鼓")] == [own.id]
    assert matters_named(cast.compound.id, "  ") == []


def test_voice_joins_a_matter_that_was_looked_for(cast: Cast, page: Visits) -> None:
    matter, voice = (
        taken(cast, spoken(cast), title="车棚充电桩", summary=""),
        spoken(cast, "chen", words="完全是另一句话"),
    )
    address, sun = path(cast, f"voices/{voice.id}/"), page("sun")
    here = sun.get(f"{address}?matter=充电").context["here"]
    assert ([m.id for m in here.searched], here.matters) == ([matter.id], [])
    assert sun.post(f"{address}join/", {"matter": matter.id}).status_code == 302
    voice.refresh_from_db()
    assert voice.matter_id == matter.id
    assert page("chen").get(f"{address}?matter=充电").context["here"].searched == []
