"""Forms (表单) of all rooms: what is typed is never lost, sent twice or written over others' work.

``told`` and ``guarded`` are what every form of ours is made of, ``content`` and ``record`` the
add and edit forms, ``operation`` the form of one act. ``drafts``, ``once`` and ``stale`` keep
what is typed, what was sent, and what others saved meanwhile.
"""


def hide_columns(request):
    """Leave the whole width to the page: what lies beside it is navigation, said above it."""
    request.set("disable_plone.leftcolumn", 1)
    request.set("disable_plone.rightcolumn", 1)
