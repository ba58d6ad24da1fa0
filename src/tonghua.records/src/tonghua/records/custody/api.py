"""POST @confidentiality: change the level of a case or record, with the reason."""

from plone.restapi.services import Service

from tonghua.records.custody.confidentiality import change_level
from tonghua.records.custody.guard import AnswersUnviewed
from tonghua.records.services import allow_write, body_of, words_of


class ConfidentialityPost(AnswersUnviewed, Service):
    """``{"level", "reason"}`` → ``{"level"}``; the Secrecy Officer need not view the content."""

    def reply(self):
        allow_write(self.request)
        body = body_of(self.request)
        change_level(self.context, body.get("level"), words_of(body, "reason"))
        return {"level": self.context.confidentiality}
