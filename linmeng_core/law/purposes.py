"""The register of purposes: why something is kept of people, on which ground, who sees it, how long."""

from dataclasses import dataclass

from linmeng_core.law.strict_toml import Table

BASES = ("consent", "contract", "duty", "vital")
ASKED = ("", "page", "there")


@dataclass(frozen=True)
class Said:
    """The same in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """English only for English readers."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True)
class Purpose:
    """One purpose for which something is kept of people."""

    code: str
    title: Said
    words: Said
    basis: str
    article: str
    holds: tuple[Said, ...]
    seen_by: tuple[Said, ...]
    kept: Said
    kept_article: str
    asked: str
    """`page`: apart, on the consents page; `there`: at the thing itself; empty: the basis is no consent."""
    separate: str
    """The article that demands a separate consent; empty when none does."""
    withdraw: bool
    columns: tuple[str, ...]

    def agreed_words(self) -> str:
        """What a person says yes to, in both languages: hashed with the consent."""
        holds = "；".join(said.zh for said in self.holds) + " | " + "; ".join(said.en for said in self.holds)
        seen = (
            "；".join(said.zh for said in self.seen_by) + " | " + "; ".join(said.en for said in self.seen_by)
        )
        lines = [self.code, self.title.zh, self.title.en, self.words.zh, self.words.en, holds, seen]
        return "\n".join([*lines, self.kept.zh, self.kept.en, self.article])


@dataclass(frozen=True)
class Clock:
    """After how many days something is forgotten, counted from when."""

    code: str
    title: Said
    since: Said
    days: int
    article: str


@dataclass(frozen=True)
class Register:
    """Every purpose and every clock, in their order."""

    purposes: tuple[Purpose, ...]
    clocks: tuple[Clock, ...]

    def purpose(self, code: str) -> Purpose:
        """The purpose of this code; KeyError for one the register does not know."""
        return {purpose.code: purpose for purpose in self.purposes}[code]

    def clock(self, code: str) -> Clock:
        """The clock of this code; KeyError for one the register does not know."""
        return {clock.code: clock for clock in self.clocks}[code]


def read_register(document: Table) -> Register:
    """The register from its document; a mistake is named with its line."""
    document.done("purpose", "clock")
    purposes = tuple(_purpose(table) for table in document.tables("purpose"))
    clocks = tuple(_clock(table) for table in document.tables("clock"))
    _once(document, "purpose", [purpose.code for purpose in purposes])
    _once(document, "clock", [clock.code for clock in clocks])
    return Register(purposes, clocks)


def _once(document: Table, key: str, codes: list[str]) -> None:
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise document.fault("toml_not_one_of", key, place, "code", given=code, allowed="*")


def _said(table: Table, key: str) -> Said:
    return Said(table.text(key), table.text(f"{key}_en"))


def _many_said(table: Table, key: str) -> tuple[Said, ...]:
    zh, en = table.texts(key), table.texts(f"{key}_en")
    if len(zh) != len(en):
        raise table.fault("toml_type", f"{key}_en", expected="list", given=str(len(en)))
    return tuple(Said(one, other) for one, other in zip(zh, en, strict=True))


def _purpose(table: Table) -> Purpose:
    said = ("title", "words", "data", "seen_by", "kept")
    plain = ("code", "basis", "article", "kept_article", "asked", "separate", "withdraw", "columns")
    table.done(*plain, *said, *(f"{key}_en" for key in said))
    purpose = Purpose(
        code=table.text("code"),
        title=_said(table, "title"),
        words=_said(table, "words"),
        basis=table.one_of("basis", BASES),
        article=table.text("article"),
        holds=_many_said(table, "data"),
        seen_by=_many_said(table, "seen_by"),
        kept=_said(table, "kept"),
        kept_article=table.text("kept_article"),
        asked=table.one_of("asked", ASKED),
        separate=table.text("separate"),
        withdraw=table.flag("withdraw"),
        columns=table.texts("columns"),
    )
    _check_consent(table, purpose)
    return purpose


def _check_consent(table: Table, purpose: Purpose) -> None:
    """What rests on consent is asked for and may be taken back (个人信息保护法 14, 15); nothing else is asked."""
    asked = purpose.basis == "consent"
    if asked != bool(purpose.asked):
        raise table.fault(
            "toml_not_one_of", "asked", given=purpose.asked, allowed="page, there" if asked else ""
        )
    if asked and not purpose.withdraw:
        raise table.fault("toml_not_one_of", "withdraw", given="false", allowed="true")


def _clock(table: Table) -> Clock:
    table.done("code", "title", "title_en", "since", "since_en", "days", "article")
    return Clock(
        code=table.text("code"),
        title=_said(table, "title"),
        since=_said(table, "since"),
        days=table.number("days"),
        article=table.text("article"),
    )
