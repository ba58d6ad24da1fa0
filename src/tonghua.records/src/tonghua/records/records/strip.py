"""The signatures on a record as its page shows them: who has signed, who must, who refused."""

from dataclasses import dataclass
from urllib.parse import urlencode

from tonghua.records import _
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
}


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
class Wanted:
    """A signing place: how many stand there of how many, and whom to ask."""

    label: str
    done: int
    needed: int
    after: bool
    links: tuple[Link, ...]

    @property
    def is_done(self):
        return self.done >= self.needed


def taken(record):
    """Every signature on the record in the order taken."""
    url, old = record.absolute_url(), outdated(record)
    return [
        Taken(
            name=each.name,
            capacity=say(label("capacity", each.capacity)),
            mode=say(label("signature_mode", each.mode)),
            at=when(each.at),
            refused=each.mode == "refused",
            outdated=each in old,
            reason=each.refusal_reason,
            witness=each.witness,
            image=f"{url}/@@signature/{n}" if each.image is not None else "",
        )
        for n, each in enumerate(stored(record), start=1)
    ]


def wanted(record, case, facts):
    """The places of the record's paper that ask for at least one signature."""
    return [
        Wanted(
            label=say(state.place.label),
            done=state.place.count - state.missing,
            needed=state.place.count,
            after=state.place.when == "after",
            links=tuple(_links(record, state)) if state.missing else (),
        )
        for state in place_states(case, facts, now())
        if state.place.count
    ]


def _links(record, state):
    """One link for each known person who has not signed yet; else one without a name."""
    stands = {*state.signed, *state.refused}
    names = [name for name in _names(record, state.place.capacity) if name not in stands]
    for name in names[: state.missing] or [""]:
        query = urlencode({"capacity": state.place.capacity, "name": name})
        title = _("签名：${name}", mapping={"name": name}) if name else _("签名")
        yield Link(title=title, url=f"{record.absolute_url()}/@@sign?{query}")


def _names(record, capacity):
    field = NAMED_BY.get(capacity)
    value = (getattr(record, field, None) if field else None) or ()
    if isinstance(value, str):
        return [value]
    return [each.to_object.title for each in value if not each.isBroken()]
