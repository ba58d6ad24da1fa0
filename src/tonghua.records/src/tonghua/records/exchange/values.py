"""JSON values of an import file as field values, checked before anything is written."""

from dataclasses import dataclass
from pathlib import Path

from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.interfaces import INamedBlobFileField
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import (
    IBaseVocabulary,
    IBool,
    IChoice,
    IDate,
    IDatetime,
    IDecimal,
    IFloat,
    IInt,
    IList,
    IText,
    ITextLine,
)

from tonghua.records.core.characters import unprintable
from tonghua.records.exchange.report import ImportProblem
from tonghua.records.rest.fields import read_amount, read_date, read_moment, read_token
from tonghua.records.schema import IMoment, IPerson, IReference, IReferences, Row

#: what the system derives: never in a file
COMPUTED = frozenset({"served_at", "sha256", "duration", "codec"})


@dataclass(frozen=True)
class Link:
    """References to other items of the file, by their keys."""

    keys: tuple
    many: bool


@dataclass(frozen=True)
class File:
    """A file beside the import file."""

    path: Path
    filename: str
    given: str

    def blob(self):
        return NamedBlobFile(data=self.path.read_bytes(), filename=self.filename)


def fields_of(portal_type):
    """name → field of a type, computed ones left out."""
    return {
        name: field
        for schema in iterSchemataForType(portal_type)
        for name, field in getFieldsInOrder(schema)
        if name not in COMPUTED
    }


class Reader:
    """Reads the values of one item; ``knows`` says whether somebody is a user."""

    def __init__(self, source, knows):
        self.source = source
        self.knows = knows

    def values(self, portal_type, item, structure):
        """name → value, Link or File of every field that the item gives.

        ``structure`` are the names that are no fields. Raises ImportProblem.
        """
        fields = fields_of(portal_type)
        key = item.get("key", "")
        found = {}
        for name, given in item.items():
            if name in structure:
                continue
            if name not in fields:
                raise ImportProblem(key, name, "没有这个栏目。请核对名称。")
            for _name, position in unprintable(given):
                raise ImportProblem(
                    key, name, f"第{position}个字符是不能显示和打印的控制字符。请删去。"
                )
            try:
                found[name] = self.value(fields[name], given, key, name)
            except ValueError as error:
                raise ImportProblem(key, name, str(error)) from error
        return found

    def value(self, field, given, key, name):
        if IReferences.providedBy(field):
            return self._link(given if given is not None else [], True, key, name)
        if IReference.providedBy(field):
            return None if given is None else self._link([given], False, key, name)
        if given is None:
            return None
        if INamedBlobFileField.providedBy(field):
            path = self.source.file(given, key, name)
            return File(path, given.get("filename") or path.name, given["path"])
        if IList.providedBy(field):
            return self._list(field, given, key, name)
        return self._scalar(field, given, key, name)

    def _link(self, given, many, key, name):
        keys = given if isinstance(given, list) else None
        if keys is None or not all(isinstance(k, str) and k.startswith("#") for k in keys):
            raise ImportProblem(key, name, "引用应当写作“#键”。")
        return Link(tuple(k[1:] for k in keys), many)

    def _list(self, field, given, key, name):
        if not isinstance(given, list):
            raise ImportProblem(key, name, "应当是列表。")
        inner = field.value_type
        if isinstance(inner, Row):
            return [self._row(inner.schema, row, key, name) for row in given]
        return [self._scalar(inner, each, key, name) for each in given]

    def _row(self, schema, row, key, name):
        columns = dict(getFieldsInOrder(schema))
        if not isinstance(row, dict) or not set(row) <= set(columns):
            raise ImportProblem(key, name, "表格的列名不对。请核对。")
        return {
            column: self.value(columns[column], row.get(column), key, f"{name}.{column}")
            for column in columns
        }

    def _scalar(self, field, given, key, name):
        if IPerson.providedBy(field):
            if not isinstance(given, str) or not self.knows(given):
                raise ImportProblem(key, name, f"没有用户“{given}”。请在 people 中写明。")
            return given
        if IMoment.providedBy(field) or IDatetime.providedBy(field):
            return read_moment(given, field)
        if IDate.providedBy(field):
            return read_date(given, field)
        if IDecimal.providedBy(field):
            return read_amount(given)
        if IChoice.providedBy(field):
            if IBaseVocabulary.providedBy(field.vocabulary):
                return read_token(given, field)
            return given
        for interface, kinds in _KINDS:
            if interface.providedBy(field) and (
                not isinstance(given, kinds) or (bool not in kinds and isinstance(given, bool))
            ):
                raise ImportProblem(key, name, f"取值“{given}”的类型不对。请核对。")
        return given


_KINDS = (
    (IBool, (bool,)),
    (ITextLine, (str,)),
    (IText, (str,)),
    (IInt, (int,)),
    (IFloat, (int, float)),
)
