"""签名: taking a signature, or noting that somebody would not sign, in the page."""

from plone.z3cform import layout
from z3c.form.browser.file import FileFieldWidget
from z3c.form.field import Fields
from zope import schema
from zope.interface import Interface, provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.core.papers import papers, signing_places
from tonghua.records.core.vocabularies import vocabulary
from tonghua.records.forms.operation import OperationForm, OperationView
from tonghua.records.i18n import message, say
from tonghua.records.interfaces import IFactsSource
from tonghua.records.schema import choice, show_for
from tonghua.records.signing.signing import sign, signs_every_page


@provider(IContextSourceBinder)
def capacities(record):
    """The capacities in which somebody signs this record's paper first, then all the others."""
    words = vocabulary("capacity")
    asked = [
        place.capacity
        for place in signing_places(IFactsSource(record).facts())
        if not place.by_history
    ]
    tokens = list(dict.fromkeys([*asked, *words]))
    return SimpleVocabulary([SimpleTerm(token, token, message(words[token])) for token in tokens])


class ISign(Interface):
    """Who signs, as what and how."""

    name = schema.TextLine(
        title=_("姓名"), description=_("第九条、第十一条：签名人的姓名。"), required=True
    )
    capacity = schema.Choice(title=_("身份"), source=capacities, required=True)
    mode = choice(
        "signature_mode",
        title=_("方式"),
        description=_("当面在纸上签名的选“手写签名”；上传签名图片的选“扫描件”。"),
        default="handwritten",
        required=True,
    )
    every_page = schema.Bool(
        title=_("每一页都已签名"),
        description=_("第十一条：询问笔录由被询问人逐页签名，末页写明核对的意见。"),
        required=False,
        default=False,
    )
    image = schema.Bytes(
        title=_("签名图片"), description=_("PNG 或者 JPEG，不超过 2 MB。"), required=False
    )
    refusal_reason = schema.TextLine(
        title=_("拒绝签名的原因"),
        description=_("第十一条：当事人拒绝签名的，写明原因，并写明在场的见证人。"),
        required=False,
    )
    witness = schema.TextLine(title=_("见证人"), required=False)


show_for(ISign, "capacity", {"interviewee": ("every_page",)})
show_for(ISign, "mode", {"scanned": ("image",), "refused": ("refusal_reason", "witness")})


class SignForm(OperationForm):
    """Sign the newest paper of a record; without a paper one is made."""

    fields = Fields(ISign)
    fields["image"].widgetFactory = FileFieldWidget
    done = _("已记录签名。")

    @property
    def beside(self):
        """The key of the paper beside the record's own that is signed; empty for its own."""
        key = self.request.form.get("paper")
        return key if isinstance(key, str) else ""

    @property
    def label(self):
        title = self.context.Title()
        found = papers().get(self.beside)
        if found is not None:
            title = f"{title}（{say(found.title)}）"
        return _("签名：${record}", mapping={"record": title})

    @property
    def hidden(self):
        return [*super().hidden, *([("paper", self.beside)] if self.beside else [])]

    def update(self):
        if self.beside or not signs_every_page(self.context, "interviewee"):
            self.fields = self.fields.omit("every_page")
        super().update()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        self.widgets["image"].addClass("form-control")
        if self.request.method == "GET":
            self._fill_in()

    def _fill_in(self):
        """Name and capacity as the link on the record's page gives them."""
        given = self.request.form
        if given.get("capacity") in vocabulary("capacity"):
            self.widgets["capacity"].value = (given["capacity"],)
        if isinstance(given.get("name"), str):
            self.widgets["name"].value = given["name"]

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = _("签名")

    def perform(self, data):
        sign(
            self.context,
            name=data["name"],
            capacity=data["capacity"],
            mode=data["mode"],
            image=data["image"],
            filename=self.widgets["image"].filename or "",
            refusal_reason=data["refusal_reason"] or "",
            witness=data["witness"] or "",
            every_page=data.get("every_page"),
            paper=self.beside,
        )


SignView = layout.wrap_form(SignForm, OperationView)
