"""Invented people, the same at every build: names, ages, phones, homes (示例数据)."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from linmeng.pages.sample.compounds import COMPOUNDS, Blocks, CompoundPlan

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范"
GIVEN_OLD = [
    "桂芳",
    "秀英",
    "玉珍",
    "国强",
    "建国",
    "福根",
    "阿宝",
    "美娟",
    "惠珍",
    "德明",
    "根生",
    "月琴",
    "金妹",
    "永康",
    "志明",
    "菊芬",
    "翠兰",
    "宝根",
    "文英",
    "伟民",
]
GIVEN_YOUNG = [
    "晓燕",
    "敏",
    "磊",
    "洁",
    "俊杰",
    "思远",
    "雨桐",
    "浩然",
    "静怡",
    "佳琪",
    "子轩",
    "明哲",
    "欣悦",
    "振宇",
    "雅雯",
    "立群",
    "嘉豪",
    "若曦",
    "海波",
    "丹青",
]
ELDER_SHARE = 42
"""Of a hundred grown people; nearly forty in a hundred, as in the story."""


@dataclass(frozen=True)
class Neighbour:
    """An invented person."""

    name: str
    born_year: int
    phone: str
    way: str


@dataclass(frozen=True)
class Home:
    """One unit with those who own it and those who live in it."""

    building: str
    floors: int
    lifts: int
    entrance: str
    room: str
    floor: int
    area_dm2: int
    status: str = "sold"
    basis: str = "register"
    owners: tuple[Neighbour, ...] = ()
    residents: tuple[Neighbour, ...] = ()
    """Those who live here without owning."""
    tenants: bool = False
    owners_live_here: bool = True
    representative: int | None = None


@dataclass
class Invention:
    """A seeded source of people; `today` only fixes ages."""

    seed: str
    today: date
    number: int = 0
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def neighbour(self, *, surname: str = "", elder: bool | None = None) -> Neighbour:
        """One more invented person with a number of their own."""
        if elder is None:
            elder = self.chance.randrange(100) < ELDER_SHARE
        age = self.chance.randint(60, 92) if elder else self.chance.randint(22, 59)
        given = self.chance.choice(GIVEN_OLD if elder else GIVEN_YOUNG)
        self.number += 1
        return Neighbour(
            name=(surname or self.chance.choice(SURNAMES)) + given,
            born_year=self.today.year - age,
            phone=f"199{self.chance.randrange(10):01d}{self.number:07d}",
            way=self.chance.choice(["paper", "landline", "visit", "sms"]) if elder else "sms",
        )

    def household(self) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
        """Owners (one or two) and family who live with them."""
        first = self.neighbour()
        old = first.born_year < self.today.year - 59
        owners = [first]
        if self.chance.randrange(100) < 48:
            owners.append(self.neighbour(elder=old))
        family = [self.neighbour(surname=first.name[0]) for _ in range(self.chance.choice((0, 0, 1, 1, 1)))]
        return tuple(owners), tuple(family)


def _homes_of_building(inv: Invention, block: Blocks, building: str, developer: Neighbour) -> Iterator[Home]:
    for entrance in range(1, block.entrances + 1):
        for floor in range(1, block.floors + 1):
            for place in range(1, block.homes + 1):
                area = block.areas_dm2[(entrance + place) % len(block.areas_dm2)]
                base = {
                    "building": building,
                    "floors": block.floors,
                    "lifts": block.lifts,
                    "entrance": f"{(int(building) - 1) * block.entrances + entrance}",
                    "room": f"{floor}{place:02d}",
                    "floor": floor,
                    "area_dm2": area,
                }
                yield _home(inv, base, developer)


def _home(inv: Invention, base: dict, developer: Neighbour) -> Home:
    lot = inv.chance.randrange(1000)
    if lot < 3:
        return Home(**base, status="unsold", basis="developer", owners=(developer,), owners_live_here=False)
    owners, family = inv.household()
    if lot < 120:
        return Home(
            **base,
            owners=owners,
            residents=(inv.neighbour(elder=False),),
            tenants=True,
            owners_live_here=False,
        )
    return Home(
        **base,
        basis="inheritance" if lot > 990 else "register",
        owners=owners,
        residents=family,
        representative=0 if len(owners) > 1 and lot % 3 == 0 else None,
    )


def homes_of(plan: CompoundPlan, today: date) -> list[Home]:
    """All units of a compound with their people; some owners hold several units."""
    inv = Invention(seed=f"linmeng {plan.code}", today=today, number=10_000 * COMPOUNDS.index(plan))
    developer = Neighbour(f"示例{plan.name}开发公司", 0, "", "paper")
    homes: list[Home] = []
    number = 0
    for block in plan.blocks:
        for _ in range(block.count):
            number += 1
            homes += _homes_of_building(inv, block, str(number), developer)
    return _with_several_units(inv, homes)


def _with_several_units(inv: Invention, homes: list[Home]) -> list[Home]:
    """Every hundredth home also belongs to the owners of the home ten doors before it."""
    for place in range(110, len(homes), 100):
        before = homes[place - 10]
        if homes[place].status == before.status == "sold":
            kept = {
                **homes[place].__dict__,
                "owners": before.owners,
                "owners_live_here": False,
                "representative": None,
            }
            homes[place] = Home(**kept)
    return homes
