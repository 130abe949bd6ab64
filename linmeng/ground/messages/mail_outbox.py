"""A back end of Django's mail that puts e-mails into the outbox beside the SMS."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from linmeng.ground.ids import new_id
from linmeng.ground.messages.outbox import MAIL, put_into_outbox


class EmailBackend(BaseEmailBackend):
    """Each e-mail is one file, named by the key in its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them all; answers how many."""
        for message in email_messages:
            self._keep(message)
        return len(email_messages)

    def _keep(self, message: EmailMessage) -> None:
        given = message.extra_headers.get("Message-ID", "").strip("<>").partition("@")[0]
        key = given or f"{new_id():016x}"
        text = f"{message.subject}\n{message.body}"
        for address in message.recipients():
            words = {"address": address, "text": text, "key": key}
            unsubscribe = message.extra_headers.get("List-Unsubscribe", "")
            put_into_outbox(key, MAIL, words | ({"unsubscribe": unsubscribe} if unsubscribe else {}))
