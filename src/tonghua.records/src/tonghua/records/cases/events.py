"""What happens when a case is registered."""

from plone import api


def on_added(case, event):
    """Whoever registers a case is its first handler (article 31)."""
    user = api.user.get_current()
    named = list(case.handlers or ())
    if not user.getId() or user.getId() in named:
        return
    if "Case Officer" in api.user.get_roles(user=user):
        case.handlers = [user.getId(), *named]
        case.reindexObjectSecurity()
