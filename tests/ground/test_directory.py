"""The directory of alliances is read once a process, and holds only what was kept."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from linmeng.ground import directory
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import OutsideAlliance, citywide, in_alliance


def queries_of_a_page(alliance: Alliance) -> int:
    """What a page asks of the directory."""
    with CaptureQueriesContext(connections["default"]) as asked, in_alliance(alliance.id):
        assert directory.alliance_at("east") == alliance
        assert directory.slug_in_force() == "east"
    return len(asked)


@pytest.mark.django_db
def test_a_kept_alliance_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Alliance.objects.create(slug="east", name="东片联盟")
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)  # as on a page, outside of any act
    assert directory.alliance_at("west") is None
    assert queries_of_a_page(made) == 1
    assert queries_of_a_page(made) == 0


@pytest.mark.django_db
def test_an_alliance_that_may_be_taken_back_is_not_remembered() -> None:
    lost = Alliance.objects.create(slug="east", name="东片联盟")
    assert queries_of_a_page(lost) == queries_of_a_page(lost) == 2
    with citywide():
        Alliance.objects.filter(id=lost.id).delete()
    assert directory.alliance_at("east") is None
    assert queries_of_a_page(Alliance.objects.create(slug="east", name="东片联盟")) == 2


def test_no_alliance_in_force() -> None:
    with pytest.raises(OutsideAlliance):
        directory.slug_in_force()
