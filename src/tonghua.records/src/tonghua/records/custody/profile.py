"""The add-on's profile as the matrix of rights reads it: rolemap, workflows and types in XML."""

from pathlib import Path

from lxml import etree

from tonghua.records.core.matrix import (
    CASE,
    COMPLAINT,
    ENTRY,
    PARTY,
    RECORD,
    SUPERVISION,
    Flow,
    Profile,
)

FOLDER = Path(__file__).parent.parent / "profiles" / "default"

#: what a type information makes of its type; a register itself is no content of a case
KINDS = {
    "Records Case FTI": CASE,
    "Records Complaint FTI": COMPLAINT,
    "Records Record FTI": RECORD,
    "Records Case Item FTI": PARTY,
    "Records Entry FTI": ENTRY,
}


#: entries of the supervising office's own, told by who adds them
SUPERVISE = "tonghua.records.Supervise"


def read(folder=FOLDER):
    """The ``Profile`` that a folder of GenericSetup XML says."""
    flows = {
        path.parent.name: _flow(_root(path))
        for path in sorted(folder.glob("workflows/*/definition.xml"))
    }
    return Profile(
        rolemap=_rolemap(_root(folder / "rolemap.xml")), flows=flows, types=_types(folder, flows)
    )


def _root(path):
    return etree.parse(path).getroot()


def _roles(node, tag):
    return frozenset(each.get("name") or each.text.strip() for each in node.iterfind(tag))


def _rolemap(root):
    return {
        each.get("name"): _roles(each, "role") for each in root.iterfind("permissions/permission")
    }


def _flow(root):
    states, exits = {}, {}
    for state in root.iterfind("state"):
        name = state.get("state_id")
        states[name] = {
            each.get("name"): _roles(each, "permission-role")
            for each in state.iterfind("permission-map")
        }
        exits[name] = frozenset(
            each.get("transition_id") for each in state.iterfind("exit-transition")
        )
    steps = {each.get("transition_id"): each for each in root.iterfind("transition")}
    return Flow(
        initial=root.get("initial_state"),
        states=states,
        exits=exits,
        guards={
            name: each.findtext("guard/guard-permission").strip() for name, each in steps.items()
        },
        targets={name: each.get("new_state") for name, each in steps.items()},
    )


def _types(folder, flows):
    chains = {
        each.get("type_id"): [bound.get("workflow_id") for bound in each.iterfind("bound-workflow")]
        for each in _root(folder / "workflows.xml").iterfind("bindings/type")
    }
    found = {}
    for path in sorted(folder.glob("types/*.xml")):
        root = _root(path)
        kind = KINDS.get(root.get("meta_type"))
        if root.findtext("property[@name='add_permission']") == SUPERVISE:
            kind = SUPERVISION
        if kind is not None:
            name = root.get("name")
            own = [each for each in chains[name] if _state_variable(folder, each) == "review_state"]
            found[name] = (kind, own[0] if own else None)
    return found


def _state_variable(folder, workflow):
    return _root(folder / "workflows" / workflow / "definition.xml").get("state_variable")
