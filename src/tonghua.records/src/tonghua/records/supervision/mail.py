"""Notices by mail (邮件提醒): one letter a person and run, of what no letter has told yet.

A letter names no title, party or person: it may be read on any machine. Whoever has no address, or
an office without a mail server, has the inbox.
"""

import logging
from email.message import EmailMessage

import transaction
from plone import api
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.i18n import CHINESE, in_chinese
from tonghua.records.notices import store
from tonghua.records.office import settings
from tonghua.records.setup.leaving import is_deactivated

logger = logging.getLogger(__name__)

#: notices that one letter lists; the rest is counted
MOST = 50


def send_all():
    """Send everybody's letter, each in a transaction of its own. Returns how many were sent.

    A letter that cannot be sent is tried again by the next run.
    """
    sender = sender_address()
    sent = 0
    for username, notices in store.unmailed().items():
        try:
            sent += _send(sender, username, notices)
            transaction.commit()
        except Exception:
            transaction.abort()
            logger.exception("the letter to %s could not be sent", username)
    return sent


def sender_address():
    """The site's own address; empty where the office has set up no mail."""
    return api.portal.get_registry_record("plone.email_from_address", default="") or ""


def _send(sender, username, notices):
    store.mark_mailed(username, [notice.key for notice in notices])
    address = _address_of(username)
    if not (sender and address):
        return 0
    # sent when the transaction commits, and not sent when it does not
    api.portal.get_tool("MailHost").send(letter(sender, address, notices), immediate=False)
    return 1


def _address_of(username):
    """Where somebody gets mail; empty for who has no address, and for who has left."""
    member = api.user.get(userid=username)
    if member is None or is_deactivated(username):
        return ""
    return member.getProperty("email") or ""


def letter(sender, address, notices):
    """The letter as a message."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = address
    message["Subject"] = _say(_("您有${n}项时限提醒", mapping={"n": str(len(notices))}))
    lines = [f"· {in_chinese(notice.text)}" for notice in notices[:MOST]]
    if len(notices) > MOST:
        lines.append(_say(_("另有${n}项。", mapping={"n": str(len(notices) - MOST)})))
    closing = _("请登录系统，在“我的提醒”中查看是哪一件案件。")
    message.set_content("\n".join([settings().office_name or "", "", *lines, "", _say(closing)]))
    return message


def _say(text):
    return translate(text, target_language=CHINESE)
