"""Filling in the forms of pages by the names of fields, as a browser without scripts does."""

import re
from html import unescape

#: what makes 行政处罚事先告知书 whole
NOTICE = {
    "kind": ["prior_notice"],
    "told": ["statement", "defence", "recusal", "hearing"],
    "how": ["written"],
    "facts": "事实",
    "reasons": "理由",
    "basis": "依据",
    "proposed": "拟罚款五千元",
    "proposed_kinds": ["fine"],
    "proposed_amount": "5000",
}


def fill(browser, **values):
    """Set controls by field name; the common fields of records have their schema's prefix.

    Text for a line or text field, a list of tokens for check boxes and lists, ``(bytes, name)``
    for a file, True or False for a single check box or for 是 and 否.
    """
    for name, value in values.items():
        control(browser, name, value)


def control(browser, name, value):
    """Set the one control of a field."""
    form = browser.getForm(index=form_index(browser))
    for prefix in ("form.widgets.", "form.widgets.IRecord."):
        for ending in ("", ":list"):
            try:
                found = form.getControl(name=f"{prefix}{name}{ending}")
            except LookupError:
                continue
            if isinstance(value, bool):
                found.value = _of_bool(found, value)
            elif isinstance(value, tuple):
                found.add_file(value[0], "application/octet-stream", value[1])
            else:
                found.value = value
            return
    raise LookupError(name)


def _of_bool(control, value):
    if control.type == "radio":
        return ["true" if value else "false"]
    return ["selected"] if value else []


def form_index(browser):
    """The position of the page's own form; the search box is a form too."""
    forms = re.findall(r"<form\b[^>]*>", browser.contents)
    return next(n for n, tag in enumerate(forms) if 'id="form"' in tag)


def press(browser, name):
    """Press a button of the page's own form, by its name."""
    browser.getForm(index=form_index(browser)).getControl(name=f"form.buttons.{name}").click()


def add(browser, container, portal_type, **values):
    """Fill in an add form and save it; ends on the new item's page, or on the form that said no."""
    browser.open(f"{container}/++add++{portal_type}")
    fill(browser, **values)
    press(browser, "save")


def made(browser, container, portal_type, **values):
    """Add an item that nothing is wrong with; its URL."""
    add(browser, container, portal_type, **values)
    assert not error_of(browser), error_of(browser)
    return browser.url.rstrip("/").removesuffix("/view")


def step(browser, url, transition, comment=""):
    """Press the button of a step's form; ends on the item's page, or on the form that said no."""
    browser.open(f"{url}/@@act?transition={transition}")
    fill(browser, comment=comment)
    press(browser, "save")


def take(browser, url, transition, comment=""):
    """Take a step that nothing speaks against."""
    step(browser, url, transition, comment)
    assert not error_of(browser), error_of(browser)


def approve(browser, url):
    """Take a record through its chain; ``browser`` is the fixture."""
    take(browser("handler1"), url, "submit", "建议按此办理，理由：事实清楚。")
    take(browser("reviewer1"), url, "endorse", "同意。")
    take(browser("approver1"), url, "approve", "批准。")


def sign(browser, url, name, capacity, **more):
    """Sign a record by its form."""
    browser.open(f"{url}/@@sign")
    fill(browser, name=name, capacity=[capacity], **more)
    press(browser, "save")


def error_of(browser):
    """The text of the message at the top of a refused form."""
    found = re.search(r'class="[^"]*alert-danger"[^>]*>(.*?)<form', browser.contents, re.S)
    if not found:
        return ""
    blocks = re.sub(r"</?a\b[^>]*>", "", found.group(1))
    return " ".join(re.sub(r"<[^>]+>", " ", blocks).split())


def carried(page):
    """Names and values of what a form carries unseen: token, one-time key and the like."""
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', tag))
        if attributes.get("name", "").startswith("_"):
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    return found
