"""The signatures on a record as its page shows them: who has signed, who must, who refused."""

from dataclasses import dataclass
from urllib.parse import urlencode

from z3c.relationfield.interfaces import IRelationValue

from tonghua.records import _
from tonghua.records.core.papers import is_nobody
from tonghua.records.core.signing import place_states
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, when
from tonghua.records.i18n import say
from tonghua.records.moments import now
from tonghua.records.signing.standing import outdated
from tonghua.records.signing.store import stored

#: capacity → the field of the record that names who signs in it: officers, or a name
NAMED_BY = {
    "officer": "officers",
    "server": "servers",
    "witness": "witness",
    "interviewee": "interviewee",
    "recorder": "recorder",
    "holder": "holder",
    "host": "host",
    "clerk": "clerk",
    "applicant": "applicant",
    "expert": "experts",
    "participant": "present",
    "legal_reviewer": "reviewers",
}

OTHERS = _("其他签名")
EVERY_PAGE = _("逐页签名")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A signature, or a refusal with its reason and witness.

    ``outdated`` when the draft was changed since: it does not count any more.
    """

    name: str
    capacity: str
    mode: str
    at: str
    refused: bool
    outdated: bool
    reason: str
    witness: str
    image: str


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """Somebody who must still sign; ``name`` is empty where nobody is known yet."""

    name: str
    sign: Link


@dataclass(frozen=True, kw_only=True)
class Place:
    """A signing place: how many stand there of how many, who they are, and who is awaited."""

    label: str
    done: int
    needed: int
    after: bool
    taken: tuple[Taken, ...]
    awaited: tuple[Awaited, ...]

    @property
    def is_done(self):
        return self.done >= self.needed

    @property
    def count(self):
        """How it stands, with a sign for those who see no colour."""
        return f"{'✓' if self.is_done else '…'} {self.done}/{self.needed}"


def places(record, case, facts):
    """The places of the record's paper, then a last one of those who signed beside them."""
    kept = list(_taken(record))
    found = []
    for state in place_states(case, facts, now()):
        capacity = state.place.capacity
        here = tuple(each for token, each in kept if token == capacity)
        kept = [pair for pair in kept if pair[0] != capacity]
        if state.place.count or here:
            found.append(
                Place(
                    label=say(state.place.label),
                    done=state.place.count - state.missing,
                    needed=state.place.count,
                    after=state.place.when == "after",
                    taken=here,
                    awaited=tuple(_awaited(record, state)) if state.missing else (),
                )
            )
    if kept:
        others = tuple(each for _token, each in kept)
        found.append(
            Place(label=say(OTHERS), done=0, needed=0, after=False, taken=others, awaited=())
        )
    return found


def _taken(record):
    """(capacity, signature) in the order taken."""
    url, old = record.absolute_url(), outdated(record)
    for n, each in enumerate(stored(record), start=1):
        yield (
            each.capacity,
            Taken(
                name=each.name,
                capacity=say(label("capacity", each.capacity)),
                mode=_mode(each),
                at=when(each.at),
                refused=each.mode == "refused",
                outdated=each in old,
                reason=each.refusal_reason,
                witness=each.witness,
                image=f"{url}/@@signature/{n}" if each.image is not None else "",
            ),
        )


def _mode(signature):
    words = say(label("signature_mode", signature.mode))
    return f"{words}（{say(EVERY_PAGE)}）" if signature.every_page else words


def _awaited(record, state):
    """One for each known person who has not signed yet; else one without a name."""
    stands = {*state.signed, *state.refused}
    names = [name for name in _names(record, state.place.capacity) if name not in stands]
    for name in names[: state.missing] or [""]:
        query = urlencode({"capacity": state.place.capacity, "name": name})
        link = Link(title=_("签名"), url=f"{record.absolute_url()}/@@sign?{query}")
        yield Awaited(name=name, sign=link)


def _names(record, capacity):
    field = NAMED_BY.get(capacity)
    value = (getattr(record, field, None) if field else None) or ()
    if IRelationValue.providedBy(value):
        value = (value,)
    named = (value,) if isinstance(value, str) else value
    names = [each if isinstance(each, str) else _title(each) for each in named]
    return [name for name in names if not is_nobody(name)]


def _title(relation):
    return "" if relation.isBroken() else relation.to_object.title
