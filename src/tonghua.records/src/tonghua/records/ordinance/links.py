"""Where an article or a rule is explained."""

from plone import api

PAGE = "@@ordinance"


def article_url(number):
    """The address of an article (条) on the page 办法全文."""
    return f"{api.portal.get().absolute_url()}/{PAGE}#article-{number}"


def rule_url(id):
    """The address of a rule on the page 办法全文."""
    return f"{api.portal.get().absolute_url()}/{PAGE}#{rule_anchor(id)}"


def rule_anchor(id):
    """The name of a rule's place on the page."""
    return f"rule-{id}"
