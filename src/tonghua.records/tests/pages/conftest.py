"""The registers that a case needs."""

from datetime import date

import pytest


@pytest.fixture(scope="session")
def office_ground(stage, people_ground):
    """Three officers, one of them expired, and a legal basis; their paths."""

    def build(stage):
        from plone import api

        with api.env.adopt_roles(["Manager"]):
            made = _office(stage.layer["portal"])
        return {name: "/".join(item.getPhysicalPath()) for name, item in made.items()}

    return stage.prepare(people_ground, build)


def _office(site):
    from plone import api

    def officer(title, number, until):
        return api.content.create(
            container=site["officers"],
            type="Officer",
            title=title,
            certificate_number=number,
            valid_from=date(2020, 1, 1),
            valid_until=until,
            scope="地方志行政执法",
        )

    return {
        "first": officer("示例甲", "SL-T-001", date(2028, 12, 31)),
        "second": officer("示例乙", "SL-T-002", date(2028, 12, 31)),
        "expired": officer("示例过期", "SL-T-003", date(2025, 12, 31)),
        "basis": api.content.create(
            container=site["bases"],
            type="LegalBasis",
            title="（示例）示例法规第一条",
            law="示例法规",
            article="第一条",
            penalty_kinds=["fine"],
            effective_from=date(2024, 1, 1),
            own_power=True,
        ),
    }


@pytest.fixture
def office(site, office_ground):
    """Three officers, one of them expired, and a legal basis."""
    return {name: site.unrestrictedTraverse(path) for name, path in office_ground.values.items()}


@pytest.fixture(scope="session")
def case_ground(stage, office_ground):
    """A case with a party, registered by handler1 in the browser; its URL."""

    def build(stage):
        from page_forms import made

        site = stage.layer["portal"]
        handler = stage.browser("handler1")
        url = made(
            handler,
            f"{site.absolute_url()}/cases",
            "PenaltyCase",
            title="（示例）擅自编纂冠名年鉴案",
            cause="擅自编纂",
            section=["section-1"],
            legal_basis=[site.unrestrictedTraverse(office_ground.values["basis"]).UID()],
            handlers=["handler1", "handler2"],
            reviewer=["reviewer1"],
            approver=["approver1"],
        )
        made(
            handler,
            url,
            "Party",
            kind=["organisation"],
            name="示例文化传播有限公司",
            representative="示例人",
            address="示例路1号",
        )
        return {"url": url}

    return stage.prepare(office_ground, build)


@pytest.fixture
def case(site, case_ground):
    """A case with a party, registered by handler1 in the browser; its URL."""
    return case_ground.values["url"]
