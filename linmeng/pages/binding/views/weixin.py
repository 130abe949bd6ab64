"""My WeChat: connected to and taken off the log-in that my phone number opened."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.common.errors import NeedsSecondFactor
from linmeng.pages.login import weixin
from linmeng.pages.shared.visitor import VisitorRequest, freshly_confirmed
from linmeng.people.actions.weixin import disconnect_weixin
from linmeng.people.models import User


@login_required
@require_POST
def connect(request: VisitorRequest, slug: str) -> HttpResponse:
    """To WeChat and back; after a fresh code by SMS, so that a stolen session connects nothing."""
    if not freshly_confirmed(request, request.at):
        raise NeedsSecondFactor(_("Before changing your log-in, please confirm with a code by SMS."))
    return weixin.to_connect(request, slug)


@login_required
@require_POST
def disconnect(request: VisitorRequest, slug: str) -> HttpResponse:
    """From now on WeChat opens nothing here."""
    disconnect_weixin(request.visitor.actor, cast(User, request.user))
    return redirect("my_devices", slug)
