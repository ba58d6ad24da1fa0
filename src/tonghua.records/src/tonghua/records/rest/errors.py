"""A refusal as HTTP 409 JSON, and as a message on the page that it came from; 400 in words."""

import json

from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18n import translate

from tonghua.records import _


class ConflictView(BrowserView):
    """``{"rule", "article", "message", "overridable"}`` with 409 over REST; in the page, back to
    where one was.

    One view for both: a request over REST also carries the layers of pages.
    """

    def __call__(self):
        message = translate(self.context.message, context=self.request)
        if IAPIRequest.providedBy(self.request):
            return self._json(message)
        IStatusMessage(self.request).add(message, type="error")
        parents = [item for item in self.request.get("PARENTS", ()) if hasattr(item, "portal_type")]
        target = parents[0].absolute_url() if parents else self.request.get("SERVER_URL", "/")
        self.request.response.redirect(target, status=303, lock=1)
        return ""

    def _json(self, message):
        refusal = self.context
        body = {
            "type": "Conflict",
            "rule": refusal.rule,
            "article": refusal.article,
            "message": message,
            "overridable": refusal.overridable,
        }
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setStatus(409, lock=1)
        response.setBody(json.dumps(body, ensure_ascii=False).encode("utf-8"), lock=1)


class BadRequestView(ErrorHandling):
    """``{"type", "message", "errors": [{"field", "message"}]}`` with 400.

    Plone answers a form's faults as the printed form of a Python list, and a message as its id.
    """

    def render_exception(self, exception):
        result = super().render_exception(exception)
        given = exception.args[0] if exception.args else ""
        faults = given if isinstance(given, list) else [{"message": given}]
        said = [self._fault(each) for each in faults]
        result["message"] = "".join(fault["message"] for fault in said)
        if isinstance(given, list):
            result["errors"] = said
        return result

    def _fault(self, fault):
        words = translate(fault.get("message") or "", context=self.request)
        field = fault.get("field") or ""
        if field and not set('“"。') & set(words):
            # the schema's own words, which name no field; ours quote it or are a sentence
            words = translate(
                _(
                    "“${field}”填写的内容不符合要求，请核对（${words}）。",
                    mapping={"field": field, "words": words},
                ),
                context=self.request,
            )
        return {"field": field, "message": words}
