"""Is my ballot there? By the code on the receipt, for anyone, without log-in; never what it says."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_see_receipt
from linmeng.assembly.queries.receipts import FoundReceipt, receipt_found
from linmeng.pages.assembly.gates import vote_for
from linmeng.pages.assembly.night_forms import ReceiptCodeForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.templatetags.ui_formats import cn_date


def find(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The code travels in the body of the form, so that it stands in no address and no log."""
    vote = vote_for(request, pk)
    if vote.noticed_on is None:
        raise Http404
    form, found, asked = ReceiptCodeForm(request.POST or None), None, False
    if request.method == "POST" and form.is_valid():
        found, asked = receipt_found(vote, form.cleaned_data["code"]), True
    context = {"vote": vote, "form": form, "found": found, "asked": asked, "mine": []}
    if found is not None:
        context["told"] = told(vote, found)
        context["own"] = may_see_receipt(request.visitor.actor, found.receipt.by)
    return render(request, "assembly/find_receipt.html", context)


def told(vote: Vote, found: FoundReceipt) -> list[str]:
    """How it is recorded, in sentences."""
    if found.channel == "paper" and found.read_on is not None:
        words = _("Recorded: paper, read by %(n)s people, on %(day)s.")
        said = [words % {"n": max(found.readers, 1), "day": cn_date(found.read_on)}]
        if found.readers < 2:
            said = [_("Recorded: paper, read by a scan and a person, on %s.") % cn_date(found.read_on)]
    elif found.channel == "city":
        said = [_("Recorded: city platform, on %s.") % cn_date(found.day)]
    else:
        said = [_("Recorded: cast on the web, on %s.") % cn_date(found.day)]
    if found.void:
        said.append(_("It was looked into and found void: it does not count."))
    elif found.frozen:
        said.append(_("Somebody says it was not them: it is frozen until that is decided."))
    return said
