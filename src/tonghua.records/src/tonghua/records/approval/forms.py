"""例外放行: the approver's form, with what is refused, why, and the reason that stays."""

from urllib.parse import urlencode

from plone.uuid.interfaces import IUUID
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form.field import Fields
from zExceptions import NotFound
from zope import schema
from zope.interface import Interface

from tonghua.records import _
from tonghua.records.approval.overrides import blocked_act, override
from tonghua.records.core.overrides import is_act, say_step
from tonghua.records.core.rules import RULES
from tonghua.records.display import may_view
from tonghua.records.forms.operation import OperationForm, OperationView
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent

TITLE = _("例外放行")


class IOverride(Interface):
    """Why a leader sets a rule aside."""

    reason = schema.Text(
        title=_("例外放行的理由"),
        description=_(
            "写明为什么不能补正、为什么仍要办理。理由和您的姓名、时间长期保存在本案，监督机构可以查看。"
        ),
        required=True,
    )


def page_of(rule, subject, transition):
    """The view of the form for one act, with its query."""
    given = {"rule": rule, "record": subject, "transition": transition}
    return f"@@override?{urlencode(given)}"


def now_refused(act, refusal):
    """What is refused now, and by what sentence."""
    return _("“${act}”现在被拒绝：${reason}", mapping={"act": act, "reason": say(refusal.message)})


class OverrideForm(OperationForm):
    """One act, one rule, one reason."""

    fields = Fields(IOverride)
    done = _("已例外放行。请通知承办人再办理一次。这一条仍然是“不符合”，理由保存在本案。")

    def _asked(self, name):
        value = self.request.form.get(name)
        return value if isinstance(value, str) else ""

    @property
    def act(self):
        """Rule, record ("" for the case) and transition that the address names."""
        return self._asked("rule"), self._asked("record"), self._asked("transition")

    @property
    def label(self):
        """例外放行, and of what."""
        item = self._record(self._asked("record")) or self.context
        return f"{say(TITLE)}：{item.Title()}"

    @property
    def action(self):
        return f"{self.context.absolute_url()}/{page_of(*self.act)}"

    @property
    def draft_name(self):
        return page_of(*self.act)

    @property
    def description(self):
        """What is refused, and for what."""
        _rule, subject, transition = self.act
        blocked = blocked_act(self.context, *self.act)
        if blocked is None:
            return ""
        act = say(say_step(IFactsSource(self.context).facts(), subject, transition))
        return now_refused(act, blocked.refusal)

    def next_url(self):
        rule = RULES.get(self._asked("rule"))
        anchor = f"#article-{rule.article}" if rule else ""
        return f"{self.context.absolute_url()}/@@case-compliance{anchor}"

    def update(self):
        rule, subject, transition = self.act
        if rule not in RULES or not is_act(transition):
            raise NotFound(rule)
        if subject and self._record(subject) is None:
            raise NotFound(subject)
        if self.request.method == "GET" and self._needless():
            return
        super().update()

    def _record(self, uid):
        """The record of the case with a uid, if this person may view it; None for any other."""
        for item in self.context.objectValues() if uid else ():
            if IRecordContent.providedBy(item) and IUUID(item) == uid:
                return item if may_view(item) else None
        return None

    def _needless(self):
        """Lead back where nothing is refused that could be let through."""
        if blocked_act(self.context, *self.act) is not None:
            return False
        IStatusMessage(self.request).add(
            _("现在没有需要例外放行的事项，或者已经放行。"), type="warning"
        )
        self.request.response.redirect(self.next_url())
        return True

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = TITLE

    def perform(self, data):
        override(self.context, *self.act, data["reason"])


class OverrideView(OperationView):
    """The form in its page."""

    form = OverrideForm
