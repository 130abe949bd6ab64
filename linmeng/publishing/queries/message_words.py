"""The words of an SMS or an e-mail, from the notices in it. In Chinese, whoever's click it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.ground.directory import slug_in_force
from linmeng.publishing.models import Delivery, Notice, Topic

TITLES_IN_SMS = 4
STOP_SALT = "linmeng.publishing.stop"


@dataclass(frozen=True)
class MessageWords:
    """What stands in one message; `unsubscribe` is empty where nothing can be switched off."""

    subject: str
    text: str
    unsubscribe: str = ""


def message_words(way: str, notices: Sequence[Notice], address: str) -> MessageWords:
    """One notice in full, or several together: titles by SMS, everything by e-mail."""
    with translation.override(settings.LANGUAGE_CODE):
        if way == Delivery.Way.SMS:
            return MessageWords("", f"【邻盟】{_sms(notices, address)}")
        return _mail(notices, address)


def _sms(notices: Sequence[Notice], address: str) -> str:
    if len(notices) == 1:
        link = f" {address}{notices[0].path}" if notices[0].path else ""
        return f"{_label(notices[0])}{notices[0].title}：{notices[0].words}{link}"
    titles = [f"{place}. {_label(n)}{n.title}" for place, n in enumerate(notices[:TITLES_IN_SMS], 1)]
    more = len(notices) - TITLES_IN_SMS
    titles += [_("and %(n)s more") % {"n": more}] if more > 0 else []
    head = _("%(n)s pieces of news for you") % {"n": len(notices)}
    return f"{head}：{'；'.join(titles)} {address}/a/{slug_in_force()}/me/notices/"


def _label(notice: Notice) -> str:
    if not notice.statutory:
        return ""
    article = f" {notice.article}" if notice.article else ""
    return f"[{_('statutory notice')}{article}] "


def _mail(notices: Sequence[Notice], address: str) -> MessageWords:
    slug = slug_in_force()
    parts = [_part(notice, address) for notice in notices]
    wishes = f"{address}/a/{slug}/me/reach/"
    parts.append(_("How we reach you is yours to choose: %(link)s") % {"link": wishes})
    stop = _stop_link(notices, slug, address)
    if stop:
        parts.append(_("No more e-mails about this: %(link)s") % {"link": stop})
    one = len(notices) == 1
    subject = notices[0].title if one else _("%(n)s pieces of news for you") % {"n": len(notices)}
    return MessageWords(f"【邻盟】{subject}", "\n\n".join(parts), stop)


def _part(notice: Notice, address: str) -> str:
    link = f"\n{address}{notice.path}" if notice.path else ""
    return f"{_label(notice)}{notice.title}\n{notice.words}{link}"


def _stop_link(notices: Sequence[Notice], slug: str, address: str) -> str:
    """Switches off e-mails of one topic, without a log-in; not where the law or security demands them."""
    topics = {notice.topic for notice in notices}
    if len(topics) != 1 or Topic.ACCOUNT in topics or any(notice.statutory for notice in notices):
        return ""
    return f"{address}/a/{slug}/reach/stop/{stop_token(notices[0].person_id, topics.pop())}/"


def stop_token(person_id: int, topic: str) -> str:
    """Names a person and a topic; only this house can make one."""
    return signing.dumps([str(person_id), topic], salt=STOP_SALT)


def read_stop_token(token: str) -> tuple[int, str] | None:
    """The person and the topic of a link; None when it was not made here."""
    try:
        person_id, topic = signing.loads(token, salt=STOP_SALT)
    except signing.BadSignature:
        return None
    return int(person_id), topic
