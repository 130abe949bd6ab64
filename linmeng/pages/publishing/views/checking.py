"""Is the paper on the wall the true one?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.pages.publishing.codes import read_code
from linmeng.pages.publishing.serving import publication_at
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing.queries import proof_of, publications_of_code

MOST_FOUND = 5


@require_GET
def check(request: VisitorRequest, slug: str) -> HttpResponse:
    """Compare the check code of a paper with what was published."""
    typed = request.GET.get("code", "")[:40]
    code = read_code(typed)
    found = list(publications_of_code(code)[:MOST_FOUND]) if len(code) == 8 else []
    context = {"typed": typed.strip(), "code": code, "found": [(one, proof_of(one)) for one in found]}
    return render(request, "publishing/check.html", context)


@require_GET
def proof(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Step by step: how anyone recomputes the fingerprint, and where the record and its seal hold it."""
    one = publication_at(token)
    return render(request, "publishing/proof.html", {"publication": one, "proof": proof_of(one)})
