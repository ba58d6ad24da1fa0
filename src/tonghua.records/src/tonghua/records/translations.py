"""Plone's own words in Chinese: our catalogues before its, and two views that forget the language.

What is kept in ``locales/zh_CN/LC_MESSAGES`` beside our own domain adds to the Chinese that Plone
and its packages bring, and corrects it.
"""

import os

from plone.app.content.browser.i18n import i18njs
from Products.CMFPlone.browser.icons import IconsView
from zope.component import getUtilitiesFor
from zope.i18n import translate
from zope.i18n.interfaces import IGlobalMessageCatalog, ITranslationDomain
from zope.i18n.zcml import registerTranslations
from zope.interface import implementer


def register_first(_context, directory, domain="*"):
    """The ZCML directive ``records:registerTranslationsFirst``.

    zope.i18n takes the first catalogue of a domain that knows a msgid, in the order in which ZCML
    names them, and Plone's are always named before those of an add-on. What ours do not say, the
    others still do.
    """
    registerTranslations(_context, directory, domain)
    _context.action(discriminator=None, callable=put_first, args=(directory,))


def put_first(directory: str) -> None:
    """Let catalogues below ``directory`` lead in every domain; the others keep their order."""
    # a catalogue's identifier is the path of its file
    ours = os.path.join(os.path.normpath(directory), "")
    for name, domain in getUtilitiesFor(ITranslationDomain):
        languages = domain.getCatalogsInfo()
        for catalogues in languages.values():
            catalogues.sort(key=lambda identifier: not identifier.startswith(ours))
        known = any(catalogues[0].startswith(ours) for catalogues in languages.values())
        if known and "en" not in languages:
            domain.addCatalog(AsItStands(name))


@implementer(IGlobalMessageCatalog)
class AsItStands:
    """English for a domain whose msgids are English, and whose package brings no catalogue of it.

    Without one, who reads English would be given the next language of the site: our Chinese.
    """

    language = "en"

    def __init__(self, domain: str):
        self.domain = domain

    def queryMessage(self, msgid, default=None):
        return default

    def queryPluralMessage(self, singular, plural, n, dft1=None, dft2=None):
        return dft1 if n == 1 else dft2

    def getMessage(self, msgid):
        raise KeyError(msgid)

    def getPluralMessage(self, singular, plural, n):
        raise KeyError(singular)

    def getIdentifier(self):
        return f"{self.language}/{self.domain}"

    def reload(self):
        """There is nothing to read."""


class ScriptStrings(i18njs):
    """``@@plonejsi18n``: the strings of Plone's scripts, for "zh-cn" too.

    Plone's own finds no catalogue under that name: the folder is zh_CN.
    """

    def __call__(self, domain=None, language=None):
        return super().__call__(domain, folder_of(language or self.request["LANGUAGE"]))


def folder_of(language: str) -> str:
    """The name of a language's folder in locales: zh-cn → zh_CN."""
    name, dash, country = language.partition("-")
    return f"{name}_{country.upper()}" if dash else name


class Icons(IconsView):
    """``@@iconresolver``: icons whose titles, read aloud and shown as tips, are translated."""

    def tag(self, name, tag_class="", tag_alt=""):
        said = translate(tag_alt, domain="plone", context=self.request) if tag_alt else ""
        return super().tag(name, tag_class=tag_class, tag_alt=said)
