"""One-time keys (一次性提交): the same sending of a form counts once.

A double click, a reload, the back button and a second request in the same moment all carry the
key of the page that they were made from. The key is written in the transaction of the act, so of
two requests at once one meets a conflict, is tried again, and finds the other's result.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.forms.store import make_mine, mine
from tonghua.records.moments import now

NAME = "_once"
LONGEST = 64
AGE = timedelta(days=7)
MOST = 500

ALREADY = _("已经提交过，这是当时的结果。")
CHANGED = _("已经提交过，这是当时的结果。后来改动的内容没有保存，请在这里重新编辑。")

#: what a repeated sending may carry anew without being another one
BESIDE = (NAME, "_authenticator", "ajax_load")


@dataclass(frozen=True)
class Used:
    """Where a sending led, when, and the hash of what it said."""

    url: str
    at: object
    content: str


def new_key():
    """A key for a page that is about to be shown."""
    return secrets.token_urlsafe(16)


def key_of(request):
    """The key that a request carries; "" for one without."""
    key = request.form.get(NAME)
    return key if isinstance(key, str) and len(key) <= LONGEST else ""


def led_to(request):
    """What came of this key before; None for a fresh one."""
    kept = mine()
    return kept.used.get(key_of(request)) if kept is not None else None


def keep(request, url):
    """Note that the request's key has led to ``url``; old keys go."""
    key = key_of(request)
    if not key:
        return
    used = make_mine().used
    used[key] = Used(url, now(), content_of(request))
    _age(used)


def repeated(request):
    """Lead a second sending to the first one's result; whether it was one."""
    used = led_to(request)
    if used is None:
        return False
    same = used.content == content_of(request)
    IStatusMessage(request).add(ALREADY if same else CHANGED, type="info" if same else "warning")
    request.response.redirect(used.url)
    return True


def content_of(request):
    """The hash of what a request says, without its keys."""
    said = sorted(
        (name, getattr(value, "filename", None) or value)
        for name, value in request.form.items()
        if name not in BESIDE
    )
    return sha256(repr([(name, str(value)) for name, value in said]).encode()).hexdigest()


def _age(used):
    if len(used) <= MOST // 2:
        return
    oldest = now() - AGE
    by_age = sorted(used, key=lambda key: used[key].at)
    crowded = len(by_age) - MOST
    for n, key in enumerate(by_age):
        if n < crowded or used[key].at < oldest:
            del used[key]
