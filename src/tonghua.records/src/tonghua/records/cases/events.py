"""What happens when a case is registered."""

from plone import api


def on_added(case, event):
    """Whoever registers a case is its first handler (article 31)."""
    user = api.user.get_current()
    if not case.handlers and user.getId():
        if "Case Officer" in api.user.get_roles(user=user):
            case.handlers = [user.getId()]
            case.reindexObjectSecurity()
