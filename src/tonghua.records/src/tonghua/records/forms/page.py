"""A form in its page, under its title and what it is about."""

from plone.z3cform import layout
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class FormPage(layout.FormWrapper):
    """The page of a form of ours."""

    index = ViewPageTemplateFile("page.pt")

    @property
    def description(self):
        return getattr(self.form_instance, "description", "")


class Templated:
    """Mix-in for forms: draws them with our own template."""

    template = ViewPageTemplateFile("form.pt")
