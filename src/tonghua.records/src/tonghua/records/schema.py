"""Fields that the schemata of all rooms are made of."""

from decimal import Decimal

from z3c.relationfield.interfaces import IRelationChoice, IRelationList
from z3c.relationfield.schema import RelationChoice, RelationList
from zope import schema
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import (
    IBool,
    IChoice,
    IDatetime,
    IDecimal,
    IField,
    IList,
    IText,
    WrongType,
)
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.core import vocabularies

#: digits before the point of a number that is too large
LARGEST = 16


def tokens(name):
    """The vocabulary of ASCII tokens that ``core.vocabularies`` keeps under ``name``."""
    return SimpleVocabulary(
        [
            SimpleTerm(token, token, _(str(label)))
            for token, label in vocabularies.vocabulary(name).items()
        ]
    )


class IToken(IChoice):
    """One token of ``core.vocabularies``."""


class ITokens(IList):
    """Several tokens of ``core.vocabularies``."""


@implementer(IToken)
class Token(schema.Choice):
    """One token."""


@implementer(ITokens)
class Tokens(schema.List):
    """Several tokens."""


def choice(name, **options):
    """A field of one token; not required, as a draft may be incomplete."""
    options.setdefault("required", False)
    return Token(vocabulary=tokens(name), **options)


def choices(name, **options):
    """A field of several tokens."""
    options.setdefault("required", False)
    return Tokens(value_type=schema.Choice(vocabulary=tokens(name)), **options)


class IMoment(IDatetime):
    """A point in time, kept in the office's time zone."""


@implementer(IMoment)
class Moment(schema.Datetime):
    """A point in time (aware, Asia/Shanghai)."""


class IPerson(IChoice):
    """One username."""


class IPersons(IList):
    """Several usernames."""


@implementer(IPerson)
class Person(schema.Choice):
    """A person of the office, by username."""

    def __init__(self, vocabulary="tonghua.records.people", **options):
        options.setdefault("required", False)
        super().__init__(vocabulary=vocabulary, **options)


@implementer(IPersons)
class Persons(schema.List):
    """Several people of the office, by username."""

    def __init__(self, vocabulary="tonghua.records.people", **options):
        options.setdefault("required", False)
        super().__init__(value_type=Person(vocabulary=vocabulary), **options)


class IReference(IRelationChoice):
    """A relation to one item of the named types."""


class IReferences(IRelationList):
    """Relations to items of the named types."""


@implementer(IReference)
class Reference(RelationChoice):
    """Names one item; ``types`` says of which portal types (empty: any record)."""

    def __init__(self, types=(), vocabulary="tonghua.records.targets", **options):
        self.types = tuple(types)
        options.setdefault("required", False)
        super().__init__(vocabulary=vocabulary, **options)


@implementer(IReferences)
class References(RelationList):
    """Names several items; ``types`` says of which portal types (empty: any record).

    ``offers(item)`` says which of them a form offers; None for all.
    """

    def __init__(self, types=(), vocabulary="tonghua.records.targets", offers=None, **options):
        self.types = tuple(types)
        self.offers = offers
        options.setdefault("required", False)
        options.setdefault("default", [])
        super().__init__(
            value_type=RelationChoice(title=_("引用"), vocabulary=vocabulary), **options
        )


class IAmount(IDecimal):
    """Money in yuan, at most two decimals."""


@implementer(IAmount)
class Amount(schema.Decimal):
    """Money in yuan, at most two decimals."""

    def _validate(self, value):
        super()._validate(value)
        check_size(value)
        if value is not None and -value.as_tuple().exponent > 2:
            raise TooManyDecimals(value)


class TooLarge(schema.interfaces.ValidationError):
    __doc__ = _("数太大。请核对。")


def check_size(value):
    """Raise TooLarge for a number that nobody counts to; written out it could fill the memory."""
    if isinstance(value, Decimal) and not -99 < value.adjusted() < LARGEST:
        raise TooLarge(str(value))


class TooManyDecimals(schema.interfaces.ValidationError):
    __doc__ = _("金额以元为单位，最多两位小数。请改正。")


class IYesNo(IBool):
    """Yes, no, or nobody has said."""


@implementer(IYesNo)
class YesNo(schema.Bool):
    """True, False, or None as long as nobody has said."""


class IRow(IField):
    """One row of a table."""


@implementer(IRow)
class Row(schema.Field):
    """A dict with the fields of ``schema`` as its columns; an empty cell is None."""

    def __init__(self, schema, **options):
        self.schema = schema
        super().__init__(**options)

    def _validate(self, value):
        super()._validate(value)
        if not isinstance(value, dict):
            raise WrongType(value, dict, self.__name__)
        for name, column in getFieldsInOrder(self.schema):
            if value.get(name) is not None:
                column.validate(value[name])
                check_size(value[name])


class IRows(IList):
    """The rows of a table."""


@implementer(IRows)
class Rows(schema.List):
    """A table: a list of dicts, its columns the fields of ``row``.

    ``sums`` maps each column that is added up to the column of its unit, or to "".
    """

    def __init__(self, row, sums=None, **options):
        self.sums = dict(sums or {})
        options.setdefault("required", False)
        super().__init__(value_type=Row(row, title=options["title"]), **options)

    def columns(self):
        """Column → field, in the order of the table."""
        return dict(getFieldsInOrder(self.value_type.schema))


class IDialogue(IRows):
    """Questions and answers, written down as they are spoken."""


@implementer(IDialogue)
class Dialogue(Rows):
    """Questions and answers (问答): the rows of an interview."""


class ILines(IList):
    """Lines of text, each of which stands for one thing or one person."""


@implementer(ILines)
class Lines(schema.List):
    """A list of lines."""


class IOpinions(IText):
    """What each person said, one after the other."""


@implementer(IOpinions)
class Opinions(schema.Text):
    """Opinions by person (各人的意见): one text, each opinion on lines that begin 姓名：."""


SHOWN_FOR = "tonghua.records.shown_for"


def show_for(interface, controller, table):
    """Let forms show fields of a schema only for some choices of another of its fields.

    ``table`` maps tokens of ``controller``, one or several, to the fields' names. Values of
    fields that are not shown are kept.
    """
    wanted = dict(interface.queryTaggedValue(SHOWN_FOR) or {})
    for chosen, names in table.items():
        tokens = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        for name in names:
            interface[name]
            wanted[name] = (controller, tokens)
    interface.setTaggedValue(SHOWN_FOR, wanted)


def shown_for(field):
    """``(controller, tokens)``: for which choices a form shows the field; ``("", ())`` always."""
    table = field.interface.queryTaggedValue(SHOWN_FOR) if field.interface else None
    return (table or {}).get(field.__name__, ("", ()))


SAID_MORE = "tonghua.records.said_more"


def say_more(interface, name, words):
    """Let forms say more beside a field than its description: what ``words()`` answers then."""
    interface[name]
    more = {**(interface.queryTaggedValue(SAID_MORE) or {}), name: words}
    interface.setTaggedValue(SAID_MORE, more)


def said_more(field):
    """What a form says beside a field at this moment, before its description; "" for most."""
    table = field.interface.queryTaggedValue(SAID_MORE) if field.interface else None
    words = (table or {}).get(field.__name__)
    return words() if words else ""


def line(title, description="", **options):
    """A line of text that a draft may leave empty."""
    return schema.TextLine(title=title, description=description, required=False, **options)


def text(title, description="", **options):
    """A plain text that a draft may leave empty."""
    return schema.Text(title=title, description=description, required=False, **options)


def moment(title, description="", **options):
    """A moment that a draft may leave empty."""
    return Moment(title=title, description=description, required=False, **options)


def yes_no(title, description="", **options):
    """Yes, no or not said; a plain box where it has a default and is either on or off."""
    kind = schema.Bool if "default" in options else YesNo
    return kind(title=title, description=description, required=False, **options)


def lines(title, description="", **options):
    """A list of lines of text."""
    return Lines(
        title=title,
        description=description,
        value_type=schema.TextLine(),
        required=False,
        **options,
    )
