"""a. Creating a record against creating a stock Document: same site, storage and person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import transaction
from plone.app.textfield import RichTextValue
from plone.dexterity.utils import addContentToContainer, createContent, createContentInContainer
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

from benchmarks.content import first_case
from benchmarks.people import HANDLER, acting
from benchmarks.timing import in_turns
from tonghua.records.moments import ZONE, now

(SCENE,) = [record for record in first_case()["records"] if record["key"] == "f-scene"]

#: what a new case, its party and a scene inspection take from the demo's case as it stands
OF_CASE = ("cause", "source", "section", "reviewer", "approver", "procedure")
OF_PARTY = ("kind", "name", "representative", "address")
OF_SCENE = ("place", "inspected", "witness", "situation", "credentials_shown", "confidentiality")


def measure(site: Any, rounds: int) -> dict[str, list[float]]:
    """Create both ``rounds`` times in turns, each with its own commit; the seconds of each."""
    case = register(site)
    folder = stock_folder(site, "stock")
    transaction.commit()
    with acting(site):

        def ours(n: int) -> None:
            add_record(case, f"{SCENE['title']} {n}")
            transaction.commit()

        def theirs(n: int) -> None:
            add_document(folder, f"{SCENE['title']} {n}")
            transaction.commit()

        return in_turns(ours, theirs, rounds, warm=4)


def register(site: Any, title: str = "（示例）新登记的案件") -> Any:
    """Register a case with its party, as its handler; the case."""
    given = first_case()
    with acting(site):
        case = createContentInContainer(
            site["cases"],
            "PenaltyCase",
            title=title,
            handlers=[HANDLER],
            legal_basis=relations(site["bases"].objectValues()[:1]),
            **{name: given[name] for name in OF_CASE},
        )
        party = given["parties"][0]
        texts = {name: party[name] for name in OF_PARTY}
        createContentInContainer(case, "Party", **texts)
    return case


def relations(items: Any) -> list[RelationValue]:
    """Return relations to these items."""
    intids = getUtility(IIntIds)
    return [RelationValue(intids.getId(item)) for item in items]


def add_record(case: Any, title: str) -> Any:
    """Add a record of a scene inspection with all that it says, as a form or REST does."""
    site = case.portal_url.getPortalObject()
    record = createContent("SceneInspection", **{name: SCENE[name] for name in OF_SCENE})
    record.title = title
    record.occurred_start = now() - timedelta(hours=2)
    record.occurred_end = now()
    record.credentials_shown_at = datetime.now(ZONE)
    record.officers = relations(site["officers"].objectValues()[:2])
    record.parties = relations(
        item for item in case.objectValues("Dexterity Item") if item.portal_type == "Party"
    )[:1]
    return addContentToContainer(case, record)


def stock_folder(site: Any, name: str) -> Any:
    """Make a stock Folder that the handler may fill."""
    folder = createContentInContainer(site, "Folder", id=name, title="资料")
    folder.manage_setLocalRoles(HANDLER, ["Contributor", "Editor", "Reader"])
    folder.reindexObjectSecurity()
    return folder


def add_document(folder: Any, title: str) -> Any:
    """Add a stock Document that says what the record says."""
    text = "".join(f"<p>{line}</p>" for line in SCENE["situation"].split("\n"))
    document = createContent(
        "Document",
        title=title,
        description=f"{SCENE['inspected']} {SCENE['place']} {SCENE['witness']}",
        text=RichTextValue(text, "text/html", "text/x-html-safe"),
    )
    return addContentToContainer(folder, document)
