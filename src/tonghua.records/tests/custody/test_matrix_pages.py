"""The matrix of rights over pages: who gets to which page of each type in each state.

``PAGES`` is the whole list; a new page is a new row.
"""

import pytest
from grounds import PASSWORD
from matrix_world import PEOPLE, expected, person, walked
from reaching import REACHED, reach

from tonghua.records.core.matrix import (
    ACTIONS,
    CASE,
    COMPLAINT,
    ENTRY,
    PARTY,
    RECORD,
    SUPERVISION,
)

ALL = (CASE, COMPLAINT, RECORD, PARTY, ENTRY, SUPERVISION)
PRINTING = (CASE, COMPLAINT, RECORD, SUPERVISION)
ACTS = {action.id: action for action in ACTIONS}

#: page → (the acts of which one opens it, the kinds of types that have it)
PAGES = {
    "": (("view",), ALL),
    "view": (("view",), ALL),
    "edit": (("edit",), ALL),
    "delete_confirmation": (("delete",), ALL),
    "act": (("view",), ALL),
    "case-compliance": (("compliance",), (CASE, COMPLAINT)),
    "case-timeline": (("view",), (CASE, COMPLAINT)),
    "++add++Filing": (("add",), (CASE,)),
    "++add++Party": (("add",), (CASE,)),
    "++add++LegalReview": (("add_review",), (CASE,)),
    "++add++Volume": (("add_volume",), (CASE,)),
    "++add++CopyRequest": (("add_volume",), (CASE,)),
    "++add++Approval": (("add_inside",), (COMPLAINT,)),
    "change-confidentiality": (("raise", "lower"), (CASE, COMPLAINT, RECORD)),
    "override": (("override",), (CASE, COMPLAINT)),
    "sign": (("sign",), (RECORD,)),
    "later": (("later",), (RECORD,)),
    "paper/1/docx": (("paper",), PRINTING),
    "signature/1": (("view",), (RECORD,)),
    "make-paper": (("make_paper",), PRINTING),
    "issue-paper": (("make_paper",), PRINTING),
    "convert-paper": (("make_paper",), PRINTING),
    "document-generation": (("view",), (RECORD,)),
}
#: page of Plone → the person to whom it is left, where it is left to anybody
PLONES = {
    "sharing": "manager1",
    "manage_main": "manager1",
    "manage_access": "manager1",
    "manage-aliases": "manager1",
    "@@manage-content-rules": "manager1",
    "manage-portlets": "manager1",
    "select_default_page": "manager1",
}


ADDING = "++add++"


def offers(site, item, name, who):
    """Whether an add form opens: all add forms have one door, and each asks what may be added."""
    with person(who):
        allowed = site.unrestrictedTraverse(item.path).allowedContentTypes()
    return name.removeprefix(ADDING) in [fti.getId() for fti in allowed]


@pytest.mark.parametrize("who", PEOPLE)
def test_pages(stage, site, items, profile, who):
    wrong, cells = [], 0
    for item in walked(items):
        kind = profile.types[item.type][0]
        for name, (acts, kinds) in PAGES.items():
            if kind not in kinds:
                continue
            may = any(expected(profile, who, item, ACTS[act]) for act in acts)
            found = reach(stage, f"{item.path}/{name}".rstrip("/"), who, PASSWORD)
            if found == REACHED and name.startswith(ADDING) and not offers(site, item, name, who):
                found = "sent back by the form"
            cells += 1
            if (found == REACHED) != may:
                wrong.append((item.name, name, found))
    assert wrong == []
    assert cells > 250


@pytest.mark.parametrize("who", PEOPLE)
def test_recording(stage, site, items, profile, who):
    """The file of a recording, as it is downloaded and as it is shown."""
    for item in items:
        if item.type == "AudioVisual":
            may = expected(profile, who, item, ACTS["download"])
            for name in ("@@download/media", "@@display-file/media"):
                found = reach(stage, f"{item.path}/{name}", who, PASSWORD)
                assert (found == REACHED) == may, (item.name, name, found)


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_plone(stage, site, items, profile, who):
    """Sharing, management and the like are nobody's in whose hands the case lies."""
    wrong = []
    # no state opens these, so that one of each type says it
    for item in {item.type: item for item in walked(items)}.values():
        for name, left_to in PLONES.items():
            found = reach(stage, f"{item.path}/{name}", who, PASSWORD)
            if found == REACHED and who != left_to:
                wrong.append((item.name, name, found))
    assert wrong == []
