"""Importing (导入): a form refuses, an import remembers (model.md)."""

import secrets

from plone import api
from plone.dexterity.utils import addContentToContainer, createContent
from plone.namedfile.file import NamedBlobImage
from plone.uuid.interfaces import IUUID
from z3c.relationfield import RelationValue
from z3c.relationfield.event import updateRelations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

from tonghua.records.approval.chain import write_approval
from tonghua.records.approval.store import Override, keep
from tonghua.records.cases.numbering import class_of, lift_to
from tonghua.records.cases.origins import join_again
from tonghua.records.core.numbering import CASE_NUMBER_CLASS
from tonghua.records.custody.hearings import bring_up_to_date
from tonghua.records.exchange.marks import known, mark
from tonghua.records.exchange.plan import (
    COMPLAINT,
    check_links,
    key_of,
    plan_case,
    plan_entry,
)
from tonghua.records.exchange.report import ImportProblem, Report
from tonghua.records.exchange.source import Source
from tonghua.records.exchange.values import File, Link, Reader
from tonghua.records.interfaces import ISupervisionEntry
from tonghua.records.people import GROUPS_OF_ROLE, exists, make_person
from tonghua.records.records.events import open_case
from tonghua.records.records.histories import write_history
from tonghua.records.signing.store import Signature, append

#: sections of registers → (portal type, the field by which an entry is known or None); what a
#: section's entries name stands in the sections before it
REGISTERS = {
    "officers": ("Officer", "certificate_number"),
    "devices": ("Device", "device_number"),
    "bases": ("LegalBasis", None),
}
#: types of the last section, which says them by ``@type``
SUPERVISION = ("SupervisionCheck", "SupervisionOrder")


def import_file(site, path):
    """Take in an import file; returns a Report. Nothing is half taken: a case is whole or out.

    The caller commits. ``site`` is the Plone site; needs the rights of a Manager.
    """
    report = Report(file=str(getattr(path, "name", path)).rsplit("/", 1)[-1])
    try:
        source = Source(path)
        Import(site, source, report).run()
    except ImportProblem as problem:
        report.refuse(problem)
    return report


class Import:
    """One run over one file."""

    def __init__(self, site, source, report):
        self.site = site
        self.source = source
        self.report = report
        self.items = {}
        self.reader = Reader(source, self._knows)
        self.people = set()
        self.cases = []

    def run(self):
        for person in self.source.section("people"):
            self._try(self._person, person)
        for section, (portal_type, known_by) in REGISTERS.items():
            for entry in self.source.section(section):
                self._try(self._entry, section, portal_type, known_by, entry)
        for complaint in self.source.section("complaints"):
            self._try(self._case, "complaints", complaint)
        for case in self.source.section("cases"):
            self._try(self._case, "cases", case)
        join_again([self.items[key] for key in self.cases])
        for entry in self.source.section("supervision"):
            self._try(self._supervision, entry)

    def _try(self, act, *given):
        try:
            act(*given)
        except ImportProblem as problem:
            self.report.refuse(problem)

    def _knows(self, username):
        return username in self.people or exists(username)

    def _person(self, person):
        username, full = person.get("username"), person.get("fullname") or ""
        roles = person.get("roles") or []
        if not isinstance(username, str) or not username.isascii() or not username:
            raise ImportProblem(str(username), "username", "用户名应当由英文字母和数字组成。")
        for role in roles:
            if role not in GROUPS_OF_ROLE:
                raise ImportProblem(username, "roles", f"没有“{role}”这个角色。")
        new = make_person(username, full, roles, secrets.token_urlsafe(24))
        self.people.add(username)
        self.report.people.append(username)
        self.report.count("people", new)

    def _supervision(self, entry):
        kind = entry.get("@type")
        if kind not in SUPERVISION:
            raise ImportProblem(entry.get("key") or "", "@type", f"没有“{kind}”这种监督记录。")
        self._entry("supervision", kind, None, entry)

    def _entry(self, section, portal_type, known_by, entry):
        found = self._present(section, known_by, entry)
        if found is None:
            item = plan_entry(self.reader, portal_type, entry)
            check_links(item, self.items)
            found = self._write(item, self.site[section])
            self._relate(item, self.items)
            if ISupervisionEntry.providedBy(found):
                lift_to(class_of(found), getattr(found, "number", None))
            found.reindexObject()
            known()[self.source.hash_of(entry)] = IUUID(found)
            self.report.count(section, True)
        else:
            self.report.count(section, False)
        self.items[key_of(entry)] = found

    def _present(self, section, known_by, entry):
        """The entry that is there already: by its certificate number, else by its content."""
        if known_by:
            wanted = entry.get(known_by)
            for found in self.site[section].objectValues():
                if wanted and getattr(found, known_by, None) == wanted:
                    return found
            return None
        return self._by_hash(entry)

    def _by_hash(self, entry):
        uid = known().get(self.source.hash_of(entry))
        return api.content.get(UID=uid) if uid else None

    def _case(self, section, case):
        """A case, or a complaint, which holds records like one."""
        plan = plan_case(self.reader, case, COMPLAINT if section == "complaints" else None)
        within = {each.key for each in plan.inside} | {plan.case.key}
        for item in (plan.case, *plan.inside):
            check_links(item, within | set(self.items))
        content_hash = self.source.hash_of(case)
        present = self._by_hash(case)
        if present is None:
            present = self._write_case(plan, self.site[section])
            known()[content_hash] = IUUID(present)
            self.report.count(section, True)
        else:
            self.report.count(section, False)
        # a later section may name it
        self.items[plan.case.key] = present
        self.cases.append(plan.case.key)

    def _write_case(self, plan, container):
        case = self._write(plan.case, container)
        items = {**self.items, plan.case.key: case}
        for item in plan.inside:
            items[item.key] = self._write(item, case)
        for item in (plan.case, *plan.inside):
            self._relate(item, items)
        for item in plan.records:
            self._finish(item)
        for each in plan.overrides:
            subject = IUUID(items[each["record"]]) if each["record"] else ""
            keep(case, _override(each, subject))
        bring_up_to_date(case)
        if plan.case.portal_type != COMPLAINT and case.opened_at is None:
            open_case(case)
        lift_to(CASE_NUMBER_CLASS.get(case.portal_type), case.number)
        case.reindexObject()
        return case

    def _write(self, item, container):
        """Make one item with everything but its references."""
        content = createContent(item.portal_type)
        # it brings its own number and people, or none
        content._v_imported = True
        for name, value in item.values.items():
            if isinstance(value, File):
                value = value.blob()
            if not isinstance(value, Link):
                setattr(content, name, value)
        write_history(content, item.history)
        item.content = addContentToContainer(container, content, checkConstraints=False)
        mark(item.content, self.source, item)
        for signature in item.signatures:
            append(item.content, _signature(signature))
        return item.content

    def _relate(self, item, items):
        """Set the references, now that all of the file's items exist."""
        intids = getUtility(IIntIds)
        links = {n: v for n, v in item.values.items() if isinstance(v, Link)}
        for name, link in links.items():
            related = [RelationValue(intids.getId(items[key])) for key in link.keys]
            setattr(item.content, name, related if link.many else related[0])
        if links:
            updateRelations(item.content, None)

    def _finish(self, item):
        """What the acts of the history brought: the chain's own record, the number's sequence."""
        record = item.content
        if record.portal_type != "Approval" and any(
            s.transition == "approve" for s in item.history
        ):
            write_approval(record)
        lift_to(class_of(record), record.number)
        record.reindexObject()


def _override(entry, subject):
    return Override(
        entry["rule"], subject, entry["transition"], entry["by"], entry["at"], entry["reason"]
    )


def _signature(entry):
    file = entry.get("image")
    image = None
    if file is not None:
        image = NamedBlobImage(data=file.path.read_bytes(), filename=file.filename)
    signature = Signature(
        name=entry["name"],
        capacity=entry["capacity"],
        mode=entry.get("mode", "handwritten"),
        at=entry["at"],
        image=image,
        refusal_reason=entry.get("refusal_reason"),
        witness=entry.get("witness"),
        every_page=entry.get("every_page") is True,
        paper=entry.get("paper") or "",
    )
    signature.given = tuple(entry)
    signature.path = file.given if file is not None else None
    return signature
