"""Markers of our widgets."""

from zope.interface import Interface


class IGroupOfControls(Interface):
    """A widget of several controls, which have one name together."""


class IRowsWidget(IGroupOfControls):
    """A table whose rows are added and removed."""
