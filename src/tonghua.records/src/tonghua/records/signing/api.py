"""GET and POST @signatures: who has signed a record, and signing it."""

import base64
import binascii

from plone import api
from plone.restapi.services import Service
from zExceptions import BadRequest, Unauthorized

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import say
from tonghua.records.services import allow_write, body_of, truth_of, words_of
from tonghua.records.signing.signing import no_longer_signed, sign
from tonghua.records.signing.standing import outdated
from tonghua.records.signing.store import stored


def as_json(record, position, signature, old=()):
    """One signature as it is answered; the picture is fetched from its own view.

    ``old`` are the record's signatures on data that has changed since: they do not count.
    """
    return {
        "name": signature.name,
        "capacity": signature.capacity,
        "capacity_title": say(label("capacity", signature.capacity)),
        "mode": signature.mode,
        "at": signature.at.isoformat(),
        "refusal_reason": signature.refusal_reason,
        "witness": signature.witness,
        "version": signature.version,
        "every_page": signature.every_page,
        "paper": signature.paper or None,
        "outdated": signature in old,
        "image": f"{record.absolute_url()}/@@signature/{position}" if signature.image else None,
    }


def listing(record):
    old = outdated(record)
    return {
        "@id": f"{record.absolute_url()}/@signatures",
        "items": [as_json(record, n, each, old) for n, each in enumerate(stored(record), start=1)],
    }


class SignaturesGet(Service):
    def reply(self):
        return listing(self.context)


class SignaturesPost(Service):
    """``{"name", "capacity", "mode", "image", "refusal_reason", "witness"}`` → the signature.

    ``every_page`` (true or false) may say whether each page was signed, ``paper`` which paper
    beside the record's own.
    """

    def reply(self):
        allow_write(self.request)
        record = self.context
        if not api.user.has_permission("tonghua.records: Take signatures", obj=record):
            if api.user.has_permission("tonghua.records: Handle", obj=record):
                raise no_longer_signed()
            raise Unauthorized()
        body = body_of(self.request)
        picture = body.get("image") or {}
        signature = sign(
            record,
            name=words_of(body, "name"),
            capacity=words_of(body, "capacity"),
            mode=words_of(body, "mode") or "handwritten",
            image=decode(picture),
            filename=words_of(picture, "filename") if isinstance(picture, dict) else "",
            refusal_reason=words_of(body, "refusal_reason"),
            witness=words_of(body, "witness"),
            every_page=truth_of(body, "every_page"),
            paper=words_of(body, "paper"),
        )
        self.request.response.setStatus(201)
        return as_json(self.context, len(stored(self.context)), signature)


def decode(picture):
    """The bytes of ``{"filename", "content-type", "encoding": "base64", "data"}``."""
    if not picture:
        return None
    if not isinstance(picture, dict) or picture.get("encoding") != "base64":
        raise BadRequest(_("签名图片应当写作 filename、content-type、encoding（base64）和 data。"))
    try:
        return base64.b64decode(picture.get("data") or "", validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise BadRequest(_("签名图片的内容不是 base64。请重新上传。")) from None
