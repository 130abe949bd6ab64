"""What we need to know of a ticket, and by which headings other systems call it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Field:
    """One thing we read from a ticket (or, with `ours`, write into its line when the answers go back)."""

    key: str
    _label: str
    names: tuple[str, ...]
    """Headings in use elsewhere, the surest first."""
    needed: bool = False
    ours: bool = False
    heading: str = ""
    """How an added column is called where the file has none for it."""

    @property
    def label(self) -> str:
        """In the reader's language."""
        return _(self._label)


FIELDS = (
    Field(
        "number",
        gettext_noop("Ticket number"),
        ("工单编号", "工单号", "诉求编号", "受理编号", "编号"),
        needed=True,
    ),
    Field(
        "words",
        gettext_noop("What was said"),
        ("诉求内容", "主要内容", "问题描述", "反映内容", "诉求详情", "内容", "诉求描述"),
        needed=True,
    ),
    Field("caller", gettext_noop("Caller"), ("诉求人", "来电人", "反映人", "投诉人", "联系人", "姓名")),
    Field(
        "phone",
        gettext_noop("Caller's phone"),
        ("联系电话", "来电号码", "联系方式", "手机", "手机号", "电话"),
    ),
    Field("address", gettext_noop("Address"), ("诉求地址", "发生地址", "事发地址", "地点", "地址", "小区")),
    Field("kind", gettext_noop("Kind"), ("诉求类型", "工单类型", "诉求性质", "类型", "类别")),
    Field(
        "received",
        gettext_noop("Received"),
        ("受理时间", "来电时间", "诉求时间", "派单时间", "登记时间", "创建时间"),
    ),
    Field(
        "due",
        gettext_noop("Answer due"),
        ("办结时限", "截止时间", "办理时限", "处理时限", "要求办结时间", "反馈时限", "时限"),
    ),
    Field(
        "result",
        gettext_noop("Result"),
        ("办理结果", "处理结果", "处置结果", "答复内容", "回复内容", "办理情况", "处理情况"),
        ours=True,
        heading="办理结果",
    ),
    Field(
        "done",
        gettext_noop("Settled at"),
        ("办结时间", "完成时间", "办结日期", "答复时间", "回复时间"),
        ours=True,
        heading="办结时间",
    ),
    Field(
        "seat",
        gettext_noop("Handled by (the seat)"),
        ("承办人", "经办人", "处理人", "办理人", "承办单位", "处理单位"),
        ours=True,
        heading="承办人",
    ),
    Field(
        "state",
        gettext_noop("State"),
        ("工单状态", "办理状态", "处理状态", "状态"),
        ours=True,
        heading="状态",
    ),
)
NEEDED = tuple(field.key for field in FIELDS if field.needed)
OURS = tuple(field for field in FIELDS if field.ours)


def plain_heading(text: str) -> str:
    """Without blanks, marks of duty and brackets: 「* 工单编号（必填）」 is 工单编号."""
    bare = "".join(text.split()).strip("*＊:：")
    return bare.replace("（", "(").split("(")[0]


def guessed_columns(headings: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our field → their heading: as remembered where the heading is still there, else by name; each used once."""
    chosen = {key: name for key, name in (remembered or {}).items() if name in headings}
    for surest in (True, False):
        for field in FIELDS:
            if field.key in chosen:
                continue
            free = [name for name in headings if name and name not in chosen.values()]
            found = _closest(field, free, whole=surest)
            if found:
                chosen[field.key] = found
    return chosen


def _closest(field: Field, headings: Sequence[str], *, whole: bool) -> str:
    """A heading that is one of the names; or, on the second walk, one that contains a name of three signs or more."""
    for name in field.names:
        for heading in headings:
            bare = plain_heading(heading)
            if bare == name or (not whole and len(name) > 2 and name in bare):
                return heading
    return ""


def known_headings(cells: Sequence[str]) -> int:
    """How many of a line's cells are headings we know."""
    names = {name for field in FIELDS for name in field.names}
    return sum(plain_heading(cell) in names for cell in cells if cell)
