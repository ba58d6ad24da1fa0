"""规则的数额和例外: what the office sets for the rules, each with what the law says of it."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.core.articles import article
from tonghua.records.core.parameters import UNITS, is_of_law, parameters
from tonghua.records.core.rules import RULES
from tonghua.records.core.vocabularies import vocabulary
from tonghua.records.i18n import say
from tonghua.records.office import settings
from tonghua.records.setup.changing import changing
from tonghua.records.setup.rule_values import (
    PREFIX,
    TypedRules,
    blocking_rules,
    hearing_kinds,
    usual,
)

#: the first part of a rule's id → under which heading its numbers stand
GROUPS = {
    "CMP": _("投诉举报"),
    "APP": _("申请和许可"),
    "AV": _("音像记录和设备"),
    "DEV": _("音像记录和设备"),
    "PRS": _("先行登记保存"),
    "RGT": _("告知和听证"),
    "HRG": _("告知和听证"),
    "DEC": _("决定"),
    "SRV": _("送达"),
    "PRF": _("履行和强制执行"),
    "RCT": _("改正"),
    "ARC": _("归档"),
    "SYS": _("监督"),
    "SUP": _("监督"),
}
OTHERS = _("其他")


@dataclass(frozen=True, kw_only=True)
class NumberShown:
    """One number of the form. ``mark`` is (words, colour) of 法定, 建议, or who says it."""

    id: str
    name: str
    label: str
    source: str
    unit: str
    is_choice: bool
    usual: str
    placeholder: str
    typed: str
    mark: tuple
    rules: str
    problem: str
    warning: str


class RulesView(BrowserView):
    """规则的数额和例外; one form, no scripts. Two persons at it write nothing over of each other's."""

    def __call__(self):
        self.wrong = {}
        self.kept = self.typed = TypedRules.of(settings())
        if self.request.method == "POST":
            form = self.request.form
            sent, shown = TypedRules.sent(form), TypedRules.shown(form.get("shown"), self.kept)
            self.wrong = {**dict(sent.contested(shown, self.kept)), **dict(sent.problems())}
            self.typed = sent.onto(shown, self.kept)
            if not self.wrong:
                with changing() as kept:
                    self.typed.write_to(kept)
                IStatusMessage(self.request).add(_("已保存规则的数额和例外。"))
                return self.request.response.redirect(self.url)
        return self.index()

    @property
    def url(self):
        return f"{api.portal.get().absolute_url()}/@@office-rules"

    @property
    def problems(self):
        """[(id of the field, what is wrong with it)]"""
        return [(f"{PREFIX}{id}", say(message)) for id, message in self.wrong.items()]

    @cached_property
    def groups(self):
        """[(heading, numbers)] in the order of the ordinance."""
        found = {}
        for parameter in parameters().values():
            prefix = parameter.rules[0].partition("-")[0] if parameter.rules else ""
            found.setdefault(GROUPS.get(prefix, OTHERS), []).append(self._shown(parameter))
        return list(found.items())

    def _shown(self, parameter):
        warning = self.typed.warning(parameter.id)
        problem = self.wrong.get(parameter.id)
        named = [f"{id} {say(RULES[id].title)}" if id in RULES else id for id in parameter.rules]
        value = usual(parameter)
        return NumberShown(
            id=parameter.id,
            name=f"{PREFIX}{parameter.id}",
            label=say(parameter.label),
            source=say(parameter.source),
            unit="" if parameter.unit == "yes_no" else say(UNITS[parameter.unit]),
            is_choice=parameter.unit == "yes_no",
            usual=say(value) if value else "",
            placeholder="" if parameter.value is None else f"{parameter.value:f}",
            typed=self.typed.numbers[parameter.id],
            mark=_mark(parameter),
            rules="；".join(named),
            problem=say(problem) if problem else "",
            warning=say(warning) if warning else "",
        )

    @property
    def hearing_kinds(self):
        return self._boxes(hearing_kinds(), self.typed.hearing_kinds)

    @property
    def legal_review(self):
        return self._boxes(vocabulary("legal_review"), self.typed.legal_review)

    @property
    def overridable(self):
        rules = {
            id: _(
                "${article}　${title}（${id}）",
                mapping={
                    "article": article(rule.article).label,
                    "title": say(rule.title),
                    "id": id,
                },
            )
            for id, rule in blocking_rules().items()
        }
        return [
            {"token": id, "label": words, "ticked": id in self.typed.overridable}
            for id, words in rules.items()
        ]

    def _boxes(self, known, chosen):
        return [
            {"token": token, "label": say(words), "ticked": token in chosen}
            for token, words in known.items()
        ]

    @property
    def warning_of_hearing(self):
        found = self.typed.warning_of_hearing()
        return say(found) if found else ""

    @property
    def warning_of_review(self):
        found = self.typed.warning_of_review()
        return say(found) if found else ""


def _mark(parameter):
    if is_of_law(parameter):
        return _("法定"), "success"
    if parameter.value is None:
        by = _("由本省规定") if parameter.unit == "yuan" else _("由监督机构确定")
        return by, "warning"
    return _("建议"), "secondary"
