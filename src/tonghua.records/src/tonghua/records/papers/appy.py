"""ODT templates of documentgenerator (appy): who may put one in, and which may run.

An appy expression is unrestricted Python, so that an ODT is a program of the server's user. A file
is sealed (its SHA-256 noted) when a Manager saves it; a file that anybody else saves is refused, and
one without its seal never runs, by whatever way it came in.
"""

from hashlib import sha256

from Acquisition import aq_base
from collective.documentgenerator.interfaces import IPODTemplateCondition
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import Interface, implementer

from tonghua.records import _
from tonghua.records.papers.content import IDocumentTemplate
from tonghua.records.refusals import Conflict

KEY = "tonghua.records.appy_seal"
MANAGE = "Manage portal"
REFUSED = _("第十八条：ODT 模板中的表达式是不受限制的程序，只由最高管理员登记。请改用 DOCX 模板。")
UNSEALED = _(
    "第十八条：这个 ODT 模板不是最高管理员登记的，或者登记后被改动过，不能使用。"
    "请最高管理员重新登记。"
)


def _digest(item):
    file = getattr(aq_base(item), "odt_file", None)
    return sha256(file.data).hexdigest() if file else ""


def is_sealed(item):
    """Whether an item's ODT is the one that a Manager saved."""
    found = _digest(item)
    return bool(found) and IAnnotations(item).get(KEY) == found


def refuse_unsealed(item):
    """Raise Conflict for an ODT that no Manager has saved."""
    if not is_sealed(item):
        raise Conflict(UNSEALED, article=18)


def on_saved(item, event):
    """Seal what a Manager saves. Raises Conflict for an ODT that comes from anybody else."""
    found = _digest(item)
    if not found:
        IAnnotations(item).pop(KEY, None)
    elif IAnnotations(item).get(KEY) != found:
        if not api.user.has_permission(MANAGE, obj=item):
            raise Conflict(REFUSED, article=18)
        IAnnotations(item)[KEY] = found


@implementer(IPODTemplateCondition)
@adapter(IDocumentTemplate, Interface)
class Condition:
    """Whether an ODT template is for an item: in use, and of its type. No TAL is asked."""

    def __init__(self, template, context):
        self.template = template
        self.context = context

    def evaluate(self):
        state = api.content.get_state(self.template, default="active")
        types = self.template.pod_portal_types or ()
        return bool(
            self.template.enabled and state == "active" and self.context.portal_type in types
        )
