"""The site ``records``: Plone's Classic UI in Chinese, this package, and the office's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import transaction
from plone.distribution.api import site as sites
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import setSite

from tonghua.records.commands.boot import SITE
from tonghua.records.papers.templates import load

TITLE = "执法全过程记录系统"
LANGUAGE = "zh-cn"
PROFILES = ("tonghua.records:default", "tonghua.records:office")


def make(app: Any, templates: Path) -> Any:
    """Make what is missing of the site and return it; every step commits.

    ``templates`` is the folder of the standard documents (文书模板).
    """
    if SITE not in app:
        sites.create(
            app,
            "classic",
            {
                "site_id": SITE,
                "title": TITLE,
                "description": "行政执法全过程记录",
                "default_language": LANGUAGE,
                "portal_timezone": "Asia/Shanghai",
                "setup_content": False,
            },
        )
    site = app[SITE]
    setSite(site)
    for profile in PROFILES:
        if site.portal_setup.getLastVersionForProfile(profile) == "unknown":
            if profile == PROFILES[0]:
                offer_english(getUtility(IRegistry))
            site.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
            transaction.commit()
    load(templates)
    transaction.commit()
    return site


def offer_english(registry: Any) -> None:
    """Chinese for everybody, English for who chooses it by the language switch.

    The browser's own setting does not count: the office's pages are Chinese on any machine.
    """
    registry["plone.available_languages"] = [LANGUAGE, "en"]
    registry["plone.use_cookie_negotiation"] = True
    registry["plone.use_request_negotiation"] = False
