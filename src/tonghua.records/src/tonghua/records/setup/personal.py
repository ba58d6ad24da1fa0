"""Plone's page 个人信息 without what an office has no use for."""

from plone.z3cform.fieldsets.extensible import FormExtender

#: a portrait is shown nowhere, and its field has no label that a screen reader could say
UNUSED = ("portrait",)


class PersonalFields(FormExtender):
    """Takes the fields out before they are drawn."""

    def update(self):
        for name in UNUSED:
            if name in self.form.fields:
                self.remove(name)
