"""Ids of cases, parties, records and entries: short and random, so that no URL tells a name."""

import secrets

from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer

from tonghua.records.core.papers import papers
from tonghua.records.interfaces import ICase, IRegister

#: no vowels and nothing that looks like another: no id spells a word
LETTERS = "bcdfghjkmnpqrstvwxz"
ALPHABET = LETTERS + "23456789"
LENGTH = 8


def random_id():
    return secrets.choice(LETTERS) + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))


@implementer(INameChooser)
@adapter(ICase)
class RandomNames:
    """Chooses a free random id, whatever the title is."""

    def __init__(self, context):
        self.context = context

    def checkName(self, name, obj):
        return name not in self.context

    def chooseName(self, name, obj):
        while True:
            chosen = random_id()
            if chosen not in self.context:
                return chosen


@adapter(IRegister)
class RandomNamesInRegister(RandomNames):
    """The same in the registers; a template is found by its paper's key, so that is its id."""

    def chooseName(self, name, obj):
        if obj.portal_type == "DocumentTemplate":
            for key, paper in papers().items():
                if str(paper.title) == obj.title and key not in self.context:
                    return key
        return super().chooseName(name, obj)
