"""模板维护授权: the page on which a site administrator grants legal staff to replace templates."""

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound

from tonghua.records import _
from tonghua.records.display import when
from tonghua.records.forms import once
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.pages import Badge
from tonghua.records.papers.editors import GROUP, REGISTER, give, grants
from tonghua.records.papers.shipped import BOTH, NEWER, STATES, state_of
from tonghua.records.people import fullname, members


class RegisterPage(BrowserView):
    """A page of the register of templates; the other registers have none such."""

    def __call__(self):
        if self.context.getId() != REGISTER:
            raise NotFound(self.__name__)
        return self.act() or self.index()

    def act(self):
        """Do what was posted; a text where the page is not to be drawn."""
        return

    @property
    def url(self):
        return self.context.absolute_url()


class EditorsView(RegisterPage):
    """Every legal reviewer with a box: may replace templates, or not."""

    def act(self):
        if self.request.method != "POST":
            return None
        here = f"{self.url}/@@template-editors"
        if not token_holds(self.request):
            IStatusMessage(self.request).add(AGAIN, type="warning")
        elif not once.repeated(self.request):
            names = self.request.form.get("editors", ())
            give(self.context, (names,) if isinstance(names, str) else tuple(names))
            once.keep(self.request, here)
            IStatusMessage(self.request).add(_("已保存授权。"), type="info")
        self.request.response.redirect(here)
        return " "

    @property
    def people(self):
        given = grants(self.context)
        return [
            {
                "username": name,
                "fullname": fullname(name),
                "chosen": name in given,
                "note": _said(given[name]) if name in given else "",
            }
            for name in members(GROUP)
        ]


def _said(grant):
    return f"{when(grant.at)} {fullname(grant.by)}"


class UpdatesView(RegisterPage):
    """与随附模板对照: how every template stands beside the one that the program brings."""

    @property
    def rows(self):
        found = []
        for template in self.context.objectValues():
            if not template.docx_file or not api.user.has_permission("View", obj=template):
                continue
            state = state_of(template)
            words, colour = STATES[state]
            found.append(
                {
                    "title": template.Title(),
                    "url": template.absolute_url(),
                    "badge": Badge(text=words, colour=colour),
                    "asks": state in (NEWER, BOTH),
                    "differs": state not in ("same", "own"),
                    "compare": f"{template.absolute_url()}/@@template-compare",
                }
            )
        return sorted(found, key=lambda row: (not row["asks"], not row["differs"], row["title"]))
