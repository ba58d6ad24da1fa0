"""Fields that the schemata of all rooms are made of."""

from z3c.relationfield.interfaces import IRelationChoice, IRelationList
from z3c.relationfield.schema import RelationChoice, RelationList
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IChoice, IDatetime, IDecimal, IList
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.core import vocabularies


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
    """Names several items; ``types`` says of which portal types (empty: any record)."""

    def __init__(self, types=(), vocabulary="tonghua.records.targets", **options):
        self.types = tuple(types)
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
        if value is not None and -value.as_tuple().exponent > 2:
            raise TooManyDecimals(value)


class TooManyDecimals(schema.interfaces.ValidationError):
    __doc__ = _("金额以元为单位，最多两位小数。请改正。")


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
    """Yes, no or not said."""
    return schema.Bool(title=title, description=description, required=False, **options)


def lines(title, description="", **options):
    """A list of lines of text."""
    return schema.List(
        title=title,
        description=description,
        value_type=schema.TextLine(),
        required=False,
        **options,
    )
