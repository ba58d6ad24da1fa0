"""Checks of a form as a whole: our schemata's own rules, with the files that are stored."""

from Acquisition import aq_base
from z3c.form.interfaces import NOT_CHANGED
from z3c.form.validator import InvariantsValidator, NoInputData
from zope.component import adapter
from zope.interface import Interface, Invalid
from zope.interface.interfaces import IInterface

from tonghua.records.interfaces import IRecordsLayer


@adapter(Interface, IRecordsLayer, Interface, IInterface, Interface)
class KeptValues(InvariantsValidator):
    """Checks a form as a whole; a file that was left as it is counts with what is stored.

    A schema of ours is judged by our own rules: documentgenerator's ask for an ODT file.
    """

    def validate(self, data):
        stored = aq_base(self.context)
        return super().validate(
            {
                name: getattr(stored, name, None) if value is NOT_CHANGED else value
                for name, value in data.items()
            }
        )

    def validateObject(self, object):
        if not is_ours(self.schema):
            return super().validateObject(object)
        return tuple(filter(None, (_fault(rule, object) for rule in _rules(self.schema))))


def is_ours(schema):
    return schema.__module__.startswith("tonghua.records")


def _rules(schema):
    """The invariants of a schema and of those of ours that it extends."""
    for each in schema.__iro__:
        if is_ours(each):
            yield from each.queryDirectTaggedValue("invariants", ())


def _fault(rule, object):
    try:
        rule(object)
    except NoInputData:
        return None
    except Invalid as error:
        return error
    return None
