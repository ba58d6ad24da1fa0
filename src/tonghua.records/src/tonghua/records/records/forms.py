"""The forms of a step and of a later field: an opinion and a button; what is written once."""

from plone import api
from plone.z3cform import layout
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form.field import Fields
from z3c.form.interfaces import INPUT_MODE
from zExceptions import NotFound
from zope import schema
from zope.interface import Interface

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import workflow_of
from tonghua.records.forms.operation import OperationForm, OperationView
from tonghua.records.i18n import say
from tonghua.records.pages import step_url, steps_of
from tonghua.records.records.later import EMPTY, later_open, write_later
from tonghua.records.records.meanwhile import SEEN, refuse_unseen, seen
from tonghua.records.rest.workflow import act

#: step → what its text is called; a step back or an end asks for its reason
TEXTS = {
    "submit": _("承办人意见和理由"),
    "endorse": _("审核人意见"),
    "approve": _("批准人意见"),
    "send_back": _("退回的理由"),
    "annul": _("作废的理由"),
}
REASON, REMARK = _("退回的理由"), _("说明")

#: step → which article asks for the text
HELP = {
    "submit": _("第三十一条：由承办人提出意见和理由。"),
    "endorse": _("第三十一条：经审核人审核。写明审核的意见。"),
    "approve": _("第十七条、第三十一条：负责人签署意见，由批准人批准。批准后定稿，不得再修改。"),
    "send_back": _("第三十一条：写明退回的理由和需要补正的内容。"),
    "annul": _("第三十条：写明作废的理由。作废的记录仍然保存。"),
    "finalize": _("定稿后不得修改，只能以新的记录更正（第三十条）。没有说明的可以不填。"),
}
OPTIONAL = _("没有需要说明的可以不填。")


class IAct(Interface):
    """What a person says when he takes a step."""

    comment = schema.Text(title=REMARK, description=OPTIONAL, required=False)


class ActForm(OperationForm):
    """One step of a workflow (办理环节): its text, and its title on the button."""

    fields = Fields(IAct)
    told_unseen = False

    @property
    def transition(self):
        return self.request.form.get("transition") or ""

    @property
    def workflow(self):
        return workflow_of(self.context.portal_type)

    @property
    def title(self):
        return say(label("transitions", self.transition))

    @property
    def label(self):
        return f"{self.title}：{self.context.Title()}"

    @property
    def description(self):
        """Where the item stands, and where the step leads."""
        before = api.content.get_state(self.context, default="")
        after = self.workflow.transitions[self.transition][1]
        return _(
            "现在是“${before}”，办理后是“${after}”。",
            mapping={
                "before": say(label("states", before)),
                "after": say(label("states", after)),
            },
        )

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@act?transition={self.transition}"

    @property
    def done(self):
        return _("已办理：${step}。", mapping={"step": self.title})

    @property
    def draft_name(self):
        return f"@@act?transition={self.transition}"

    @property
    def hidden(self):
        came = self.request.form.get(SEEN) if self.request.method == "POST" else None
        kept = came if isinstance(came, str) and not self.told_unseen else seen(self.context)
        return [*super().hidden, (SEEN, kept)]

    def update(self):
        if self.workflow is None or self.transition not in self.workflow.transitions:
            raise NotFound(self.transition)
        if self.request.method == "GET" and self._goes_elsewhere():
            return
        super().update()

    def _goes_elsewhere(self):
        """Leave a form of no use: not this person's step, or one that begins with a new record."""
        if self.transition not in [step.note for step in steps_of(self.context)]:
            IStatusMessage(self.request).add(
                _(
                    "第三十一条：现在是“${state}”，您不能办理“${step}”。"
                    "请核对环节，或者由有权的人办理。",
                    mapping={
                        "state": say(label("states", api.content.get_state(self.context))),
                        "step": self.title,
                    },
                ),
                type="warning",
            )
            self.request.response.redirect(self.context.absolute_url())
            return True
        if self.transition == "supersede":
            self.request.response.redirect(step_url(self.context, self.transition))
            return True
        return False

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        widget = self.widgets["comment"]
        with_reason = self.transition in self.workflow.with_reason
        widget.label = TEXTS.get(self.transition, REASON if with_reason else REMARK)
        widget.description = HELP.get(self.transition, "" if with_reason else OPTIONAL)
        widget.rows = 6
        widget.update()

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = self.title

    def perform(self, data):
        # from here on the page shows what happened meanwhile, and counts as seen
        self.told_unseen = True
        refuse_unseen(self.context, self.request.form.get(SEEN), self.title)
        self.told_unseen = False
        act(self.context, self.transition, data.get("comment") or "")


class LaterForm(OperationForm):
    """事后栏目: fields that are written once each, also after the record is final."""

    label = _("补写定稿以后的事项")
    description = _("第三十条：每一栏只能写一次，写后不能改动，系统记下时间和填写人。")
    done = _("已补写。需要印在文书上的，请重新生成文书。")

    def update(self):
        self.fields = Fields(*later_open(self.context).values())
        for field in self.fields.values():
            field.mode = INPUT_MODE
        super().update()

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = _("写入")

    def perform(self, data):
        values = {name: value for name, value in data.items() if value not in EMPTY}
        if not values:
            raise schema.interfaces.ValidationError(_("请填写至少一栏。"))
        write_later(self.context, values)


ActView = layout.wrap_form(ActForm, OperationView)
LaterView = layout.wrap_form(LaterForm, OperationView)
