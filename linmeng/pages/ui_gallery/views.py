"""The gallery of components at `/ui`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linmeng.pages.ui_gallery.sample import sample_context


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, with normal, long and empty content."""
    return render(request, "ui_gallery/index.html", sample_context())
