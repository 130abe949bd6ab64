from tests.cast import Cast


def test_cast_wears_its_hats(cast: Cast) -> None:
    worn = {who: cast.actor(who).hat.role if cast.actor(who).hat else "" for who in cast.people}
    assert worn == {
        "li": "",
        "wang": "committee_director",
        "he": "committee_member",
        "chen": "",
        "wu": "property_manager",
        "zhou": "property_worker",
        "zhao": "building_leader",
        "sun": "clerk",
        "feng": "secretary",
        "qian": "",
    }
    assert cast.actor("sun").hat.compounds == {cast.compound.id, cast.next_door.id}
    assert cast.actor("wang").hat.compounds == {cast.compound.id}
