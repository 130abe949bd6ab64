"""Plain sample values for the gallery: every component with normal, long and empty content.

All persons, sums and votes are invented.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.templatetags.static import static

from linmeng.pages.help.texts import Help
from linmeng.pages.ui_gallery.forms import FaultyForm, SampleForm

TODAY = date(2026, 7, 20)
LONG = (
    "关于华山嘉苑全体业主共同决定使用专项维修资金修缮北立面外墙空鼓瓷砖并同步更换四台电梯曳引钢丝绳的书面征询"
)


def _counts(*cells: tuple[str, int, int]) -> dict[str, dict[str, int]]:
    return {name: {"area_dm2": area_dm2, "heads": heads} for name, area_dm2, heads in cells}


def _votes() -> dict[str, Any]:
    total = ("total", 1_920_000, 240)
    return {
        "vote_open": _counts(total, ("participating", 1_184_000, 148)),
        "vote_passed": _counts(
            total,
            ("participating", 1_520_000, 190),
            ("yes", 1_128_000, 140),
            ("no", 256_000, 32),
            ("abstain", 136_000, 16),
            ("split", 24_000, 2),
        ),
        "vote_failed": _counts(
            total,
            ("participating", 1_280_000, 160),
            ("yes", 912_000, 114),
            ("no", 320_000, 40),
            ("abstain", 48_000, 6),
        ),
        "vote_empty": _counts(total, ("participating", 0, 0)),
    }


def _steps() -> dict[str, Any]:
    told = [
        {"day": date(2026, 6, 8), "title": "周阿婆说：北墙有块砖松了", "who": "楼组长代录", "state": "done"},
        {"day": date(2026, 6, 9), "title": "并入事项「北立面空鼓瓷砖」", "who": "居委会", "state": "done"},
        {
            "day": date(2026, 7, 20),
            "title": "上门征询业主",
            "words": "148 户已投票，还差 12 户。楼组长本周三、周五晚上门。",
            "who": "业委会 · 物业配合送达",
            "url": "#timeline",
            "state": "current",
        },
        {"day": None, "title": "公示结果，答复送到门口", "state": "todo"},
    ]
    steps = [
        {"label": "核对名册", "note": "240 户，19,200.00 ㎡", "state": "done"},
        {"label": "公告十五日", "note": "7月1日至15日", "state": "done"},
        {"label": "业主投票", "note": "还有 3 天", "state": "current"},
        {"label": "计票并公示", "state": "todo"},
    ]
    return {"fate": told, "steps": steps}


def _photos() -> list[dict[str, Any]]:
    return [
        {
            "url": static("img/sample-before.svg"),
            "alt": "三层窗下的外墙砖已经松动，旁边有裂缝",
            "when": "before",
            "day": date(2026, 6, 8),
            "caption": "北立面三层窗下",
        },
        {
            "url": static("img/sample-after.svg"),
            "alt": "同一处外墙已经修平，窗台摆上了花",
            "when": "after",
            "day": date(2026, 9, 18),
            "caption": "同一处，验收当天。砖面平整，敲击无空响，脚手架已全部拆除。",
        },
    ]


def _table() -> dict[str, Any]:
    headers = ["小区", "业委会", "事项", "在办项目", "最近一项到期"]
    rows = [
        {"cells": ["华山嘉苑", "在任（第三届）", 12, 2, "还有 3 天"], "url": "#table"},
        {"cells": ["福苑大厦", "换届中", 9, 1, "逾期 3 天"], "url": "#table", "tone": "stuck"},
        {"cells": ["新桥小区（示例）", "空缺", 4, 0, "—"], "url": "#table"},
    ]
    return {"table_headers": headers, "table_rows": rows}


def _circles() -> list[dict[str, Any]]:
    return [
        {
            "key": "core",
            "label": "核心内圈",
            "count": 7,
            "words": "居委会、业委会、物业七人一组，把方向、作托底",
        },
        {"key": "middle", "label": "坚固中圈", "count": 46, "words": "在职与在册党员，听党员意见、派任务"},
        {"key": "outer", "label": "活力外圈", "count": 138, "words": "楼组长和志愿者，监督、协调、带动邻居"},
    ]


def _filters() -> list[dict[str, Any]]:
    return [
        {"label": "全部", "url": "#filter", "count": 118, "current": True},
        {"label": "待答复", "url": "#filter", "count": 7},
        {"label": "已有去向", "url": "#filter", "count": 111},
        {"label": "和我家有关", "url": "#filter"},
    ]


def _page() -> Page[int]:
    return Paginator(range(180), 20).page(2)


def sample_context() -> dict[str, Any]:
    """Everything the gallery's templates name."""
    return {
        **_votes(),
        **_steps(),
        **_table(),
        "today": TODAY,
        "moment": datetime(2026, 7, 20, 11, 30, tzinfo=UTC),
        "days": [date(2026, 7, 17), TODAY, date(2026, 7, 23), date(2026, 8, 31)],
        "long": LONG,
        "help": Help(
            "这里按期限列出今天该办的事，逾期的在最前。", "点一行，直接到要办的那一页。", "《条例》第14条"
        ),
        "photos": _photos(),
        "circles": _circles(),
        "filters": _filters(),
        "page": _page(),
        "form": SampleForm(),
        "sent_at_once": SampleForm(prefix="at-once")["place"],
        "faulty_form": FaultyForm({"tel": "138", "words": "", "answer": ""}),
        "hats_sample": [
            (1, "华山嘉苑业委会主任", True),
            (2, "3 号楼组长", False),
            (3, "业主 · 3号602室", False),
        ],
        "consequences": [
            "名册今天冻结：240 户、19,200.00 ㎡；之后的过户记入补充名册。",
            "公告立即贴出，7月20日 周一 起十五日内任何人不能再改题目。",
            "240 户会收到短信或纸面通知，这些通知收不回来。",
        ],
    }
