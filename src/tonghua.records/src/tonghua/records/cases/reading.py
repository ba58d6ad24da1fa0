"""Reading content's attributes as plain values, many items at a time and each lookup once."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache

from Acquisition import aq_base
from plone.namedfile.interfaces import INamedFile
from plone.uuid.interfaces import ATTRIBUTE_NAME, IUUID
from z3c.relationfield.interfaces import IRelationValue

PLAIN = (str, bool, int, float, date, Decimal, dict)


class Reading:
    """One pass over content that does not change meanwhile, such as a case with all its records.

    Where a relation leads, and what a type's field is while nobody has filled it in, is asked
    once a pass: both cost Plone far more than reading what is there.
    """

    def __init__(self):
        self._targets = {}
        self._defaults = {}

    def fill(self, kind, content, **more):
        """Make a facts dataclass from the attributes that content has under the same names."""
        values = dict(more)
        base = aq_base(content)
        base._p_activate()
        held = base.__dict__
        for name in _names(kind):
            if name not in values:
                given = held[name] if name in held else self._default(base, name)
                value = None if given is None else self.plain(given)
                if value is not None and not callable(value):
                    values[name] = value
        return kind(**values)

    def plain(self, value):
        """A field's value as facts keep it: uids for relations, True for files, tuples for lists."""
        if value is None or isinstance(value, PLAIN):
            return value
        if isinstance(value, (list, tuple)):
            return tuple(item for item in map(self.plain, value) if item is not None)
        if IRelationValue.providedBy(value):
            target = self.target(value)
            return None if target is None else uid_of(target)
        return True if INamedFile.providedBy(value) else value

    def target(self, relation):
        """The item that a relation leads to; None for a broken one."""
        number = relation.to_id
        if number not in self._targets:
            self._targets[number] = relation.to_object
        return self._targets[number]

    def targets(self, content, *names):
        """The items that relations under these names lead to, broken ones left out."""
        base = aq_base(content)
        base._p_activate()
        held = base.__dict__
        for name in names:
            value = held.get(name)
            for relation in value if isinstance(value, (list, tuple)) else (value,):
                if IRelationValue.providedBy(relation):
                    target = self.target(relation)
                    if target is not None:
                        yield target

    def _default(self, base, name):
        """What an attribute is where the item itself has none: its class's or its schema's."""
        if isinstance(getattr(type(base), name, None), property):
            return getattr(base, name, None)
        key = base.portal_type, name
        if key not in self._defaults:
            self._defaults[key] = getattr(base, name, None)
        return self._defaults[key]


def uid_of(content):
    """The UUID of an item of ours, or of any other."""
    return getattr(aq_base(content), ATTRIBUTE_NAME, None) or IUUID(content, None)


@cache
def _names(kind):
    return tuple(field.name for field in fields(kind))
