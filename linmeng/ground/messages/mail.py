"""Sending an e-mail through the back end that LINMENG_EMAIL chose: outbox, console or SMTP."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from linmeng.ground.messages.not_sent import NotSent
from linmeng.ground.messages.outbox import settle_outbox


@contextmanager
def post_office() -> Iterator[BaseEmailBackend]:
    """One round of sending: one connection for all its e-mails, opened by the first of them.

    At the end the outbox is settled on the disk, so that what was sent may be acknowledged.
    """
    office: BaseEmailBackend = get_connection()
    try:
        yield office
    finally:
        office.close()
    settle_outbox()


def send_mail(
    office: BaseEmailBackend, address: str, *, subject: str, text: str, key: str, unsubscribe: str = ""
) -> None:
    """Send one e-mail. The key is its Message-ID: a mailbox knows a second arrival by it. Raises `NotSent`."""
    headers = {"Message-ID": f"<{key}@{urlsplit(settings.LINMENG_SITE).hostname or 'linmeng'}>"}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
    message = EmailMessage(
        subject=subject, body=text, from_email=None, to=[address], headers=headers, connection=office
    )
    try:
        office.open()
        message.send()
    except (smtplib.SMTPException, OSError) as fault:
        raise NotSent(str(fault)) from fault
