"""The picture of a signature."""

from plone.namedfile.utils import set_headers, stream_data
from Products.Five.browser import BrowserView
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse, NotFound

from tonghua.records.signing.store import stored


@implementer(IPublishTraverse)
class SignatureImage(BrowserView):
    """``@@signature/N``: the N-th signature's picture."""

    position = None

    def publishTraverse(self, request, name):
        if self.position is not None or not name.isdecimal():
            raise NotFound(self, name, request)
        self.position = int(name)
        return self

    def __call__(self):
        kept = stored(self.context)
        if self.position is None or not 1 <= self.position <= len(kept):
            raise NotFound(self, "signature", self.request)
        image = kept[self.position - 1].image
        if image is None:
            raise NotFound(self, "signature", self.request)
        set_headers(image, self.request.response)
        return stream_data(image)
