"""The forms by which a supervisor draws cases (抽查案件) and orders to rectify (责令整改)."""

import re

from plone.supermodel import model
from plone.z3cform import layout
from z3c.form import field
from zExceptions import NotFound
from zope import schema
from zope.interface import Invalid, invariant

from tonghua.records import _
from tonghua.records.cases.by_uid import case_by_uid
from tonghua.records.core.parameters import written
from tonghua.records.core.rules import RULES
from tonghua.records.forms.operation import OperationForm, OperationView
from tonghua.records.moments import now
from tonghua.records.office import number
from tonghua.records.refusals import Conflict
from tonghua.records.schema import choice
from tonghua.records.supervision.checks import KINDS, make_check
from tonghua.records.supervision.orders import make_order, name_of

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MOST = 200


class NotAMonth(schema.ValidationError):
    __doc__ = _("月份写作 2026-03。")


def is_month(value):
    """A month as ``2026-03``. Raises NotAMonth."""
    if not MONTH.fullmatch(value or ""):
        raise NotAMonth(value)
    return True


class IDrawing(model.Schema):
    """抽查案件 (article 6)."""

    since = schema.TextLine(
        title=_("起始月份"),
        description=_("第六条：抽查这一期间立案、受理或者登记的案件。月份写作 2026-03。"),
        constraint=is_month,
    )
    until = schema.TextLine(title=_("截止月份"), constraint=is_month)
    section = schema.Choice(
        title=_("承办科室"), vocabulary="tonghua.records.sections", required=False
    )
    kind = choice("case_kinds", title=_("案件种类"))
    count = schema.Int(
        title=_("抽查几件"),
        description=_("由系统随机抽取，抽样的种子随检查记录保存，凭它可以重新抽出同样的案件。"),
        min=1,
        max=MOST,
    )

    @invariant
    def in_order(data):
        if data.since and data.until and data.since > data.until:
            raise Invalid(_("期间的起止颠倒了。请核对月份。"))


class DrawForm(OperationForm):
    """抽查案件: draws by chance, and leads to the check."""

    fields = field.Fields(IDrawing)
    label = _("抽查案件")
    done = _("案件已经抽出。请逐件检查，写明检查情况以后定稿。")
    draft_name = "@@draw-cases"

    def update(self):
        if self.context.getId() != "supervision":
            raise NotFound("draw-cases")
        self.made = None
        super().update()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        if self.request.method == "GET":
            today = now()
            self.widgets["since"].value = f"{today:%Y}-01"
            self.widgets["until"].value = f"{today:%Y-%m}"
            usual = number("sampled_cases")
            self.widgets["count"].value = "" if usual is None else written(usual)

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = _("抽取")

    def perform(self, data):
        try:
            self.made = make_check(
                data["since"],
                data["until"],
                data["count"],
                section=data["section"] or "",
                kind=data["kind"] or "",
            )
        except ValueError:
            raise Conflict(
                _("这一期间没有符合条件的案件。请放宽期间、科室或者种类。"), article=6
            ) from None

    def next_url(self):
        return (self.made or self.context).absolute_url()


DrawView = layout.wrap_form(DrawForm, OperationView)


class IOrdering(model.Schema):
    """责令整改 (article 30)."""

    rule = schema.Choice(
        title=_("哪一项不符合要求"),
        description=_("第三十条：写入通知书的整改要求，可以再改。"),
        vocabulary="tonghua.records.rules",
        required=False,
    )


class OrderForm(OperationForm):
    """责令整改: makes the draft of an order about a case, and leads to it."""

    fields = field.Fields(IOrdering)
    done = _("责令整改通知书已经建好草稿。请核对情形、期限和要求，然后定稿。")
    draft_name = "@@order-rectification"

    @property
    def label(self):
        return _("责令整改：${case}", mapping={"case": name_of(self.case)})

    def update(self):
        if self.context.getId() != "supervision":
            raise NotFound("order-rectification")
        self.made = None
        self.case = case_by_uid(self.request.form.get("case"), KINDS)
        super().update()

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@order-rectification?case={self.case.UID()}"

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        asked = self.request.form.get("rule")
        if self.request.method == "GET" and asked in RULES:
            self.widgets["rule"].value = [asked]
            self.widgets["rule"].update()

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = _("拟制通知书")

    def perform(self, data):
        self.made = make_order(self.case, data["rule"])

    def next_url(self):
        return (self.made or self.context).absolute_url()


OrderView = layout.wrap_form(OrderForm, OperationView)
