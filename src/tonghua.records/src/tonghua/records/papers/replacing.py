"""Replacing a template (更换模板): every file it ever had, and the one that waits to be taken.

A version (模板版本) is kept with its SHA-256, who put it in force, when and why; none is ever lost. A
candidate (待采用的模板) was uploaded to be looked at: papers go on with the file in force until
somebody takes it.
"""

from hashlib import sha256

from Acquisition import aq_base
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from tonghua.records import _
from tonghua.records.moments import now
from tonghua.records.papers.content import IDocumentTemplate, faults
from tonghua.records.papers.templates import DOCX, template_object
from tonghua.records.refusals import Conflict

VERSIONS = "tonghua.records.template_versions"
CANDIDATE = "tonghua.records.template_candidate"
#: the field that brings the reason; it is kept with the version and nowhere else
REASON = "change_note"
LONGEST_REASON = 500


class TemplateFile(Persistent):
    """One file of a template: ``number`` (0 for a candidate), ``sha256``, who, when and why."""

    def __init__(self, number, file, reason):
        self.number = number
        self.file = file
        self.sha256 = sha256(file.data).hexdigest()
        self.reason = reason
        self.at = now()
        self.actor = api.user.get_current().getId() or ""


def versions_of_template(template):
    """Every file that was in force, oldest first."""
    return tuple(IAnnotations(template).get(VERSIONS, ()))


def version_of_template(template, number):
    """The file of this number; None where there is none."""
    return next((each for each in versions_of_template(template) if each.number == number), None)


def version_by_hash(key, digest):
    """The newest version of a paper's template with this SHA-256; None if unknown."""
    template = template_object(key)
    kept = versions_of_template(template) if template is not None else ()
    return next((each for each in reversed(kept) if each.sha256 == digest), None)


def candidate_of(template):
    """The file that waits to be taken; None if none does."""
    return IAnnotations(template).get(CANDIDATE)


def propose(template, file, reason):
    """Keep a file beside the one in force, to be looked at; it takes an earlier one's place."""
    IAnnotations(template)[CANDIDATE] = TemplateFile(0, file, reason)


def discard(template):
    """Forget the file that waits."""
    IAnnotations(template).pop(CANDIDATE, None)


def adopt(template):
    """采用: put the file that waits in force. Raises Conflict when there is none or it is faulty."""
    waiting = candidate_of(template)
    if waiting is None:
        raise Conflict(_("第十八条：没有待采用的模板，可能已经采用或者放弃。"), article=18)
    put_in_force(template, waiting.file, waiting.reason)


def restore(template, number, reason=""):
    """恢复: put an earlier file in force again, as the newest version.

    Raises Conflict when there is no such version, it is in force, or the check finds faults in it.
    """
    version = version_of_template(template, number)
    if version is None:
        raise Conflict(_("第十八条：没有这一版模板，请刷新页面后再选。"), article=18)
    file = template.docx_file
    if file and sha256(file.data).hexdigest() == version.sha256:
        raise Conflict(_("第十八条：这一版就是现在使用的模板，不必恢复。"), article=18)
    said = f"恢复第{number}版"
    put_in_force(template, version.file, f"{said}：{reason}" if reason else said)


def put_in_force(template, file, reason):
    """Make a file the template's own. Raises Conflict when the check finds faults in it."""
    found = faults(template.getId(), file.data)
    if found:
        raise Conflict(
            _(
                "第十八条：模板不能使用。${problems}请更正后重新上传。",
                mapping={"problems": "".join(found)},
            ),
            article=18,
        )
    template.docx_file = NamedBlobFile(data=file.data, contentType=DOCX, filename=file.filename)
    setattr(template, REASON, reason)
    notify(ObjectModifiedEvent(template, Attributes(IDocumentTemplate, "docx_file")))
    discard(template)


def on_saved(template, event):
    """Keep the file of a template that was added or changed, by form, REST or page alike."""
    base = aq_base(template)
    reason = " ".join((base.__dict__.get(REASON) or "").split())[:LONGEST_REASON]
    if REASON in base.__dict__:
        delattr(base, REASON)
    file = base.docx_file
    if not file:
        return
    annotations = IAnnotations(template)
    kept = annotations.get(VERSIONS)
    if kept is None:
        kept = annotations[VERSIONS] = PersistentList()
    if not kept or kept[-1].sha256 != sha256(file.data).hexdigest():
        kept.append(TemplateFile(len(kept) + 1, file, reason))
