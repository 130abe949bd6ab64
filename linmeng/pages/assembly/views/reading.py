"""Votes as anyone may read them."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linmeng.assembly.permissions import may_see_register
from linmeng.assembly.queries import register, vote_files
from linmeng.assembly.queries.recount import published_version
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.register import register_workbook
from linmeng.pages.assembly.vote_page import closing_words, read_vote
from linmeng.pages.shared.files import attached
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response


@require_GET
def vote(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One vote in its present state."""
    found = vote_for(request, pk)
    page = read_vote(request.visitor.actor, found, slug)
    context = {
        "vote": found,
        "page": page,
        "closes": closing_words(found),
        "today": request.visitor.actor.today,
    }
    return render(request, "assembly/vote.html", context)


@require_GET
def vote_file(request: VisitorRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """The masked count file of one question, once the result is published: recount it yourself."""
    found = vote_for(request, pk)
    if found.state not in ("published", "archived") or not found.questions.filter(number=number).exists():
        raise Http404
    content = vote_files(found, published_version(found))[number]
    text, kind = json.dumps(content, ensure_ascii=False), "ELECTION" if "candidates" in content else "VOTE"
    return attached(text.encode(), "application/json; charset=utf-8", f"{kind}-{pk}-{number}.json")


@require_GET
def register_excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Which units returned a ballot and which did not; never how they voted."""
    found = inside_vote(request, pk, may_see_register)
    if found.noticed_on is None:
        raise Http404
    return workbook_response(register_workbook(found, list(register(found))), f"register-{pk}")
