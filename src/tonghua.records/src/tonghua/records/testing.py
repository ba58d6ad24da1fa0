"""Test layers: the product in a Plone site of its own."""

import os
from pathlib import Path

from plone import api
from plone.app.testing import (
    PLONE_FIXTURE,
    FunctionalTesting,
    IntegrationTesting,
    PloneSandboxLayer,
    applyProfile,
)
from plone.registry.interfaces import IRegistry
from plone.testing.zope import WSGI_SERVER_FIXTURE
from zope.component import getUtility
from ZPublisher.HTTPRequest import HTTPRequest

# as commands.place does; Zope asks for it when it reads locales/
os.environ.setdefault("zope_i18n_compile_mo_files", "true")

TEMPLATES = Path(__file__).resolve().parents[5] / "templates"


class RecordsLayer(PloneSandboxLayer):
    """The product with the office's templates and the sections of the demo."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import tonghua.records

        # as instance/zope.conf says: the loser of a race tries again
        self._retries, HTTPRequest.retry_max_count = HTTPRequest.retry_max_count, 10
        self.loadZCML(package=tonghua.records)

    def tearDownZope(self, app):
        HTTPRequest.retry_max_count = self._retries

    def setUpPloneSite(self, portal):
        from tonghua.records.setup.portal import LANGUAGE, offer_english

        registry = getUtility(IRegistry)
        offer_english(registry)
        registry["plone.default_language"] = LANGUAGE
        applyProfile(portal, "tonghua.records:default")
        from tonghua.records.office import settings
        from tonghua.records.papers.templates import load

        kept = settings()
        kept.office_name = "示例地方志办公室"
        kept.sections = {"执法科（示例）": True, "综合科（示例）": False}
        kept.number_patterns = {
            "罚立": "示例罚立〔{year}〕{n}号",
            "罚告": "示例罚告〔{year}〕{n}号",
            "罚": "示例罚〔{year}〕{n}号",
            "听通": "示例听通〔{year}〕{n}号",
            "委送": "示例委送〔{year}〕{n}号",
            "延告": "示例延告〔{year}〕{n}号",
            "公告": "示例公告〔{year}〕{n}号",
            "催": "示例催〔{year}〕{n}号",
            "执申": "示例执申〔{year}〕{n}号",
            "收": "示例收〔{year}〕{n}号",
            "送": "示例送〔{year}〕{n}号",
            "督改": "示例督改〔{year}〕{n}号",
            "检": "示例检〔{year}〕{n}号",
            "举": "示例举〔{year}〕{n}号",
            "不立": "示例不立〔{year}〕{n}号",
            "许申": "示例许申〔{year}〕{n}号",
            "许受": "示例许受〔{year}〕{n}号",
            "许不": "示例许不〔{year}〕{n}号",
            "许补": "示例许补〔{year}〕{n}号",
        }
        with api.env.adopt_roles(["Manager"]):
            load(TEMPLATES)


FIXTURE = RecordsLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="Records:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Records:Functional"
)
