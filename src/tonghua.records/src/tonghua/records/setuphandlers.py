"""What the profile's XML cannot say: groups, registers and who may do what in them."""

from plone import api
from plone.base.interfaces import INonInstallable
from plone.dexterity.utils import addContentToContainer, createContent
from zope.interface import implementer

from tonghua.records.cases.numbering import register
from tonghua.records.cases.registers import REGISTERS
from tonghua.records.core.rights import STAFF_ROLES
from tonghua.records.forms.store import store as make_store
from tonghua.records.notices.store import make_store as make_inboxes
from tonghua.records.papers import transform
from tonghua.records.people import GROUPS

SEEN_BY = (*STAFF_ROLES, "Site Administrator", "Manager")
#: permissions of a register that only its keepers have
KEEPING = (
    "Add portal content",
    "tonghua.records: Register case",
    "tonghua.records: Keep registers",
)
#: what Plone gives to whoever made a thing, or to everybody: below a register it is the Manager's.
#: Rights come from the fields of a case (article 31); nobody passes them on or gets past a record
CLOSED = (
    "Access inactive portal content",
    "Allow sendto",
    "Change local roles",
    "CMFEditions: Access previous versions",
    "CMFEditions: Apply version control",
    "CMFEditions: Checkout to location",
    "CMFEditions: Revert to previous versions",
    "CMFEditions: Save new version",
    "Content rules: Manage rules",
    "FTP access",
    "Manage Context Aliases",
    "Manage properties",
    "Modify constrain types",
    "Modify view template",
    "Portlets: Manage portlets",
    "Reply to item",
    "Request review",
    "Review portal content",
    "Set Group Ownership",
    "Sharing page: Delegate roles",
    "Take ownership",
    "Undo changes",
    "View management screens",
    "WebDAV access",
    "WebDAV Lock items",
    "WebDAV Unlock items",
)
#: documentgenerator's own types run unrestricted Python: they stay with the server's people
APPY_TYPES = (
    "ConfigurablePODTemplate",
    "PODTemplate",
    "SubTemplate",
    "StyleTemplate",
    "MailingLoopTemplate",
    "DashboardPODTemplate",
)


@implementer(INonInstallable)
class HiddenProfiles:
    """What the add-ons page does not offer."""

    def getNonInstallableProfiles(self):
        return [f"tonghua.records:{name}" for name in ("uninstall", "office", "demo")]

    def getNonInstallableProducts(self):
        return []


def post_install(context):
    """Make groups and registers; a second run changes nothing."""
    make_groups()
    make_registers(api.portal.get())
    make_start_page(api.portal.get())
    register()
    make_store()
    make_inboxes()
    keep_appy_to_managers()
    transform.install()


def post_uninstall(context):
    """Take out what the profile's XML does not know; content stays."""
    transform.uninstall()


def make_groups():
    """One group for each part that people take (``people.GROUPS``)."""
    for name, (title, role) in GROUPS.items():
        if api.group.get(groupname=name) is None:
            api.group.create(groupname=name, title=title, roles=[role] if role else [])


def make_registers(portal):
    """The folders at the site's root, unordered, seen by staff alone."""
    for name, (title, held, keepers) in REGISTERS.items():
        if name not in portal:
            folder = createContent("Register", id=name, title=title)
            addContentToContainer(portal, folder, checkConstraints=False)
        folder = portal[name]
        folder.setOrdering("unordered")
        for permission in ("View", "Access contents information", "List folder contents"):
            folder.manage_permission(permission, SEEN_BY, acquire=0)
        for permission in KEEPING:
            folder.manage_permission(permission, (*keepers, "Manager"), acquire=0)
        for permission in ("Modify portal content", "Delete objects", *CLOSED):
            folder.manage_permission(permission, ("Manager",), acquire=0)
        # what cannot be used yet is no section of the site's navigation
        folder.exclude_from_nav = not held
        folder.reindexObject(idxs=["exclude_from_nav"])
        folder.reindexObjectSecurity()


def make_start_page(portal):
    """The site's front page is 我的待办; a one-time password is to be changed at the first login."""
    portal.setLayout("start_page")
    memberdata = api.portal.get_tool("portal_memberdata")
    if not memberdata.hasProperty("must_change_password"):
        memberdata.manage_addProperty("must_change_password", False, "boolean")


def keep_appy_to_managers():
    """An appy expression is unrestricted Python (facts.md): nobody else may add such a template."""
    types = api.portal.get_tool("portal_types")
    for name in APPY_TYPES:
        found = types.get(name)
        if found is not None:
            found.add_permission = "cmf.ManagePortal"
            found.global_allow = False
