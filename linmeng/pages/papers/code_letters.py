"""Code letters from their rows: the code is derived while printing and written nowhere else."""

from linmeng.alliance.models import Body
from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.pages.papers.piles import Pile, cover_of, door_words, sheet_address
from linmeng.pages.printing.code_letter import CodeLetterFacts, LetterRun, code_letters_pdf
from linmeng.pages.printing.labels import labels
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.templatetags.ui_formats import cn_date_full
from linmeng.papers.models import PrintRun
from linmeng.people.actions.letters import printed_codes
from linmeng.people.models import CodeLetter


def render(run: PrintRun, pile: Pile, alliance: Alliance, lang: str) -> bytes:
    """The letters of one pile. A letter revoked since then is left out: its code opens nothing."""
    ids = [sheet.subject_id for sheet in pile.sheets if sheet.subject_id is not None]
    letters = list(CodeLetter.objects.filter(id__in=ids, state="valid"))
    codes = {letter.id: (letter, code.replace("-", "")) for letter, code in printed_codes(letters)}
    facts = [
        CodeLetterFacts(
            door=door_words(sheet),
            code=codes[sheet.subject_id][1],
            valid_until=cn_date_full(codes[sheet.subject_id][0].expires_on),
            number=str(sheet.number),
            scan_code=ScanCode(sheet_address(alliance.slug, sheet.token), ""),
        )
        for sheet in pile.sheets
        if sheet.subject_id in codes
    ]
    if not facts:
        return b""
    cover = cover_of(run, pile, alliance.slug, note=labels(lang)["letter_fold"])
    return code_letters_pdf(letter_run(run, alliance, lang), facts, large_print=run.large_print, cover=cover)


def letter_run(run: PrintRun, alliance: Alliance, lang: str) -> LetterRun:
    """What all letters of a run say."""
    office: Body | None = run.compound.residents_committee
    desk = labels(lang)["letter_desk"].format(office=office.name if office is not None else alliance.name)
    return LetterRun(
        compound=run.compound.name,
        date=cn_date_full(local_day(run.created_at)),
        desk=desk,
        sample=alliance.is_sample,
        lang=lang,
    )
