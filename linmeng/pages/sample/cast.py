"""The sample's log-ins: one for each of the cast. All invented; one password for all."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.contrib.auth.hashers import make_password

from linmeng.pages.sample.neighbours import Home, Neighbour

PASSWORD = "plum-rain-2026"  # noqa: S105  the sample's only, printed at start


@dataclass(frozen=True)
class Member:
    """One of the cast: who they are, where they sit."""

    key: str
    name: str
    born_year: int
    phone: str
    who: str
    """What the start prints beside the log-in."""
    role: str = ""
    body: str = ""
    committee_of: str = ""
    building: str = ""

    def hashed_password(self) -> str:
        """The sample's password, hashed once (it is slow on purpose)."""
        return _hashed()


@lru_cache(maxsize=1)
def _hashed() -> str:
    return make_password(PASSWORD)


CAST: tuple[Member, ...] = (
    Member("li", "李秋生", 1948, "13800000000", "业主（梧桐苑3号楼） owner"),
    Member("wang", "王建国", 1962, "13800000001", "业委会主任（梧桐苑） committee director", "committee_director", committee_of="wt"),
    Member("he", "何敏", 1979, "13800000002", "业委会委员、复核人（梧桐苑） second counter", "committee_member", committee_of="wt"),
    Member("chen", "陈小雨", 1994, "13800000003", "承租人（梧桐苑） tenant"),
    Member("wu", "吴志强", 1975, "13800000004", "物业经理（示例邻里物业） property manager", "property_manager", "示例邻里物业"),
    Member("zhou", "周师傅", 1971, "13800000005", "物业维修工（示例邻里物业） property worker", "property_worker", "示例邻里物业"),
    Member("zhao", "赵桂芳", 1952, "13800000006", "楼组长（梧桐苑3号楼） building leader", "building_leader", "residents", building="wt/3"),
    Member("sun", "孙晓燕", 1990, "13800000007", "社工（居委会） clerk of the residents' committee", "clerk", "residents"),
    Member("feng", "冯丽华", 1968, "13800000008", "党总支书记 Party secretary", "secretary", "party"),
    Member("qian", "钱国平", 1958, "13800000009", "隔壁小区业主（海棠高层） owner next door"),
)  # fmt: skip


class HomesOfCast:
    """Where the cast live: they take over homes that the seed has built."""

    doors = (
        ("li", "wt", 144),
        ("wang", "wt", 150),
        ("he", "wt", 300),
        ("zhao", "wt", 161),
        ("qian", "ht", 12),
    )
    second_homes = (("li", "wt", 290), ("qian", "pa", 40))
    """Let to others: one owner with two units counts as one head; one has the second in another compound."""
    tenant = ("chen", "wt", 147)

    def put_into(self, code: str, homes: list[Home]) -> list[Home]:
        """The compound's homes with the cast in theirs."""
        members = {member.key: member for member in CAST}
        for key, compound, place in self.doors:
            if compound == code:
                owner = self._neighbour(members[key])
                homes[place] = replace(
                    homes[place], owners=(owner,), residents=(), tenants=False, owners_live_here=True,
                    status="sold", basis="register", representative=None,
                )  # fmt: skip
        for key, compound, place in self.second_homes:
            if compound == code:
                owner = self._neighbour(members[key])
                homes[place] = replace(
                    homes[place], owners=(owner,), owners_live_here=False, representative=None, status="sold"
                )
        key, compound, place = self.tenant
        if compound == code:
            tenant = (self._neighbour(members[key]),)
            homes[place] = replace(homes[place], residents=tenant, tenants=True, owners_live_here=False)
        return homes

    def _neighbour(self, member: Member) -> Neighbour:
        return Neighbour(member.name, member.born_year, member.phone, "sms")


HOMES_OF_CAST = HomesOfCast()
