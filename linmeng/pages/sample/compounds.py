"""The thirteen compounds of the sample alliance (示例数据).

Real names are only 华山嘉苑, 福苑大厦 and the alliance; every other compound and every person is invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocks:
    """`count` buildings alike: floors, entrances, homes on each floor of an entrance, areas in dm²."""

    count: int
    floors: int
    entrances: int
    homes: int
    areas_dm2: tuple[int, ...]
    lifts: int = 0


@dataclass(frozen=True)
class CompoundPlan:
    """One compound as it is built."""

    code: str
    name: str
    address: str
    year: int
    blocks: tuple[Blocks, ...]
    committee: str
    """in_office | vacant | acting | in_reelection"""
    term: int
    members: int
    company: str
    web_ballots: bool = False
    adopted: tuple[int, int] | None = None
    """Members present and for at the adoption of the charter."""

    @property
    def building_count(self) -> int:
        """How many buildings stand here."""
        return sum(block.count for block in self.blocks)


_OLD = (4_236, 5_123, 5_580, 6_614)
_HIGH = (7_488, 8_251, 10_250, 6_601)
_EVEN = (8_000,)

COMPOUNDS: tuple[CompoundPlan, ...] = (
    CompoundPlan("hs", "华山嘉苑", "华山路示例1弄", 1996, (Blocks(2, 28, 1, 8, _HIGH, 3),), "in_office", 2, 7, "示例安居物业", adopted=(7, 7)),
    CompoundPlan("fy", "福苑大厦", "新华路示例2号", 1998, (Blocks(2, 24, 1, 6, _HIGH, 2),), "in_office", 3, 5, "示例安居物业", adopted=(5, 4)),
    CompoundPlan("wt", "梧桐苑", "梧桐路示例3弄", 1988, (Blocks(6, 6, 4, 3, _OLD),), "in_office", 4, 5, "示例邻里物业", True, adopted=(5, 5)),
    CompoundPlan("ht", "海棠高层", "海棠路示例4弄", 1997, (Blocks(2, 20, 1, 6, _EVEN, 2),), "vacant", 1, 5, "示例邻里物业"),
    CompoundPlan("lz", "绿舟新村", "绿舟路示例5弄", 1984, (Blocks(8, 6, 4, 2, _OLD),), "in_office", 5, 7, "示例惠民物业", True, adopted=(6, 5)),
    CompoundPlan("cs", "春申坊", "春申路示例6弄", 1986, (Blocks(6, 6, 4, 2, _OLD),), "in_office", 3, 5, "示例惠民物业", adopted=(5, 5)),
    CompoundPlan("yx", "银杏公寓", "银杏路示例7弄", 2001, (Blocks(3, 18, 1, 6, _HIGH, 2),), "in_office", 3, 7, "示例安居物业", True, adopted=(4, 3)),
    CompoundPlan("pa", "平安里", "平安路示例8弄", 1958, (Blocks(5, 6, 3, 2, _OLD),), "in_office", 2, 5, "示例惠民物业", adopted=(4, 4)),
    CompoundPlan("xz", "香樟花园", "香樟路示例9弄", 2003, (Blocks(6, 11, 3, 2, _HIGH, 3),), "in_office", 4, 7, "示例邻里物业", True, adopted=(7, 6)),
    CompoundPlan("sg", "曙光大楼", "曙光路示例10号", 1994, (Blocks(2, 22, 1, 8, _OLD, 3),), "in_reelection", 3, 5, "示例安居物业", adopted=(5, 3)),
    CompoundPlan("hl", "和乐苑", "和乐路示例11弄", 1991, (Blocks(7, 6, 4, 2, _OLD),), "in_office", 4, 5, "示例惠民物业", adopted=(4, 3)),
    CompoundPlan("yl", "玉兰小区", "玉兰路示例12弄", 1990, (Blocks(6, 6, 5, 2, _OLD),), "in_office", 3, 5, "示例惠民物业", True, adopted=(5, 5)),
    CompoundPlan("sx", "书香里", "书香路示例13弄", 1982, (Blocks(5, 9, 3, 2, _OLD),), "acting", 2, 5, "示例邻里物业", adopted=(3, 3)),
)  # fmt: skip

STRENGTHS: tuple[tuple[str, str, str, str], ...] = (
    ("hs", "experience", "高层外立面排险的全过程", "从鉴定、公示到验收的表格和步骤都可以借阅。"),
    ("hs", "expert", "退休电气工程师一位", "愿意到邻近小区看现场、提建议。"),
    ("wt", "tool", "大型修枝锯和高枝剪", "借用要有会使用的人、戴好护具，三天内归还。"),
    ("fy", "hall", "底楼议事厅，可坐六十人", "周一至周五晚上可借，免费。"),
    ("lz", "contract", "绿化养护合同样本", "单价公开，按次验收，已用三年。"),
    ("yx", "expert", "律师邻居两位", "每月第一个周六下午接待。"),
    ("xz", "experience", "机动车位重新划线", "怎样征求意见、怎样排队，有全套记录。"),
    ("yl", "hall", "凉亭和长桌", "适合纳凉夜话，下雨可移到门房。"),
    ("cs", "tool", "管道疏通机一台", "物业有人会用，按次登记。"),
)

FACILITIES: tuple[tuple[str, str, str, int, str, int, str], ...] = (
    ("hs", "facade", "外立面（已修缮）", 2023, "good", 1, "修缮后每年检查一次"),
    ("fy", "garage", "立体车库", 1999, "bad", 5, "机械磨损，列清单第一项"),
    ("fy", "cable_pit", "地面电井三处", 1998, "worn", 3, ""),
    ("wt", "facade", "3号楼外墙面砖", 1988, "bad", 4, "有脱落，已设围挡"),
    ("wt", "pipes", "雨水总管", 1988, "worn", 3, ""),
    ("wt", "green", "行道梧桐十二棵", 1988, "worn", 2, "粗枝靠近窗户"),
    ("ht", "facade", "外立面装饰线条", 1997, "bad", 5, "两次掉落，需要有责任主体才能申请维修"),
    ("ht", "lift", "电梯四台", 1997, "worn", 4, ""),
    ("lz", "roof", "屋面防水", 2009, "worn", 3, ""),
    ("cs", "pipes", "自来水立管", 1986, "bad", 3, ""),
    ("yx", "lift", "电梯六台", 2001, "worn", 3, ""),
    ("pa", "fire", "消防水带和箱门", 2010, "worn", 4, ""),
    ("xz", "gate", "南门道闸", 2015, "worn", 2, ""),
    ("sg", "lift", "电梯六台", 1994, "bad", 4, "每月停运两次以上"),
    ("hl", "pipes", "化粪池与污水管", 1991, "worn", 3, ""),
    ("yl", "green", "中心绿地", 1990, "good", 1, ""),
    ("sx", "facade", "阳台外沿", 1982, "worn", 4, ""),
)
