"""An empty house, and one in which an alliance was founded a moment ago."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from linmeng.common.actor import Actor
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.setup.founding import FirstPerson, Foundation, found
from linmeng.people.models import Person
from linmeng.people.queries import actor_for, hats_of
from tests.cast import NOON

TOLD = {
    "name": "东镇业委会联盟",
    "slug": "dongzhen",
    "place": "cn-shanghai",
    "district": "长宁区",
    "street": "",
    "area": "东镇",
    "committee": "",
    "party": "",
    "secretary_name": "沈书记",
    "secretary_phone": "137 1111 0001",
    "clerk_name": "",
    "clerk_phone": "",
}
SIX = re.compile(r"(?<!\d)\d{6}(?!\d)")


@pytest.fixture
def empty(db: None, home: Path) -> Client:
    """A browser before an empty house."""
    cache.clear()
    return Client()


@dataclass
class Founded:
    """An alliance on its first day, and the secretary who holds both seats."""

    alliance: Alliance
    secretary: Person

    def actor(self, role: str) -> Actor:
        """The secretary under one of both hats."""
        hats = {hat.role: hat for hat in hats_of(self.secretary.id, NOON.date())}
        return actor_for(self.secretary, NOON, hat=hats[role], second_factor=True)


@pytest.fixture
def founded(db: None, home: Path) -> Iterator[Founded]:
    """The test runs inside the alliance founded at the cast's noon."""
    told = Foundation(
        name="东镇业委会联盟",
        slug="dongzhen",
        committee="东镇居民委员会",
        party="东镇居民区党总支",
        area="东镇",
        secretary=FirstPerson("沈书记", "13711110001"),
    )
    alliance = found(told, NOON, system="test")
    with in_alliance(alliance.id):
        yield Founded(alliance, Person.objects.get())
