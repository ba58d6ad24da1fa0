"""Choosing other items: by their types, and officers with their certificates (执法证件)."""

import json

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.certificates import certificate_on
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.rules.investigation import RECORDS
from tonghua.records.forms.case_numbers import VOCABULARY, CaseNumbersWidget
from tonghua.records.forms.converters import text_as_moment
from tonghua.records.forms.interfaces import IGroupOfControls
from tonghua.records.forms.widgets import KeptCheckBoxWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.moments import now
from tonghua.records.schema import IReferences

#: article 9, first: investigation is done by two officers or more (rule OFF-1)
NEEDED = 2
COUNTED = frozenset(record.__name__ for record in RECORDS)
DAY = _("${y}年${m}月${d}日")
UNTIL = _("证件有效至${day}")
EXPIRED = _("⚠ ${day}已过期")
NOT_YET = _("⚠ ${day}起才有效")
OPEN = _("证件未写明有效期")
RETIRED = _("⚠ 已停用")
MET = _("第九条：已选 ${n} 人，证件在${day}都有效，符合不少于二人的要求。")
TOO_FEW = _("第九条：应当不少于二人，已选证件在${day}有效的 ${n} 人。")


class ReferencesWidget(KeptCheckBoxWidget):
    """Check boxes of items; only of the types that the field names, where it names any.

    Where the field says which items it ``offers``, others are shown only when already chosen.
    """

    @property
    def items(self):
        for item in super().items:
            if item["checked"] or self._is_offered(self._item_of(item["value"])):
                yield item

    def _is_offered(self, item):
        wanted, offers = self.field.types, self.field.offers
        return (not wanted or item.portal_type in wanted) and (offers is None or offers(item))

    def _item_of(self, token):
        return self.terms.getTermByToken(token).value


@implementer(IGroupOfControls)
class OfficersWidget(ReferencesWidget):
    """Officers, each with the number of the certificate and whether it holds on the day."""

    template = ViewPageTemplateFile("officers.pt")

    def render(self):
        return self.template()

    @property
    def day(self):
        """The day of the record: as typed, else as stored, else today."""
        start = self.form_widget("IRecord.occurred_start")
        value = getattr(start, "value", None)
        try:
            return day_of(text_as_moment(value)) if value else day_of(now())
        except ValueError:
            return day_of(now())

    def form_widget(self, name):
        """Another field's widget, wherever in the form's fieldsets it stands."""
        form = getattr(self.form, "parentForm", None) or self.form
        find = getattr(form, "widget", None)
        return find(name) if find is not None else None

    @property
    def day_name(self):
        widget = self.form_widget("IRecord.occurred_start")
        return widget.name if widget is not None else ""

    @property
    def officers(self):
        """The boxes, each with its certificate in words and as data for the script."""
        for item in self.items:
            officer = self._item_of(item["value"])
            retired = api.content.get_state(officer, default="") == "retired"
            held = certificate_on(officer, self.day)
            since, until = held.valid_from, held.valid_until
            yield {
                **item,
                "number": officer.certificate_number or "",
                "since": since.isoformat() if since else "",
                "until": until.isoformat() if until else "",
                "retired": self._say(RETIRED) if retired else "",
                "said": self._certificate(since, until),
                "holds": holds(since, until, self.day),
            }

    def _certificate(self, since, until):
        if until and self.day > until:
            return self._say(EXPIRED, day=say_day(until))
        if since and self.day < since:
            return self._say(NOT_YET, day=say_day(since))
        return self._say(UNTIL, day=say_day(until)) if until else self._say(OPEN)

    @property
    def asks_for_two(self):
        """Whether the field is the one that article 9 counts, in a record of investigation."""
        form = getattr(self.form, "parentForm", None) or self.form
        counted = getattr(form, "portal_type", "") in COUNTED
        return self.field.__name__ == "officers" and counted

    @property
    def count(self):
        """Whether two officers with certificates that hold are chosen, in words."""
        chosen = [each for each in self.officers if each["checked"] and each["holds"]]
        met = len(chosen) >= NEEDED
        return self._say(MET if met else TOO_FEW, n=len(chosen), day=say_day(self.day))

    @property
    def words(self):
        """The sentences that the script fills in when the day or the choice changes."""
        return json.dumps(
            {
                "day": self._whole(DAY),
                "until": self._whole(UNTIL),
                "expired": self._whole(EXPIRED),
                "notYet": self._whole(NOT_YET),
                "open": self._whole(OPEN),
                "met": self._whole(MET),
                "tooFew": self._whole(TOO_FEW),
            },
            ensure_ascii=False,
        )

    def _say(self, msgid, **mapping):
        return translate(_(str(msgid), mapping=mapping), context=self.request)

    def _whole(self, msgid):
        return translate(msgid, context=self.request)


def holds(since, until, day):
    """Whether a certificate holds on a day; an open end holds."""
    return not (until and day > until) and not (since and day < since)


@adapter(IReferences, IRecordsLayer)
@implementer(IFieldWidget)
def references_widget(field, request):
    """Cases by their numbers, officers with their certificates, anything else as plain boxes."""
    if field.value_type.vocabularyName == VOCABULARY:
        return FieldWidget(field, CaseNumbersWidget(request))
    widget = OfficersWidget if field.types == ("Officer",) else ReferencesWidget
    return FieldWidget(field, widget(request))
