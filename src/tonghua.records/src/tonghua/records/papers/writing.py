"""Writing a template's file from outside its form: WebDAV PUT is nobody's way."""

from plone.dexterity.filerepresentation import DefaultWriteFile
from zExceptions import Forbidden
from zope.component import adapter

from tonghua.records import _
from tonghua.records.i18n import say
from tonghua.records.papers.content import IDocumentTemplate


@adapter(IDocumentTemplate)
class NoWriting(DefaultWriteFile):
    """A template is replaced with its reason and its check, by its page or over REST."""

    def _refuse(self):
        raise Forbidden(
            say(_("第十八条：模板不能用这种方法写入。请在模板的页面上更换，写明修改说明。"))
        )

    def write(self, data):
        self._refuse()

    def writelines(self, lines):
        self._refuse()

    def close(self):
        self._refuse()
