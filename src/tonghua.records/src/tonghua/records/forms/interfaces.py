"""Markers of our widgets."""

from zope.interface import Interface


class IGroupOfControls(Interface):
    """A widget of several controls, which have one name together."""


class IRowsWidget(IGroupOfControls):
    """A table whose rows are added and removed."""


class ILinesWidget(IRowsWidget):
    """A table of one column, kept as a list of lines."""


class IOpinionsWidget(IRowsWidget):
    """A table of names and opinions, kept as one text."""
