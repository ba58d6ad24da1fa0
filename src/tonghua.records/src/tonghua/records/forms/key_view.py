"""``@@form-key``: a one-time key for the small forms that a page writes by itself."""

from Products.Five.browser import BrowserView

from tonghua.records.forms.once import new_key


class KeyView(BrowserView):
    """In a template: ``<input type="hidden" name="_once" value="${context/@@form-key}" />``."""

    def __call__(self):
        return new_key()
