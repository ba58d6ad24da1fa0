"""What follows the name of a page or service in its address: ``@paper/2/pdf``."""

from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Subpath:
    """Mix-in of a view or service: the names behind its own are its ``path``, in order."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self
