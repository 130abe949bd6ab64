"""The ways a message leaves the house: SMS and e-mail, each into the outbox, onto the console or to a provider."""

from linmeng.ground.messages.mail import post_office, send_mail
from linmeng.ground.messages.not_sent import NotSent
from linmeng.ground.messages.outbox import outbox_messages
from linmeng.ground.messages.sms import send_sms

__all__ = ["NotSent", "outbox_messages", "post_office", "send_mail", "send_sms"]
