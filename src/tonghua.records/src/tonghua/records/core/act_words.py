"""What the button of an act says, and how a sentence quotes a record."""

from __future__ import annotations

from tonghua.records.core.acts import Act, Kind
from tonghua.records.core.facts import RecordFacts
from tonghua.records.core.papers import paper_of
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label

#: characters of a record's title within a sentence
TITLE_LENGTH = 40


def say_act(act: Act, record: RecordFacts | None) -> Text:
    """The words on the button of an act that mends something; ``record`` is its subject."""
    if act.kind is Kind.ADD and act.name == "AudioVisual":
        return _("上传音像")
    if act.kind is Kind.ADD:
        return _("填写${what}", what=label("types", act.name))
    if record is None or not act.subject:
        return _("编辑案件")
    if act.kind is Kind.SIGN:
        return on(_("签名"), record)
    if act.kind is Kind.STEP:
        return on(label("transitions", act.name), record)
    if act.kind is Kind.VIEW:
        return on(_("查看"), record)
    return on(_("补充"), record)


def on(word: Text, record: RecordFacts) -> Text:
    """A word for an act, and the paper that it is done on; the kind of a record without one."""
    paper = paper_of(record)
    return _(
        "${act}《${what}》", act=word, what=paper.title if paper else label("types", record.type)
    )


def short(record: RecordFacts) -> str:
    """A record's title as a sentence quotes it."""
    title = record.title or label("types", record.type)
    return title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…"
