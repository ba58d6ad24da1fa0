"""Going to an address as a person, up to the door: everything that guards a page, not the page.

The publisher's traversal asks a page's permission, and the guard on whatever is published is asked
after it; calling the page would only draw it, which costs a hundred times as much.
"""

import base64
from io import BytesIO

REACHED, REFUSED, MISSING = "reached", "refused", "missing"


def reach(stage, path, username=None, password=None, method="GET"):
    """``REACHED``, ``REFUSED`` or ``MISSING``; ``path`` from the site."""
    from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
    from zExceptions import Forbidden, NotFound, Unauthorized
    from zope.event import notify
    from zope.globalrequest import getRequest, setRequest
    from zope.security.management import endInteraction, newInteraction
    from ZPublisher.pubevents import PubAfterTraversal

    site = stage.layer["portal"]
    before, request = getRequest(), _request(stage.layer, username, password, method)
    setRequest(request)
    newInteraction()
    try:
        request.traverse(
            "/".join((*site.getPhysicalPath(), path)),
            validated_hook=lambda request, user: newSecurityManager(request, user),
        )
        notify(PubAfterTraversal(request))
        return REACHED
    except (Unauthorized, Forbidden):
        return REFUSED
    except (NotFound, KeyError, AttributeError):
        return MISSING
    finally:
        noSecurityManager()
        endInteraction()
        request.clear()
        setRequest(before)
        _back_to(site)


def _request(layer, username, password, method):
    from ZPublisher.HTTPRequest import HTTPRequest
    from ZPublisher.HTTPResponse import HTTPResponse

    environ = {
        "SERVER_NAME": str(layer["host"]),
        "SERVER_PORT": str(layer["port"]),
        "REQUEST_METHOD": method,
        "HTTP_ACCEPT": "text/html",
    }
    if username:
        given = base64.b64encode(f"{username}:{password}".encode()).decode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {given}"
    request = HTTPRequest(BytesIO(), environ, HTTPResponse(stdout=BytesIO()))
    request.processInputs()
    root = layer["app"]._p_jar.root()["Application"]
    request["PARENTS"] = [root.__of__(_container(request))]
    return request


def _container(request):
    from ZPublisher.BaseRequest import RequestContainer

    return RequestContainer(REQUEST=request)


def _back_to(site):
    from zope.component.hooks import setSite

    setSite(site)
