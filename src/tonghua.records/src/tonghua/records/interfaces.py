"""Markers that the rooms share."""

from plone.app.z3cform.interfaces import IPloneFormLayer
from zope.interface import Attribute, Interface, implementer


class IRecordsLayer(IPloneFormLayer):
    """The product is installed in the site that this request is for.

    It extends the layer of Plone's forms, so that our widgets come before theirs.
    """


class IRecordsContent(Interface):
    """Anything of ours: cases, records, parties, register entries."""


class IRegister(IRecordsContent):
    """登记簿: a folder at the site's root that holds one kind of entry."""


class IRegisterEntry(IRecordsContent):
    """An entry of a register: officer, device, legal basis, template."""


class IConfidential(IRecordsContent):
    """Has a level of confidentiality (密级) of its own (article 29)."""


class IPrintsPapers(IRecordsContent):
    """Prints papers (文书) of the catalogue, its own or others beside it."""


class ICase(IConfidential, IPrintsPapers):
    """案件: a container of parties and records, with its people."""


class IComplaint(ICase):
    """投诉举报: like a case, with a registrar and an examiner (article 8)."""


class ICaseContent(IRecordsContent):
    """Lives in a case and takes its people from it."""


class IFinalizable(IRecordsContent):
    """Drafted, then final for good: mended by a new one that names it (article 30)."""


class IRecordContent(IFinalizable, IConfidential, ICaseContent, IPrintsPapers):
    """记录: fields, paper and signatures in one item."""


class IChainedRecord(IRecordContent):
    """A record that goes from handler to reviewer to approver (article 31)."""


class IWrittenByOthers(IRecordContent):
    """A record that the handlers do not write: legal review, volume, copies."""


class ISupervisionEntry(IFinalizable, IRegisterEntry, IPrintsPapers):
    """监督检查、责令整改通知书: the supervising office's own (articles 6, 30)."""


class IFactsSource(Interface):
    """Adapter that turns content into the facts that core reads."""

    def facts():
        """Return the frozen dataclass of ``core.facts`` for the adapted item."""


class IOfficeChanged(Interface):
    """Settings of the office by which rules judge and deadlines are reckoned were changed.

    Sent once for each save, when all of them are written, before the transaction ends.
    """

    what = Attribute("tuple of the changed settings, by their names in the registry")
    before = Attribute("core.office.Office as it was")
    after = Attribute("core.office.Office as it is now")


@implementer(IOfficeChanged)
class OfficeChanged:
    """See IOfficeChanged."""

    def __init__(self, what, before, after):
        self.what, self.before, self.after = what, before, after
