"""Facts for papers, and ways to read a printed page back."""

import io

import pypdfium2
import zxingcpp
from PIL import Image

from linmeng.pages.printing.answer_slip import AnswerSlipFacts
from linmeng.pages.printing.ballot import BallotFacts, BallotSheetFacts
from linmeng.pages.printing.door_list import DoorListFacts, DoorRow
from linmeng.pages.printing.long_picture import PictureFacts
from linmeng.pages.printing.poster import (
    Figure,
    MatterRow,
    MattersPosterFacts,
    NoticePosterFacts,
    QuestionResult,
    ResultPosterFacts,
)
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.two_bars import Bar, Cell

CODE = ScanCode("https://linmeng.example/a/dongzhen/v/7F3K29QA", "7F3K-29QA")
LONG_COMPOUND = "上海市长宁区新华路街道东镇居民区示范路一百二十号二期高层住宅小区"
LONG_HEADLINE = "五件事都通过了：外立面修缮、续聘物业公司、建非机动车停车棚、改议事规则和公共收益分配"
FIVE_QUESTIONS = (
    "是否同意使用专项维修资金修缮一至三号楼外立面并更换全部空调支架",
    "是否同意续聘现在的物业服务公司为本小区提供物业服务三年",
    "是否同意把东门外绿地的一部分改成非机动车停车棚并安装充电桩",
    "是否同意议事规则第十二条的修改",
    "是否同意公共收益的百分之六十补充专项维修资金",
)

AREA = Bar(
    measure="area",
    total=1_920_000,
    total_figure="19,200.00 ㎡",
    participating=1_424_000,
    participating_figure="14,240.00 ㎡",
    cells=(
        Cell("yes", 1_104_000, "11,040.00 ㎡"),
        Cell("no", 240_000, "2,400.00 ㎡"),
        Cell("abstain", 80_000, "800.00 ㎡"),
    ),
    sentence="参加 74.2%，够三分之二；同意 77.5%，过半",
)
HEADS = Bar(
    measure="heads",
    total=240,
    total_figure="240 人",
    participating=178,
    participating_figure="178 人",
    cells=(
        Cell("yes", 137, "137 人"),
        Cell("no", 30, "30 人"),
        Cell("abstain", 10, "10 人"),
        Cell("split", 1, "1 人"),
    ),
    sentence="参加 74.2%，够三分之二；同意 77.0%，过半",
)
FACTS = (
    Figure("178 户", "参加表决"),
    Figure("77.5%", "面积同意"),
    Figure("482,367.70 元", "预算"),
)


def result_question(title: str = FIVE_QUESTIONS[0]) -> QuestionResult:
    return QuestionResult(title, (AREA, HEADS), "已通过")


def result_facts(**changes: object) -> ResultPosterFacts:
    facts = {
        "compound": "华山嘉苑",
        "headline": "外立面修缮通过了：面积和人数都过半",
        "next": "7月20日起公示五天；8月3日开工。",
        "code": CODE,
        "rule": "民法典第二百七十八条 · cn.owners_vote 2021.1",
        "date": "2026年7月19日 周日",
        "led_by": "东镇居民区党总支",
        "questions": (result_question(),),
        "facts": FACTS,
        "lines": ("收到 181 张票，其中 3 张没有计入。", "没有返票的不算同意，也不算反对。"),
        "fingerprint": "9f86d081 884c7d65 9a2feaa0 c55ad015",
    }
    return ResultPosterFacts(**(facts | changes))  # type: ignore[arg-type]


def notice_facts(**changes: object) -> NoticePosterFacts:
    facts = {
        "compound": "华山嘉苑",
        "headline": "请您投票：外立面修不修，7月5日前定",
        "next": "7月6日 周一 19:00 当众拆箱。",
        "code": CODE,
        "rule": "民法典第二百七十八条",
        "date": "2026年6月18日 周四",
        "questions": FIVE_QUESTIONS[:1],
        "when": "6月20日 周六 到 7月5日 周日 24:00",
        "how_to_vote": ("手机：扫左下角的码", "纸票：楼组长送上门"),
        "what_passes": ("参加的够全体的三分之二", "同意的超过参加的一半"),
    }
    return NoticePosterFacts(**(facts | changes))  # type: ignore[arg-type]


def matters_facts(**changes: object) -> MattersPosterFacts:
    row = MatterRow(1, "立体车库升降时有异响", "9 位", "正在办：安全检测", "7月20日 出报告")
    facts = {
        "compound": "福苑大厦",
        "headline": "118 句话，27 件事，9 件办好了",
        "next": "有话想说：扫码，或告诉楼组长。",
        "code": CODE,
        "rule": "",
        "date": "2026年7月19日 周日",
        "matters": (row, MatterRow(2, "停车位重新划线", "41 位", "办好了", "—", "done")),
    }
    return MattersPosterFacts(**(facts | changes))  # type: ignore[arg-type]


def vote_facts(**changes: object) -> BallotFacts:
    facts = {
        "compound": "华山嘉苑",
        "title": "外立面修缮",
        "questions": FIVE_QUESTIONS[:1],
        "closes": "7月5日 周日 24:00",
        "how_to_mark": ("每一件事只在一个方框里打勾。",),
        "validity": ("业主本人签名有效。", "截止后送到的票不计。"),
    }
    return BallotFacts(**(facts | changes))  # type: ignore[arg-type]


def ballot_address(place: int) -> str:
    return f"https://linmeng.example/a/dongzhen/b/{place:04d}K29Q"


def ballot_sheets(count: int, unit: str = "3号楼 {place}室") -> list[BallotSheetFacts]:
    return [
        BallotSheetFacts(
            entrance=f"3号楼 {place // 2 + 1}门洞",
            unit=unit.format(place=place + 101),
            area="80.00 ㎡",
            number=f"HS-{place + 1:04d}",
            code=ScanCode(ballot_address(place), f"B{place:03d}-29QA"),
        )
        for place in range(count)
    ]


def door_list_facts(rows: int, **changes: object) -> DoorListFacts:
    facts = {
        "compound": "华山嘉苑",
        "title": "外立面修缮 表决票",
        "entrance": "3号楼 1门洞",
        "closes": "7月5日 周日 24:00",
        "rows": tuple(
            DoorRow(f"{place + 101}室", f"HS-{place + 1:04d}", "80.00 ㎡") for place in range(rows)
        ),
        "code": CODE,
    }
    return DoorListFacts(**(facts | changes))  # type: ignore[arg-type]


def slip_facts(**changes: str) -> AnswerSlipFacts:
    facts = {
        "greeting": "3号楼 502室，您好",
        "words": "楼道口的瓷砖松了",
        "step": "已经排上清单，正在做安全检测",
        "step_date": "7月14日 周二",
        "next": "7月20日 周一出检测报告",
        "ask": "楼组长 赵老师",
        "place": "排在第 3 位",
    }
    return AnswerSlipFacts(code=CODE, **(facts | changes))


def picture_facts(**changes: object) -> PictureFacts:
    facts = {
        "compound": "华山嘉苑",
        "kind": "表决结果",
        "headline": "外立面修缮通过了：面积和人数都过半",
        "next": "7月20日起公示五天；8月3日开工。",
        "date": "2026年7月19日 周日",
        "code": CODE,
        "questions": (result_question(),),
        "facts": FACTS,
    }
    return PictureFacts(**(facts | changes))  # type: ignore[arg-type]


def pages_of(paper: bytes) -> list[str]:
    """The text of each page, without line breaks, so that a wrapped sentence is found whole."""
    pages = pypdfium2.PdfDocument(paper)
    return [page.get_textpage().get_text_range().replace("\r", "").replace("\n", "") for page in pages]


def picture_of(paper: bytes, page: int = 0, dots_an_inch: int = 150) -> Image.Image:
    return pypdfium2.PdfDocument(paper)[page].render(scale=dots_an_inch / 72).to_pil()


def scanned(picture: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


def type_sizes(paper: bytes, text: str) -> list[int]:
    """The sizes in points, rounded, in which `text` stands on the first page."""
    page = pypdfium2.PdfDocument(paper)[0]
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    things = page.get_objects(filter=kinds, textpage=page.get_textpage())
    return [
        round(thing.get_font_size() * abs(thing.get_matrix().a))
        for thing in things
        if text in thing.extract()
    ]
