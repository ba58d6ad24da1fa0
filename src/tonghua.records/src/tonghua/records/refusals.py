"""How an operation says no: one sentence with its rule and article."""

from tonghua.records import _


class Conflict(Exception):
    """A refusal that a person can act on; HTTP 409 over REST, a message in the page.

    The class is called Conflict because the publisher takes the HTTP status from this name.
    ``message`` is a Chinese sentence (a ``core.text.Text`` or an i18n message), ``rule`` the id
    of ``law.md`` A3 or empty, ``article`` the number in the ordinance or None, ``way`` the
    ``core.acts.Act`` that mends what is wrong, if one is known; ``overridable`` whether the case's
    approver may let the act through all the same (例外放行).
    """

    def __init__(self, message, rule="", article=None, way=None, overridable=False):
        if isinstance(message, Conflict):
            # the workflow tool raises a new one from the one it caught
            rule, article, way = message.rule, message.article, message.way
            overridable, message = message.overridable, message.message
        super().__init__(str(message))
        self.message = message
        self.rule = rule
        self.article = article
        self.way = way
        self.overridable = overridable


def final_is_final():
    """The refusal to change or delete a final record."""
    return Conflict(
        _("第三十条：已定稿的记录不得修改或者删除。请新建一份更正记录，写明更正的原因。"),
        article=30,
    )
