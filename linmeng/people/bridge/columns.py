"""The columns of the roll file: their headings, their words, their explanations."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

KINDS = {"住宅": "home", "商铺": "shop", "车位": "parking", "其他": "other"}
SOURCES = {"产权登记": "register", "实测": "survey", "购房合同": "contract"}
STATUSES = {"已售": "sold", "未售": "unsold", "未交付": "undelivered"}
BASES = {
    "不动产登记": "register",
    "已交付未登记": "possession",
    "继承": "inheritance",
    "判决": "judgment",
    "开发商": "developer",
}
CONTACTS = {"短信": "sms", "座机": "landline", "上门": "visit", "纸条": "paper", "微信群": "wechat"}
LIVING = {"自住": "owner", "家属住": "family", "出租": "tenant", "空置": "empty"}


@dataclass(frozen=True)
class Column:
    """A column of the roll file. `words` are those of its drop-down, in the order in which they are offered."""

    key: str
    heading: str
    help: str
    required: bool = False
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other headings under which people already keep this column."""
    width: int = 12


COLUMNS = (
    Column(
        "building",
        "楼栋",
        gettext_noop("The building, for example 3 or 3号楼."),
        True,
        also=("幢", "楼号", "幢号"),
    ),
    Column(
        "entrance",
        "门洞号",
        gettext_noop("The staircase; in Shanghai the 号. Empty: the same as the building."),
        also=("门洞", "门牌号", "单元", "号"),
    ),
    Column("room", "室号", gettext_noop("The room, for example 101."), True, also=("室", "房号", "部位")),
    Column(
        "code",
        "户编码",
        gettext_noop("What tells the unit apart in the compound. Empty: entrance-room, for example 3-101."),
        also=("房屋编码",),
        width=14,
    ),
    Column("kind", "用途", gettext_noop("What it is used for. Empty: 住宅."), words=tuple(KINDS)),
    Column(
        "area",
        "建筑面积(㎡)",
        gettext_noop(
            "Exclusive area in square metres with two decimals at most, as a value, not as a formula."
        ),
        True,
        also=("建筑面积", "面积", "建筑面积(平方米)", "专有面积"),
        width=14,
    ),
    Column(
        "source",
        "面积依据",
        gettext_noop("Where the area comes from (judicial interpretation art. 8). Empty: 产权登记."),
        words=tuple(SOURCES),
    ),
    Column(
        "status",
        "状态",
        gettext_noop("未售 and 未交付 count as one person with the developer (art. 9). Empty: 已售."),
        words=tuple(STATUSES),
        also=("销售状态",),
    ),
    Column(
        "owners",
        "产权人姓名",
        gettext_noop("Several owners: parted by “、”, or one line each with the same unit code."),
        also=("业主姓名", "产权人", "业主"),
        width=18,
    ),
    Column(
        "phones",
        "手机",
        gettext_noop(
            "Mobile or landline, as many as names, in the same order. Same name and same phone: same person."
        ),
        also=("电话", "手机号", "联系电话"),
        width=18,
    ),
    Column(
        "codes",
        "业主编号",
        gettext_noop("Your own number for the owner, only to tell namesakes apart. May stay empty."),
        width=12,
    ),
    Column(
        "basis",
        "权属依据",
        gettext_noop("Why they are owner. Empty: 不动产登记."),
        words=tuple(BASES),
        width=14,
    ),
    Column(
        "representative",
        "投票代表",
        gettext_noop("Several owners name one who votes for the unit: that name. May stay empty."),
    ),
    Column("born", "出生年份", gettext_noop("Four digits, in the order of the names. May stay empty.")),
    Column("contact", "联系方式", gettext_noop("How the owners want to be reached."), words=tuple(CONTACTS)),
    Column(
        "living",
        "居住情况",
        gettext_noop("Who lives there. Empty: unknown, nothing is changed."),
        words=tuple(LIVING),
    ),
    Column(
        "residents",
        "常住人姓名",
        gettext_noop("Family (自住, 家属住) or tenants (出租) who live there; tenants do not vote."),
        also=("承租人", "租户姓名", "住户姓名"),
        width=18,
    ),
    Column(
        "resident_phones",
        "常住人电话",
        gettext_noop("As many as residents' names, in the same order."),
        also=("租户电话", "住户电话"),
        width=18,
    ),
)
BY_HEADING = {name: column for column in COLUMNS for name in (column.heading, *column.also)}
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.required)
WORDS: dict[str, dict[str, str]] = {
    "kind": KINDS | {"居住": "home", "商业": "shop", "店铺": "shop", "停车位": "parking"},
    "source": SOURCES
    | {"不动产登记": "register", "房产证": "register", "产证": "register", "登记": "register"},
    "status": STATUSES | {"已售未交付": "undelivered", "已交付": "sold"},
    "basis": BASES | {"登记": "register", "交付": "possession"},
    "contact": CONTACTS | {"回音条": "paper", "电话": "landline", "微信": "wechat"},
    "living": LIVING | {"自用": "owner", "租": "tenant", "空": "empty"},
}
