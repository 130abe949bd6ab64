"""Who signed a paper, as two people read it, and whether such a ballot can stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotPaper, Proxy, Vote
from linmeng.assembly.queries.entitled import has_died
from linmeng.assembly.queries.proxies import against, differs, law_of_mandates
from linmeng.common.clock import local_day


@dataclass(frozen=True)
class Signed:
    """Whose ballot it is (`owner`), and who signed in that owner's place, under which mandate."""

    owner: str
    person_id: int | None = None
    proxy: Proxy | None = None


def who_signed(paper: BallotPaper, key: str) -> Signed:
    """From the key of a signer (`entitled.Signer`) as it stands in the readings."""
    owner, _colon, other = key.partition(":")
    if not other:
        return Signed(owner)
    if not other.startswith("p"):
        return Signed(owner, int(other))
    proxy = Proxy.objects.get(id=int(other[1:]), entry_id=paper.entry_id, principal=owner)
    return Signed(owner, proxy.agent_person_id, proxy)


def why_void(vote: Vote, paper: BallotPaper, signed: Signed, choices: Mapping[int, str]) -> str:
    """Why such a paper never counts, in the words that stay with it; "" where it may stand."""
    back = paper.sheet.returned_at
    assert back is not None  # noqa: S101  it was read
    with translation.override(settings.LANGUAGE_CODE):
        if signed.person_id is None and signed.proxy is None and has_died(signed.owner, local_day(back)):
            return _("Signed in the name of an owner who has died (Civil Code 230).")
        if signed.proxy is None:
            return ""
        if signed.proxy.revoked_at is not None:
            return against("revoked")
        cast = {str(number): choice for number, choice in choices.items()}
        article = differs(law_of_mandates(vote, local_day(back)), signed.proxy, cast)
        return f"{against('differs_from_mandate')} ({article})" if article else ""
