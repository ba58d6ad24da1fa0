"""DOCX as plain text for the site's search: a transform of Plone's (portal_transforms)."""

from plone import api
from Products.PortalTransforms.interfaces import ITransform
from zope.interface import implementer

from tonghua.records.papers.text import text_of

NAME = "docx_to_text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@implementer(ITransform)
class DocxToText:
    """The words of a DOCX; of a hostile file none, and never an error."""

    __name__ = NAME
    inputs = (DOCX,)
    output = "text/plain"

    def name(self):
        return self.__name__

    def convert(self, orig, data, **kwargs):
        data.setData(text_of(orig))
        return data


def register():
    """What portal_transforms loads this module for."""
    return DocxToText()


def install():
    """Let the site use it; a second time changes nothing."""
    transforms = api.portal.get_tool("portal_transforms")
    if NAME not in transforms.objectIds():
        transforms.manage_addTransform(NAME, __name__)


def uninstall():
    """Take it out of the site."""
    transforms = api.portal.get_tool("portal_transforms")
    if NAME in transforms.objectIds():
        transforms.unregisterTransform(NAME)
