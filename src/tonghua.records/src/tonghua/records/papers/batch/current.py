"""Whether a record's paper is up to date, so that it need not be made again."""

from hashlib import sha256

from tonghua.records.cases.facts import history_of
from tonghua.records.core.clock import in_office
from tonghua.records.papers.templates import template_for
from tonghua.records.papers.values import printed_paper
from tonghua.records.papers.versions import (
    addressed,
    all_versions,
    is_draft,
    printed_values,
    versions_of,
)
from tonghua.records.signing.store import stored


def current_version(item, addressee=None):
    """The newest version of an item's own paper, or of its copy for one party, if it says what a
    new one would say, has its PDF and is from after the last signature and step; else None.
    """
    paper = printed_paper(item)
    newest = next(reversed(_kept(item, paper, addressee)), None)
    if newest is None or newest.pdf is None or newest.draft != is_draft(item):
        return None
    if not newest.says(addressed(printed_values(item), addressee)):
        return None
    template = template_for(paper.key)
    if template is None or newest.template_sha256 != sha256(template).hexdigest():
        return None
    acts = [*(each.at for each in stored(item)), *(each.at for each in history_of(item))]
    return newest if all(in_office(at) <= in_office(newest.made_at) for at in acts) else None


def _kept(item, paper, addressee):
    if addressee is None:
        return versions_of(item)
    return [
        each for each in all_versions(item) if each.key == paper.key and each.addressee == addressee
    ]
