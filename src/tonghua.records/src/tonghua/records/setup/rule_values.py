"""What the office sets for the rules (数额、天数、例外), as typed, read and checked."""

import json
from dataclasses import asdict, dataclass

from tonghua.records.core.office import HEARING_KINDS, LEGAL_REVIEW
from tonghua.records.core.parameters import UNITS, WrongNumber, is_of_law, parameters, read, written
from tonghua.records.core.rules import RULES
from tonghua.records.core.text import _, join
from tonghua.records.core.vocabularies import label, vocabulary

PREFIX = "number_"
#: a fine is judged by its amount
BY_AMOUNT = "fine"
#: the lists of boxes, by the name of their field
BOXES = ("hearing_kinds", "legal_review", "overridable")


@dataclass(kw_only=True)
class TypedRules:
    """The form: numbers as text by id, "" for the usual one; and the boxes that are ticked."""

    numbers: dict
    hearing_kinds: list
    legal_review: list
    overridable: list

    @classmethod
    def of(cls, kept):
        """As the registry has it; a number that is as usual is not the office's own."""
        own = kept.thresholds or {}
        return cls(
            numbers={id: _own(id, own.get(id, "")) for id in parameters()},
            hearing_kinds=list(kept.hearing_kinds or ()),
            legal_review=list(kept.legal_review or ()),
            overridable=list(kept.overridable_rules or ()),
        )

    @classmethod
    def sent(cls, form):
        """As a form sends it; what is no choice is left out."""
        return cls(
            numbers={id: _line(form.get(f"{PREFIX}{id}")) for id in parameters()},
            hearing_kinds=_chosen(form, "hearing_kinds", hearing_kinds()),
            legal_review=_chosen(form, "legal_review", vocabulary("legal_review")),
            overridable=_chosen(form, "overridable", blocking_rules()),
        )

    @classmethod
    def shown(cls, text, present):
        """What a form was filled in beside, as it sends that along; else what is kept now."""
        try:
            told = json.loads(text)
            numbers = {id: str(told["numbers"].get(id, "")) for id in parameters()}
            return cls(numbers=numbers, **{name: list(map(str, told[name])) for name in BOXES})
        except (AttributeError, KeyError, TypeError, ValueError):
            return present

    def to_send_along(self):
        """These values as text, for ``shown``."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def onto(self, shown, present):
        """What the form changes of what it showed; all else is as somebody may have set it since."""
        numbers = {
            id: present.numbers[id] if words == shown.numbers[id] else words
            for id, words in self.numbers.items()
        }
        boxes = {
            name: _onto(getattr(self, name), getattr(shown, name), getattr(present, name))
            for name in BOXES
        }
        return type(self)(numbers=numbers, **boxes)

    def contested(self, shown, present):
        """The numbers that somebody else has set otherwise since they were shown: (id, sentence)."""
        for id, words in self.numbers.items():
            now = present.numbers[id]
            if words != shown.numbers[id] and now not in (shown.numbers[id], words):
                yield (
                    id,
                    _(
                        "“${label}”刚刚由另一人改为“${now}”，您填写的是“${words}”。请核对后再保存。",
                        label=parameters()[id].label,
                        now=now or usual(parameters()[id]),
                        words=words or usual(parameters()[id]),
                    ),
                )

    def problems(self):
        """What is wrong: (id of the number, sentence)."""
        for id, words in self.numbers.items():
            try:
                read(id, words)
            except WrongNumber as wrong:
                yield id, wrong.message

    def warning(self, id):
        """What to say of a number that the office sets otherwise than the law; None mostly."""
        parameter = parameters()[id]
        try:
            own = read(id, self.numbers[id])
        except WrongNumber:
            return None
        if own is None or own == parameter.value or not is_of_law(parameter):
            return None
        return _(
            "规定的是${usual}（${source}）。法律、法规、规章另有规定的，才可以改动；请核对依据。",
            usual=usual(parameter),
            source=parameter.source,
        )

    def warning_of_hearing(self):
        """What to say where a kind of penalty of Penalty Law 63 is left out; None mostly."""
        left = [token for token in vocabulary("penalty_kinds") if token in HEARING_KINDS]
        left = [token for token in left if token not in self.hearing_kinds]
        if not left:
            return None
        return _(
            "《行政处罚法》第六十三条规定应当告知听证的“${kinds}”没有勾选。请核对依据。",
            kinds=join(label("penalty_kinds", token) for token in left),
        )

    def warning_of_review(self):
        """What to say where a case of Penalty Law 58 is left out; None mostly."""
        left = [token for token in vocabulary("legal_review") if token in LEGAL_REVIEW]
        left = [token for token in left if token not in self.legal_review]
        if not left or "penalty" in self.legal_review:
            return None
        return _(
            "《行政处罚法》第五十八条规定应当经过法制审核的“${cases}”没有勾选。请核对依据。",
            cases=join(label("legal_review", token) for token in left),
        )

    def write_to(self, kept):
        """Keep what was typed in the registry; of the numbers only those that are not as usual."""
        others = {id: own for id, own in (kept.thresholds or {}).items() if id not in parameters()}
        found = {id: read(id, words) for id, words in self.numbers.items()}
        kept.thresholds = others | {
            id: written(own)
            for id, own in found.items()
            if own is not None and own != parameters()[id].value
        }
        kept.hearing_kinds = sorted(self.hearing_kinds)
        kept.legal_review = sorted(self.legal_review)
        kept.overridable_rules = sorted(self.overridable)


def hearing_kinds():
    """Kinds of penalty (处罚种类) for which a hearing may be offered whatever the amount."""
    return {
        token: words for token, words in vocabulary("penalty_kinds").items() if token != BY_AMOUNT
    }


def blocking_rules():
    """The rules that refuse a step, in the order of the articles."""
    found = [rule for rule in RULES.values() if rule.blocking]
    return {rule.id: rule for rule in sorted(found, key=lambda rule: (rule.article, rule.id))}


def usual(parameter):
    """90日, 3,000元; of a yes or no: 是; "" where nothing is usual."""
    if parameter.value is None:
        return ""
    if parameter.unit == "yes_no":
        return _("是") if parameter.value else _("否")
    number = written(parameter.value)
    if parameter.unit == "yuan":
        number = f"{parameter.value:,f}"
    return _("${n}${unit}", n=number, unit=UNITS[parameter.unit])


def _own(id, words):
    """A kept number as the form shows it; what cannot be read stands there to be mended."""
    try:
        own = read(id, words)
    except WrongNumber:
        return words
    return "" if own is None or own == parameters()[id].value else written(own)


def _chosen(form, name, known):
    values = form.get(name, ())
    values = [values] if isinstance(values, str) else values
    return [token for token in known if token in values]


def _onto(mine, shown, present):
    added, removed = set(mine) - set(shown), set(shown) - set(mine)
    every = dict.fromkeys([*present, *mine])
    return [
        token for token in every if token in added or (token in present and token not in removed)
    ]


def _line(value):
    return " ".join(value.split())[:100] if isinstance(value, str) else ""
