"""``@@form-draft`` and ``@@form-token``: what the script of a form asks the site for, in JSON."""

import json

from AccessControl import Unauthorized
from plone import api
from plone.protect.authenticator import createToken
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.display import may_view
from tonghua.records.forms import drafts, once
from tonghua.records.forms.guarded import Guarded, clock, token_holds
from tonghua.records.forms.store import me

ADD = "++add++"
LONGEST = 300
#: what no id of content begins with; an empty name is none either
NO_NAME = ("", "+", "@", "_", ".")


class Answer(BrowserView):
    """A small answer in JSON, never kept by a browser."""

    def answer(self, status, **body):
        response = self.request.response
        response.setStatus(status)
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "no-store")
        return json.dumps(body, ensure_ascii=False)

    def refuse(self, status, sentence):
        return self.answer(status, message=translate(sentence, context=self.request))


class TokenView(Answer):
    """``GET``: who is logged in, and a fresh token for forms; 401 for nobody."""

    def __call__(self):
        if not me():
            return self.refuse(401, _("登录已经失效。请重新登录。"))
        return self.answer(200, person=me(), token=createToken())


class DraftView(Answer):
    """``GET POST DELETE ?form=PATH``: the current person's draft of one form."""

    def __call__(self):
        if not me():
            return self.refuse(401, _("登录已经失效。请重新登录。"))
        form = self.request.get("form_id") or ""
        try:
            allowed = may_use(form)
        except (KeyError, AttributeError, NotFound):
            return self.refuse(404, _("没有这个表单。"))
        if not allowed:
            return self.refuse(403, _("您没有使用这个表单的权限。"))
        act = {"GET": self.get, "POST": self.post, "DELETE": self.delete}.get(self.request.method)
        if act is None:
            return self.refuse(405, _("不能这样使用自动保存。"))
        if act != self.get and not token_holds(self.request):
            return self.answer(403, token=createToken(), person=me())
        return act(form)

    def get(self, form):
        draft = drafts.draft_of(form)
        if draft is None:
            return self.answer(200, values=None)
        return self.answer(200, values=draft.values, time=clock(draft.at))

    def post(self, form):
        try:
            body = json.loads(self.request.get("BODY") or b"")
        except ValueError:
            body = None
        values = body.get("values") if isinstance(body, dict) else None
        if not drafts.is_values(values):
            return self.refuse(400, _("自动保存的内容不完整。"))
        self.request.form[once.NAME] = body.get("key")
        if once.led_to(self.request) is not None:
            # sent while this was on its way: what is sent needs no draft
            return self.answer(200, time="")
        try:
            draft = drafts.save(form, values)
        except drafts.TooLarge:
            return self.refuse(413, _("内容超过 2 MB，不能自动保存。请用下面的按钮保存。"))
        return self.answer(200, time=clock(draft.at))

    def delete(self, form):
        drafts.discard(form)
        return self.answer(200)


def may_use(form):
    """Whether the current person may use a form, ``PATH/NAME`` from the site's root.

    Raises KeyError where there is no such place or form.
    """
    path, _slash, name = form.partition("?")[0].rpartition("/")
    portal = api.portal.get()
    if len(form) > LONGEST or any(part[:1] in NO_NAME for part in path.split("/") if path):
        raise KeyError(form)
    place = portal.unrestrictedTraverse(path) if path else portal
    if place is not portal and not may_view(place):
        # whoever may change the level of what he may not see has a form there, but no drafts
        return False
    if name.startswith(ADD):
        return name.removeprefix(ADD) in [fti.getId() for fti in place.allowedContentTypes()]
    try:
        view = place.restrictedTraverse(f"@@{name.removeprefix('@@')}")
    except Unauthorized:
        return False
    if not isinstance(getattr(view, "form_instance", None), Guarded):
        raise KeyError(name)
    return True
