"""How an operation of a form says no: nothing is written, and the form says why."""

import transaction
from z3c.form.interfaces import ActionExecutionError
from zExceptions import BadRequest
from ZODB.POSException import ConflictError
from zope.interface import Invalid
from zope.schema.interfaces import ValidationError

from tonghua.records import _
from tonghua.records.i18n import message
from tonghua.records.refusals import Conflict


class Refused(Invalid):
    """A refusal on its way to the form; ``way`` is the act that mends it, or None."""

    def __init__(self, sentence, way=None):
        super().__init__(sentence)
        self.way = way


#: what an operation raises to refuse
REFUSALS = (Conflict, BadRequest, ValidationError, Invalid)
TRIES = 3
BUSY = _("别人正在同时办理，这一步没有办成。请再试一次。")


def attempt(operation):
    """Run an operation of a form; a refusal undoes all that it wrote and is said on the form.

    The whole transaction is given up and not only a savepoint: a document number taken by the
    refused act goes back when its transaction ends (``cases.numbering``).
    """
    try:
        return operation()
    except REFUSALS as refusal:
        sentence = sentence_of(refusal)
        transaction.abort()
        transaction.begin()
        way = getattr(refusal, "way", None)
        raise ActionExecutionError(Refused(sentence, way)) from refusal


def afterwards(operation):
    """Keep what was written so far, then run one more act; the sentence of its refusal, or "".

    What was saved stays saved when the act is refused. A conflict with somebody else's writing
    is tried again here: the publisher would repeat the whole request, and save twice.
    """
    transaction.commit()
    for _attempt in range(TRIES):
        transaction.begin()
        try:
            operation()
            transaction.commit()
        except REFUSALS as refusal:
            sentence = sentence_of(refusal)
            transaction.abort()
            return sentence
        except ConflictError:
            transaction.abort()
        else:
            return ""
    return BUSY


def sentence_of(refusal):
    """What a refusal says to whoever was refused."""
    if isinstance(refusal, Conflict):
        return message(refusal.message)
    if isinstance(refusal, ValidationError) and not getattr(refusal, "args", None):
        return refusal.doc()
    return refusal.args[0] if refusal.args else str(refusal)
